"""The handbook's JSON Schema, for editors: made of the sections' models, so that it says what is read.

It is of draft 7, which Taplo and with it Even Better TOML read (0.9.3: newer drafts are taken for draft 7 as well).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from routing import duration
from routing.handbook_base import Section
from routing.handbook_fields import read_some
from routing.handbook_links import ResourceLink
from routing.handbook_playbook import Advice, PreparedAnswer, Situation
from routing.handbook_reasons import DeclineReason
from routing.handbook_rota import LayerEntry, OrderEntry, Rota
from routing.handbook_rules import Ladder, RepeatEntry, Rule, RungEntry, Target
from routing.handbook_sections import AbsenceEntry, Company, Desk, Domain, Intake, Member, OwnDay, PersonEntry
from routing.handbook_upgrade import SCHEMA
from routing.hours import Hours

DRAFT = "http://json-schema.org/draft-07/schema#"

SCHEMA_WORDS = f"The version of this format; {SCHEMA} is the newest. `svarvakt handbook upgrade` brings files up to it."
INCLUDE_WORDS = (
    "Further files of this handbook, by their path from this file's folder, such as domains/delivery.toml; they lie in "
    "the main file's folder or below it. Included files may include others."
)


@dataclass(frozen=True)
class SectionWords:
    """A section as it is written: its header, its model, and what it is for. `inner`: in a list of another section."""

    header: str
    model: type[Section]
    about: str
    inner: bool = False


SECTIONS = (
    SectionWords("[company]", Company, "The company as a whole; people have from it what they do not say themselves."),
    SectionWords("[desks.slack]", Desk, "The channels on Slack; [desks.teams] holds those on Microsoft Teams."),
    SectionWords("intake", Intake, "A channel that is read, where more than its id is said.", inner=True),
    SectionWords("[[person]]", PersonEntry, "Somebody who works with customers' posts."),
    SectionWords("[[domain]]", Domain, "A field of expertise, with the people who may answer in it."),
    SectionWords("experts, deputies", Member, "Somebody of a domain, where more than their id is said.", inner=True),
    SectionWords("links", ResourceLink, "A page that a domain's answers lead to.", inner=True),
    SectionWords("[[rule]]", Rule, "Which posts go where: all conditions that a rule has must hold."),
    SectionWords("[[target]]", Target, "How soon an answer must be there."),
    SectionWords("[[ladder]]", Ladder, "Who is told on the way to the deadline and past it; the first that fits."),
    SectionWords("[[ladder.rung]]", RungEntry, "One step of the ladder above it."),
    SectionWords("repeat", RepeatEntry, "The same again, while it still fits the item.", inner=True),
    SectionWords("[rota]", Rota, "Who is on call; without it nobody is ever woken."),
    SectionWords("[[rota.layer]]", LayerEntry, "A layer of the rota; those that stand first are asked first."),
    SectionWords("[[rota.layer.order]]", OrderEntry, "Who takes turns in the layer above it, from a day on."),
    SectionWords("[[day]]", OwnDay, "A day with hours of its own."),
    SectionWords("[[absence]]", AbsenceEntry, "A planned absence; others are said in chat, with /svar away."),
    SectionWords("[[situation]]", Situation, "A situation of the playbook: what to do, and what not."),
    SectionWords("[[advice]]", Advice, "What to do and what not on a source, or in a domain, whatever the situation."),
    SectionWords("[[answer]]", PreparedAnswer, "A prepared answer of the playbook."),
    SectionWords("[[decline_reason]]", DeclineReason, "Why nobody answers, as it is chosen when somebody declines."),
)  # fmt: skip


@dataclass(frozen=True)
class FieldWords:
    """A field as it is written. `usual` is what stands in for one that is left out, "" for one that must be there."""

    name: str
    needed: bool
    usual: str
    about: str


def fields(model: type[Section]) -> Iterator[FieldWords]:
    """A section's fields in their order."""
    for name, field in model.model_fields.items():
        written = field.alias or name
        yield FieldWords(written, _is_needed(field), _usual(field), field.description or "")


