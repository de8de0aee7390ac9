"""What belongs together, on the card: what it may be the same as, what it was merged into, what was merged into it."""

from collections.abc import Sequence

from handlers.scene import Scene
from handlers.views.parts import joined_by, one_line
from handlers.views.state import state_line
from handlers.words import Speaker, translatable
from handlers.words.vocabulary import LIKENESS, SOURCES, word
from routing.duplicates import suggested
from routing.item import Item, State
from routing.messages import Actions, Aside, Block, Button, Line, Lines, Link, Span, Strong
from storage import items, placements
from storage.merges import merged_into

SHOWN = 5
"""Items that are named as merged into one."""

_LONGEST_NAME = 40
_ASKED = frozenset({State.ANSWERED})


def likely(scene: Scene, item: Item) -> list[tuple[Item, str]]:
    """Each item that this one may be the same as and that is open or answered, with the word for why."""
    found = suggested(item.marks)
    if not found or not item.state.is_open or item.post.private:
        return []
    known = {one.number: one for one in items.read_many(scene.transaction, [like.number for like in found])}
    others = ((known.get(like.number), like.why) for like in found)
    return [
        (one, why)
        for one, why in others
        if one is not None and not one.post.private and (one.state.is_open or one.state in _ASKED)
    ]


def perhaps_the_same(scene: Scene, speaker: Speaker, item: Item, desk: str) -> list[Block]:
    """A line for each, and the buttons: number, source, when and why, never the words."""
    found = likely(scene, item)
    if not found:
        return []
    said = translatable("Perhaps the same as {other}: {why}.")
    lines = [
        Aside(speaker.line(said, other=_named(scene, speaker, one, desk), why=likeness(speaker, item, one, why)))
        for one, why in found
    ]
    subject = f"item:{item.number}"
    buttons = (
        Button("merge", subject, speaker.text("Merge with…")),
        Button("not_same", subject, speaker.text("Not the same")),
    )
    return [*lines, Actions(buttons)]


def likeness(speaker: Speaker, item: Item, one: Item, why: str) -> str:
    """ "the same author, 20 min earlier"."""
    said = word(speaker, LIKENESS, why)
    apart = item.post.posted_at - one.post.posted_at
    when = translatable("{why}, {length} earlier") if apart.total_seconds() >= 0 else translatable(
        "{why}, {length} later"
    )  # fmt: skip
    return speaker.text(when, why=said, length=speaker.duration(abs(apart)))


def together(scene: Scene, speaker: Speaker, item: Item, desk: str) -> list[Block]:
    """Of a merged item: into which, and what has become of that. Of any other: which are answered with it."""
    if item.merged_into is not None:
        into = items.read(scene.transaction, item.merged_into)
        if into is None:
            return []
        line = speaker.line("Merged into {other}", other=_named(scene, speaker, into, desk))
        return [Lines(((*line, " · ", *state_line(speaker, into, scene.now)),))]
    numbers = merged_into(scene.transaction, item.number)
    return _with(scene, speaker, items.read_many(scene.transaction, numbers), desk) if numbers else []


def _with(scene: Scene, speaker: Speaker, found: Sequence[Item], desk: str) -> list[Block]:
    named: list[Line] = [_whose(scene, speaker, one, desk) for one in found[:SHOWN]]
    more = len(found) - SHOWN
    rest: Line = (" ", speaker.counted("and {n} more", "and {n} more", more)) if more > 0 else ()
    heading = Strong(speaker.counted("Together with {n} other:", "Together with {n} others:", len(found)))
    return [Lines(((heading, " ", *joined_by(", ", named), *rest),))]


def _whose(scene: Scene, speaker: Speaker, item: Item, desk: str) -> Line:
    """ "#14 · X (Kari)"; of a private message without who wrote it."""
    author = item.post.author
    name = "" if item.post.private else one_line(author.name or author.handle, _LONGEST_NAME)
    return (_named(scene, speaker, item, desk), *((f" ({name})",) if name else ()))


def _named(scene: Scene, speaker: Speaker, item: Item, desk: str) -> Span:
    """Number and source, leading to the item's card where the desk can show the way."""
    text = f"#{item.number} · {word(speaker, SOURCES, item.post.source)}"
    place = placements.get(scene.transaction, desk, f"item:{item.number}", "card") if desk else None
    address = scene.link(place) if place is not None else ""
    return Link(text, address) if address else text
