"""Where settings stand: the environment, then `.env`; each value itself or the name of a file that holds it."""

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from dotenv.parser import parse_stream

INTAKE_PREFIX = "INTAKE_SECRET_"
CALENDAR_PREFIX = "ROTA_CALENDAR_"
PREFIXES = (INTAKE_PREFIX, CALENDAR_PREFIX)
FILE_SUFFIX = "_FILE"


@dataclass(frozen=True)
class Given:
    """Non-empty values by setting name, and what went wrong on the way.

    `broken` holds the settings that were given but could not be read: they have their problem already and are not
    called missing a second time.
    """

    values: Mapping[str, str]
    broken: frozenset[str]
    problems: tuple[str, ...]


def intake_name(setting: str) -> str:
    """`INTAKE_SECRET_MY_BLOG` → `my-blog`, as it stands in `/intake/my-blog`."""
    return setting.removeprefix(INTAKE_PREFIX).lower().replace("_", "-")


def calendar_name(setting: str) -> str:
    """`ROTA_CALENDAR_SUPPORT_ROTA` → `SUPPORT_ROTA`, as it stands at a layer of the handbook's rota."""
    return setting.removeprefix(CALENDAR_PREFIX)


def read_layers(environment: Mapping[str, str], dotenv: Path | None, names: Collection[str]) -> Given:
    """Values that count: a setting in the environment hides the same setting in `.env`, whichever way it is given."""
    values: dict[str, str] = {}
    broken: set[str] = set()
    problems: list[str] = []
    lines = _dotenv(dotenv, problems)
    problems += _misspelt(lines, names, dotenv)
    for layer, place in ((environment, "the environment"), (lines, str(dotenv))):
        for name in _named(layer, names):
            if name in values or name in broken:
                continue
            value = _value(layer, name, place, problems)
            if value is None:
                broken.add(name)
            else:
                values[name] = value
    return Given(values, frozenset(broken), tuple(problems))


def _named(layer: Mapping[str, str], names: Collection[str]) -> list[str]:
    """The settings that this layer gives, in a fixed order; empty values count as not given."""
    filled = {name for name, value in layer.items() if value.strip()}
    fixed = [name for name in names if name in filled or name + FILE_SUFFIX in filled]
    named = {name.removesuffix(FILE_SUFFIX) for name in filled if name.startswith(PREFIXES)}
    return fixed + sorted(named)


def _value(layer: Mapping[str, str], name: str, place: str, problems: list[str]) -> str | None:
    direct = layer.get(name, "").strip()
    path = layer.get(name + FILE_SUFFIX, "").strip()
    if direct and path:
        problems.append(f"{name} and {name}{FILE_SUFFIX} are both given in {place}: keep one of them.")
        return None
    if direct:
        return direct
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        problems.append(f"{name}{FILE_SUFFIX} names {path}, which cannot be read: {error.strerror}.")
        return None
    except ValueError:
        problems.append(f"{name}{FILE_SUFFIX} names {path}, which is not UTF-8 text.")
        return None
    if not content:
        problems.append(f"{name}{FILE_SUFFIX} names {path}, which is empty.")
        return None
    return content


def _dotenv(path: Path | None, problems: list[str]) -> dict[str, str]:
    """The lines of `.env` as they stand: no `${…}` is filled in, since secrets may hold a dollar sign."""
    if path is None or not path.exists():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        problems.append(f"{path} cannot be read: {error.strerror}.")
        return {}
    except UnicodeDecodeError:
        problems.append(f"{path} is not UTF-8 text.")
        return {}
    lines: dict[str, str] = {}
    for binding in parse_stream(StringIO(text)):
        if binding.error:
            problems.append(f"{path}, line {binding.original.line}, is no NAME=value.")
        elif binding.key is not None:
            lines[binding.key] = binding.value or ""
    return lines


def _misspelt(lines: Mapping[str, str], names: Collection[str], path: Path | None) -> list[str]:
    """Names in `.env` that are almost a setting. The environment is not judged: it holds many programs' names."""
    known = [*names, *(name + FILE_SUFFIX for name in names)]
    problems = []
    for name in lines:
        if name in known or name.startswith(PREFIXES):
            continue
        near = difflib.get_close_matches(name.upper(), [*known, *PREFIXES], n=1, cutoff=0.85)
        if near:
            problems.append(f"{name} in {path} is no setting: did you mean {near[0]}?")
    return problems
