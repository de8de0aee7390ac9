"""When an answer needs a second pair of eyes before the customer sees it, and why."""

from datetime import datetime

from routing.handbook import Handbook
from routing.item import Item
from routing.people import stand
from routing.reasons import Reason


def needs_approval(handbook: Handbook, item: Item, person: str, now: datetime) -> Reason | None:
    """Why somebody else must approve what this person answers; None where they answer by themself, or not at all."""
    standings = [one for one in stand(handbook, item.domain, now) if one.person == person and one.may_answer]
    if standings and not any(one.answers_freely for one in standings):
        return Reason("approval_level", {"person": person, "domain": item.domain})
    situation = handbook.situation(item.situation)
    if standings and situation is not None and situation.approval:
        return Reason("approval_situation", {"situation": situation.name})
    return None
