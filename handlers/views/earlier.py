"""What the same author wrote before, on the card: numbers, days, what became of it, and the first words."""

from handlers.scene import Scene
from handlers.views.parts import one_line
from handlers.words import Speaker
from handlers.words.vocabulary import STATES, word
from routing.item import Item
from routing.messages import Block, Line, Lines, Link, Span, Strong
from storage import earlier

SHOWN = 3
LONGEST = 60


def wrote_before(scene: Scene, speaker: Speaker, item: Item) -> list[Block]:
    """The newest few and how many more; on a private message's card nothing, since it does not say who wrote it."""
    if item.post.private:
        return []
    return listed(speaker, earlier.by_author(scene.transaction, item, SHOWN))


def listed(speaker: Speaker, found: earlier.Earlier) -> list[Block]:
    """A line each; nothing where there are none."""
    if not found.newest:
        return []
    lines: list[Line] = [(Strong(speaker.text("Wrote before")),)]
    lines += [_line(speaker, one) for one in found.newest]
    if found.more:
        lines.append((speaker.counted("and {n} more", "and {n} more", found.more),))
    return [Lines(tuple(lines))]


def _line(speaker: Speaker, one: earlier.EarlierPost) -> Line:
    """ "#9 · Mon 2 Nov · answered · Where is my parcel?"."""
    number = f"#{one.number}"
    first: Span = Link(number, one.url) if one.url else number
    words = one_line(one.text, LONGEST)
    # No more than open or how it ended: this card is not drawn again when somebody takes an earlier one.
    state = speaker.text("open") if one.state.is_open else word(speaker, STATES, one.state)
    facts = (speaker.day(one.posted_at), state, *((words,) if words else ()))
    return (first, "".join(f" · {fact}" for fact in facts))
