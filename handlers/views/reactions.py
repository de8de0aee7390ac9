"""What whoever reacted is told: alone, and with the button that a reaction cannot be."""

from datetime import datetime

from handlers.views.parts import due_line, joined, title
from handlers.views.private import of_lines
from handlers.words import Speaker
from routing.item import Item
from routing.messages import Actions, Button, Line, Lines, Message, Strong


def claimed(speaker: Speaker, item: Item, now: datetime) -> Message:
    """They have it now, and a way back."""
    said = speaker.line("You have item {number} now.", number=item.number)
    undo = Button("undo_claim", _subject(item), speaker.text("Undo"))
    return _told(speaker, item, joined((said, due_line(speaker, item, now))), undo)


def answer(speaker: Speaker, item: Item, now: datetime) -> Message:
    """The button that opens the form."""
    button = Button("answer", _subject(item), speaker.text("Answer"), "primary")
    return _told(speaker, item, due_line(speaker, item, now), button)


def given_back(speaker: Speaker, item: Item) -> Message:
    """It is free again."""
    return of_lines(speaker.line("You gave item {number} back.", number=item.number))


def _told(speaker: Speaker, item: Item, said: Line, button: Button) -> Message:
    heading = title(speaker, item)
    return Message((Lines(((Strong(heading),), said)), Actions((button,))), heading)


def _subject(item: Item) -> str:
    return f"item:{item.number}"
