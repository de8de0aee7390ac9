"""A closed item that opens again: the customer has asked once more, or somebody saw that it was not over.

It begins a new round: a deadline of its own, the ladder from its foot, each rung once more.
"""

from dataclasses import replace
from datetime import datetime

from routing.follow_up_marks import CARRIED
from routing.handbook import Handbook
from routing.item import CLOSED_STATES, Item, Kind, State, Urgency
from routing.ladder import ladder_for
from routing.moments import stamp
from routing.people import able
from routing.sorting import Sorted
from routing.target import next_deadline
from routing.timing import retimed

REOPENABLE = CLOSED_STATES - {State.MERGED}
"""States from which an item opens again. What is merged goes on in the other item."""

CONTINUED = frozenset({State.ANSWERED, State.DECLINED})
"""Closed states in which a customer's further question is about the same item. What was no item, or was withdrawn, is
not taken up again by itself: what its author writes now is looked at anew."""

_WEIGHT = {Urgency.LOW: 0, Urgency.NORMAL: 1, Urgency.HIGH: 2, Urgency.CRITICAL: 3}
_WAKING = frozenset({Kind.QUESTION, Kind.CRITIQUE})


def reopened(
    item: Item, handbook: Handbook, asked_at: datetime, now: datetime, *, came_at: datetime | None = None
) -> Item:
    """The item in its next round, from `asked_at` on; with its former owner, where that one may answer now.

    `came_at` is when the customer's words came to us, where they were taken for mere thanks until `now`.

    Without an owner it is new, and its expert must be named anew. Its owner keeps the time of the claim: they have not
    taken it in this night.
    """
    stays = item.owner is not None and item.owner in able(handbook, item.domain, now)
    kept = {name: value for name, value in item.marks.items() if name != CARRIED}
    carried = {CARRIED: stamp(item.claimed_at)} if stays and item.claimed_at is not None else {}
    deadline = next_deadline(handbook, item, asked_at, now, came_at=came_at)
    opened = replace(
        item,
        state=State.CLAIMED if stays else State.NEW,
        owner=item.owner if stays else None,
        claimed_at=item.claimed_at if stays else None,
        marks=kept | carried, closing=None, held_until=None, pause=None, round=item.round + 1,
        ladder=ladder_for(handbook, item.domain, item.post.source, item.urgency, item.kind, deadline.target),
    )  # fmt: skip
    return retimed(opened, deadline, handbook, now)


def raised(item: Item, found: Sorted) -> Item:
    """The item as urgent as the rules say of the follow-up, never less than it was.

    Praise, or what was for nobody, becomes what the follow-up is: else nobody would ever be woken about a question.
    """
    if item.kind not in _WAKING:
        kind = found.kind if found.kind in _WAKING else Kind.QUESTION
        return replace(item, kind=kind, urgency=higher(item.urgency, found.match.urgency))
    if _WEIGHT[found.match.urgency] <= _WEIGHT[Urgency.NORMAL]:
        return item
    return replace(item, urgency=higher(item.urgency, found.match.urgency))


def higher(one: Urgency, other: Urgency) -> Urgency:
    """The more urgent of two."""
    return max(one, other, key=lambda urgency: _WEIGHT[urgency])
