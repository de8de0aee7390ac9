"""Lists of items for whoever asks for one: `mine`, `queue`, `find`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.queue_words import Filter
from handlers.views.parts import one_line, title, weight
from handlers.views.state import half, sign, state_line
from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from handlers.words.vocabulary import KINDS, QUEUE_STATES, SOURCES, STATES, URGENCIES, word
from routing.handbook import Handbook
from routing.item import Item, State
from routing.messages import Actions, Aside, Block, Choice, Heading, Line, Lines, Link, Menu, Message, Span, Strong
from routing.reasons import Reason
from routing.searching import around
from storage.searching import Found

MOST_LISTED = 20

_WORDS, _NAME, _HEADING = 60, 40, 80
"""Characters of a customer's words, and of a name, on one line; of filters in a heading."""

_STUCK = frozenset({State.WAITING_FOR_APPROVAL, State.LOCKED})
"""States in which an owner cannot go on: a row says so in words."""

ROOM = 21_000
"""Bytes of lines (see `weight`)."""

_MOST_NAMED = 12
"""Fields, or sources, that are named where a filter is unknown."""


@dataclass(frozen=True)
class Row:
    """One item of a list. `address` opens its card; `readable`: the asker may read its words."""

    item: Item
    at_risk: bool
    address: str
    readable: bool
    late: bool


@dataclass(frozen=True)
class Counts:
    """What somebody has, what they are named for and nobody has taken, and how many of all these are late."""

    own: int
    waiting: int
    late: int


@dataclass(frozen=True)
class Figures:
    """Of the open items that fit: how many, and how many of them are late, at risk, and taken by nobody."""

    open: int
    late: int
    at_risk: int
    unclaimed: int


def mine(speaker: Speaker, counts: Counts, rows: Sequence[Row]) -> Message:
    """First what is theirs, then what waits for them."""
    total = counts.own + counts.waiting
    if not total:
        return _only(speaker.line("🟢 Nothing waits for you: you have no open items."))
    said: list[str] = []
    if counts.own:
        said.append(speaker.counted("{n} open item is yours", "{n} open items are yours", counts.own))
    if counts.waiting:
        said.append(speaker.counted("{n} waits for you", "{n} wait for you", counts.waiting))
    if counts.late:
        said.append(speaker.counted("{n} late", "{n} late", counts.late))
    heading = " · ".join(said)
    listed = _drawn(speaker, [(row, row_line(speaker, row)) for row in rows])
    blocks: list[Block] = [Heading(heading)]
    yours = tuple(line for row, line in listed if row.item.owner is not None)
    others = tuple(line for row, line in listed if row.item.owner is None)
    if yours:
        blocks.append(Lines(yours))
    if others:
        blocks.append(Lines(((Strong(speaker.text("You are named, and nobody has taken it:")),), *others)))
    return Message((*blocks, *_end(speaker, listed, total)), heading)


def queue(speaker: Speaker, figures: Figures, rows: Sequence[Row], filters: Sequence[Filter]) -> Message:
    """Figures of what fits, and the earliest deadlines."""
    shown = one_line(speaker.listed(dict.fromkeys(_filter(speaker, one) for one in filters)), _HEADING)
    if not figures.open and not filters:
        return _only(speaker.line("🟢 Nothing is open: no question is unanswered."))
    if not figures.open:
        return _only(speaker.line("Nothing that is open fits “{words}”.", words=shown))
    heading = in_figures(speaker, figures)
    blocks: list[Block] = [Heading(f"{shown}: {heading}" if shown else heading)]
    listed = _drawn(speaker, [(row, row_line(speaker, row, named=True)) for row in rows])
    blocks.append(Lines(tuple(line for _, line in listed)))
    return Message((*blocks, *_end(speaker, listed, figures.open)), heading)


def in_figures(speaker: Speaker, figures: Figures) -> str:
    """ "3 open, 1 late, 2 taken by nobody"."""
    said = [speaker.counted("{n} open", "{n} open", figures.open)]
    if figures.late:
        said.append(speaker.counted("{n} late", "{n} late", figures.late))
    if figures.at_risk:
        said.append(speaker.counted("{n} at risk", "{n} at risk", figures.at_risk))
    if figures.unclaimed:
        said.append(speaker.counted("{n} taken by nobody", "{n} taken by nobody", figures.unclaimed))
    return ", ".join(said)


def found(speaker: Speaker, words: Sequence[str], rows: Sequence[Row], count: int, search: Found) -> Message:
    """What was found, the newest first; how many more, and how far back it was looked."""
    said = one_line(" ".join(words), _WORDS)
    reach: list[Block] = []
    if search.down_to is not None and search.counted_all:
        further = Strong(speaker.text("find {words} before #{number}", words=said, number=search.down_to))
        stopped = translatable("I have looked back to item {number}. Further back: {command}")
        reach.append(Aside(speaker.line(stopped, number=search.down_to, command=further)))
    if not rows:
        nothing = speaker.line("I have found nothing with “{words}”.", words=said)
        return Message((Lines((nothing,)), *reach), plain(nothing))
    heading = (
        speaker.counted("{n} item with “{words}”", "{n} items with “{words}”", count, words=said)
        if search.counted_all
        else speaker.text("More than {n} items with “{words}”", n=count, words=said)
    )
    listed = _drawn(speaker, [(row, row_line(speaker, row, words=words, named=True)) for row in rows])
    lines = Lines(tuple(line for _, line in listed))
    return Message((Heading(heading), lines, *_end(speaker, listed, count), *reach), heading)


