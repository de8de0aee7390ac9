""" "Why?": the whole decision behind an item, step by step."""

from handlers.views.parts import shareable_reasons, title
from handlers.words import Speaker
from handlers.words.reasons import sentence
from routing.item import Item
from routing.messages import Aside, Lines, Message, Strong


def why(speaker: Speaker, item: Item) -> Message:
    """Every reason, in the order in which it was found."""
    reasons = shareable_reasons(item)
    steps = tuple((f"{number}. ", *sentence(speaker, reason)) for number, reason in enumerate(reasons, 1))
    decided = speaker.line("decided by the handbook {digest}", digest=item.handbook[:12])
    heading = speaker.text("Why item {number} went where it went", number=item.number)
    return Message((Lines(((Strong(heading),), *steps)), Aside((title(speaker, item), " · ", *decided))), heading)
