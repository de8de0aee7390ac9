"""Praise is answered with one click: with a prepared thank-you, or because the post was liked on the platform."""

from dataclasses import replace
from datetime import datetime, timedelta

from routing.handbook import Handbook
from routing.handbook_playbook import PreparedAnswer
from routing.item import Item, Kind, State

THANKED, LIKED = "thanked", "liked"
"""The reasons of a closing by either."""

SITUATIONS = ("praise", "thanks")
"""The situations of the playbook, by id, whose prepared answers are thank-yous."""

TAKEN_BACK_WITHIN = timedelta(hours=1)
"""How long either can be undone; later the item is opened again, with a clock of its own."""


def thank_you(item: Item, handbook: Handbook) -> PreparedAnswer | None:
    """The playbook's thank-you in the item's language that fits best: of its own situation and domain first."""
    fitting = [
        one
        for one in handbook.answers
        if one.situation in SITUATIONS
        and not one.holding
        and not one.inbox
        and one.language == item.language
        and (not one.domains or item.domain in one.domains)
    ]
    return min(fitting, key=lambda one: (one.situation != item.situation, not one.domains), default=None)


def is_shown(item: Item) -> bool:
    """Whether it is praise that everybody may see."""
    return item.kind is Kind.PRAISE and not item.post.private


def was_thanked(item: Item) -> bool:
    """Whether one click has answered it."""
    return item.state is State.ANSWERED and item.closing is not None and item.closing.reason in (THANKED, LIKED)


def can_take_back(item: Item, person: str, now: datetime) -> bool:
    """Whether it was that person who has just thanked."""
    closing = item.closing
    return closing is not None and was_thanked(item) and closing.by == person and now < closing.at + TAKEN_BACK_WITHIN


def taken_back(item: Item) -> Item:
    """The item as it was before the click, in the same round: without an owner where the click has claimed it too."""
    assert item.closing is not None
    if item.owner is None or item.claimed_at == item.closing.at:
        return replace(item, state=State.NEW, owner=None, claimed_at=None, closing=None)
    return replace(item, state=State.CLAIMED, closing=None)
