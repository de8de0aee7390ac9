"""What belongs together, on the card: what it may be the same as, what it was merged into, what was merged into it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from handlers.merged import merged_with
from handlers.scene import Scene
from handlers.views.parts import joined_by, one_line
from handlers.views.state import state_line
from handlers.words import Speaker, translatable
from handlers.words.vocabulary import LIKENESS, SOURCES, word
from routing.duplicates import suggested
from routing.item import Item, State
from routing.merging import MERGEABLE, TAKING, TOGETHER
from routing.messages import Actions, Aside, Block, Button, Line, Lines, Link, Span, Strong
from storage import items, placements

SHOWN = 5
"""Items that are named as merged into one."""

_LONGEST_NAME = 40


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
        if one is not None and not one.post.private and (one.state.is_open or one.state is State.ANSWERED)
    ]


def perhaps_the_same(scene: Scene, speaker: Speaker, item: Item, desk: str) -> list[Block]:
    """What the item may be the same as, on its card."""
    found = likely(scene, item)
    return suggestions(speaker, item, found, _ways(scene, desk, [one for one, _ in found]))


def suggestions(
    speaker: Speaker, item: Item, found: Sequence[tuple[Item, str]], ways: Mapping[int, str]
) -> list[Block]:
    """A line for each, and the buttons: number, source, when and why, never the words. `ways` lead to their cards."""
    if not found:
        return []
    said = translatable("Perhaps the same as {other}: {why}.")
    lines = [
        Aside(speaker.line(said, other=_named(speaker, one, ways), why=likeness(speaker, item, one, why)))
        for one, why in found
    ]
    subject = f"item:{item.number}"
    merge = Button("merge", subject, speaker.text("Merge with…"))
    buttons = (merge,) if any(one.state in TAKING for one, _ in found) and item.state in MERGEABLE else ()
    return [*lines, Actions((*buttons, Button("not_same", subject, speaker.text("Not the same"))))]


def likeness(speaker: Speaker, item: Item, one: Item, why: str) -> str:
    """ "the same author, 20 min earlier"."""
    said = word(speaker, LIKENESS, why)
    apart = item.post.posted_at - one.post.posted_at
    if abs(apart) < timedelta(minutes=1):
        return speaker.text("{why}, at the same time", why=said)
    when = translatable("{why}, {length} earlier") if apart > timedelta() else translatable("{why}, {length} later")
    return speaker.text(when, why=said, length=speaker.duration(abs(apart)))


def together(scene: Scene, speaker: Speaker, item: Item, desk: str) -> list[Block]:
    """Of a merged item: into which, and what has become of that. Of any other: which are answered with it."""
    if item.merged_into is not None:
        into = items.read(scene.transaction, item.merged_into)
        assert into is not None, "items are never deleted"
        return [part_of(speaker, into, scene.now, _ways(scene, desk, [into]))]
    if TOGETHER not in item.marks:
        return []
    found = items.read_many(scene.transaction, merged_with(scene, item))
    return [answered_with(speaker, found, _ways(scene, desk, found))] if found else []


def part_of(speaker: Speaker, into: Item, now: datetime, ways: Mapping[int, str]) -> Lines:
    """ "Merged into #12 · X · 🟢 Bo Berg answered …"."""
    line = speaker.line("Merged into {other}", other=_named(speaker, into, ways))
    return Lines(((*line, " · ", *state_line(speaker, into, now)),))


def answered_with(speaker: Speaker, found: Sequence[Item], ways: Mapping[int, str]) -> Lines:
    """ "Together with 2 others: #14 · X (Kari), #15 · Facebook"."""
    named: list[Line] = [_whose(speaker, one, ways) for one in found[:SHOWN]]
    more = len(found) - SHOWN
    rest: Line = (" ", speaker.counted("and {n} more", "and {n} more", more)) if more > 0 else ()
    heading = Strong(speaker.counted("Together with {n} other:", "Together with {n} others:", len(found)))
    return Lines(((heading, " ", *joined_by(", ", named), *rest),))


def _whose(speaker: Speaker, item: Item, ways: Mapping[int, str]) -> Line:
    """ "#14 · X (Kari)"; of a private message without who wrote it."""
    author = item.post.author
    name = "" if item.post.private else one_line(author.name or author.handle, _LONGEST_NAME)
    return (_named(speaker, item, ways), *((f" ({name})",) if name else ()))


def _named(speaker: Speaker, item: Item, ways: Mapping[int, str]) -> Span:
    """Number and source, leading to the item's card where there is a way."""
    text = f"#{item.number} · {word(speaker, SOURCES, item.post.source)}"
    address = ways.get(item.number, "")
    return Link(text, address) if address else text


def _ways(scene: Scene, desk: str, found: Sequence[Item]) -> Mapping[int, str]:
    """Where the items' cards can be opened on a desk; "" for those that cannot."""
    places = {one.number: placements.get(scene.transaction, desk, f"item:{one.number}", "card") for one in found}
    return {number: scene.link(place) if place is not None else "" for number, place in places.items()}
