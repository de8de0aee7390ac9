"""How long an item's clock stood still, by its history."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from routing.item import CLOSED_STATES

_ANSWERS = frozenset({"leg_private", "leg_public", "leg_answer", "leg_merged", "answered_whole", "thanked", "liked"})
ENDS = (
    frozenset({"resumed", "pause_over", "woken_by_reply", "claimed", "held", "held_again"})
    | _ANSWERS
    | {state.value for state in CLOSED_STATES}
)
"""The lines of a history that end a pause: whatever else is told leaves the clock where it stands."""


def paused_for(told: Iterable[tuple[str, datetime, datetime | None]], now: datetime) -> timedelta:
    """All pauses until `now` together. `told` are the lines in order: what happened, when, and of "paused" until when.

    A pause is over when somebody or something ends it, and at its stated end at the latest.
    """
    whole, began, stated = timedelta(), None, None
    for what, at, until in told:
        if began is not None and (what == "paused" or what in ENDS):
            whole += _lasted(began, stated, at)
            began = None
        if what == "paused":
            began, stated = at, until
    return whole if began is None else whole + _lasted(began, stated, now)


def _lasted(began: datetime, stated: datetime | None, ended: datetime) -> timedelta:
    return max(timedelta(), (ended if stated is None else min(ended, stated)) - began)
