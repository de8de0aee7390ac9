"""Office time: a clock that runs only while somebody should be there, over holidays, own days and DST."""

from datetime import datetime, timedelta

from routing.calendar import current_span, is_endless, next_span, spans_between
from routing.handbook import Handbook
from routing.remembered import by_handbook
from routing.spans import Span, locate
from routing.staffing import design
from routing.workdays import WorkCalendar

_MOMENT = timedelta.resolution


@by_handbook
def office(handbook: Handbook, domain_id: str) -> WorkCalendar:
    """The calendar that a domain's office clock runs by: its own hours, else the company's."""
    return design(handbook, domain_id)


def begins(calendar: WorkCalendar, at: datetime) -> datetime | None:
    """The first moment from `at` on at which the clock runs; None when it never does within 400 days."""
    if current_span(calendar, at) is not None:
        return at
    span = next_span(calendar, at)
    return span.start if span is not None else None


def after(calendar: WorkCalendar, start: datetime, duration: timedelta) -> datetime | None:
    """The first moment at which `duration` of office time has passed since `start`; `start` itself for none.

    None when it never passes, because no more hours come within 400 days of one another.
    """
    if duration <= timedelta():
        return start
    left, at = duration, start
    span = current_span(calendar, at) or next_span(calendar, at)
    while span is not None:
        at = max(at, span.start)
        if is_endless(span) or span.end - at >= left:
            return at + left
        left -= span.end - at
        at = span.end
        span = next_span(calendar, at)
    return None


def between(calendar: WorkCalendar, start: datetime, end: datetime) -> timedelta:
    """How much office time there is from `start` up to `end`; none when `end` is not after `start`."""
    if end <= start:
        return timedelta()
    return sum((span.end - span.start for span in spans_between(calendar, start, end)), timedelta())


def before(calendar: WorkCalendar, end: datetime, duration: timedelta) -> datetime | None:
    """The last moment from which `duration` of office time passes until `end`; `end` itself for none.

    None when there is less than that within 400 days of one another.
    """
    if duration <= timedelta():
        return end
    left, at = duration, end
    while (span := _last_before(calendar, at)) is not None:
        at = min(at, span.end)
        if at - span.start >= left:
            return at - left
        left -= at - span.start
        at = span.start
    return None


def _last_before(calendar: WorkCalendar, at: datetime) -> Span | None:
    """The last span that begins before `at`."""
    spans, position = locate(calendar, at - _MOMENT)
    return spans[position] if position >= 0 else None
