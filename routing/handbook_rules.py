"""The handbook's sections about what happens to posts, as they are written: rules, targets, ladders."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, model_validator

from routing import handbook_formats as formats
from routing.expressions import check, check_says_something
from routing.handbook_base import Section, Slug, Text
from routing.handbook_fields import (
    as_is,
    check_word,
    parse_rung_time,
    read_duration,
    read_some,
)
from routing.handbook_sections import (
    Audience,
    LanguageCode,
    Names,
    Source,
)
from routing.item import Clock, How, Kind, Urgency
from routing.links import site

Duration = Annotated[timedelta, BeforeValidator(read_duration, json_schema_input_type=formats.DurationText)]


class Rule(Section):
    """A delegation rule: all conditions that it has must hold. Empty means no such condition.

    `any_of`: at least one of the words; `all_of`: each of them (of a list within the list, one); `none_of`: none;
    `regex`: at least one. A rule without a domain decides nothing by itself: it adds its urgency, situation and tags to
    whatever rule decides. The higher `priority` is asked first, among equals the handbook's order holds.
    """

    id: Slug = Field(description="How this handbook calls it: small letters, digits, - and _.")
    domain: str = Field(
        default="",
        description="Where such posts go, by the domain's id; without it the rule only adds its urgency, situation and "
        "tags.",
    )
    any_of: Annotated[
        Names,
        Field(
            alias="any",
            description="Words and phrases: at least one of them stands in the post. See the forms of words.",
        ),
    ] = ()
    all_of: Annotated[
        tuple[Names, ...],
        Field(alias="all", description="Words and phrases that all stand in the post; of a list within the list, one."),
    ] = ()
    none_of: Annotated[
        Names, Field(alias="not", description="Words and phrases of which none stands in the post.")
    ] = ()
    regex: Names = Field(
        default=(),
        description="Regular expressions (RE2), in single quotes: at least one of them fits, besides the rule's words. "
        "Large and small letters are the same; else letters are as written: å is not aa or a, ä is not æ.",
    )
    source: Annotated[tuple[Source, ...], BeforeValidator(read_some)] = Field(
        default=(), description='Where the post comes from, such as "facebook", or a list.'
    )
    language: Annotated[tuple[LanguageCode, ...], BeforeValidator(read_some)] = Field(
        default=(), description='The language of the post, such as "nb", or a list.'
    )
    kind: Annotated[tuple[Kind, ...], BeforeValidator(read_some)] = Field(
        default=(), description='"question", "critique", "praise" or "other", or a list.'
    )
    author: Annotated[tuple[str, ...], BeforeValidator(read_some)] = Field(
        default=(), description="Who wrote the post, by name or account, or a list."
    )
    links: Annotated[tuple[str, ...], BeforeValidator(read_some)] = Field(
        default=(),
        description='Sites that the post links to or names, such as "example.com" with all below it, or a list.',
    )
    reach_at_least: Annotated[StrictInt | None, Field(ge=0)] = Field(
        default=None, description="How many people the author reaches at least, as a whole number, such as 20000."
    )
    private: StrictBool | None = Field(
        default=None, description="true: only private messages; false: only public posts."
    )
    priority: StrictInt = Field(
        default=0, description="The higher one is asked first; among equals the order of the handbook holds."
    )
    urgency: Urgency | None = Field(
        default=None,
        description='"low", "normal", "high" or "critical". Where nobody able is at work or begins in time, '
        "high and critical wake somebody at once, without waiting for page_at; low never does.",
    )
    situation: str = Field(default="", description="The situation of the playbook that the card shows, by id.")
    tags: tuple[Slug, ...] = Field(
        default=(), description="Labels of your own, for reports: small letters, digits, - and _."
    )
    name: str = Field(default="", description="What colleagues read; else the id.")
    because: str = Field(default="", description="Why, in a sentence: the card says it to those who ask.")

    @property
    def title(self) -> str:
        """What people read of it: its name, else its id."""
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
                "has no condition; give it any, all, not, regex, source, language, kind, author, links, reach_at_least "
                "or private"
            )
        if not (self.domain or self.urgency or self.situation or self.tags):
            raise ValueError("decides nothing; give it a domain, or an urgency, situation or tags to add")
        for name, words in (("any", self.any_of), ("not", self.none_of), *(("all", each) for each in self.all_of)):
            for word in words:
                check_word(name, word)
        for expression in self.regex:
            check(expression)
            check_says_something(expression)
        for link in self.links:
            if not site(link):
                raise ValueError(f'links: "{link}" is no host; write for example "example.com"')
        return self


class Target(Section):
    """How soon posts that fit all conditions it has are answered. Without one, or with "*" alone, it is for the rest.

    `next_answer_within` is for what the customer asks after an answer; None: the same. `clock` says which hours count.
    """

    sources: Annotated[tuple[Source, ...], BeforeValidator(read_some)] = Field(
        default=(),
        description='The sources it is for, such as ["facebook", "x"]; left out, or "*": any. One without any other '
        "condition is asked last, wherever it stands.",
    )
    kind: Annotated[tuple[Kind, ...], BeforeValidator(read_some)] = Field(
        default=(), description='Only for "question", "critique", "praise" or "other", or a list; left out: any.'
    )
    urgency: Annotated[tuple[Urgency, ...], BeforeValidator(read_some)] = Field(
        default=(), description="Only for items of this urgency, or a list; left out: any."
    )
    domains: tuple[Text, ...] = Field(default=(), description="Only for items of these domains, by id; else of all.")
    answer_within: Annotated[Duration, Field(gt=timedelta())] = Field(
        description="How soon an answer must be there, counted from the customer's own time of posting."
    )
    next_answer_within: Annotated[Duration | None, Field(gt=timedelta())] = Field(
        default=None,
        description="How soon the next answer must be there when the customer asks again after one; left out: as soon "
        "as the first.",
    )
    clock: Clock = Field(
        default=Clock.AROUND,
        description='Which hours count: "around" is day and night, "office" those in which somebody should be there: '
        "the domain's hours, else the company's, without holidays and the company's days off.",
    )

    @property
    def has_conditions(self) -> bool:
        """Whether it is for some posts only; the others are asked last."""
        return bool(set(self.sources) - {"*"} or self.kind or self.urgency or self.domains)


SHORTEST_REPEAT = timedelta(minutes=15)
"""Rungs within ten minutes for one person are one message, so that quicker repeats would be lost in the one before."""

MOST_REPEATS, LONGEST_REPEATS = 20, timedelta(days=7)
"""What nobody has heeded so often, or for so long, is no reminder any more."""


class RepeatEntry(Section):
    """How a rung says the same again, as long as it still fits the item."""

    every: Duration = Field(description='How long between two times, such as "30m"; a quarter of an hour at least.')
    times: Annotated[StrictInt, Field(ge=1)] = Field(
        description="How many times more, after the first: 20 at most, and within a week."
    )

    @model_validator(mode="after")
    def _lasts_a_while(self) -> "RepeatEntry":
        if self.every < SHORTEST_REPEAT:
            raise ValueError(
                "every is too short: what comes within ten minutes for one person is one message; write "
                'every = "15m" or longer'
            )
        if self.times > MOST_REPEATS:
            raise ValueError(f"times: {self.times} is too often to be read; write {MOST_REPEATS} or less")
        if self.every * self.times > LONGEST_REPEATS:
            raise ValueError("goes on for more than a week; write a smaller times, or a shorter every")
        return self


class RungEntry(Section):
    """A rung as the handbook writes it; `routing.ladder` makes it one of the ladder's."""

    id: Slug = Field(description="How this handbook calls it; once in each ladder.")
    at: Annotated[str, BeforeValidator(as_is, json_schema_input_type=formats.RungTimeText)] = Field(
        description='When: a part of the target ("50%"), or from the deadline ("-30m" before, "+1h" after it); at once '
        "where that is before the item's beginning."
    )
    when: Literal["unclaimed", "claimed", "open"] = Field(
        description='In which state of the item: "unclaimed", "claimed", or "open" for both.'
    )
    whom: Annotated[tuple[Audience, ...], Field(min_length=1)] = Field(
        description='Who is told: "expert" (named on the card), "experts" (the domain\'s others at work), "owner", '
        '"lead", "on_call" (also after hours), "managers" (their channel), "channel" (where the card stands).'
    )
    how: How = Field(
        default=How.MESSAGE,
        description='"message": a direct message; "thread": a line in the card\'s thread that mentions them; "card": '
        "the card names them, without a sound. The managers' channel gets its line in any case.",
    )
    repeat: RepeatEntry | None = Field(
        default=None,
        description='The same again while it still fits, such as { every = "30m", times = 3 }; left out: once.',
    )

    @model_validator(mode="after")
    def _makes_sense(self) -> "RungEntry":
        parse_rung_time(self.at)
        if self.when == "unclaimed" and set(self.whom) == {"owner"}:
            raise ValueError(
                'whom = ["owner"] reaches nobody while the item is unclaimed; write when = "claimed", or '
                'whom = ["expert"]'
            )
        if "managers" in self.whom and self.how is not How.MESSAGE:
            raise ValueError(
                f'how = "{self.how}" is not for managers, who have a line in a channel of their own; leave how out, or '
                "give the others a rung of their own"
            )
        if "channel" in self.whom and self.how is not How.THREAD:
            raise ValueError('a channel is told in the card\'s thread; write how = "thread", or take channel out')
        if self.repeat is not None and self.how is How.CARD:
            raise ValueError('a card makes no sound, so that nobody would hear the repeats; write how = "thread"')
        if self.repeat is not None and set(self.whom) == {"managers"}:
            raise ValueError("the managers' line stays until somebody has taken the item; take repeat out")
        return self


class Ladder(Section):
    """What happens on the way to the deadline and past it, for items that fit all conditions it has."""

    id: Slug = Field(description="How this handbook calls it.")
    name: str = Field(default="", description="What colleagues read.")
    domains: tuple[Text, ...] = Field(default=(), description="Only for items of these domains, by id; else of all.")
    sources: Annotated[tuple[Source, ...], BeforeValidator(read_some)] = Field(
        default=(), description="Only for items from these sources; else from all."
    )
    urgency: Annotated[tuple[Urgency, ...], BeforeValidator(read_some)] = Field(
        default=(), description="Only for items of this urgency; else of any."
    )
    kind: Annotated[tuple[Kind, ...], BeforeValidator(read_some)] = Field(
        default=(), description='Only for items of this kind, "question", "critique", "praise" or "other"; else of any.'
    )
    rung: Annotated[tuple[RungEntry, ...], Field(min_length=1)] = Field(
        description="Its rungs, each a [[ladder.rung]] of its own."
    )
