"""A pause: the item's clock stands still for a stated reason, until a stated moment at the latest.

At its end the item is what it was before, and everything that was still to come comes later by the time of the clock
that the pause took.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from routing import duration
from routing.calendar import at_work
from routing.handbook import Handbook
from routing.item import Clock, Item, Pause, Rung, State
from routing.moments import stamp
from routing.office_clock import after, before, between, office
from routing.paging import next_shift_start
from routing.people import able
from routing.reasons import Reason
from routing.spoken_dates import begins_length, length
from routing.spoken_times import read_stretch
from routing.spoken_words import FROM, UNTIL, words_of

LONGEST = timedelta(days=7)
"""How long a pause may last; where its end is said by days, then until people are at work."""

_DAY = timedelta(days=1)
_AFTER = frozenset({"in", "om"})
_PAST = frozenset({"yesterday", "igar", "gar", "ago"})
_REFUSED: Mapping[str, Callable[[datetime], Reason]] = {
    "when_unclear": lambda _: Reason("pause_needs_an_end"),
    "when_past": lambda _: Reason("pause_is_past"),
    "when_backwards": lambda _: Reason("pause_begins_now"),
    "when_too_far": lambda latest: Reason("pause_too_long", {"latest_at": stamp(latest)}),
}
"""What refusals of stretches of time mean for a pause, which has nothing but an end."""


def read_end(said: str, now: datetime, zone: str, handbook: Handbook, domain: str) -> datetime | Reason:
    """The end of a pause that begins at `now`, as somebody said it ("friday", "2 days", "2h", "24.12. 12:00").

    What is said by days ends while people of the domain are at work: until a day is until they start again after it.
    A time of day, hours and minutes end just then. All on the wall of `zone`. A Reason says why it is not taken.
    """
    words = words_of(said)
    words = words[1:] if words and words[0] in (UNTIL | _AFTER) and not begins_length(words) else words
    if not words:
        return Reason("pause_needs_an_end")
    if words[0] in FROM:
        return Reason("pause_begins_now")
    if _PAST.intersection(words):
        return Reason("pause_is_past")
    wall = now.astimezone(ZoneInfo(zone))
    latest = (wall + LONGEST).astimezone(UTC)
    lasts = _length(words)
    if lasts is not None:
        ends_at, by_days = (wall + lasts).astimezone(UTC), lasts % _DAY == timedelta()
        ends_at = ends_at if by_days else now + lasts
    else:
        found = read_stretch(" ".join(("until", *words)), now, zone)
        if isinstance(found, Reason):
            return _REFUSED[found.code](latest) if found.code in _REFUSED else found
        if found.until_at is None or found.starts_at > now:
            return Reason("pause_begins_now")
        ends_at = found.until_at
        by_days = ends_at.astimezone(ZoneInfo(zone)).time() == time() and not any(":" in word for word in words)
    if ends_at <= now:
        return Reason("pause_is_past")
    if ends_at > latest:
        return Reason("pause_too_long", {"latest_at": stamp(latest)})
    return _while_staffed(handbook, domain, ends_at) if by_days else ends_at


def ends_unstaffed(handbook: Handbook, domain: str, until: datetime) -> bool:
    """Whether nobody who may answer for the domain is at work when a pause ends."""
    people = (handbook.person(name) for name in able(handbook, domain, until))
    return not any(at_work(person, until) for person in people if person is not None)


def _while_staffed(handbook: Handbook, domain: str, at: datetime) -> datetime:
    """`at`, or when the domain's next shift begins after it: a pause is not to end in the night."""
    return (next_shift_start(handbook, domain, at) or at) if ends_unstaffed(handbook, domain, at) else at


def _length(words: tuple[str, ...]) -> timedelta | None:
    """ "2 days", "3 hours", or as the handbook writes it: "2h", "30m", "3d"; None for anything else."""
    if len(words) == 2 and begins_length(words):
        return length(words[0], words[1])
    try:
        return duration.parse(" ".join(words))
    except ValueError:
        return None


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
