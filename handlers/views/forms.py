"""The forms that people fill in."""

from collections.abc import Mapping
from datetime import datetime

from handlers.views.parts import excerpt, posted_line
from handlers.words import Speaker, translatable
from handlers.words.vocabulary import PAUSE_REASONS
from routing.item import Item
from routing.messages import Aside, Choice, ChoiceField, Form, TextField

LONGEST_LINK = 2000
LONGEST_ANSWER = 3000
LONGEST_TIME = 60


def reason_field(speaker: Speaker, asked: str, reasons: Mapping[str, str]) -> ChoiceField:
    """The question why, with the reasons to choose from: `handlers.stated_reasons` reads what was chosen."""
    return _reason_field(speaker, asked, {value: speaker.text(label) for value, label in reasons.items()})


def _reason_field(speaker: Speaker, asked: str, offered: Mapping[str, str]) -> ChoiceField:
    """`offered`: the reasons as they are read."""
    choices = tuple(Choice(value, label) for value, label in offered.items())
    return ChoiceField("reason", asked, choices, missing=reason_missing(speaker))


def reason_missing(speaker: Speaker) -> str:
    """What is said when no reason was chosen."""
    return speaker.text("Choose the reason: it stands in the record.")


def note_field(speaker: Speaker) -> TextField:
    """A word about the reason, in their own words."""
    return TextField(
        "note",
        speaker.text("A word about it"),
        multiline=True,
        required=False,
        hint=speaker.text("Stands in the item's history."),
    )


def pause(speaker: Speaker, item: Item, friday: datetime) -> Form:
    """Pause: always with a reason and an end. `friday` is what the example would mean."""
    return Form(
        form="pause",
        subject=f"item:{item.number}",
        title=speaker.text("Pause item {number}", number=item.number),
        submit=speaker.text("Pause"),
        close=speaker.text("Cancel"),
        blocks=(
            reason_field(speaker, speaker.text("What does it wait for?"), PAUSE_REASONS),
            TextField(
                "until",
                speaker.text("Until when?"),
                hint=speaker.text(
                    "For example “friday” (it wakes {friday}, when work begins again), “24.12. 12:00”, “2h” or “2 days”"
                    "; 7 days at most. Its time to answer moves by as much.",
                    friday=speaker.moment(friday),
                ),
                longest=LONGEST_TIME,
            ),
        ),
    )


def close(speaker: Speaker, item: Item, name: str, reasons: Mapping[str, str], *, may_read: bool) -> Form:
    """Decline, or "not an item": always with a reason, one of `reasons` as they are read. A private message is quoted
    for those who `may_read` it."""
    hidden = item.post.private and not may_read
    if name == "decline":
        title, submit = translatable("Decline item {number}"), translatable("Decline")
        asked = translatable("Why will nobody answer?")
    else:
        title, submit = translatable("Not an item: {number}"), translatable("Close it")
        asked = translatable("Why is this not an item?")
    return Form(
        form=name,
        subject=f"item:{item.number}",
        title=speaker.text(title, number=item.number),
        submit=speaker.text(submit),
        close=speaker.text("Cancel"),
        blocks=(
            *([] if hidden else [speaker.quote(excerpt(item.post.text))]),
            Aside(posted_line(speaker, item, may_read=may_read)),
            _reason_field(speaker, speaker.text(asked), reasons),
            note_field(speaker),
        ),
    )
