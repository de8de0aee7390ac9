"""Two items that are one question: one is merged into the other, whose answer is given below both posts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from routing.duplicates import LIKE
from routing.handbook import Handbook
from routing.holding import rest_ended
from routing.item import Closing, Item, Kind, State, Urgency
from routing.reopening import higher
from routing.timing import timed

MERGEABLE = frozenset({State.NEW, State.CLAIMED, State.PAUSED})
"""States in which an item can be merged into another."""

TAKING = frozenset({State.NEW, State.CLAIMED})
"""States in which an item takes another in: one that is being answered already is answered first."""

MERGED = "merged"
"""The reason of a merged item's closing."""

TOGETHER = "together"
"""The mark of an item into which others were merged: which, `storage.merges` says."""

_WAKING = frozenset({Kind.QUESTION, Kind.CRITIQUE})


def merged(item: Item, into: int, by: str, now: datetime) -> Item:
    """The item as part of `into`: closed, nobody's, and nobody is woken for it."""
    return replace(
        item, state=State.MERGED, owner=None, claimed_at=None, merged_into=into,
        closing=Closing(now, by, MERGED), climb=replace(item.climb, paging=None, owed=()), marks=_alone(item.marks),
    )  # fmt: skip


def taking(item: Item, other: Item, handbook: Handbook, now: datetime) -> Item:
    """The item with what `other`, whose clock is not paused, brings: the earlier deadline, the higher urgency.

    What wakes nobody becomes what the other is. The rungs that it has climbed stay behind it. A holding answer gives no
    rest from a customer who has none.
    """
    kind = other.kind if other.kind in _WAKING and item.kind not in _WAKING else item.kind
    marks = {**item.marks, TOGETHER: "yes"}
    grown = replace(item, kind=kind, urgency=higher(item.urgency, other.urgency), marks=marks)
    louder = grown.urgency is not item.urgency and grown.urgency in (Urgency.HIGH, Urgency.CRITICAL)
    earlier = other.deadline.due_at < item.deadline.due_at
    if earlier:
        deadline = other.deadline
        reasons = (*(reason for reason in item.reasons if reason != item.deadline.because), deadline.because)
        ladder = timed(item.ladder, deadline, handbook, item.domain, other.received_at)
        grown = replace(grown, deadline=deadline, ladder=ladder, reasons=reasons)
    ends_rest = item.held_until is not None and (louder or (earlier and other.held_until is None))
    return rest_ended(grown, now) if ends_rest else grown


def taken_out(item: Item) -> Item:
    """The merged item by itself again: with the deadline that it had, since its clock ran on; nobody's."""
    return replace(item, state=State.NEW, merged_into=None, closing=None)


def without_others(item: Item) -> Item:
    """The item after the last of those that were merged into it was taken out again."""
    return replace(item, marks={name: value for name, value in item.marks.items() if name != TOGETHER})


def _alone(marks: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in marks.items() if name not in (LIKE, TOGETHER)}