def json_schema() -> dict[str, object]:
    """The whole schema. A file without [company] is taken for an included one, which holds any sections."""
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [(section.model, "validation") for section in SECTIONS]
    _, made = models_json_schema(models, ref_template="#/definitions/{model}")
    definitions = {name: _plain(value) for name, value in made["$defs"].items()}
    for section in SECTIONS:
        definitions[section.model.__name__] = _section(section, definitions[section.model.__name__])
    properties: dict[str, object] = {
        "schema": {"description": SCHEMA_WORDS, "const": SCHEMA},
        "include": {"description": INCLUDE_WORDS, "type": "array", "items": {"type": "string", "minLength": 1}},
    }
    desk = {"$ref": "#/definitions/Desk"}
    for section in SECTIONS:
        name, reference = section.header.strip("[]"), {"$ref": f"#/definitions/{section.model.__name__}"}
        if section.inner or (section.header.startswith("[[") and "." in name):
            continue
        if name == "desks.slack":
            about = "Where the company works: [desks.slack], [desks.teams], or both."
            both = {"slack": desk, "teams": desk}
            value = {"description": about, "type": "object", "properties": both, "additionalProperties": False}
            properties["desks"] = value
        elif section.header.startswith("[["):
            properties[name] = {"description": section.about, "type": "array", "items": reference}
        else:
            properties[name] = reference
    return {
        "$schema": DRAFT,
        "title": "The handbook of Svarvakt",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "anyOf": [
            {"not": {"required": ["company"]}},
            {"required": ["schema", "include"]},
            {"required": ["schema", "domain"], "properties": {"domain": {"minItems": 1}}},
        ],
        "definitions": {name: value for name, value in definitions.items() if name not in ("Hours", "WeeklySpan")},
    }


def _section(words: SectionWords, made: object) -> dict[str, object]:
    assert isinstance(made, dict)
    properties = dict(made["properties"])
    for name, field in words.model.model_fields.items():
        written = field.alias or name
        value = properties[written]
        if any(isinstance(part, BeforeValidator) and part.func is read_some for part in field.metadata):
            one = {key: part for key, part in value.items() if key in ("items", "minItems")}
            value = {"anyOf": [value["items"], {"type": "array", **one}]}
        kept = {key: part for key, part in value.items() if key not in ("default", "description", "usual")}
        usual = _usual(field)
        told = (field.description or "") + (f" Usual: {usual}." if usual else "")
        if "$ref" in kept:
            kept = {"allOf": [kept]}
        properties[written] = {"description": told, **kept}
    needed = [field.name for field in fields(words.model) if field.needed]
    about = {"description": words.about, "type": "object", "properties": properties}
    return {**about, **({"required": needed} if needed else {}), "additionalProperties": False}


def _plain(value: object) -> object:
    """Without what only pydantic needs: titles, durations in ISO 8601, tuples of no length."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for key, one in value.items():
        if (key == "title" and isinstance(one, str)) or key == "gt":
            continue
        made[key] = {name: _plain(each) for name, each in one.items()} if key == "properties" else _plain(one)
    return made


def _is_needed(field: FieldInfo) -> bool:
    return field.is_required() and not _from_elsewhere(field)


def _from_elsewhere(field: FieldInfo) -> str:
    extra = field.json_schema_extra
    return str(extra.get("usual", "")) if isinstance(extra, Mapping) else ""


def _usual(field: FieldInfo) -> str:
    """What stands in for the field, as the handbook would write it; "" where that is nothing."""
    if elsewhere := _from_elsewhere(field):
        return elsewhere
    value = field.default
    if field.is_required() or value is None or value in ("", (), {}):
        return ""
    return _written(value)


def _written(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Enum():
            return f'"{value.value}"'
        case timedelta():
            return f'"{duration.show(value)}"'
        case Hours():
            return f'"{value.text}"'
        case float():
            return f'"{value:.0%}"'
        case date() | int():
            return str(value)
    return f'"{value}"'
