"""Merge with…: the form, and what is said to whoever typed a number."""

from collections.abc import Sequence

from handlers.views.parts import excerpt, one_line, posted_line, title
from handlers.views.together import likeness
from handlers.words import Speaker
from routing.item import Item
from routing.messages import (
    Actions,
    Aside,
    Block,
    Button,
    Choice,
    ChoiceField,
    Form,
    Line,
    Lines,
    Message,
    Strong,
    TextField,
)

LONGEST_NUMBER = 20
LONGEST_LABEL, _WORDS = 75, 120


def form(speaker: Speaker, item: Item, found: Sequence[tuple[Item, str]], *, may_read: bool) -> Form:
    """`found` are the items that it may be the same as, each with why: to choose from, beside any other's number."""
    hidden = item.post.private and not may_read
    choice = ChoiceField(
        "with",
        speaker.text("It may be the same as"),
        tuple(Choice(str(one.number), _label(speaker, item, one, why)) for one, why in found),
        required=False,
        initial=str(found[0][0].number) if found else "",
    )
    number = TextField(
        "number",
        speaker.text("Or the number of another item") if found else speaker.text("The number of the other item"),
        required=not found,
        hint=speaker.text("For example 12: it stands first on its card."),
        longest=LONGEST_NUMBER,
        missing=number_missing(speaker),
    )
    return Form(
        form="merge",
        subject=f"item:{item.number}",
        title=speaker.text("Merge item {number}", number=item.number),
        submit=speaker.text("Merge"),
        close=speaker.text("Cancel"),
        blocks=(
            *([] if hidden else [speaker.quote(excerpt(item.post.text))]),
            Aside(posted_line(speaker, item, may_read=may_read)),
            Lines((speaker.line("It is closed here, and answered together with the other: each below its own post."),)),
            *((_offered(speaker, found), choice) if found else ()),
            number,
        ),
    )


def number_missing(speaker: Speaker) -> str:
    """What is said when neither was given."""
    return speaker.text("Say with which item: its number stands first on its card.")


def merged(speaker: Speaker, item: Item, into: Item, *, may_read: bool) -> Message:
    """What it was merged with, as a number that was typed may have been another's; and the way back."""
    said: Line = speaker.line("Item {number} is part of this one now:", number=item.number)
    words: list[Block] = [speaker.quote(excerpt(into.post.text, 400))] if may_read else []
    posted = Aside(posted_line(speaker, into, may_read=may_read))
    back = Button("unmerge", f"item:{item.number}", speaker.text("Take out again"))
    lines = Lines((said, (Strong(title(speaker, into)),)))
    return Message(
        (lines, *words, posted, Actions((back,))),
        speaker.text("Item {number} is part of item {other} now.", number=item.number, other=into.number),
    )


def _label(speaker: Speaker, item: Item, one: Item, why: str) -> str:
    """ "#12 · the same author, 20 min earlier"."""
    return one_line(f"#{one.number} · {likeness(speaker, item, one, why)}", LONGEST_LABEL)


def _offered(speaker: Speaker, found: Sequence[tuple[Item, str]]) -> Lines:
    """What the choices are: a label has no room for it."""
    lines = ((Strong(title(speaker, one)), f" · {one_line(one.post.text, _WORDS)}") for one, _ in found)
    return Lines(tuple(lines))
