"""The item's history in words: one reply below the card, edited as the item goes on."""

from handlers.scene import Scene
from handlers.words.reasons import sentence
from routing.item import Item
from routing.messages import Line, Lines, Message
from routing.reasons import Reason
from storage import history

MOST_LINES = 40
"""Lines shown; the oldest are left out first. The whole history stays in the database."""


def thread(scene: Scene, item: Item) -> Message:
    """Who did what, when and why; and how the deadline came about, below what set it."""
    speaker = scene.company
    lines: list[Line] = []
    begins = "received" if item.held_until is None else "held"
    entries = history.read(scene.transaction, item.number)
    for entry in entries[-MOST_LINES:]:
        reason = Reason.from_json({"code": entry.what, "values": {"by": entry.who, **entry.values}})
        lines.append((speaker.moment(entry.at), " — ", *sentence(speaker, reason)))
        if entry.what == begins:
            lines.append((speaker.moment(entry.at), " — ", *sentence(speaker, item.deadline.because)))
    return Message((Lines(tuple(lines)),), speaker.text("The history of item {number}", number=item.number))
