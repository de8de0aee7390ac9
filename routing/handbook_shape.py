"""A handbook's shape: which sections there are, and pydantic's complaints in words of ours."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from routing.handbook_base import Section
from routing.handbook_links import ResourceLink
from routing.handbook_problems import Problem, Source, Table
from routing.handbook_rota import LayerEntry, OrderEntry
from routing.handbook_rules import RepeatEntry, RungEntry
from routing.handbook_sections import Intake, Member

LISTED = (
    "person", "domain", "rule", "target", "ladder", "day", "absence", "situation", "advice", "answer", "decline_reason",
)  # fmt: skip
SINGLE = ("company", "desks", "rota")
DESKS = ("slack", "teams")
HEADED = ("rung", "layer", "order")
"""Lists within a section whose tables have headers of their own, such as [[ladder.rung]]."""

_HEADERS: Mapping[int | str, str] = {
    "rung": "[[ladder.rung]]", "layer": "[[rota.layer]]", "order": "[[rota.layer.order]]",
}  # fmt: skip

_SINCE_2 = {
    "words": "words is called any since schema 2; write any, or keep schema = 1 and run `svarvakt handbook upgrade`",
    "rung": 'rungs stand as [[ladder.rung]] under a [[ladder]] with an id, such as id = "usual", since schema 2; '
    "keep schema = 1 and run `svarvakt handbook upgrade`, which writes them so",
}


def problems(source: Source, schema: int) -> Iterator[Problem]:
    """Problems of the outermost keys: unknown sections, single ones written as lists, the schema."""
    known = ("schema", *SINGLE, *LISTED)
    for key, value in source.tables.items():
        if key == "include":
            yield source.whole(
                "include does not work here: the handbook that I gave you holds all files already; take the line out, "
                "and put the sections of those files into this text"
            )
        elif key not in known:
            yield source.whole(_unknown_key(key, known))
        elif key in LISTED and not (isinstance(value, list) and all(isinstance(row, Mapping) for row in value)):
            yield source.whole(f"{key} stands as [[{key}]], with double brackets, once for each")
        elif key in SINGLE and isinstance(value, list):
            yield source.place(key).problem(f"stands as [{key}], with single brackets, and once")
        elif key in SINGLE and not isinstance(value, Mapping):
            yield source.whole(f"{key} stands as [{key}], with single brackets")
    yield from _schema(source, schema)
    for desk, value in source.table("desks").items():
        if desk not in DESKS:
            yield source.place("desks").problem(_unknown_key(desk, DESKS))
        elif not isinstance(value, Mapping):
            yield source.place("desks").problem(f"{desk} stands as [desks.{desk}], with single brackets")


def misplaced_include(source: Source) -> Problem | None:
    """An include below a section's header belongs to that section. What its files hold is missing then, so that this is
    the one problem to tell."""
    places = [source.place(f"desks.{desk}") for desk in DESKS if "include" in source.table("desks", desk)]
    for section, value in source.tables.items():
        listed = isinstance(value, list)
        for position, row in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(row, Mapping) and _has_include(row):
                places.append(source.place(section, position if listed else None))
    return places[0].problem("include stands at the top of the file, before the first [section]") if places else None


def _has_include(row: Table) -> bool:
    inner = [one for name in HEADED if isinstance(rows := row.get(name), list) for one in rows]
    return "include" in row or any(isinstance(one, Mapping) and _has_include(one) for one in inner)


def _schema(source: Source, schema: int) -> Iterator[Problem]:
    found = source.tables.get("schema")
    if found is None:
        yield source.whole(f"schema is missing; write schema = {schema} at the top")
    elif isinstance(found, int) and not isinstance(found, bool) and found > schema:
        yield source.whole(
            f"schema = {found} is newer than this Svarvakt, which reads schema = {schema} and older; update Svarvakt"
        )
    elif found != schema or isinstance(found, bool):
        yield source.whole(f"schema = {found!r} is unknown; write schema = {schema}")


class Complaint(NamedTuple):
    """`inner` leads to the table that it is about, where that has a header of its own: names and numbers in turn."""

    sentence: str
    inner: tuple[str | int, ...]


def complaints(error: ValidationError, model: type[BaseModel], row: Table) -> list[Complaint]:
    """One sentence for each complaint about a section that was read from `row`, in the order of its fields."""
    found: dict[Complaint, None] = {}
    details = [(dict(one), _Spot(model, row).to(one["loc"])) for one in error.errors(include_url=False)]
    meant = {name for one, spot in details if one["type"] == "extra_forbidden" for name in spot.near()}
    for detail, spot in details:
        path = spot.path
        if detail["type"] == "too_short" and detail["input"]:
            continue  # The list is short of what is wrong in it, which is told already.
        if detail["type"] == "missing" and path[-1] in meant:
            continue  # It is there, misspelled.
        found[Complaint(spot.begin + _said(detail, path, spot.model), spot.inner)] = None
    return list(found)


class _Spot(NamedTuple):
    """Where a complaint is: in a section's table, or in one of the tables of its lists. A table without a header of its
    own is named in the sentence, by `begin`."""

    model: type[BaseModel]
    row: object
    path: tuple[int | str, ...] = ()
    inner: tuple[str | int, ...] = ()
    begin: str = ""

    def to(self, path: tuple[int | str, ...]) -> "_Spot":
        if len(path) > 1 and path[0] in _INNER and isinstance(path[1], int):
            field, position = str(path[0]), path[1]
            rows = self.row.get(field) if isinstance(self.row, Mapping) else None
            row = rows[position] if isinstance(rows, list) and position < len(rows) else None
            if field in HEADED:
                return _Spot(_INNER[field], row, (), (*self.inner, field, position)).to(path[2:])
            if len(path) > 2:
                begin = f"{field} {_which(row, position)}: "
                return _Spot(_INNER[field], row, (), self.inner, begin).to(path[2:])
        if path[:1] == ("repeat",) and len(path) > 1:
            row = self.row.get("repeat") if isinstance(self.row, Mapping) else None
            return _Spot(RepeatEntry, row, path[1:], self.inner, f"{self.begin}repeat: ")
        return self._replace(path=path)

    def near(self) -> list[str]:
        return get_close_matches(str(self.path[-1]), written_names(self.model), n=1)


def _which(entry: object, position: int) -> str:
    names = (entry.get("channel"), entry.get("person"), entry.get("name")) if isinstance(entry, Mapping) else ()
    return next((f'"{name}"' for name in names if isinstance(name, str)), f"number {position + 1}")


def _said(detail: dict[str, object], path: tuple[int | str, ...], model: type[BaseModel]) -> str:
    kind, context = str(detail["type"]), detail.get("ctx")
    details = context if isinstance(context, dict) else {}
    name = str(path[0]) if path else ""
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), written_names(model))
    if kind == "missing" and path[-1] == "rung":
        return "rung is missing; add a [[ladder.rung]] with id, at, when and whom below it"
    if kind == "tuple_type" and path[-1] in _HEADERS and isinstance(detail["input"], Mapping):
        return f"{path[-1]} stands as {_HEADERS[path[-1]]}, with double brackets, once for each"
    if kind == "missing":
        return f"{path[-1]} is missing"
    if kind == "value_error":
        return f"{name}: {details['error']}" if name else str(details["error"])
    if kind in ("literal_error", "enum"):
        return _none_of(name, detail["input"], str(details["expected"]))
    if kind == "model_type" and name in _BRACED:
        return f"{name}: must be between {{ and }}, for example {_BRACED[name]} (found {_short(detail['input'])})"
    shape = _SHAPES.get(kind) or _DAYS.get(kind.partition("_")[0]) or str(detail["msg"]).lower()
    begin = f"{name}: " if name else ""
    return f"{begin}{shape.format(**details)} (found {_short(detail['input'])})"


_INNER: Mapping[int | str, type[Section]] = {
    "intake": Intake, "experts": Member, "deputies": Member, "rung": RungEntry, "layer": LayerEntry,
    "order": OrderEntry, "links": ResourceLink,
}  # fmt: skip


def written_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a section's fields as they stand in the handbook."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


_BRACED = {
    "repeat": '{ every = "30m", times = 3 }',
    "links": '{ name = "Repair", url = "https://example.com/repair" }',
}

_SHAPES = {
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must be lower-case letters, digits, - and _",
    "tuple_type": 'must be a list, for example ["ada", "bo"]',
    "dict_type": 'must be between {{ and }}, for example {{ delivery = "C0123456789" }}',
    "too_short": "must not be an empty list",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number without quotes or dots, such as 20000",
    "greater_than": "must be longer than nothing",
    "greater_than_equal": "must be {ge} or more",
    "model_type": "must be a name in quotes, or keys and values between {{ and }}",
}
_DAYS = {
    "date": "must be a day, without quotes, for example 2026-12-24",
    "datetime": "must be a day, without quotes, for example 2026-12-24",
}


def _none_of(name: str, found: object, expected: str) -> str:
    choices = [choice.strip("'") for choice in expected.replace(" or ", ", ").split(", ")]
    near = get_close_matches(found, choices, n=1) if isinstance(found, str) else []
    mend = f'did you mean "{near[0]}"? It' if near else "it"
    return f"{name} = {_short(found)} is unknown; {mend} is one of {expected}"


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def _unknown_key(key: str, known: tuple[str, ...]) -> str:
    if key in _SINCE_2 and key not in known:
        return _SINCE_2[key]
    near = get_close_matches(key, known, n=1)
    shown = _short(key)[1:-1]
    return f"{shown}: did you mean {near[0]}?" if near else f"{shown} is unknown; known are {', '.join(known)}"
