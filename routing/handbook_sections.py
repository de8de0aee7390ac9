"""The handbook's sections about the company and its people, as they are written: frozen values, read by pydantic.

Rules, targets, ladders, rota and playbook are in `routing.handbook_rules`. Each field's description is what the JSON
Schema and docs/handbook.md tell about it; "usual" is what stands in for a field that is not written, where that comes
from elsewhere.

What sections say about each other is checked in `routing.handbook_checks`; what they mean together is
`routing.handbook`.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool

from routing import handbook_formats as formats
from routing.handbook_base import Section, Slug, Text
from routing.handbook_fields import (
    check_zone,
    read_clocks,
    read_country,
    read_date,
    read_day,
    read_digest,
    read_hours,
    read_phone,
    read_reactions,
    read_some,
    read_word,
    read_words,
)
from routing.handbook_links import ResourceLink
from routing.hours import Hours, parse_hours

Zone = Annotated[str, BeforeValidator(check_zone, json_schema_input_type=formats.ZoneText)]
Country = Annotated[str, BeforeValidator(read_country, json_schema_input_type=formats.CountryText)]
HoursField = Annotated[
    Hours,
    BeforeValidator(
        read_hours,
        json_schema_input_type=formats.HoursLine | Annotated[list[formats.HoursLine], Field(min_length=1)],
    ),
]
Clocks = Annotated[
    tuple[tuple[int, int], ...],
    BeforeValidator(read_clocks, json_schema_input_type=formats.SpanText | list[formats.SpanText]),
]
Phone = Annotated[str, BeforeValidator(read_phone, json_schema_input_type=formats.PhoneText)]
Date = Annotated[date, BeforeValidator(read_date, json_schema_input_type=formats.DateText)]
Day = Annotated[date | datetime, BeforeValidator(read_day, json_schema_input_type=formats.DayText)]
Digest = Annotated[str, BeforeValidator(read_digest, json_schema_input_type=formats.DigestText)]
Language = Literal["nb", "nn", "sv", "da", "en"]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Source = Annotated[str, BeforeValidator(read_word, json_schema_input_type=Text), Field(min_length=1)]
Names = Annotated[tuple[Text, ...], BeforeValidator(read_words, json_schema_input_type=Text | list[Text])]
SecondLeg = Literal["webhook", "email"]
Role = Literal["manager", "administrator", "handbook_owner"]
Reaction = Literal["claim", "answer"]
Audience = Literal["expert", "experts", "owner", "lead", "on_call", "managers", "channel"]

USUAL_HOURS = "mon-fri 08:00-16:00"
COMPANYS = {"usual": "the company's"}


class Company(Section):
    """`hours` are the staffed hours: those of the domains, and of the people who have none of their own.

    `languages` are those in which customers are answered; none given means any. `holidays` is a country's code.
    """

    name: Text = Field(description="What the company is called.")
    zone: Zone = Field(description='The time zone of all hours below, by its IANA name, such as "Europe/Oslo".')
    language: Language = Field(
        default="en", description="The language of cards and channels, and of people who have none of their own."
    )
    languages: tuple[Language, ...] = Field(
        default=(), description="The languages in which customers are answered; none written means any."
    )
    accounts: tuple[Text, ...] = Field(
        default=(),
        description='The names and handles under which the company itself answers customers, such as ["@fjellbrod"], '
        "besides its name. What comes back from there below a customer's post is our own answer, no question.",
    )
    hours: HoursField = Field(
        default=parse_hours(USUAL_HOURS),
        description="When somebody is at work, in one line or several. People without hours of their own have these; "
        "without a rota, posts outside them wait until they begin.",
    )
    holidays: Country = Field(
        default="", description='The country whose public holidays are days off, such as "NO"; "" for none.'
    )


class Intake(Section):
    """A channel that is read. `source` is where its posts come from, "" when the channel does not say.

    `language` is the one that its posts are usually in; None: the company's.
    """

    channel: Text = Field(description="The channel's id.")
    source: Annotated[str, BeforeValidator(read_word)] = Field(
        default="",
        description='Where all its posts come from, such as "facebook"; left out, their links tell.',
    )
    language: Language | None = Field(
        default=None,
        description='What its customers usually write, such as "da" where it is your Danish page: it decides where a '
        "post's own words do not tell. Left out: the company's language.",
    )


def _spell_intake_out(value: object) -> object:
    if isinstance(value, list):
        return [{"channel": entry} if isinstance(entry, str) else entry for entry in value]
    return value


class Desk(Section):
    """Channel ids in the desk's own words. `people`: whose posts are items at once ("links": those with a link).
    `domains`: a triage channel of its own, by the domain's id."""

    intake: Annotated[
        tuple[Intake, ...], BeforeValidator(_spell_intake_out, json_schema_input_type=tuple[Text | Intake, ...])
    ] = Field(
        default=(),
        description='The channels that are read: ids, or { channel = "…", source = "…" } where all posts come from one '
        "source.",
    )
    triage: Text = Field(description="The channel where the cards go; it may be one that is read.")
    managers: str = Field(default="", description="The channel where what nobody has taken in time is listed.")
    team: str = Field(
        default="", description="The channel where praise is shared with everybody; left out: that of the cards."
    )
    domains: dict[str, str] = Field(
        default={}, description="Channels for the cards of single domains, instead of triage: domain = channel id."
    )
    people: Literal["links", "all"] = Field(
        default="links",
        description='Whose posts become items at once: "links" takes posts with a link, a quotation or a file, and '
        'asks about the others; "all" takes every post.',
    )
    reactions: Annotated[
        dict[str, Reaction],
        BeforeValidator(read_reactions, json_schema_input_type=StrictBool | dict[str, Reaction]),
    ] = Field(
        default={},
        description="What reactions to a card or its post do: true is "
        '{ eyes = "claim", white_check_mark = "answer" }; other emoji may be named. "answer" sends a private button. '
        "Left out: nothing.",
    )


