"""The JSON Schema that editors use: of the models, with a word on every field, and no kinder than it can be."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from routing.handbook_bundle import join
from routing.handbook_fields import (
    parse_rung_time,
    read_clocks,
    read_date,
    read_day,
    read_duration,
    read_hours,
    read_share,
)
from routing.handbook_schema import SECTIONS, fields, json_schema
from routing.handovers import read_handovers
from tests.routing.bad_handbooks import GOOD
from tests.routing.bad_rules import MISTAKES
from tests.routing.test_handbook_bundle import FILES

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads(json.dumps(json_schema()))
EDITOR = jsonschema.Draft7Validator(SCHEMA)


def refused(text: str) -> list[str]:
    """What an editor underlines. TOML's days are text in JSON."""
    tables = json.loads(json.dumps(tomllib.loads(text), default=lambda value: value.isoformat()))
    return [f"{error.json_path}: {error.message}" for error in EDITOR.iter_errors(tables)]


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_good_handbooks_pass() -> None:
    assert refused(GOOD) == []
    assert refused((ROOT / "handbook.example.toml").read_text("utf-8")) == []


def test_a_handbook_of_several_files_passes_file_by_file_and_whole() -> None:
    assert [refused(text) for text in (*FILES.values(), join("handbook.toml", FILES))] == [[]] * (len(FILES) + 1)


@pytest.mark.parametrize("kind", sorted(kind for kind, mistake in MISTAKES.items() if mistake.shape))
def test_what_is_wrong_in_shape_is_refused(kind: str) -> None:
    assert refused(MISTAKES[kind].text) != []


def test_every_field_is_explained_in_a_sentence() -> None:
    told = {(section.header, field.name): field.about for section in SECTIONS for field in fields(section.model)}
    assert [place for place, about in told.items() if not about.rstrip(")").endswith((".", "?"))] == []
    assert [place for place, about in told.items() if len(about) > 200] == []


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)


def test_editors_show_a_word_on_every_field_and_no_trace_of_python() -> None:
    for one in _objects(SCHEMA):
        for name, field in one.get("properties", {}).items() if isinstance(one.get("properties"), dict) else ():
            assert field.get("description") or "$ref" in field or "minItems" in field, name
        assert not {"title", "gt", "default"} & set(one) - ({"title"} if one is SCHEMA else set()) or "type" not in one
    assert "PT" not in json.dumps(SCHEMA)


READERS = {
    "answer_within": (read_duration, ["3h", "45m", "1d", "1h 30m", " 20s "], ["3 hours", "h", "3", "", "1m1h", "-3h"]),
    "hours": (
        read_hours,
        ["mon-fri 08:00-16:00", "mon, wed 8:00-12:00", "always", "never", "sat-sun 22:00-06:00", "sun 00:00-24:00"],
        ["mon-fry 08:00-16:00", "8-16", "", "mon 08:00", "mon 08:60-09:00", "mon 24:00-25:00"],
    ),
    "open": (read_clocks, ["09:00-12:00", "9:00 - 24:00"], ["9-12", "09:00", "", "09:00-25:00"]),
    "page_at": (read_share, ["50%", "12.5 %", "100%", "0%"], ["150%", "half", "", "%"]),
    "handover": (
        read_handovers,
        ["mon 08:00", "daily 8:00", "every 3 days 08:00", "every 1 day 0:00", "every 2 weeks fri 16:00"],
        ["08:00", "mon-tue 08:00", "monday 08:00", "every days 08:00", "every 0 days 08:00", "every 3 days", ""],
    ),
    "at": (
        lambda text: parse_rung_time(str(text)), ["75%", "-30m", "+1h30m", "150%", "- 30m"], ["half", "30m", "+", ""]
    ),
    "date": (read_date, ["2026-12-24"], ["24.12.2026", "2026-13-01", "2026-12-24T12:00:00", ""]),
    "until": (read_day, ["2026-12-24", "2026-12-24T12:00:00", "2026-12-24T12:00:00+01:00"], ["24.12.2026", "", "soon"]),
}  # fmt: skip


def _patterns() -> dict[str, dict[str, Any]]:
    """The schema of each of these fields, wherever it is first."""
    found: dict[str, dict[str, Any]] = {}
    order = ("Target", "PersonEntry", "OwnDay", "Rota", "RungEntry", "AbsenceEntry")
    for name in order:
        for field, value in SCHEMA["definitions"][name]["properties"].items():
            found.setdefault(field, value)
    return found


@pytest.mark.parametrize("field", READERS)
def test_an_editor_and_the_reader_agree_on_our_own_formats(field: str) -> None:
    read, good, bad = READERS[field]
    pattern = jsonschema.Draft7Validator(_patterns()[field])
    for text in good:
        read(text)
        assert pattern.is_valid(text), text
    for text in bad:
        assert not pattern.is_valid(text), text
        with pytest.raises(ValueError):
            read(text)
