"""When people are at work: weekly hours in a person's zone, asked in UTC.

Wall time rules: a shift begins at 08:00 on the wall whatever the season. Where the clocks change inside a boundary
(a time that comes twice, or never), the shift takes the longer reading: overlap rather than gap.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from routing.handbook import Handbook, Person
from routing.hours import DAY_MINUTES, Hours

_BEFORE = timedelta(days=9)
_AFTER = timedelta(days=17)
_WEEK = timedelta(days=8)


@dataclass(frozen=True)
class Span:
    """From `start` up to, but not including, `end` (UTC)."""

    start: datetime
    end: datetime


def at_work(person: Person, now: datetime) -> bool:
    return current_span(person.calendar.hours, person.calendar.zone, now) is not None


def next_start(person: Person, now: datetime) -> datetime | None:
    """When the person's next shift after `now` begins; None when none does (never at work, or always)."""
    span = next_span(person.calendar.hours, person.calendar.zone, now)
    return span.start if span else None


def shift_end(person: Person, now: datetime) -> datetime | None:
    """When the shift under way at `now` ends; None when the person is not at work, or never stops."""
    span = current_span(person.calendar.hours, person.calendar.zone, now)
    return span.end if span and not is_endless(span) else None


def shift_start(person: Person, now: datetime) -> datetime | None:
    """When the shift under way at `now` began, or else the last one before it; None when there was none."""
    spans, position = _locate(person.calendar.hours, person.calendar.zone, now)
    return spans[position].start if position >= 0 else None


def staffed_span(handbook: Handbook, now: datetime) -> Span | None:
    """The company's staffed hours under way at `now`, or else the next ones; None when there are none."""
    hours, zone = handbook.company_calendar.hours, handbook.company_calendar.zone
    return current_span(hours, zone, now) or next_span(hours, zone, now)


def current_span(hours: Hours, zone: str, now: datetime) -> Span | None:
    spans, position = _locate(hours, zone, now)
    return spans[position] if position >= 0 and now < spans[position].end else None


def next_span(hours: Hours, zone: str, now: datetime) -> Span | None:
    """The first span that begins after `now`."""
    spans, position = _locate(hours, zone, now)
    return spans[position + 1] if position + 1 < len(spans) else None


def is_endless(span: Span) -> bool:
    """True for hours without a break: weekly hours that last a week last for ever."""
    return span.end - span.start > _WEEK


@lru_cache(maxsize=4096)
def wall(day: date, minutes: int, zone: str, *, late: bool) -> datetime:
    """UTC of `minutes` after midnight of `day` on the wall in `zone`: the later or the earlier of two readings."""
    moment = datetime.combine(day + timedelta(days=minutes // DAY_MINUTES), time(), ZoneInfo(zone))
    moment = moment.replace(hour=minutes % DAY_MINUTES // 60, minute=minutes % 60)
    readings = (moment.replace(fold=0).astimezone(UTC), moment.replace(fold=1).astimezone(UTC))
    return max(readings) if late else min(readings)


def _locate(hours: Hours, zone: str, now: datetime) -> tuple[tuple[Span, ...], int]:
    """Spans around `now`, and the place of the last one that has begun (-1: none)."""
    spans, starts = _around(hours, zone, now.astimezone(UTC).date())
    return spans, bisect_right(starts, now) - 1


@lru_cache(maxsize=4096)
def _around(hours: Hours, zone: str, day: date) -> tuple[tuple[Span, ...], tuple[datetime, ...]]:
    """The spans around a day, and their starts."""
    spans: list[Span] = []
    local = day - _BEFORE
    while local <= day + _AFTER:
        for weekly in hours.spans:
            if weekly.day == local.weekday():
                start, end = wall(local, weekly.start, zone, late=False), wall(local, weekly.end, zone, late=True)
                if start < end:
                    spans.append(Span(start, end))
        local += timedelta(days=1)
    joined = tuple(_joined(sorted(spans, key=lambda span: (span.start, span.end))))
    return joined, tuple(span.start for span in joined)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
