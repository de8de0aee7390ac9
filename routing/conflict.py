"""A conflict: somebody has reported that an item may not be answered like any other. It is locked until it is settled.

Its clock runs on. The evidence is what the post and everything below it said at that moment, whatever becomes of it.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from routing.item import Author, Item, State
from routing.request import Request

LOCKABLE = frozenset({State.NEW, State.CLAIMED, State.HALF_ANSWERED, State.WAITING_FOR_APPROVAL, State.PAUSED})
"""States in which a conflict can be reported."""

TAKEN_BACK_WITHIN = timedelta(minutes=5)
"""How long whoever reported a conflict may unlock the item themself."""


@dataclass(frozen=True)
class Said:
    """One thing that was said. `what` is "customer" for a follow-up, else what we did: "answered", "held", or the leg
    of a half answer. `by` is the customer's name, or one of us by id."""

    what: str
    by: str
    at: datetime
    text: str = ""
    link: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What the customer's post said when the conflict was reported, and what was said below it since, in order."""

    text: str
    source: str
    posted_at: datetime
    url: str = ""
    author: Author = field(default_factory=Author)
    attachments: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()


def locked(item: Item, request: Request) -> Item:
    """The item locked, and whose word it waits for. Its owner, clock and ladder stay; it must not be paused."""
    return replace(item, state=State.LOCKED, request=request)


def after_unlock(item: Item, *, has_legs: bool) -> Item:
    """The item as it goes on: half answered where a leg of its answer is given (`has_legs`), else its owner's, else
    new."""
    state = State.HALF_ANSWERED if has_legs else State.CLAIMED if item.owner is not None else State.NEW
    return replace(item, state=state, request=None)


def may_take_back(by: str, at: datetime, person: str, now: datetime) -> bool:
    """Whether `person` may still unlock what `by` reported at `at`."""
    return person == by and now <= at + TAKEN_BACK_WITHIN
