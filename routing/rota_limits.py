"""When a layer covers, where it has hours: weekly ones, in which a public holiday is like a Sunday.

So one field does for both: a layer of weekdays is off on a holiday, and one of weekends covers it.
"""

from dataclasses import dataclass
from datetime import date

from routing.hours import parse_hours
from routing.workdays import OwnDay, WorkCalendar, holiday_name

_ALWAYS = frozenset(parse_hours("always").spans)
_SUNDAY = date(2026, 1, 4)


@dataclass(frozen=True)
class LayerHours(WorkCalendar):
    """`days` are those on which the company is closed: where the layer has holidays, they count among them."""

    def __hash__(self) -> int:
        return super().__hash__()

    def open_on(self, day: date) -> tuple[tuple[int, int], ...]:
        return self.usual_on(_SUNDAY if self._is_holiday(day) else day)

    def _is_holiday(self, day: date) -> bool:
        return bool(self.holidays) and (self.own_day(day) is not None or bool(holiday_name(self.holidays, day)))


def limits(hours: WorkCalendar) -> LayerHours | None:
    """The limits of a layer with these hours, zone, holidays and own days; None for a layer that always covers."""
    if set(hours.hours.spans) >= _ALWAYS:
        return None
    closed = tuple(OwnDay(day.date, day.name) for day in hours.days if not day.open) if hours.holidays else ()
    return LayerHours(hours.hours, hours.zone, hours.holidays, closed)
