"""When the scheduled message comes: once on each day of work, at the person's own hour."""

from datetime import date, timedelta

import pytest

from routing.digest import day_of, digest_at, is_time, next_digest
from routing.handbook import Person
from tests.routing.handbooks import NORDIC, oslo
from tests.routing.rosters import away, company


def person(hours: str = "mon-fri 08:00-16:00", digest: str = "", zone: str = "Europe/Oslo") -> Person:
    text = NORDIC.replace('id = "ada"\n', f'id = "ada"\nhours = "{hours}"\ndigest = "{digest}"\nzone = "{zone}"\n')
    found = company(away("ada", "2026-11-17 00:00", "2026-11-19 12:00"), text=text).person("ada")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("who", "day", "at"),
    [
        (person(), "2026-11-16", "2026-11-16 08:00"),
        (person(), "2026-11-21", ""),
        # Away until Thursday noon.
        (person(), "2026-11-18", ""),
        (person(), "2026-11-19", "2026-11-19 12:00"),
        (person(digest="08:30"), "2026-11-16", "2026-11-16 08:30"),
        (person(digest="8:30"), "2026-11-16", "2026-11-16 08:30"),
        (person(digest="07:00"), "2026-11-16", "2026-11-16 07:00"),
        (person(digest="08:30"), "2026-11-21", ""),
        (person(digest="never"), "2026-11-16", ""),
        (person(zone="Europe/Helsinki"), "2026-11-16", "2026-11-16 07:00"),
        # A night belongs to the day on which it begins.
        (person("mon,wed-fri 22:00-06:00"), "2026-11-16", "2026-11-16 22:00"),
        (person("mon-fri 22:00-06:00"), "2026-11-21", ""),
        (person("always"), "2026-11-16", "2026-11-16 08:00"),
        (person("always"), "2026-11-18", ""),
        (person("never"), "2026-11-16", ""),
        # The day on which the clocks are changed, and an hour that does not exist on it.
        (person("sun 02:30-06:00"), "2027-03-28", "2027-03-28 01:30"),
        (person("sun 02:30-06:00"), "2026-10-25", "2026-10-25 02:30"),
    ],
)
def test_the_moment_of_a_day(who: Person, day: str, at: str) -> None:
    assert digest_at(who, date.fromisoformat(day)) == (oslo(at) if at else None)


@pytest.mark.parametrize(
    ("now", "is_it"),
    [
        ("2026-11-16 07:59", False), ("2026-11-16 08:00", True), ("2026-11-16 15:59", True),
        ("2026-11-16 16:00", False), ("2026-11-16 20:00", False),
    ],
)  # fmt: skip
def test_it_comes_late_only_while_they_are_at_work(now: str, is_it: bool) -> None:
    assert is_time(person(), oslo("2026-11-16 08:00"), oslo(now)) is is_it


def test_an_hour_outside_of_work_is_kept_for_an_hour() -> None:
    at = oslo("2026-11-16 18:00")
    assert is_time(person(digest="18:00"), at, at + timedelta(minutes=59))
    assert not is_time(person(digest="18:00"), at, at + timedelta(minutes=60))


@pytest.mark.parametrize(
    ("now", "settled", "at"),
    [
        ("2026-11-16 07:00", (), "2026-11-16 08:00"),
        ("2026-11-16 09:00", (), "2026-11-16 08:00"),
        ("2026-11-16 09:00", ("2026-11-16",), "2026-11-19 12:00"),
        ("2026-11-16 18:00", (), "2026-11-19 12:00"),
        ("2026-11-20 08:00", ("2026-11-20",), "2026-11-23 08:00"),
    ],
)
def test_the_next_one(now: str, settled: tuple[str, ...], at: str) -> None:
    days = frozenset(date.fromisoformat(day) for day in settled)
    assert next_digest(person(), oslo(now), days) == oslo(at)


def test_who_never_works_gets_none() -> None:
    assert next_digest(person("never"), oslo("2026-11-16 08:00"), frozenset()) is None
    assert day_of(person(zone="Europe/Helsinki"), oslo("2026-11-16 23:30")) == date(2026, 11, 17)


@pytest.mark.parametrize("written", ["25:00", "8", "noon", "08:00-09:00"])
def test_other_hours_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no time of day"):
        person(digest=written)
