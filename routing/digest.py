"""When somebody gets their scheduled message: once on each day on which they work, at their own hour."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from routing.calendar import at_work, current_span, spans_between
from routing.handbook import Person
from routing.hours import parse_clock
from routing.spans import wall
from routing.workdays import WorkCalendar

LATEST = timedelta(hours=1)
"""How long after its hour it may come to somebody who is not at work."""

AHEAD = 21
"""Days that are looked ahead for the next one; whoever is away for longer is found when they are back."""

_ALWAYS_AT = 8 * 60


def day_of(person: Person, now: datetime) -> date:
    """Which day it is for them."""
    return now.astimezone(ZoneInfo(person.zone)).date()


def digest_at(person: Person, day: date) -> datetime | None:
    """The moment of that day (in their zone); None when they do not work on it, or want none.

    Their own hour, else when the first shift that begins on that day begins. Who never stops gets it at eight.
    """
    if person.digest == "never":
        return None
    begins = _begins(person.calendar, person.zone, day)
    if begins is None or not person.digest:
        return begins
    return wall(day, parse_clock(person.digest), person.zone, late=False)


def next_digest(person: Person, now: datetime, settled: frozenset[date]) -> datetime | None:
    """The first moment from now on, on a day that is not settled; None for none within AHEAD days."""
    today = day_of(person, now)
    for number in range(AHEAD):
        day = today + timedelta(days=number)
        at = digest_at(person, day) if day not in settled else None
        if at is not None and (at > now or is_time(person, at, now)):
            return at
    return None


def is_time(person: Person, at: datetime, now: datetime) -> bool:
    """Whether what was to come at `at` of this day may come now: later only while they are at work."""
    return at <= now and (at_work(person, now) or now < at + LATEST)


@lru_cache(maxsize=4096)
def _begins(calendar: WorkCalendar, zone: str, day: date) -> datetime | None:
    start = datetime.combine(day, time(), ZoneInfo(zone))
    end = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    for span in spans_between(calendar, start, end):
        whole = current_span(calendar, span.start)
        if whole is not None and whole.start == span.start:
            return span.start
    always = wall(day, _ALWAYS_AT, zone, late=False)
    throughout = current_span(calendar, always)
    return always if throughout is not None and throughout.start < start and end <= throughout.end else None
