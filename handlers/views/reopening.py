"""The form that asks why a closed item is to be open again, also of a lead who overrules whoever closed it."""

from handlers.views.forms import note_field, reason_field
from handlers.views.parts import one_line
from handlers.words import Speaker
from handlers.words.vocabulary import OVERRULE_REASONS, REOPEN_REASONS
from routing.item import Item
from routing.messages import Aside, Form


def form(speaker: Speaker, item: Item, *, overrules: bool = False) -> Form:
    """Re-open: always with a reason. `overrules`: somebody else has decided that nobody answers."""
    shown = () if item.post.private else (speaker.quote(one_line(item.post.text)),)
    if overrules and item.closing is not None:
        closed_by = speaker.person(item.closing.by)
        told = [Aside(speaker.line("{person} closed it, and hears from me why you open it again.", person=closed_by))]
        why = reason_field(speaker, speaker.text("Why does it need an answer?"), OVERRULE_REASONS)
    else:
        told, why = [], reason_field(speaker, speaker.text("Why is it not over?"), REOPEN_REASONS)
    return Form(
        form="reopen",
        subject=f"item:{item.number}",
        title=speaker.text("Re-open item {number}", number=item.number),
        submit=speaker.text("Re-open"),
        close=speaker.text("Cancel"),
        blocks=(
            *shown,
            Aside(speaker.line("The clock of the next answer begins now.")),
            *told,
            why,
            note_field(speaker),
        ),
    )
