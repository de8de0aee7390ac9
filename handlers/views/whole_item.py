"""One item for one reader: the card, the way to where it stands, and the whole history in words."""

from collections.abc import Sequence

from handlers.scene import Scene
from handlers.views.card import card
from handlers.views.thread import in_words, that_fit
from handlers.words import Speaker
from routing.item import Item
from routing.messages import Actions, Aside, Block, Line, Lines, Link, Message, Rule, Strong
from storage.history import Entry

MOST_ENTRIES = 40
ROOM = 8_000
"""Bytes of history (see `weight`): the rest of a message is the card's. The oldest lines are left out, and counted."""


def message(
    scene: Scene,
    speaker: Speaker,
    item: Item,
    entries: Sequence[Entry],
    address: str,
    *,
    may_read: bool,
    kept: Sequence[Block] = (),
) -> Message:
    """`address` opens the card in its channel, "" where the desk cannot. `kept` is the evidence of a conflict."""
    shown = card(scene, item, speaker, may_read=may_read)
    blocks: list[Block] = [block for block in shown.blocks if not isinstance(block, Actions)]
    if address:
        blocks.append(Aside((Link(speaker.text("Open the card"), address),)))
    blocks += [Rule(), *kept] if kept else []
    blocks.append(Rule())
    told, left_out = that_fit(in_words(speaker, item, entries, may_read=may_read), MOST_ENTRIES, ROOM)
    heading: Line = (Strong(speaker.text("The history of item {number}", number=item.number)),)
    if left_out:
        earlier = speaker.counted("{n} earlier line is left out.", "{n} earlier lines are left out.", left_out)
        heading = (*heading, " · ", earlier)
    blocks.append(Lines((heading, *told)))
    buttons = [block for block in shown.blocks if isinstance(block, Actions)]
    return Message((*blocks, *buttons), shown.summary)
