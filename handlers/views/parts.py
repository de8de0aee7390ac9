"""Parts that several documents share."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from handlers.words import Speaker, translatable
from handlers.words.speaker import plain
from handlers.words.vocabulary import KINDS, SOURCES, URGENCIES, word
from routing.item import Item, Urgency
from routing.messages import Aside, Block, Line, Link, Span
from routing.reasons import Reason, Value

LONGEST_EXCERPT = 1_200
LONGEST_LINE = 90
MOST_LINES = 20
"""Lines of a customer's words: a card of a hundred would push all others out of sight."""

_AROUND = 50


def excerpt(text: str, longest: int = LONGEST_EXCERPT) -> str:
    """The beginning of a customer's words: of many short lines as much as can be taken in at a glance."""
    lines = text.split("\n", MOST_LINES)
    shown = text if len(lines) <= MOST_LINES else "\n".join(lines[:MOST_LINES]) + "…"
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"


def one_line(text: str, longest: int = LONGEST_LINE) -> str:
    """A customer's words on one line, for lists."""
    return excerpt(" ".join(text.split()), longest)


def title(speaker: Speaker, item: Item) -> str:
    """ "#12 · Facebook · critique", and the urgency where it is not the usual one."""
    parts = [f"#{item.number}", word(speaker, SOURCES, item.post.source), word(speaker, KINDS, item.kind)]
    if item.urgency is not Urgency.NORMAL:
        parts.append(speaker.text("urgency: {urgency}", urgency=word(speaker, URGENCIES, item.urgency)))
    return " · ".join(parts)


def due_line(speaker: Speaker, item: Item, now: datetime) -> Line:
    """Until when, or since when it is late."""
    due = speaker.moment(item.deadline.due_at)
    sentence = translatable("Was due {due}.") if item.is_late(now) else translatable("Answer by {due}.")
    return speaker.line(sentence, due=due)


def joined(lines: Iterable[Line]) -> Line:
    """Sentences one after the other, as one line."""
    return joined_by(" ", lines)


def joined_by(between: str, lines: Iterable[Line]) -> Line:
    """Lines as one, with `between` between them."""
    spans: list[Span] = []
    for line in lines:
        spans += [*([between] if spans else []), *line]
    return tuple(spans)


def weight(line: Line) -> int:
    """About how many bytes a line takes on its way to the desk that has least room: Teams takes JSON, in which a letter
    outside ASCII may have six, and puts some around each part of a line."""
    return len(json.dumps(plain(line))) + _AROUND * (len(line) + 1)


def lines_of(sentence: Line) -> tuple[Line, ...]:
    """A sentence that holds line breaks, as lines: no desk draws a break within one for sure."""
    lines: list[list[Span]] = [[]]
    for span in sentence:
        first, *others = span.split("\n") if isinstance(span, str) else [span]
        lines[-1].append(first)
        lines += [[other] for other in others]
    return tuple(tuple(line) for line in lines)


def shareable_reasons(item: Item) -> tuple[Reason, ...]:
    """The item's reasons as everybody may read them: of a private message without the words that were found."""
    if not item.post.private:
        return item.reasons
    return tuple(Reason(reason.code, without_words(reason.values)) for reason in item.reasons)


def without_words(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """A reason's values without the customer's words among them."""
    return {name: "…" if name in ("word", "words") else value for name, value in values.items()}


def names_an_expert(reason: Reason) -> bool:
    """Whether the reason says why this person was named."""
    return reason.code.startswith(("chosen_", "nobody_", "on_call_is"))


def says_where(reason: Reason) -> bool:
    """Whether the reason says why the item went to its field."""
    return reason.code == "no_rule_fits" or reason.code.startswith(("rule_", "added_"))


def quoted_post(speaker: Speaker, item: Item, longest: int = LONGEST_EXCERPT, *, may_read: bool = True) -> list[Block]:
    """What the customer wrote, who they are and when; for those who may read it at all."""
    return [
        speaker.quote(excerpt(item.post.text, longest)),
        Aside(posted_line(speaker, item, may_read=may_read)),
    ]


def posted_line(speaker: Speaker, item: Item, *, may_read: bool = False) -> Line:
    """Who wrote it, when, and the way there; of a private message only when, unless the reader `may_read` it."""
    if item.post.private and not may_read:
        return speaker.line("Written {when}", when=speaker.moment(item.post.posted_at))
    author = item.post.author
    name = author.name or author.handle
    handle = f" ({author.handle})" if author.name and author.handle else ""
    when = speaker.moment(item.post.posted_at)
    line = (
        speaker.line("{author} wrote {when}", author=f"{one_line(name, 60)}{handle}", when=when)
        if name
        else speaker.line("Written {when}", when=when)
    )
    return (*line, " · ", Link(speaker.text("Open the post"), item.post.url)) if item.post.url else line
