"""`.env.example`, `constraints.txt` and the build say the same as the code."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.settings import NAMES, Settings, read_settings
from bot.settings_layers import PREFIXES

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
PLATFORM = {name: str(value) for name, value in default_environment().items()}
PINNED = {canonicalize_name(line.partition("==")[0]): line.partition("==")[2] for line in CONSTRAINTS}


def in_the_example() -> dict[str, str]:
    """Settings by name, those that stand behind a # with their defaults too."""
    return {
        name: value
        for name, value in re.findall(r"^(?:# )?([A-Z_]+)=(\S*)$", EXAMPLE, re.MULTILINE)
        if not name.endswith("_FILE")
    }


def test_the_example_equals_the_settings_both_ways() -> None:
    listed = set(in_the_example())
    named = {name for name in listed if name.startswith(PREFIXES)}
    assert len(named) == len(PREFIXES)
    assert listed - named == set(NAMES)
    assert {name.lower() for name in NAMES} | {"intake_secrets", "rota_calendars"} == set(Settings.model_fields)


def test_the_example_tells_the_defaults() -> None:
    given = {name: value for name, value in in_the_example().items() if value}
    assert read_settings(given, None) == Settings()
    optional = {name for name, field in Settings.model_fields.items() if field.default not in (None, "")}
    assert {name.lower() for name in given} == optional - {"intake_secrets", "rota_calendars"}


def test_the_example_as_it_stands_is_no_problem() -> None:
    assert read_settings({}, ROOT / ".env.example") == Settings()


def test_every_setting_has_a_comment_above_it() -> None:
    previous = ""
    for line in EXAMPLE.splitlines():
        if re.match(r"(# )?[A-Z_]+=\S*$", line):
            assert previous.strip(), f"{line} has nothing above it"
        previous = line


def test_constraints_are_bare_pins_in_order() -> None:
    assert [
        line for line in CONSTRAINTS if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*==[0-9][A-Za-z0-9.]*", line)
    ] == []
    assert sorted(CONSTRAINTS, key=str.lower) == CONSTRAINTS
    assert len(PINNED) == len(CONSTRAINTS)


def test_everything_that_is_installed_for_us_is_pinned() -> None:
    project = PROJECT["project"]
    waiting = [Requirement(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]
    seen: set[tuple[str, str]] = set()
    loose: dict[str, str] = {}
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                installed = version(name)
            except PackageNotFoundError:
                loose[name] = "is not installed"
                continue
            if PINNED.get(name) != installed:
                loose[name] = f"{installed} is installed, {PINNED.get(name)} is pinned"
            environment: dict[str, str] = {**PLATFORM, "extra": extra}
            further = (Requirement(line) for line in requires(name) or [])
            waiting += [each for each in further if each.marker is None or each.marker.evaluate(environment)]
    assert loose == {}


def test_the_build_uses_the_pinned_setuptools() -> None:
    assert PROJECT["build-system"]["requires"] == [f"setuptools=={PINNED[canonicalize_name('setuptools')]}"]
