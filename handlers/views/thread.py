"""The item's history in words: one reply below the card, edited as the item goes on."""

from collections.abc import Sequence

from handlers.scene import Scene
from handlers.views.parts import one_line
from handlers.views.told import told, why_due
from handlers.words import Speaker
from handlers.words.reasons import sentence
from routing.holding import has_promised
from routing.item import Item
from routing.messages import Line, Lines, Link, Message
from routing.reasons import Reason
from storage import history

LONGEST_WORDS = 200

_ANSWERED = frozenset({"answered", "published", "published_late"})
MOST_LINES = 40
"""Entries shown; the oldest are left out first. The whole history stays in the database."""


def thread(scene: Scene, item: Item) -> Message:
    """Who did what, when and why; and how the deadline came about, below what set it."""
    speaker = scene.company
    entries = history.read(scene.transaction, item.number)
    lines = [line for one in in_words(speaker, item, entries)[-MOST_LINES:] for line in one]
    return Message((Lines(tuple(lines)),), speaker.text("The history of item {number}", number=item.number))


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
    """A line of history as a reason; what the customer wrote again stands in it, unless it is hidden."""
    words = one_line(entry.words or "", LONGEST_WORDS) or speaker.text("(no text)")
    return told(entry, words, private=hidden)


def _answer(speaker: Speaker, entry: history.Entry) -> Line:
    """The way to an answer: the card shows that of the last round alone."""
    link = entry.values.get("link")
    return (" ", Link(speaker.text("Open the answer"), str(link))) if entry.what in _ANSWERED and link else ()
