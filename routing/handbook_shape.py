"""A handbook's shape: which sections there are, and pydantic's complaints in words of ours."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError

from routing.handbook_problems import Problem, Source
from routing.handbook_rules import RungEntry
from routing.handbook_sections import Intake, Member, Section

_LISTED = ("person", "domain", "rule", "target", "ladder", "day", "absence", "situation", "answer")
_SINGLE = ("company", "desks", "rota")
_DESKS = ("slack", "teams")


def problems(source: Source, schema: int) -> Iterator[Problem]:
    """Problems of the outermost keys: unknown sections, single ones written as lists, the schema."""
    known = ("schema", *_SINGLE, *_LISTED)
    for key, value in source.tables.items():
        if key not in known:
            yield Problem(source.name, _unknown_key(key, known))
        elif key in _LISTED and not (isinstance(value, list) and all(isinstance(row, Mapping) for row in value)):
            yield Problem(source.name, f"{key} stands as [[{key}]], with double brackets, once for each")
        elif key in _SINGLE and not isinstance(value, Mapping):
            yield Problem(source.name, f"{key} stands as [{key}], with single brackets")
    found = source.tables.get("schema")
    if found is None:
        yield Problem(source.name, f"schema is missing; write schema = {schema} at the top")
    elif found != schema or isinstance(found, bool):
        yield Problem(source.name, f"schema = {found!r} is unknown; this version reads schema = {schema}")
    for desk, value in source.table("desks").items():
        if desk not in _DESKS:
            yield Problem(source.place("desks"), _unknown_key(desk, _DESKS))
        elif not isinstance(value, Mapping):
            yield Problem(source.place("desks"), f"{desk} stands as [desks.{desk}]")


def sentences(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """One sentence for each complaint about a section read as `model`, in the order of its fields."""
    return [_sentence(dict(row), model) for row in error.errors(include_url=False)]


def _sentence(row: dict[str, object], model: type[BaseModel]) -> str:
    location = row["loc"]
    path = [str(part) for part in location] if isinstance(location, tuple) else []
    kind, context = str(row["type"]), row.get("ctx")
    details = context if isinstance(context, dict) else {}
    if kind == "extra_forbidden":
        owner = _INNER.get(path[0], model) if len(path) > 1 else model
        return _unknown_key(path[-1], written_names(owner))
    name = path[0] if path else ""
    if kind == "missing":
        return f"{path[-1]} is missing"
    if kind == "value_error":
        return f"{name}: {details['error']}" if name else str(details["error"])
    if kind in ("literal_error", "enum"):
        return f"{name} = {row['input']!r} is unknown; it is one of {details['expected']}"
    return f"{name}: {_SHAPES.get(kind) or str(row['msg']).lower()} (found {_short(row['input'])})"


_INNER: Mapping[str, type[Section]] = {
    "intake": Intake, "experts": Member, "deputies": Member, "rung": RungEntry,
}  # fmt: skip


def written_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a section's fields as they stand in the handbook."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


_SHAPES = {
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must be lower-case letters, digits, - and _",
    "tuple_type": 'must be a list, for example ["ada", "bo"]',
    "too_short": "must not be an empty list",
    "bool_type": "must be true or false",
    "greater_than": "must be longer than nothing",
    "model_type": "must be a channel id in quotes or { channel, source }",
}


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def _unknown_key(key: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"{key}: did you mean {near[0]}?" if near else f"{key} is unknown; known are {', '.join(known)}"
