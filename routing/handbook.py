"""The handbook: one company's rules, as frozen values. `routing.handbook_text` reads them from TOML."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator

from routing.handbook_fields import (
    check_zone,
    parse_handover,
    parse_rung_time,
    read_duration,
    read_hours,
    read_share,
    read_some,
    read_word,
)
from routing.hours import Hours, parse_hours
from routing.item import Kind, Urgency

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Text = Annotated[str, Field(min_length=1)]
Zone = Annotated[str, BeforeValidator(check_zone)]
HoursField = Annotated[Hours, BeforeValidator(read_hours)]
Duration = Annotated[timedelta, BeforeValidator(read_duration)]
Language = Literal["nb", "nn", "sv", "da", "en"]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Source = Annotated[str, BeforeValidator(read_word), Field(min_length=1)]
Role = Literal["manager", "administrator", "handbook_owner"]
Audience = Literal["expert", "experts", "owner", "lead", "managers"]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Company(Section):
    """`hours` are the staffed hours where there is no rota, and everybody's hours unless they say otherwise."""

    name: Text
    zone: Zone
    language: Language = "en"
    hours: HoursField = parse_hours("mon-fri 08:00-16:00")


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


class Person(Section):
    """`zone`, `language` and `hours` are the company's unless given. Chat identities are "" where there is none."""

    id: Slug
    name: Text
    slack: str = ""
    teams: str = ""
    email: str = ""
    zone: Zone
    language: Language
    hours: HoursField
    roles: tuple[Role, ...] = ()

    def chat_id(self, desk: str) -> str:
        return {"slack": self.slack, "teams": self.teams}.get(desk, "")


class Domain(Section):
    """A field of expertise. `experts`, `deputies`, `lead` are person ids."""

    id: Slug
    name: Text
    lead: Text
    experts: Annotated[tuple[Text, ...], Field(min_length=1)]
    deputies: tuple[Text, ...] = ()
    default: StrictBool = False


class Rule(Section):
    """A delegation rule: all its conditions must hold (`words`: any one of them). Empty means no such condition."""

    id: Slug
    domain: Text
    words: tuple[Text, ...] = ()
    source: Annotated[tuple[Source, ...], BeforeValidator(read_some)] = ()
    language: Annotated[tuple[LanguageCode, ...], BeforeValidator(read_some)] = ()
    kind: Annotated[tuple[Kind, ...], BeforeValidator(read_some)] = ()
    urgency: Urgency | None = None
    name: str = ""
    because: str = ""

    @model_validator(mode="after")
    def _needs_a_condition(self) -> "Rule":
        if not (self.words or self.source or self.language or self.kind):
            raise ValueError("has no condition; give it words, source, language or kind")
        if any(not word.strip(" =") for word in self.words):
            raise ValueError("words holds an empty word; take it out")
        return self


class Target(Section):
    """How soon posts from `sources` are answered; "*" stands for every source not named."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    answer_within: Annotated[Duration, Field(gt=timedelta())]


class RungRule(Section):
    """A rung as the handbook writes it; `routing.ladder` makes it one of the ladder's."""

    id: Slug
    at: str
    when: Literal["unclaimed", "claimed", "open"]
    whom: Annotated[tuple[Audience, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _at_is_readable(self) -> "RungRule":
        parse_rung_time(self.at)
        return self


class Rota(Section):
    """Who is on call, week by week or day by day, and how a page goes on. `page_at` is a part of the target."""

    people: Annotated[tuple[Text, ...], Field(min_length=1)]
    handover: str = "mon 08:00"
    starts: date = date(2026, 1, 5)
    zone: Zone
    page_at: Annotated[float, BeforeValidator(read_share)] = 0.5
    margin: Duration = timedelta(minutes=30)
    pass_on_after: Annotated[Duration, Field(gt=timedelta())] = timedelta(minutes=10)
    acknowledgement_lasts: Annotated[Duration, Field(gt=timedelta())] = timedelta(minutes=20)
    sounds_again_after: Annotated[Duration, Field(gt=timedelta())] = timedelta(minutes=30)

    @model_validator(mode="after")
    def _handover_is_readable(self) -> "Rota":
        parse_handover(self.handover)
        return self


@dataclass(frozen=True)
class Handbook:
    """The whole handbook. `digest` is the SHA-256 of `text`, in hex; `warnings` are sentences, each with its place."""

    company: Company
    desks: tuple[tuple[str, Desk], ...]
    people: tuple[Person, ...]
    domains: tuple[Domain, ...]
    rules: tuple[Rule, ...]
    targets: tuple[Target, ...]
    rungs: tuple[RungRule, ...]
    rota: Rota | None
    text: str
    digest: str
    warnings: tuple[str, ...] = ()

    def person(self, person_id: str | None) -> Person | None:
        """The person of that id, or None (a person who has left)."""
        return self._people.get(person_id or "")

    def person_by(self, desk: str, chat_id: str) -> Person | None:
        """The person whom `desk` ("slack", "teams") knows as `chat_id`."""
        return self._by_chat.get((desk, chat_id)) if chat_id else None

    def with_role(self, role: Role) -> tuple[Person, ...]:
        return tuple(person for person in self.people if role in person.roles)

    def domain(self, domain_id: str) -> Domain | None:
        return self._domains.get(domain_id)

    def domain_or_default(self, domain_id: str) -> Domain:
        """The domain of that id; the default one for a domain that the handbook no longer has."""
        return self._domains.get(domain_id) or self.default_domain

    def desk(self, name: str) -> Desk | None:
        """The desk "slack" or "teams", None when the company does not use it."""
        return dict(self.desks).get(name)

    @cached_property
    def default_domain(self) -> Domain:
        return next((domain for domain in self.domains if domain.default), self.domains[0])

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.company.zone)

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _domains(self) -> dict[str, Domain]:
        return {domain.id: domain for domain in self.domains}

    @cached_property
    def _by_chat(self) -> dict[tuple[str, str], Person]:
        return {(desk, person.chat_id(desk)): person for person in self.people for desk in ("slack", "teams")}
