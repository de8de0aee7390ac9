"""What an export tells of an item, and of a line of its history: a column each. docs/export.md is made of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.views.parts import without_words
from handlers.views.told import WORDLESS, told, why_due
from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from handlers.written import LINKED, PASTED
from routing.item import Closing, Item, State
from routing.paused_time import paused_for
from routing.reasons import Reason
from routing.report import first_answer, met
from storage.history import Entry
from storage.ledger import Account

Cell = str | int | bool | datetime | Mapping[str, object] | None

_WORDS = frozenset({"word", "words", "said", "link"})
"""Values of a line of history that hold, or lead to, what somebody wrote."""


@dataclass(frozen=True)
class Told:
    """What is written down now: an item and, in an export of histories, one line of it. `speaker` says it in words."""

    account: Account
    entry: Entry | None
    now: datetime
    speaker: Speaker
    with_words: bool

    @property
    def item(self) -> Item:
        return self.account.item

    @property
    def line(self) -> Entry:
        """The line of history; only of an export of histories."""
        assert self.entry is not None
        return self.entry


@dataclass(frozen=True)
class Column:
    """`about` says what stands in it; `words`: it is left out unless words are asked for."""

    name: str
    about: str
    cell: Callable[[Told], Cell]
    words: bool = False


def _moments(name: str, about: str, at: Callable[[Told], datetime | None]) -> tuple[Column, Column]:
    """A moment twice: in UTC, and on the wall of the company's zone, as spreadsheets read it."""

    def wall(one: Told) -> Cell:
        moment = at(one)
        zone = ZoneInfo(one.speaker.zone)
        return None if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")

    return Column(f"{name}_at", about, at), Column(f"{name}_local", f"`{name}_at` in the company's zone", wall)


def _closing(read: Callable[[Closing], str]) -> Callable[[Told], Cell]:
    return lambda one: "" if one.item.closing is None else read(one.item.closing)


def _at_closing(one: Told) -> datetime | None:
    return None if one.item.closing is None else one.item.closing.at


def _answer(one: Told) -> Cell:
    closing = one.item.closing
    if closing is None or one.item.state is not State.ANSWERED:
        return ""
    # Older answers tell it by what they hold.
    return closing.reason or (LINKED if closing.link else PASTED)


def _reason(one: Told) -> Cell:
    answered = one.item.state is State.ANSWERED
    return "" if answered or one.item.closing is None else one.item.closing.reason


def _first_seconds(one: Told) -> Cell:
    at = first_answer(one.account.rounds)
    return None if at is None else int((at - one.item.post.posted_at).total_seconds())


def _met(one: Told) -> list[bool]:
    return [found for row in one.account.rounds if (found := met(row, one.now)) is not None]


def _paused(one: Told) -> Cell:
    lines = ((entry.what, entry.at, _until(entry)) for entry in one.account.history)
    return int(paused_for(lines, one.now).total_seconds())


def _until(entry: Entry) -> datetime | None:
    try:
        until = datetime.fromisoformat(str(entry.values.get("until_at")))
    except ValueError:  # none is said, or the line was tampered with: the export tells of it all the same
        return None
    return until if until.tzinfo is not None else None


def _in_words(one: Told) -> Cell:
    try:
        reason = told(one.line, private=one.item.post.private)
        shown = reason if one.with_words else Reason(reason.code, without_words(reason.values))
        because = why_due(one.line)
        return " ".join(plain(sentence(one.speaker, said)) for said in (shown, because) if said is not None)
    except (KeyError, TypeError, ValueError):  # of another version, or tampered with: the raw columns tell it
        return one.line.what


def _values(one: Told) -> Cell:
    if one.with_words:
        return one.line.values
    return {name: WORDLESS if name in _WORDS else value for name, value in one.line.values.items()}


_NUMBER = Column("number", "the item's number", lambda one: one.item.number)
_PRIVATE = Column("private", "whether the post is a private message", lambda one: one.item.post.private)
_BROKEN = Column(
    "broken_from",
    "the line of the item's history from which on it is not as it was written; empty: the whole of it is",
    lambda one: one.account.broken,
)

