"""The form that asks why a closed item is to be open again."""

from handlers.views.forms import note_field, reason_field
from handlers.views.parts import one_line
from handlers.words import Speaker
from handlers.words.vocabulary import REOPEN_REASONS
from routing.item import Item
from routing.messages import Aside, Form


def form(speaker: Speaker, item: Item) -> Form:
    """Re-open: always with a reason."""
    shown = () if item.post.private else (speaker.quote(one_line(item.post.text)),)
    return Form(
        form="reopen",
        subject=f"item:{item.number}",
        title=speaker.text("Re-open item {number}", number=item.number),
        submit=speaker.text("Re-open"),
        close=speaker.text("Cancel"),
        blocks=(
            *shown,
            Aside(speaker.line("The clock of the next answer begins now.")),
            reason_field(speaker, speaker.text("Why is it not over?"), REOPEN_REASONS),
            note_field(speaker),
        ),
    )
