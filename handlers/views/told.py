"""A line of an item's history in words: for the card's thread, and for the export."""

from collections.abc import Mapping

from handlers.views.parts import without_words
from routing.reasons import Reason
from storage.history import DEADLINE, Entry

WORDLESS = "…"
"""Stands for words that are not shown."""

AMONG_COLLEAGUES = frozenset({"handover_asked", "expert_asked", "expert_replied", "tipped", "tipped_by_other"})
"""Lines of history whose words colleagues have written for each other."""


def told(entry: Entry, said: str = WORDLESS, *, private: bool) -> Reason:
    """The line as a reason. `said` are its words, as they are to be shown: what the customer wrote again, or what
    colleagues wrote each other. Of a `private` message, of which they may speak, none are ever in it."""
    values = {"by": entry.who, **{name: value for name, value in entry.values.items() if name != DEADLINE}}
    if entry.what == "customer_wrote":
        if private:
            return Reason.from_json({"code": "customer_wrote_private", "values": values})
        return Reason.from_json({"code": entry.what, "values": {**values, "said": said}})
    if entry.what in AMONG_COLLEAGUES and entry.words and not private:
        return Reason.from_json({"code": f"{entry.what}_said", "values": {**values, "said": said}})
    found = Reason.from_json({"code": entry.what, "values": values})
    return Reason(found.code, without_words(found.values)) if private else found


def why_due(entry: Entry) -> Reason | None:
    """How the deadline came about that this line set; None where it set none."""
    because = entry.values.get(DEADLINE)
    return Reason.from_json(because) if isinstance(because, Mapping) else None