ITEMS: Sequence[Column] = (
    _NUMBER,
    Column("source", "where the customer wrote", lambda one: one.item.post.source),
    _PRIVATE,
    Column("kind", "question, critique, praise or other", lambda one: one.item.kind.value),
    Column("urgency", "low, normal, high or critical", lambda one: one.item.urgency.value),
    Column("language", "the language of the post", lambda one: one.item.language),
    Column("domain", "the field of expertise, by its id", lambda one: one.item.domain),
    Column("rule", "the rule that decided the domain; empty: none did", lambda one: one.item.rule),
    Column("situation", "the situation that a rule saw in it", lambda one: one.item.situation),
    Column("tags", "the tags that rules gave it", lambda one: " ".join(one.item.tags)),
    Column("state", "what has become of it", lambda one: one.item.state.value),
    Column("merged_into", "the number of the item that it is answered with", lambda one: one.item.merged_into),
    Column("reason", "why it was closed without an answer", _reason),
    Column(
        "answer_given_as",
        "how its answer was given: `linked`, `pasted` where the platform gives no link, `published` from here, "
        "`two_legged` in private and in public, `thanked` or `liked` (praise)",
        _answer,
    ),
    *_moments("posted", "when the customer wrote", lambda one: one.item.post.posted_at),
    *_moments("came", "when it came in", lambda one: one.item.received_at),
    *_moments("first_answer", "when it was first answered", lambda one: first_answer(one.account.rounds)),
    Column("first_answer_seconds", "from `posted_at` to `first_answer_at`", _first_seconds),
    *_moments(
        "deadline",
        "the deadline of its last round; of a paused item, as it would be if the pause ended now",
        lambda one: one.account.rounds[-1].due_at,
    ),
    Column("target_seconds", "its target", lambda one: int(one.item.deadline.target.total_seconds())),
    Column(
        "clock", "which hours the target counts: `around` the clock, or `office`", lambda one: one.item.deadline.clock
    ),
    Column(
        "within_target",
        "whether its last round was answered by its deadline; empty: it is not due yet, or leaves the figures",
        lambda one: met(one.account.rounds[-1], one.now),
    ),
    Column("rounds", "how many rounds it has had", lambda one: len(one.account.rounds)),
    Column("rounds_due", "how many of them count in “answered within target”", lambda one: len(_met(one))),
    Column("rounds_met", "how many of these were answered by their deadline", lambda one: sum(_met(one))),
    Column("late", "whether it is open past its deadline", lambda one: one.account.rounds[-1].is_late(one.now)),
    Column("held", "whether a holding answer was sent", lambda one: any(row.held for row in one.account.rounds)),
    Column("came_unstaffed", "whether it came when nobody was there", lambda one: one.item.deadline.came_unstaffed),
    Column("came_late", "whether it was past its target when it came in", lambda one: one.item.deadline.came_late),
    Column("paused_seconds", "how long its clock has stood still", _paused),
    Column("expert", "whom routing named, by the handbook's id", lambda one: one.item.expert),
    Column("owner", "who has claimed it, by the handbook's id", lambda one: one.item.owner),
    *_moments("claimed", "when its owner claimed it", lambda one: one.item.claimed_at),
    *_moments("closed", "when it was closed", _at_closing),
    Column("closed_by", "who closed it", _closing(lambda closing: closing.by)),
    Column("handbook", "the version of the handbook that decided", lambda one: one.item.handbook[:12]),
    _BROKEN,
    Column("author_name", "the customer's name", lambda one: one.item.post.author.name, words=True),
    Column("author_handle", "the customer's handle", lambda one: one.item.post.author.handle, words=True),
    Column("url", "the post's address", lambda one: one.item.post.url, words=True),
    Column("text", "what the customer wrote", lambda one: one.item.post.text, words=True),
    Column("answer_link", "the answer's address", _closing(lambda closing: closing.link), words=True),
    Column(
        "answer_text",
        "the answer as pasted, or the note of who closed it",
        _closing(lambda closing: closing.text),
        words=True,
    ),
)

HISTORY: Sequence[Column] = (
    _NUMBER,
    Column("line", "which line of the item's history it is, from 1", lambda one: one.line.sequence),
    *_moments("happened", "when it happened", lambda one: one.line.at),
    Column("who", "who did it: the handbook's id, or a word for a clock of ours", lambda one: one.line.who),
    Column("who_name", "their name", lambda one: one.speaker.names.person_name(one.line.who)),
    Column("what", "what happened, as a code", lambda one: one.line.what),
    Column("told", "what happened, and why, in words", _in_words),
    Column("values", "what the line holds besides, as JSON", _values),
    _PRIVATE,
    Column("digest", "the line's digest, which covers the line before it", lambda one: one.line.digest),
    _BROKEN,
    Column(
        "words", "what was written: post, answer or note; empty once it was erased", lambda one: one.line.words, True
    ),
)
