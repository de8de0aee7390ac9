"""Who has an open item and may have it no more: left the handbook, or the item's domain."""

from datetime import datetime

from routing.handbook import Handbook
from routing.item import Item
from routing.people import able


def released_by_departure(item: Item, handbook: Handbook, now: datetime) -> bool:
    """Whether whoever has the open item, its owner or else its expert, is not in the handbook any more.

    An expert also when they may not answer for its domain any more: moved to other work, or not a stand-in any longer.
    """
    carrier = item.owner or item.expert
    if not item.state.is_open or carrier is None:
        return False
    return handbook.person(carrier) is None or (item.owner is None and carrier not in able(handbook, item.domain, now))
