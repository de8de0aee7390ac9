"""The handbook's sections about the company and its people, as they are written: frozen values, read by pydantic.

Rules, targets, ladders, rota and playbook are in `routing.handbook_rules`.

What sections say about each other is checked in `routing.handbook_checks`; what they mean together is
`routing.handbook`.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator

from routing.handbook_fields import (
    check_zone,
    read_clocks,
    read_country,
    read_day,
    read_hours,
    read_word,
    read_words,
)
from routing.hours import Hours, parse_hours

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Text = Annotated[str, Field(min_length=1)]
Zone = Annotated[str, BeforeValidator(check_zone)]
Country = Annotated[str, BeforeValidator(read_country)]
HoursField = Annotated[Hours, BeforeValidator(read_hours)]
Clocks = Annotated[tuple[tuple[int, int], ...], BeforeValidator(read_clocks)]
Day = Annotated[date | datetime, BeforeValidator(read_day)]
Language = Literal["nb", "nn", "sv", "da", "en"]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Source = Annotated[str, BeforeValidator(read_word), Field(min_length=1)]
Names = Annotated[tuple[Text, ...], BeforeValidator(read_words)]
Role = Literal["manager", "administrator", "handbook_owner"]
Audience = Literal["expert", "experts", "owner", "lead", "managers"]

USUAL_HOURS = "mon-fri 08:00-16:00"


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Company(Section):
    """`hours` are the staffed hours: those of the domains, and of the people who have none of their own.

    `languages` are those in which customers are answered; none given means any. `holidays` is a country's code.
    """

    name: Text
    zone: Zone
    language: Language = "en"
    languages: tuple[Language, ...] = ()
    hours: HoursField = parse_hours(USUAL_HOURS)
    holidays: Country = ""


class Intake(Section):
    """A channel that is read. `source` is where its posts come from, "" when the channel does not say."""

    channel: Text
    source: Annotated[str, BeforeValidator(read_word)] = ""


class Desk(Section):
    """Channel ids in the desk's own words. `people`: whose posts are items at once ("links": those with a link).
    `domains`: a triage channel of its own, by the domain's id."""

    intake: tuple[Intake, ...] = ()
    triage: Text
    managers: str = ""
    domains: dict[str, str] = {}
    people: Literal["links", "all"] = "links"

    @model_validator(mode="before")
    @classmethod
    def _spell_intake_out(cls, row: object) -> object:
        if isinstance(row, dict) and isinstance(row.get("intake"), list):
            spelled = [{"channel": entry} if isinstance(entry, str) else entry for entry in row["intake"]]
            return {**row, "intake": spelled}
        return row


class OwnDay(Section):
    """A day on which the company's hours are others: closed, or `open` for some spans. `people`: only for these."""

    date: date
    name: Text
    open: Clocks = ()
    people: tuple[Text, ...] = ()


class PersonEntry(Section):
    """A person as written. `zone`, `language`, `hours`, `holidays` are the company's unless given.

    Chat identities are "" where there is none. `languages` are those they answer in, none given means any.
    `deputy` stands in wherever they may answer, while they are away.
    """

    id: Slug
    name: Text
    slack: str = ""
    teams: str = ""
    email: str = ""
    zone: Zone
    language: Language
    languages: tuple[Language, ...] = ()
    hours: HoursField
    holidays: Country
    roles: tuple[Role, ...] = ()
    deputy: str = ""


class AbsenceEntry(Section):
    """A planned absence: from the beginning of `from` to the end of `until`, in the person's zone; or moments."""

    person: Text
    starts: Annotated[Day, Field(alias="from")]
    until: Day
    deputy: str = ""
    note: str = ""


class Level(StrEnum):
    """How far somebody may answer for the company in a domain."""

    FREELY = "freely"
    WITH_APPROVAL = "with_approval"
    NEVER = "never"


class Member(Section):
    """Somebody of a domain. `until` is the last day on which they are, for deputies: None for ever."""

    person: Text
    level: Level = Level.FREELY
    until: date | None = None


def _spell_members_out(value: object) -> object:
    if isinstance(value, list):
        return [{"person": entry} if isinstance(entry, str) else entry for entry in value]
    return value


Members = Annotated[tuple[Member, ...], BeforeValidator(_spell_members_out)]


class Domain(Section):
    """A field of expertise. `hours` are when somebody of it should be there; None: the company's.

    `about` says in a sentence what belongs here.
    """

    id: Slug
    name: Text
    lead: Text
    experts: Annotated[Members, Field(min_length=1)]
    deputies: Members = ()
    default: StrictBool = False
    about: str = ""
    hours: HoursField | None = None

    @property
    def expert_ids(self) -> tuple[str, ...]:
        return tuple(member.person for member in self.experts)

    @property
    def deputy_ids(self) -> tuple[str, ...]:
        return tuple(member.person for member in self.deputies)