def _filter(speaker: Speaker, one: Filter) -> str:
    match one.what:
        case "domain":
            return one_line(speaker.domain(one.value), _NAME)
        case "person":
            return one_line(speaker.person(one.value).name, _NAME)
    return word(speaker, _WORDS_OF[one.what], one.value)


_WORDS_OF = {"source": SOURCES, "urgency": URGENCIES, "kind": KINDS, "state": QUEUE_STATES}


def unknown_filter(speaker: Speaker, handbook: Handbook, reason: Reason, sources: Iterable[str]) -> Message:
    """Which filters there are."""
    known = dict.fromkeys((*sources, *SOURCES))
    offered = (
        (speaker.text("Fields"), [one_line(domain.name, _NAME) for domain in handbook.domains]),
        (speaker.text("Sources"), [word(speaker, SOURCES, one) for one in known]),
        (speaker.text("Urgency"), [speaker.text(one) for one in URGENCIES.values()]),
        (speaker.text("Kinds"), [speaker.text(one) for one in KINDS.values()]),
        (speaker.text("State"), [speaker.text(one) for one in QUEUE_STATES.values()]),
        (speaker.text("People"), [speaker.text("@mention, or their id in the handbook")]),
    )
    lines = [(Strong(f"{name}: "), _listed(speaker, values)) for name, values in offered]
    first = sentence(speaker, reason)
    example = Aside(speaker.line("Several together narrow it: “queue delivery late”."))
    return Message((Lines((first, *lines)), example), plain(first))


def _listed(speaker: Speaker, values: Sequence[str]) -> str:
    more = len(values) - _MOST_NAMED
    return speaker.listed(values[:_MOST_NAMED]) + (f" (+ {more})" if more > 0 else "")


def _only(said: Line) -> Message:
    return Message((Lines((said,)),), plain(said))


def row_line(speaker: Speaker, row: Row, *, named: bool = False, words: Sequence[str] = ()) -> Line:
    """ "🔵 #12 · Facebook · question · Delivery · answer by … · “Where is …”"; `named`: with whose it is."""
    name = title(speaker, row.item)
    way: Span = Link(name, row.address) if row.address else Strong(name)
    field = one_line(speaker.domain(row.item.domain), _NAME)
    colour, stands = _stands(speaker, row)
    whose = _whose(speaker, row.item) if named and row.item.state.is_open else ()
    return (f"{colour} " if colour else "", way, f" · {field}", *stands, *whose, *_said(speaker, row, words))


def _stands(speaker: Speaker, row: Row) -> tuple[str, Line]:
    """A coloured sign, and the state in words."""
    item = row.item
    if not item.state.is_open:
        return "", (" · ", *state_line(speaker, item, item.deadline.due_at))
    held: Line = (" · ", Strong(speaker.text("held"))) if item.held_until is not None else ()
    stuck: Line = (" · ", Strong(word(speaker, STATES, item.state))) if item.state in _STUCK else ()
    held = (*half(speaker, item), *stuck, *held)
    due = speaker.moment(item.deadline.due_at)
    colour = sign(item, late=row.late, at_risk=row.at_risk and item.pause is None)
    if row.late:
        return colour, (*speaker.line(" · late since {due}", due=due), *held)
    if item.pause is not None:
        return colour, (*speaker.line(" · paused until {due}", due=speaker.moment(item.pause.until)), *held)
    risk = (" · ", Strong(speaker.text("at risk"))) if row.at_risk else ()
    return colour, (*risk, *speaker.line(" · answer by {due}", due=due), *held)


def _whose(speaker: Speaker, item: Item) -> Line:
    person = item.owner or item.expert
    if person is None:
        return (" · ", *speaker.line("nobody"))
    name = one_line(speaker.person(person).name, _NAME)
    return (" · ", name) if item.owner else (" · ", speaker.text("nobody yet, for {person}", person=name))


def _said(speaker: Speaker, row: Row, words: Sequence[str]) -> Line:
    if not row.readable:
        return (" · ", speaker.text("private message"))
    shown = one_line(around(row.item.post.text, words), _WORDS)
    return (" · ", *speaker.line("“{words}”", words=shown)) if shown else ()


def _drawn(speaker: Speaker, lines: Sequence[tuple[Row, Line]]) -> list[tuple[Row, Line]]:
    """As many of the first lines as both desks have room for, the way to each of them included."""
    titled = [(row, (*line, title(speaker, row.item))) for row, line in lines]
    return list(lines[: len(that_fit(titled, ROOM))])


def that_fit(lines: Sequence[tuple[Row, Line]], room: int) -> list[tuple[Row, Line]]:
    """As many of the first lines as there is room for, in bytes (see `weight`); one at least."""
    kept: list[tuple[Row, Line]] = []
    for row, line in lines:
        room -= weight(line)
        if room < 0 and kept:
            break
        kept.append((row, line))
    return kept


def _end(speaker: Speaker, listed: Sequence[tuple[Row, Line]], total: int) -> list[Block]:
    """How many more there are, and the way to each of those that are listed."""
    more = total - len(listed)
    blocks: list[Block] = []
    if more > 0:
        blocks.append(Aside((speaker.counted("And {n} more.", "And {n} more.", more),)))
    choices = tuple(Choice(str(row.item.number), title(speaker, row.item)) for row, _ in listed)
    return [*blocks, Actions((Menu("show_item", "list:0", speaker.text("Show"), choices),))] if choices else blocks
