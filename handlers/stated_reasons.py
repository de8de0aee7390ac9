"""Why somebody closes, pauses or re-opens an item, as its form says it: a reason of a list, perhaps a word about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.intents import Filled
from handlers.lengths import too_long
from handlers.replies import FieldErrors
from handlers.views import forms
from handlers.words import Speaker
from routing.text import clean


@dataclass(frozen=True)
class Stated:
    """`reason` is a key of the reasons that the form offers, `note` their own words, "" for none."""

    reason: str
    note: str


def stated(speaker: Speaker, filled: Filled, reasons: Mapping[str, str]) -> Stated | FieldErrors:
    """What the fields of `forms.reason_field` and `forms.note_field` hold. "other" says nothing without a note."""
    reason, note = filled.fields.get("reason", ""), clean(filled.fields.get("note", "")).strip()
    if wrong := too_long(speaker, [forms.note_field(speaker)], {"note": note}):
        return FieldErrors(wrong)
    if reason not in reasons:
        return FieldErrors({"reason": forms.reason_missing(speaker)})
    if reason == "other" and not note:
        return FieldErrors({"note": speaker.text("Say in a line why: it stands in the record.")})
    return Stated(reason, note)
