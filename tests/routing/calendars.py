"""Calendars in few words, and the least that has one."""

from dataclasses import dataclass
from datetime import date

from routing.hours import parse_clock, parse_hours
from routing.workdays import Away, OwnDay, WorkCalendar
from tests.routing.handbooks import oslo

ZONES = ["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kolkata"]
OFFICE = "mon-fri 08:00-16:00"


@dataclass(frozen=True)
class Somebody:
    calendar: WorkCalendar


@dataclass(frozen=True)
class Office:
    company_calendar: WorkCalendar


def calendar(
    hours: str | list[str] = OFFICE,
    zone: str = "Europe/Oslo",
    holidays: str = "",
    days: tuple[OwnDay, ...] = (),
    away: tuple[Away, ...] = (),
) -> WorkCalendar:
    return WorkCalendar(parse_hours(hours), zone, holidays, days, away)


def own(day: str, name: str, *spans: str) -> OwnDay:
    """An own day, closed unless it has spans such as "08:00-12:00"."""
    read = [[24 * 60 if clock == "24:00" else parse_clock(clock) for clock in span.split("-")] for span in spans]
    return OwnDay(date.fromisoformat(day), name, tuple((start, end) for start, end in read))


def absent(start: str, until: str = "") -> Away:
    """An absence from one moment to another on the wall in Oslo, or without an end."""
    return Away(oslo(start), oslo(until) if until else None)
