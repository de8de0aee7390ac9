"""The item's history in words: one reply below the card, edited as the item goes on."""

from collections.abc import Sequence

from handlers.scene import Scene
from handlers.views.parts import one_line, weight
from handlers.views.told import AMONG_COLLEAGUES, told, why_due
from handlers.words import Speaker
from handlers.words.reasons import sentence
from routing.holding import has_promised
from routing.item import Item
from routing.messages import Line, Lines, Link, Message
from routing.reasons import Reason
from storage import history

LONGEST_WORDS, LONGEST_AMONG_COLLEAGUES = 200, 700
"""Characters of what a customer wrote again, which the card shows as well; of what colleagues wrote each other."""

_ANSWERS = frozenset({"answered", "published", "published_late", "leg_public", "leg_answer", "leg_merged"})
MOST_LINES = 40
ROOM = 9_000
"""Entries shown, and bytes of them (see `weight`): the oldest are left out first, and stay in the database."""


def thread(scene: Scene, item: Item) -> Message:
    """Who did what, when and why; and how the deadline came about, below what set it."""
    speaker = scene.company
    entries = history.read(scene.transaction, item.number)
    lines, _ = that_fit(in_words(speaker, item, entries), MOST_LINES, ROOM)
    return Message((Lines(tuple(lines)),), speaker.text("The history of item {number}", number=item.number))


def that_fit(entries: Sequence[tuple[Line, ...]], most: int, room: int) -> tuple[list[Line], int]:
    """The newest entries for which there is room, as lines, and how many lines are left out."""
    kept: list[Line] = []
    count = 0
    for entry in reversed(entries[-most:]):
        room -= sum(map(weight, entry))
        if room < 0 and kept:
            break
        kept[:0] = entry
        count += 1
    return kept, sum(map(len, entries[: len(entries) - count]))


def in_words(
    speaker: Speaker, item: Item, entries: Sequence[history.Entry], *, may_read: bool = False
) -> list[tuple[Line, ...]]:
    """Each entry of the item's whole history as one line, or two. `may_read`: the words of a private message too."""
    begins = max((entry.sequence for entry in entries if entry.what == _begins(item)), default=0)
    found: list[tuple[Line, ...]] = []
    for entry in entries:
        hidden = item.post.private and not may_read
        said, moment = sentence(speaker, _told(speaker, entry, hidden)), speaker.moment(entry.at)
        lines: list[Line] = [(moment, " — ", *said, *_answer(speaker, entry))]
        because = why_due(entry)
        if because is None and entry.sequence == begins:
            because = item.deadline.because  # of a line that was written before lines kept it
        if because is not None:
            lines.append((moment, " — ", *sentence(speaker, because)))
        found.append(tuple(lines))
    return found


def _begins(item: Item) -> str:
    """What set the deadline that the item has."""
    if has_promised(item):
        return "held"
    return "received" if item.round == 1 else "opened_again"


def _told(speaker: Speaker, entry: history.Entry, hidden: bool) -> Reason:
    """A line of history as a reason; what people wrote stands in it, unless it is hidden."""
    longest = LONGEST_AMONG_COLLEAGUES if entry.what in AMONG_COLLEAGUES else LONGEST_WORDS
    words = one_line(entry.words or "", longest) or speaker.text("(no text)")
    return told(entry, words, private=hidden)


def _answer(speaker: Speaker, entry: history.Entry) -> Line:
    """The way to an answer: the card shows that of the last round alone."""
    link = entry.values.get("link")
    return (" ", Link(speaker.text("Open the answer"), str(link))) if entry.what in _ANSWERS and link else ()