class OwnDay(Section):
    """A day on which the company's hours are others: closed, or `open` for some spans. `people`: only for these."""

    date: Date = Field(description="The day, without quotes.")
    name: Text = Field(description="What the day is called; people read it.")
    open: Clocks = Field(
        default=(), description='The hours of that day, such as "08:00-12:00", or several; none written means closed.'
    )
    people: tuple[Text, ...] = Field(
        default=(), description="The people whose day it is, by id; none written means everybody."
    )


class PersonEntry(Section):
    """A person as written. `zone`, `language`, `hours`, `holidays` are the company's unless given.

    Chat identities are "" where there is none. `languages` are those they answer in, none given means any.
    `deputy` stands in wherever they may answer, while they are away. `page_also` are the ways by which a page that they
    do not answer reaches them as well.
    """

    id: Slug = Field(description="How this handbook calls them: small letters, digits, - and _. Never change it.")
    name: Text = Field(description="What colleagues read.")
    slack: str = Field(default="", description='Their member id in Slack, such as "U0123456789".')
    teams: str = Field(default="", description="Their object id in Microsoft Teams.")
    email: str = Field(default="", description="Their e-mail address.")
    phone: Phone = Field(default="", description='Their telephone number with its country, such as "+47 912 34 567".')
    page_also: Annotated[tuple[SecondLeg, ...], BeforeValidator(read_some)] = Field(
        default=(),
        description='How a page reaches them as well when they do not answer it in chat: "webhook" (PAGE_WEBHOOK_URL: '
        'text messages, telephone calls), "email" (SMTP_HOST), or a list of both.',
    )
    zone: Zone = Field(description="Their time zone.", json_schema_extra={**COMPANYS})
    language: Language = Field(description="The language that they are spoken to in.", json_schema_extra={**COMPANYS})
    languages: tuple[Language, ...] = Field(
        default=(), description="The languages in which they answer customers; none written means any."
    )
    hours: HoursField = Field(
        description='When they are at work; "never" for those who are only on call.', json_schema_extra={**COMPANYS}
    )
    holidays: Country = Field(
        description='The country whose public holidays they have; "" for none.', json_schema_extra={**COMPANYS}
    )
    roles: tuple[Role, ...] = Field(
        default=(),
        description='"manager" sees all reports, "administrator" is told about faults of delivery, "handbook_owner" '
        "may change this handbook from chat.",
    )
    deputy: str = Field(
        default="", description="Who stands in wherever they may answer while they are away, by id; never in a circle."
    )
    digest: Digest = Field(
        default="",
        description='When they get their scheduled message on days on which they work: "08:30", or "never"; left out: '
        "as their shift begins.",
    )


