"""When people are at work, asked in UTC: their hours in their zone, less holidays, the company's own days, absences."""

from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from routing.hours import DAY_MINUTES
from routing.moments import stamp
from routing.reasons import Reason
from routing.spans import FOREVER, Span, absences, locate, spans_from
from routing.workdays import Away, WorkCalendar, holiday_name


class HasCalendar(Protocol):
    """Who has a calendar: a person of the handbook."""

    @property
    def calendar(self) -> WorkCalendar: ...


class HasCompanyCalendar(Protocol):
    """What has a company's calendar: the handbook. It holds the staffed hours."""

    @property
    def company_calendar(self) -> WorkCalendar: ...


def at_work(person: HasCalendar, now: datetime) -> bool:
    """Whether one of the person's shifts is under way at `now`, and they are not away."""
    return current_span(person.calendar, now) is not None


def next_start(person: HasCalendar, now: datetime) -> datetime | None:
    """When the person's next shift after `now` begins; None when none does within 400 days (never at work, or always,
    or away until they come back)."""
    span = next_span(person.calendar, now)
    return span.start if span else None


def shift_end(person: HasCalendar, now: datetime) -> datetime | None:
    """When the shift under way at `now` ends; None when the person is not at work, or never stops."""
    span = current_span(person.calendar, now)
    return span.end if span and not is_endless(span) else None


def shift_start(person: HasCalendar, now: datetime) -> datetime | None:
    """When the shift under way at `now` began, or else the last one before it; None when there was none."""
    spans, position = locate(person.calendar, now)
    return spans[position].start if position >= 0 else None


def staffed_span(handbook: HasCompanyCalendar, now: datetime) -> Span | None:
    """The company's staffed hours under way at `now`, or else the next ones; None when there are none."""
    calendar = handbook.company_calendar
    return current_span(calendar, now) or next_span(calendar, now)


def current_span(calendar: WorkCalendar, now: datetime) -> Span | None:
    """The span under way at `now`."""
    spans, position = locate(calendar, now)
    return spans[position] if position >= 0 and now < spans[position].end else None


def next_span(calendar: WorkCalendar, now: datetime) -> Span | None:
    """The first span that begins after `now`; None when none does within 400 days."""
    spans, position = locate(calendar, now)
    return spans[position + 1] if position + 1 < len(spans) else None


def is_endless(span: Span) -> bool:
    """True for work without a break in sight: none within 400 days."""
    return span.end >= FOREVER


def spans_between(calendar: WorkCalendar, start: datetime, end: datetime) -> list[Span]:
    """When there is work from `start` up to `end`: in order, apart from each other, cut at both."""
    return spans_from(calendar, start, end)


def away_until(calendar: WorkCalendar, now: datetime) -> Away | None:
    """The absence under way at `now`; several that overlap or follow one another are one."""
    for span in absences(calendar):
        if span.start <= now < span.end:
            return Away(span.start, None if span.end >= FOREVER else span.end)
    return None


def why_off(person: str, calendar: WorkCalendar, now: datetime) -> Reason:
    """Why the person with this id, who is not at work at `now`, is not: absent, a day off, outside hours, no hours."""
    away = away_until(calendar, now)
    if away is not None and away.until_at is None:
        return Reason("off_absent_open", {"person": person})
    if away is not None and away.until_at is not None:
        return Reason("off_absent", {"person": person, "until_at": stamp(away.until_at)})
    return _day_off(person, calendar, now) or _off_hours(person, calendar, now)


def _day_off(person: str, calendar: WorkCalendar, now: datetime) -> Reason | None:
    """A day off on which they would work otherwise: today, or yesterday for a night that would run into today."""
    wall = now.astimezone(ZoneInfo(calendar.zone))
    today, minutes = wall.date(), wall.hour * 60 + wall.minute
    for day, least in ((today, 0), (today - timedelta(days=1), DAY_MINUTES + minutes)):
        if any(end > least for _, end in calendar.usual_on(day)):
            own, public = calendar.own_day(day), holiday_name(calendar.holidays, day)
            if own is not None:
                return Reason("off_own_day", {"person": person, "name": own.name})
            if public:
                return Reason("off_holiday", {"person": person, "name": public})
    return None


def _off_hours(person: str, calendar: WorkCalendar, now: datetime) -> Reason:
    span = next_span(calendar, now)
    if span is None:
        return Reason("off_never", {"person": person})
    return Reason("off_hours", {"person": person, "starts_at": stamp(span.start)})
