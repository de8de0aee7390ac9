from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.calendar import at_work, next_start, shift_end, shift_start, staffed_span, wall
from routing.handbook import Person
from tests.routing.handbooks import handbook, oslo

ZONES = ["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kolkata"]
MINUTE = timedelta(minutes=1)


def person(hours: str | list[str], zone: str = "Europe/Oslo") -> Person:
    return Person.model_validate({"id": "ada", "name": "Ada", "zone": zone, "language": "nb", "hours": hours})


# 2026-11-18 is a Wednesday; 2026-03-29 and 2026-10-25 are the days on which Oslo changes its clocks.
@pytest.mark.parametrize(
    ("hours", "now", "working", "start", "end"),
    [
        ("mon-fri 08:00-16:00", "2026-11-18 08:00", True, "2026-11-19 08:00", "2026-11-18 16:00"),
        ("mon-fri 08:00-16:00", "2026-11-18 07:59", False, "2026-11-18 08:00", None),
        ("mon-fri 08:00-16:00", "2026-11-18 16:00", False, "2026-11-19 08:00", None),
        ("mon-fri 08:00-16:00", "2026-11-20 17:00", False, "2026-11-23 08:00", None),
        (["mon-fri 08:00-11:30", "mon-fri 12:00-16:00"], "2026-11-18 11:45", False, "2026-11-18 12:00", None),
        (["wed 08:00-12:00", "mon-fri 12:00-16:00"], "2026-11-18 09:00", True, "2026-11-19 12:00", "2026-11-18 16:00"),
        ("sat-sun 22:00-06:00", "2026-11-22 01:00", True, "2026-11-22 22:00", "2026-11-22 06:00"),
        ("sat-sun 22:00-06:00", "2026-11-23 05:59", True, "2026-11-28 22:00", "2026-11-23 06:00"),
        ("sat 22:00-06:00", "2026-03-29 01:00", True, "2026-04-04 22:00", "2026-03-29 06:00"),
        ("wed 00:00-24:00", "2026-11-18 23:59", True, "2026-11-25 00:00", "2026-11-19 00:00"),
        ("mon 08:00-09:00", "2026-11-16 08:30", True, "2026-11-23 08:00", "2026-11-16 09:00"),
        ("always", "2026-11-18 03:00", True, None, None),
        ("mon-sun 00:00-24:00", "2026-11-18 03:00", True, None, None),
        ("never", "2026-11-18 03:00", False, None, None),
    ],
)
def test_when_somebody_works(
    hours: str | list[str], now: str, working: bool, start: str | None, end: str | None
) -> None:
    somebody = person(hours)
    assert at_work(somebody, oslo(now)) is working
    assert next_start(somebody, oslo(now)) == (oslo(start) if start else None)
    assert shift_end(somebody, oslo(now)) == (oslo(end) if end else None)


@pytest.mark.parametrize(
    ("now", "began"),
    [
        ("2026-11-18 08:00", "2026-11-18 08:00"),
        ("2026-11-18 20:00", "2026-11-18 08:00"),
        ("2026-11-23 07:00", "2026-11-20 08:00"),
    ],
)
def test_when_the_last_shift_began(now: str, began: str) -> None:
    assert shift_start(person("mon-fri 08:00-16:00"), oslo(now)) == oslo(began)
    assert shift_start(person("never"), oslo(now)) is None


