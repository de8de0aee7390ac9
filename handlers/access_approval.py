"""Who may do what about an answer that needs approval: `handlers.access`, asked for what lies between its rights."""

from datetime import datetime

from handlers.access import Action, Denial, Permit, Role, check_item, person_of
from handlers.intents import Actor
from routing.handbook import Handbook
from routing.item import Item


def check_answer(
    handbook: Handbook, actor: Actor, item: Item, now: datetime, approved_for: str | None
) -> Permit | Denial:
    """May this actor record an answer to the item? Also who answers with approval, once theirs was: `approved_for`."""
    found = check_item(handbook, actor, Action.ANSWER, item, now)
    if isinstance(found, Denial) and approved_for is not None and person_of(handbook, actor) == approved_for:
        return check_item(handbook, actor, Action.DRAFT, item, now)
    return found


def check_approval_seen(handbook: Handbook, actor: Actor, item: Item, now: datetime) -> Permit | Denial:
    """May this actor see an answer that waits for approval? Whoever may write or approve one, and whoever was asked."""
    for action in (Action.APPROVE, Action.DRAFT):
        found = check_item(handbook, actor, action, item, now)
        if isinstance(found, Permit):
            return found
    person = "" if actor.guest else person_of(handbook, actor)
    asked = item.request is not None and person in item.request.asked
    return Permit(person, Role.ON_CALL) if person and asked else found
