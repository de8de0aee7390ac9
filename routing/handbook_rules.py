"""The handbook's sections about what happens to posts, as they are written: rules, targets, ladders, rota, playbook."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool, model_validator

from routing.expressions import check
from routing.handbook_fields import parse_handover, parse_rung_time, read_duration, read_share, read_some
from routing.handbook_sections import Audience, Language, LanguageCode, Names, Section, Slug, Source, Text, Zone
from routing.item import Kind, Urgency
from routing.links import site

Duration = Annotated[timedelta, BeforeValidator(read_duration)]


class Rule(Section):
    """A delegation rule: all conditions that it has must hold. Empty means no such condition.

    `any_of`: at least one of the words; `all_of`: each of them (of a list within the list, one); `none_of`: none;
    `regex`: at least one. A rule without a domain decides nothing by itself: it adds its urgency, situation and tags to
    whatever rule decides. The higher `priority` is asked first, among equals the handbook's order holds.
    """

    id: Slug
    domain: str = ""
    any_of: Annotated[Names, Field(alias="any")] = ()
    all_of: Annotated[tuple[Names, ...], Field(alias="all")] = ()
    none_of: Annotated[Names, Field(alias="not")] = ()
    regex: Names = ()
    source: Annotated[tuple[Source, ...], BeforeValidator(read_some)] = ()
    language: Annotated[tuple[LanguageCode, ...], BeforeValidator(read_some)] = ()
    kind: Annotated[tuple[Kind, ...], BeforeValidator(read_some)] = ()
    author: Annotated[tuple[str, ...], BeforeValidator(read_some)] = ()
    links: Annotated[tuple[str, ...], BeforeValidator(read_some)] = ()
    reach_at_least: Annotated[int | None, Field(ge=0)] = None
    private: StrictBool | None = None
    priority: int = 0
    urgency: Urgency | None = None
    situation: str = ""
    tags: tuple[Slug, ...] = ()
    name: str = ""
    because: str = ""

    @property
    def title(self) -> str:
        return self.name or self.id

    @property
    def has_words(self) -> bool:
        """Whether any of its conditions is about the words of the post."""
        return bool(self.any_of or self.all_of or self.none_of or self.regex)

    @model_validator(mode="after")
    def _does_something(self) -> "Rule":
        others = self.source, self.language, self.kind, self.author, self.links
        if not (self.has_words or any(others) or self.reach_at_least is not None or self.private is not None):
            raise ValueError(
                "has no condition; give it any, all, source, language, kind, author, links or reach_at_least"
            )
        if not (self.domain or self.urgency or self.situation or self.tags):
            raise ValueError("decides nothing; give it a domain, or an urgency, situation or tags to add")
        for name, words in (("any", self.any_of), ("not", self.none_of), *(("all", each) for each in self.all_of)):
            if any(not word.strip(" =~-") for word in words):
                raise ValueError(f"{name} holds an empty word; take it out")
        for expression in self.regex:
            check(expression)
        for link in self.links:
            if not site(link):
                raise ValueError(f'links: "{link}" is no host; write for example "example.com"')
        return self


class Target(Section):
    """How soon posts from `sources` are answered; "*" stands for every source not named."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    answer_within: Annotated[Duration, Field(gt=timedelta())]


class RungEntry(Section):
    """A rung as the handbook writes it; `routing.ladder` makes it one of the ladder's."""

    id: Slug
    at: str
    when: Literal["unclaimed", "claimed", "open"]
    whom: Annotated[tuple[Audience, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _at_is_readable(self) -> "RungEntry":
        parse_rung_time(self.at)
        return self


class Ladder(Section):
    """What happens on the way to the deadline and past it, for items that fit all conditions it has."""

    id: Slug
    name: str = ""
    domains: tuple[Text, ...] = ()
    sources: Annotated[tuple[Source, ...], BeforeValidator(read_some)] = ()
    urgency: Annotated[tuple[Urgency, ...], BeforeValidator(read_some)] = ()
    rung: Annotated[tuple[RungEntry, ...], Field(min_length=1)]


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


class Situation(Section):
    """A situation of the playbook: what it is called, what to do and what not; `approval`: the lead sees it first."""

    id: Slug
    name: Text
    do: tuple[Text, ...] = ()
    dont: tuple[Text, ...] = ()
    approval: StrictBool = False


class PreparedAnswer(Section):
    """A prepared answer of the playbook; no domains or situation means it fits them all."""

    id: Slug
    situation: str = ""
    domains: tuple[Text, ...] = ()
    language: Language
    text: Text
    holding: StrictBool = False
