"""A pause: the item's clock stands still for a stated reason, until a stated moment at the latest.

At its end the item is what it was before, and everything that was still to come comes later by the time of the clock
that the pause took.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from routing.handbook import Handbook
from routing.item import Clock, Item, Pause, Rung, State
from routing.moments import stamp
from routing.office_clock import after, before, between, office
from routing.reasons import Reason
from routing.spoken_times import read_stretch
from routing.spoken_words import FROM, UNTIL, words_of

LONGEST = timedelta(days=7)
"""How long a pause may last."""


def read_end(said: str, now: datetime, zone: str) -> datetime | Reason:
    """The end of a pause that begins at `now`, as somebody said it ("friday", "2 days", "24.12. 12:00"); until a day is
    to its end on the wall of `zone`. A Reason says why it is not taken."""
    words = words_of(said)
    if not words:
        return Reason("pause_needs_an_end")
    if words[0] in FROM:
        return Reason("pause_begins_now")
    found = read_stretch(said if words[0] in UNTIL else f"until {said}", now, zone)
    if isinstance(found, Reason):
        return Reason("pause_needs_an_end") if found.code == "when_unclear" else found
    if found.until_at is None or found.starts_at > now:
        return Reason("pause_begins_now")
    if found.until_at > now + LONGEST:
        return Reason("pause_too_long", {"latest_at": stamp(now + LONGEST)})
    return found.until_at


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
    # What a holding answer has promised moves with the deadline.
    held_until = moved(item.held_until) if item.held_until is not None else None
    return replace(item, state=state, pause=None, deadline=deadline, ladder=ladder, held_until=held_until)


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
            # An item that was corrected to a domain of other hours has moments outside these: they never come earlier.
            return max(moment, after(calendar, ended_at, between(calendar, pause.at, moment)) or moment + lasted)
        return before(calendar, ended_at, between(calendar, moment, pause.at)) or moment + lasted

    return moved
