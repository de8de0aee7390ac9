"""The holding answer: "we have seen this, and will answer by 09:00". It ends the paging and sets one new deadline."""

from dataclasses import replace
from datetime import datetime

from routing.handbook import Handbook
from routing.handbook_playbook import PreparedAnswer
from routing.item import Deadline, Item, State
from routing.moments import stamp
from routing.paging import next_shift_start
from routing.reasons import Reason
from routing.timing import moved_on, retimed

HOLDABLE = frozenset({State.NEW, State.CLAIMED, State.WAITING_FOR_APPROVAL, State.HALF_ANSWERED})
"""States in which a holding answer has a sense: a customer waits, and our clock runs."""

HELD = "held_target"
"""The code of a deadline that a holding answer has set."""


def promise(item: Item, handbook: Handbook, now: datetime) -> Deadline | None:
    """The deadline that a holding answer sets: the item's target, from the start of its domain's next shift.

    None where nobody of the domain ever starts: then nothing can be promised.
    """
    starts_at = next_shift_start(handbook, item.domain, now)
    if starts_at is None:
        return None
    target = item.deadline.target
    because = Reason(
        "held_target",
        {"target_seconds": int(target.total_seconds()), "domain": item.domain, "starts_at": stamp(starts_at)},
    )
    due_at = moved_on(handbook, item.domain, item.deadline.clock, starts_at, target)
    return Deadline(due_at, starts_at, target, because, item.deadline.came_unstaffed, clock=item.deadline.clock)


def has_promised(item: Item) -> bool:
    """Whether a holding answer has set this round's deadline: it is set once."""
    return item.held_until is not None or item.deadline.because.code == HELD


def rest_ended(item: Item, now: datetime) -> Item:
    """The item as the customer has made it urgent: whatever kept it from waking anybody ends, the mark stays."""
    resting = item.held_until is not None and item.held_until > now
    return replace(item, held_until=now if resting else item.held_until, climb=replace(item.climb, paging=None))


def held(item: Item, promised: Deadline, handbook: Handbook, now: datetime) -> Item:
    """The item after a holding answer: nobody is paged about it, and its ladder begins anew with the new deadline.

    A second one moves no deadline. While the first still promises something it changes nothing; afterwards, or when the
    customer has become louder, it lets people sleep until the start of the next shift, as "Can wait" does.
    """
    if not has_promised(item):
        return replace(retimed(item, promised, handbook, now), held_until=promised.due_at)
    if item.held_until is not None and now < item.held_until:
        return item
    quiet_until = next_shift_start(handbook, item.domain, now) or item.held_until
    return replace(item, held_until=quiet_until, climb=replace(item.climb, paging=None))


def prepared(item: Item, handbook: Handbook) -> tuple[PreparedAnswer, ...]:
    """The playbook's holding answers that fit the item: those for its situation first.

    In the item's language; where there is none in it, all the others that fit.
    """
    fitting = [
        one
        for one in handbook.answers
        if one.holding and one.situation in ("", item.situation) and (not one.domains or item.domain in one.domains)
    ]
    own = [one for one in fitting if one.language == item.language]
    return tuple(sorted(own or fitting, key=lambda one: not one.situation))
