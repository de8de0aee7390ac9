"""A pause: the item's clock stands still for a stated reason, until a stated moment at the latest.

At its end the item is what it was before, and everything that was still to come comes later by the time of the clock
that the pause took.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from routing.handbook import Handbook
from routing.item import Clock, Item, Pause, Rung, State
from routing.office_clock import after, before, between, office

LONGEST = timedelta(days=7)
"""How long a pause may last."""


def paused(item: Item, until: datetime, reason: str, by: str, now: datetime) -> Item:
    """The item paused from `now` until `until`. Whatever woke somebody about it ends."""
    pause = Pause(now, until, reason, by)
    return replace(item, state=State.PAUSED, pause=pause, climb=replace(item.climb, paging=None))


def resumed(item: Item, handbook: Handbook, now: datetime) -> Item:
    """The item as it was before its pause: claimed, or new where nobody owns it. One that is not paused stays as it is.

    The pause lasted until `now`, at most until the end that was set for it. Deadline and frozen moments move: by the
    whole time around the clock, by what of it were office hours on the office clock.
    """
    pause = item.pause
    if pause is None or item.state is not State.PAUSED:
        return item
    moved = _mover(item, handbook, pause, max(pause.at, min(now, pause.until)))
    deadline = replace(item.deadline, due_at=moved(item.deadline.due_at), starts_at=moved(item.deadline.starts_at))
    ladder = tuple(_moved_rung(rung, moved) for rung in item.ladder)
    state = State.NEW if item.owner is None else State.CLAIMED
    return replace(item, state=state, pause=None, deadline=deadline, ladder=ladder)


def _moved_rung(rung: Rung, moved: Callable[[datetime], datetime]) -> Rung:
    """A frozen moment that is an offset stays as far from the deadline as it was."""
    if rung.moment is None:
        return rung
    offset = rung.offset or timedelta()
    return replace(rung, moment=moved(rung.moment - offset) + offset)


def _mover(item: Item, handbook: Handbook, pause: Pause, ended_at: datetime) -> Callable[[datetime], datetime]:
    """What moves a moment, so that the clock shows as much before and after the pause as it would have without it."""
    lasted = ended_at - pause.at
    if item.deadline.clock is not Clock.OFFICE:
        return lambda moment: moment + lasted
    calendar = office(handbook, item.domain)

    def moved(moment: datetime) -> datetime:
        if moment >= pause.at:
            return after(calendar, ended_at, between(calendar, pause.at, moment)) or moment + lasted
        return before(calendar, ended_at, between(calendar, moment, pause.at)) or moment + lasted

    return moved