@pytest.mark.parametrize(
    ("hours", "zone", "start", "end"),
    [
        # A night shift is an hour shorter when the clocks go forward, an hour longer when they go back.
        ("sat 22:00-06:00", "Europe/Oslo", "2026-03-28T21:00Z", "2026-03-29T04:00Z"),
        ("sat 22:00-06:00", "Europe/Oslo", "2026-10-24T20:00Z", "2026-10-25T05:00Z"),
        ("sat 22:00-06:00", "America/New_York", "2026-03-08T03:00Z", "2026-03-08T10:00Z"),
        ("sat 22:00-06:00", "America/New_York", "2026-11-01T02:00Z", "2026-11-01T11:00Z"),
        # Lord Howe moves by half an hour.
        ("sat 22:00-06:00", "Australia/Lord_Howe", "2026-10-03T11:30Z", "2026-10-03T19:00Z"),
        ("sat 22:00-06:00", "Australia/Lord_Howe", "2026-04-04T11:00Z", "2026-04-04T19:30Z"),
        ("sat 22:00-06:00", "Asia/Kolkata", "2026-03-28T16:30Z", "2026-03-29T00:30Z"),
        ("sat 22:00-06:00", "UTC", "2026-03-28T22:00Z", "2026-03-29T06:00Z"),
        # 02:30 never comes on 29 March and comes twice on 25 October: the longer reading.
        ("sun 02:30-08:00", "Europe/Oslo", "2026-03-29T00:30Z", "2026-03-29T06:00Z"),
        ("sun 00:30-02:30", "Europe/Oslo", "2026-03-28T23:30Z", "2026-03-29T01:30Z"),
        ("sun 02:30-08:00", "Europe/Oslo", "2026-10-25T00:30Z", "2026-10-25T07:00Z"),
        ("sun 00:30-02:30", "Europe/Oslo", "2026-10-24T22:30Z", "2026-10-25T01:30Z"),
    ],
)
def test_shifts_over_the_switch_of_the_clocks(hours: str, zone: str, start: str, end: str) -> None:
    somebody, begin, finish = person(hours, zone), datetime.fromisoformat(start), datetime.fromisoformat(end)
    assert next_start(somebody, begin - timedelta(hours=12)) == begin
    assert shift_end(somebody, begin) == finish
    assert not at_work(somebody, begin - timedelta(seconds=1))
    assert not at_work(somebody, finish)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("first", [date(2026, 3, 1), date(2026, 9, 28)])
def test_at_work_is_what_the_wall_clock_says(zone: str, first: date) -> None:
    """Brute force over two months around the switches, with boundaries that no switch touches."""
    somebody = person(["mon-fri 08:00-16:15", "sat 20:00-06:00"], zone)
    now = datetime(first.year, first.month, first.day, tzinfo=UTC)
    for _ in range(42 * 24 * 4):
        now += timedelta(minutes=15)
        wall_time = now.astimezone(ZoneInfo(zone))
        minutes = wall_time.hour * 60 + wall_time.minute
        day, evening = wall_time.weekday(), wall_time.weekday() == 5 and minutes >= 1200
        expected = (day < 5 and 480 <= minutes < 975) or evening or (day == 6 and minutes < 360)
        assert at_work(somebody, now) is expected, wall_time


moments = st.integers(0, 6 * 366 * 24 * 60).map(lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + minutes * MINUTE)
clocks = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
days = st.sampled_from(["mon", "tue-thu", "fri-mon", "sat,sun", "wed", "mon-sun"])
spans = st.tuples(days, clocks, clocks).filter(lambda span: span[1] != span[2])
lines = spans.map(lambda span: f"{span[0]} {span[1]}-{span[2]}")
people = st.builds(person, st.lists(lines, min_size=1, max_size=4), st.sampled_from(ZONES))


@given(people, moments)
def test_starts_and_ends_agree_with_being_at_work(somebody: Person, now: datetime) -> None:
    end = shift_end(somebody, now)
    if at_work(somebody, now):
        if end is not None:
            assert end > now
            assert at_work(somebody, end - timedelta(microseconds=1))
            assert not at_work(somebody, end)
    else:
        start = next_start(somebody, now)
        assert start is not None
        assert start > now
        assert at_work(somebody, start)
        assert not at_work(somebody, start - timedelta(microseconds=1))


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 2880), st.sampled_from(ZONES))
def test_the_earlier_reading_of_the_wall_is_never_later(day: date, minutes: int, zone: str) -> None:
    early, late = wall(day, minutes, zone, late=False), wall(day, minutes, zone, late=True)
    assert timedelta() <= late - early <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-11-18 09:00", "2026-11-18 08:00"),
        ("2026-11-18 16:00", "2026-11-19 08:00"),
        ("2026-11-21 12:00", "2026-11-23 08:00"),
    ],
)
def test_the_company_s_staffed_hours(now: str, start: str) -> None:
    span = staffed_span(handbook(), oslo(now))
    assert span is not None
    assert span.start == oslo(start)
