"""A line of an item's history in words: for the card's thread, and for the export."""

from collections.abc import Mapping

from handlers.views.parts import without_words
from routing.reasons import Reason
from storage.history import DEADLINE, Entry

WORDLESS = "…"
"""Stands for words that are not shown."""


def told(entry: Entry, said: str = WORDLESS, *, private: bool) -> Reason:
    """The line as a reason. `said` is what the customer wrote again, as it is to be shown; of a `private` message
    nothing of the customer's words is ever in it."""
    values = {"by": entry.who, **{name: value for name, value in entry.values.items() if name != DEADLINE}}
    if entry.what == "customer_wrote":
        if private:
            return Reason.from_json({"code": "customer_wrote_private", "values": values})
        return Reason.from_json({"code": entry.what, "values": {**values, "said": said}})
    found = Reason.from_json({"code": entry.what, "values": values})
    return Reason(found.code, without_words(found.values)) if private else found


def why_due(entry: Entry) -> Reason | None:
    """How the deadline came about that this line set; None where it set none."""
    because = entry.values.get(DEADLINE)
    return Reason.from_json(because) if isinstance(because, Mapping) else None
