"""What an item's marks say of its follow-ups."""

from collections.abc import Mapping

COUNT = "follow_ups"
"""How many there are."""

STANDS = "follow_up"
"""What the latest was, where the item stands on that alone: DOUBT, while it is open for it; THANKS, while closed."""

CARRIED = "carried"
"""The moment of a claim that the item has from an earlier round: it says nothing of where its owner is now."""

DOUBT, THANKS = "doubt", "only_thanks"


def marked(marks: Mapping[str, str], *, stands: str = "", more: int = 0) -> Mapping[str, str]:
    """The marks after `more` follow-ups; `stands` is DOUBT, THANKS, or "" for neither."""
    count = int(marks.get(COUNT, "0")) + more
    kept = {name: value for name, value in marks.items() if name not in (COUNT, STANDS)}
    return kept | ({COUNT: str(count)} if count else {}) | ({STANDS: stands} if stands else {})