class AbsenceEntry(Section):
    """A planned absence: from the beginning of `from` to the end of `until`, in the person's zone; or moments."""

    person: Text = Field(description="Who is away, by id.")
    starts: Annotated[Day, Field(alias="from", description="The first day, or the moment when it begins.")]
    until: Day = Field(description="The last day, or the moment when it ends.")
    deputy: str = Field(default="", description="Who stands in this time, by id; else their own deputy.")
    note: str = Field(default="", description="A word for colleagues, such as what to do meanwhile.")


class Level(StrEnum):
    """How far somebody may answer for the company in a domain."""

    FREELY = "freely"
    WITH_APPROVAL = "with_approval"
    NEVER = "never"


class Member(Section):
    """Somebody of a domain. `until` is the last day on which they are: None for ever."""

    person: Text = Field(description="Who, by id.")
    level: Level = Field(
        default=Level.FREELY,
        description='How far they may answer for the company: "freely", "with_approval" (lead or deputy sees it '
        'first), or "never" (they advise).',
    )
    until: Date | None = Field(default=None, description="The last day on which they are one; left out: for good.")


def _spell_members_out(value: object) -> object:
    if isinstance(value, list):
        return [{"person": entry} if isinstance(entry, str) else entry for entry in value]
    return value


Members = Annotated[
    tuple[Member, ...], BeforeValidator(_spell_members_out, json_schema_input_type=tuple[Text | Member, ...])
]


class Domain(Section):
    """A field of expertise. `hours` are when somebody of it should be there; None: the company's.

    `about` says in a sentence what belongs here.
    """

    id: Slug = Field(description="How this handbook calls it: small letters, digits, - and _. Never change it.")
    name: Text = Field(description="What colleagues read on the cards.")
    lead: Text = Field(description="Who answers for the domain, by id; named last, told of what is late.")
    experts: Annotated[
        tuple[Member, ...],
        BeforeValidator(
            _spell_members_out, json_schema_input_type=Annotated[tuple[Text | Member, ...], Field(min_length=1)]
        ),
        Field(min_length=1),
    ] = Field(description="Who may answer, by id or as { person, level, until }. Better two than one.")
    deputies: Members = Field(
        default=(), description="Who answers when no expert is at work, by id or as { person, level, until }."
    )
    approvers: tuple[Text, ...] = Field(
        default=(), description="Who may approve answers besides the lead and the deputies, by id."
    )
    default: StrictBool = Field(
        default=False, description="true for the one domain that gets what no rule sends elsewhere."
    )
    about: str = Field(default="", description="A sentence on what belongs here; people read it.")
    hours: HoursField | None = Field(
        default=None,
        description="When somebody of the domain should be there.",
        json_schema_extra={**COMPANYS},
    )
    links: tuple[ResourceLink, ...] = Field(
        default=(), description='Pages that its answers lead to, such as { name = "Repair", url = "https://…" }.'
    )

    @property
    def expert_ids(self) -> tuple[str, ...]:
        """The ids of its experts, in the handbook's order."""
        return tuple(member.person for member in self.experts)

    @property
    def deputy_ids(self) -> tuple[str, ...]:
        """The ids of its deputies, in the handbook's order."""
        return tuple(member.person for member in self.deputies)
