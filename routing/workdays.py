"""A person's or a company's working time: weekly hours, holidays, own days, absences."""

from dataclasses import dataclass
from datetime import date, datetime

from routing.hours import Hours


@dataclass(frozen=True)
class OwnDay:
    """A company's own day. `open` holds spans in minutes after midnight; none means closed."""

    date: date
    name: str
    open: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Away:
    """An absence in UTC; `until_at` is None until they come back."""

    starts_at: datetime
    until_at: datetime | None


@dataclass(frozen=True)
class WorkCalendar:
    """`holidays` is a country's code ("NO"), "" for none."""

    hours: Hours
    zone: str
    holidays: str = ""
    days: tuple[OwnDay, ...] = ()
    away: tuple[Away, ...] = ()


def check_country(value: str) -> str:
    """The country's code as `holidays` knows it, "" for none. ValueError with a sentence."""
    return value.strip().upper()
