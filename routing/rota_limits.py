"""When a layer covers, where it has hours: weekly ones, in which a public holiday is like a Sunday.

So one field does for both: a layer of weekdays is off on a holiday, and one of weekends covers it. The day is a Sunday
from midnight to midnight, whatever runs into it or out of it: layers that leave no gap in a week leave none then.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from routing.hours import DAY_MINUTES
from routing.workdays import OwnDay, WorkCalendar, holiday_name

_SUNDAY = 6

Minutes = tuple[tuple[int, int], ...]
"""Stretches of a day, in minutes after its midnight."""


@dataclass(frozen=True)
class LayerHours(WorkCalendar):
    """`days` are those on which the company is closed: where the layer has holidays, they count among them."""

    def __hash__(self) -> int:
        return super().__hash__()

    def open_on(self, day: date) -> Minutes:
        return self.week[_SUNDAY if self._is_holiday(day) else day.weekday()]

    @cached_property
    def week(self) -> tuple[Minutes, ...]:
        """What is covered on each weekday, from midnight to midnight; Monday stands first."""
        days: list[list[tuple[int, int]]] = [[] for _ in range(7)]
        for span in self.hours.spans:
            days[span.day].append((span.start, min(span.end, DAY_MINUTES)))
            if span.end > DAY_MINUTES:
                days[(span.day + 1) % 7].append((0, span.end - DAY_MINUTES))
        return tuple(_joined(sorted(day)) for day in days)

    def _is_holiday(self, day: date) -> bool:
        return bool(self.holidays) and (self.own_day(day) is not None or bool(holiday_name(self.holidays, day)))


def limits(hours: WorkCalendar) -> LayerHours | None:
    """The limits of a layer with these hours, zone, holidays and own days; None for a layer that always covers."""
    closed = tuple(OwnDay(day.date, day.name) for day in hours.days if not day.open) if hours.holidays else ()
    found = LayerHours(hours.hours, hours.zone, hours.holidays, closed)
    return None if all(day == ((0, DAY_MINUTES),) for day in found.week) else found


def _joined(spans: list[tuple[int, int]]) -> Minutes:
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return tuple(whole)
