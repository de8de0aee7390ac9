"""When the rungs of a ladder are due: plain arithmetic of the deadline, or moments of their own that are frozen on it.

A rung has a moment of its own where its part of the target is office time, and where the post came late or was taken
for mere thanks: then the ladder runs from the arrival, or from when somebody saw what it was, as if the customer had
written at that moment, though the deadline stays the true one.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from routing.calendar import staffed_span
from routing.escalation import LATE
from routing.handbook import Handbook
from routing.item import Climb, Clock, Deadline, Item, Rung
from routing.office_clock import after, begins, office


@dataclass(frozen=True)
class Run:
    """What a ladder climbs along: from `starts_at` to `due_at`."""

    starts_at: datetime
    due_at: datetime


def clock_starts(handbook: Handbook, domain: str, clock: Clock, at: datetime) -> datetime:
    """When a clock that is set going at `at` begins to run: at once, or with the next hours of those it counts.

    The clock around the clock waits too where there is no rota: outside the staffed hours nobody is there. Hours that
    never come are waited for by nobody.
    """
    if clock is Clock.OFFICE:
        return begins(office(handbook, domain), at) or at
    span = staffed_span(handbook, at) if handbook.rota is None else None
    return at if span is None else max(at, span.start)


def moved_on(handbook: Handbook, domain: str, clock: Clock, start: datetime, duration: timedelta) -> datetime:
    """`duration` of the clock after `start`. Office hours that never come again count as any others."""
    if clock is Clock.OFFICE:
        return after(office(handbook, domain), start, duration) or start + duration
    return start + duration


def runs_from_arrival(deadline: Deadline) -> bool:
    """Whether the deadline was over when we began: the post came late, or we took it for mere thanks at first."""
    return deadline.came_late or deadline.because.code == "taken_for_thanks"


def run_of(handbook: Handbook, domain: str, deadline: Deadline, arrived_at: datetime) -> Run:
    """What the ladder climbs along: the deadline's own time; where that was over, as much from `arrived_at`."""
    if not runs_from_arrival(deadline):
        return Run(deadline.starts_at, deadline.due_at)
    starts_at = clock_starts(handbook, domain, deadline.clock, arrived_at)
    return Run(starts_at, moved_on(handbook, domain, deadline.clock, starts_at, deadline.target))


def timed(
    ladder: tuple[Rung, ...], deadline: Deadline, handbook: Handbook, domain: str, arrived_at: datetime
) -> tuple[Rung, ...]:
    """The ladder with its moments frozen for this deadline, where plain arithmetic does not give them.

    `arrived_at` is when the post came to us. Parts of the target are parts of the clock's own time; offsets from the
    deadline are plain.
    """
    if deadline.clock is Clock.AROUND and not runs_from_arrival(deadline):
        return tuple(replace(rung, moment=None) if rung.moment else rung for rung in ladder)
    run = run_of(handbook, domain, deadline, arrived_at)
    return tuple(replace(rung, moment=_moment(rung, run, deadline, handbook, domain)) for rung in ladder)


def beginning(deadline: Deadline) -> Climb:
    """The climb at the foot of the ladder. What was late when we began has been seen to be so from the beginning."""
    return Climb(done=(LATE,)) if runs_from_arrival(deadline) else Climb()


def retimed(item: Item, deadline: Deadline, handbook: Handbook, now: datetime) -> Item:
    """The item with a new deadline that was set at `now`: its ladder is timed anew and climbed from the beginning.

    `now` is the arrival of whatever set it (the customer's next question, a holding answer).
    """
    ladder = timed(item.ladder, deadline, handbook, item.domain, now)
    reasons = (*(reason for reason in item.reasons if reason != item.deadline.because), deadline.because)
    return replace(item, deadline=deadline, ladder=ladder, climb=beginning(deadline), reasons=reasons)


def _moment(rung: Rung, run: Run, deadline: Deadline, handbook: Handbook, domain: str) -> datetime:
    if rung.share is None:
        assert rung.offset is not None
        return run.due_at + rung.offset
    return moved_on(handbook, domain, deadline.clock, run.starts_at, deadline.target * rung.share)
