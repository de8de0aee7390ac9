"""A calendar as stretches of time in UTC: joined, without absences, and never cut where a look at it ends.

Wall time rules: a shift begins at 08:00 on the wall whatever the season. Where the clocks change inside a boundary
(a time that comes twice, or never), the shift takes the longer reading: overlap rather than gap.

Time is worked out in tiles of a week, which people with the same hours share; absences are cut out afterwards.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from routing.hours import DAY_MINUTES
from routing.workdays import WorkCalendar

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)

_DAY = timedelta(days=1)
_TILE = 7
_REACH = -(-400 // _TILE)
"""How many tiles a look goes back and ahead: what begins later than 400 days from now never begins."""


@dataclass(frozen=True)
class Span:
    """From `start` up to, but not including, `end` (UTC): LONG_AGO and FOREVER where there is no break in reach."""

    start: datetime
    end: datetime


def locate(calendar: WorkCalendar, now: datetime) -> tuple[tuple[Span, ...], int]:
    """Spans around `now`, and the place of the last one that has begun (-1: none).

    The one that has begun and the one after it are whole, and are there whenever they exist within 400 days.
    """
    spans, starts = _around(calendar, now.toordinal() // _TILE)
    return spans, bisect_right(starts, now) - 1


def spans_from(calendar: WorkCalendar, start: datetime, end: datetime) -> list[Span]:
    """The spans between `start` and `end`, cut there, in order."""
    numbers = range((start - _DAY).toordinal() // _TILE, (end + _DAY).toordinal() // _TILE + 1)
    return _clipped(joined([span for number in numbers for span in _tile(calendar, number)]), start, end)


@lru_cache(maxsize=1024)
def absences(calendar: WorkCalendar) -> tuple[Span, ...]:
    """The absences, joined where they overlap or touch; FOREVER is the end of an open one."""
    spans = [Span(away.starts_at, away.until_at or FOREVER) for away in calendar.away]
    return tuple(joined([span for span in spans if span.start < span.end]))


@lru_cache(maxsize=4096)
def wall(day: date, minutes: int, zone: str, *, late: bool) -> datetime:
    """UTC of `minutes` after midnight of `day` on the wall in `zone`: the later or the earlier of two readings."""
    moment = datetime.combine(day + timedelta(days=minutes // DAY_MINUTES), time(), ZoneInfo(zone))
    moment = moment.replace(hour=minutes % DAY_MINUTES // 60, minute=minutes % 60)
    readings = (moment.replace(fold=0).astimezone(UTC), moment.replace(fold=1).astimezone(UTC))
    return max(readings) if late else min(readings)


def joined(spans: list[Span]) -> list[Span]:
    """The spans in order, as one where they overlap or touch."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if joined and span.start <= joined[-1].end:
            if span.end > joined[-1].end:
                joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


@lru_cache(maxsize=4096)
def _around(calendar: WorkCalendar, number: int) -> tuple[tuple[Span, ...], tuple[datetime, ...]]:
    """The spans around a tile, all of them whole, and their starts: from the last that begins before the tile to the
    first that begins after it. A day more on both sides: `now` may be written in any zone."""
    if calendar.is_never:
        return (), ()
    before, after = _begin(number) - _DAY, _begin(number + 1) + _DAY
    first = last = number
    spans = list(_tile(calendar, number))
    while number - first < _REACH and not any(_begin(first) < span.start <= before for span in spans):
        first -= 1
        spans = joined([*_tile(calendar, first), *spans])
    while last - number < _REACH and not any(after <= span.start and span.end < _begin(last + 1) for span in spans):
        last += 1
        spans = joined([*spans, *_tile(calendar, last)])
    whole = tuple(_whole(spans, first, last, number))
    return whole, tuple(span.start for span in whole)


def _whole(spans: list[Span], first: int, last: int, number: int) -> Iterator[Span]:
    """A span that is cut by the edge of the outmost tile has no end in reach, or else nobody has to know it."""
    for span in spans:
        cut_before, cut_after = span.start == _begin(first), span.end == _begin(last + 1)
        if (cut_before and number - first < _REACH) or (cut_after and last - number < _REACH):
            continue
        yield Span(LONG_AGO if cut_before else span.start, FOREVER if cut_after else span.end)


def _tile(calendar: WorkCalendar, number: int) -> Iterable[Span]:
    """The spans in a tile, cut at its edges."""
    if not calendar.away:
        return _present(calendar, number)
    begin, end = _begin(number), _begin(number + 1)
    gaps = [gap for gap in absences(calendar) if gap.start < end and begin < gap.end]
    if any(gap.start <= begin and end <= gap.end for gap in gaps):
        return ()
    return [rest for span in _present(calendar.present, number) for rest in without(span, gaps)]


@lru_cache(maxsize=4096)
def _present(calendar: WorkCalendar, number: int) -> tuple[Span, ...]:
    """The same without absences."""
    spans: list[Span] = []
    # A span runs into the next day at most, and a wall is up to 14 hours from UTC.
    for ordinal in range(number * _TILE - 2, (number + 1) * _TILE + 1):
        day = date.fromordinal(ordinal)
        for opens, closes in calendar.open_on(day):
            start, end = wall(day, opens, calendar.zone, late=False), wall(day, closes, calendar.zone, late=True)
            if start < end:
                spans.append(Span(start, end))
    return tuple(_clipped(joined(spans), _begin(number), _begin(number + 1)))


def without(span: Span, gaps: Iterable[Span]) -> Iterator[Span]:
    """What is left of the span outside the gaps, which come in order and do not overlap."""
    start = span.start
    for gap in gaps:
        if start < gap.end and gap.start < span.end:
            if start < gap.start:
                yield Span(start, gap.start)
            start = gap.end
    if start < span.end:
        yield Span(start, span.end)


def all_without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the spans outside what is taken, which may overlap."""
    gone = joined(list(taken))
    return [rest for span in spans for rest in without(span, gone)]


def _clipped(spans: list[Span], start: datetime, end: datetime) -> list[Span]:
    parts = [Span(max(span.start, start), min(span.end, end)) for span in spans]
    return [part for part in parts if part.start < part.end]


@lru_cache(maxsize=4096)
def _begin(number: int) -> datetime:
    """When a tile begins; the one before ends there."""
    return datetime.combine(date.fromordinal(number * _TILE), time(), UTC)
