"""The forms that people fill in."""

from collections.abc import Mapping
from datetime import datetime

from handlers.views.parts import excerpt, posted_line
from handlers.words import Speaker
from routing.item import Item
from routing.messages import Aside, Choice, ChoiceField, Form, Quote, TextField

LONGEST_LINK = 2000
LONGEST_ANSWER = 3000


def answer(speaker: Speaker, item: Item) -> Form:
    """Record the answer given on the platform: its link, or its text."""
    return Form(
        form="answer",
        subject=f"item:{item.number}",
        title=speaker.text("Answer item {number}", number=item.number),
        submit=speaker.text("Save answer"),
        close=speaker.text("Cancel"),
        blocks=(
            Quote(excerpt(item.post.text)),
            Aside(posted_line(speaker, item, may_read=True)),
            TextField(
                "link",
                speaker.text("Link to your answer"),
                required=False,
                hint=speaker.text("Answer on the platform first, then paste the link to your answer here."),
                longest=LONGEST_LINK,
            ),
            TextField(
                "text",
                speaker.text("Or what you answered"),
                multiline=True,
                required=False,
                hint=speaker.text("Where the platform gives no link, paste your words."),
                longest=LONGEST_ANSWER,
            ),
        ),
    )


def close(speaker: Speaker, item: Item, name: str, reasons: Mapping[str, str], *, may_read: bool) -> Form:
    """Decline, or "not an item": always with a reason. A private message is quoted for those who `may_read` it."""
    declines = name == "decline"
    hidden = item.post.private and not may_read
    return Form(
        form=name,
        subject=f"item:{item.number}",
        title=speaker.text("Decline item {number}" if declines else "Not an item: {number}", number=item.number),
        submit=speaker.text("Decline" if declines else "Close it"),
        close=speaker.text("Cancel"),
        blocks=(
            *([] if hidden else [Quote(excerpt(item.post.text))]),
            Aside(posted_line(speaker, item, may_read=may_read)),
            ChoiceField(
                "reason",
                speaker.text("Why will nobody answer?" if declines else "Why is this not an item?"),
                tuple(Choice(value, speaker.text(label)) for value, label in reasons.items()),
            ),
            TextField(
                "note",
                speaker.text("A word about it"),
                multiline=True,
                required=False,
                hint=speaker.text("Stands in the item's history."),
            ),
        ),
    )


def pass_time(speaker: Speaker, at: datetime) -> str:
    """A moment as plain text, for labels that cannot hold a date of the desk."""
    return speaker.text("{when}", when=speaker.moment(at))
