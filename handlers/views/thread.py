"""The item's history in words: one reply below the card, edited as the item goes on."""

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
MOST_LINES = 40
"""Lines shown; the oldest are left out first. The whole history stays in the database."""


def thread(scene: Scene, item: Item) -> Message:
    """Who did what, when and why; and how the deadline came about, below what set it."""
    speaker = scene.company
    lines: list[Line] = []
    entries = history.read(scene.transaction, item.number)
    begins = max((entry.sequence for entry in entries if entry.what == _begins(item)), default=0)
    for entry in entries[-MOST_LINES:]:
        said, moment = sentence(speaker, _told(speaker, item, entry)), speaker.moment(entry.at)
        lines.append((moment, " — ", *said, *_answer(speaker, entry)))
        because = why_due(entry)
        if because is None and entry.sequence == begins:
            because = item.deadline.because  # of a line that was written before lines kept it
        if because is not None:
            lines.append((moment, " — ", *sentence(speaker, because)))
    return Message((Lines(tuple(lines)),), speaker.text("The history of item {number}", number=item.number))


def _begins(item: Item) -> str:
    """What set the deadline that the item has."""
    if has_promised(item):
        return "held"
    return "received" if item.round == 1 else "opened_again"


def _told(speaker: Speaker, item: Item, entry: history.Entry) -> Reason:
    """A line of history as a reason; what the customer wrote again stands in it, unless it is private."""
    words = one_line(entry.words or "", LONGEST_WORDS) or speaker.text("(no text)")
    return told(entry, words, private=item.post.private)


def _answer(speaker: Speaker, entry: history.Entry) -> Line:
    """The way to an answer: the card shows that of the last round alone."""
    link = entry.values.get("link")
    return (" ", Link(speaker.text("Open the answer"), str(link))) if entry.what == "answered" and link else ()
