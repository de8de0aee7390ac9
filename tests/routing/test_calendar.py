from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.calendar import (
    at_work,
    away_until,
    current_span,
    is_endless,
    next_start,
    shift_end,
    shift_start,
    spans_between,
    staffed_span,
    why_off,
)
from routing.moments import stamp
from routing.reasons import Reason, Value
from routing.spans import LONG_AGO, wall
from routing.workdays import WorkCalendar
from tests.routing.calendars import ZONES, Office, Somebody, absent, calendar, own
from tests.routing.handbooks import oslo
from tests.routing.reasons import are_sound

MINUTE = timedelta(minutes=1)


def person(hours: str | list[str], zone: str = "Europe/Oslo") -> Somebody:
    return Somebody(calendar(hours, zone))


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
        # As far from UTC as it gets: into the day after next there, and from the day before.
        ("fri 23:00-22:45", "Pacific/Pago_Pago", "2026-11-21T10:00Z", "2026-11-22T09:45Z"),
        ("mon 00:00-12:00", "Pacific/Kiritimati", "2026-11-22T10:00Z", "2026-11-22T22:00Z"),
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


def test_now_may_be_written_in_any_zone() -> None:
    saturday = datetime.fromisoformat("2026-11-22T05:30+09:00")
    assert shift_start(person("sat 22:00-23:00", "UTC"), saturday) == datetime.fromisoformat("2026-11-14T22:00Z")
    sunday = datetime.fromisoformat("2026-11-21T22:30-05:00")
    assert next_start(person("sun 01:00-02:00", "UTC"), sunday) == datetime.fromisoformat("2026-11-29T01:00Z")


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
def test_starts_and_ends_agree_with_being_at_work(somebody: Somebody, now: datetime) -> None:
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
        ("2026-12-24 12:00", "2026-12-28 08:00"),
    ],
)
def test_the_company_s_staffed_hours(now: str, start: str) -> None:
    days = (own("2026-12-24", "Julaften", "08:00-12:00"),)
    span = staffed_span(Office(calendar(holidays="NO", days=days)), oslo(now))
    assert span is not None
    assert span.start == oslo(start)


def test_a_company_without_hours_has_no_staffed_hours() -> None:
    assert staffed_span(Office(calendar("never")), oslo("2026-11-18 09:00")) is None


EVE = own("2026-12-24", "Julaften", "08:00-12:00")
NORWAY = calendar(holidays="NO", days=(EVE,))
SWEDEN = calendar(zone="Europe/Stockholm", holidays="SE", days=(own("2026-06-19", "Midsommarafton"),))
DENMARK = calendar(zone="Europe/Copenhagen", holidays="DK")


@pytest.mark.parametrize(
    ("at", "now", "working", "start", "end"),
    [
        (NORWAY, "2026-04-01 12:00", True, "2026-04-07 08:00", "2026-04-01 16:00"),
        (NORWAY, "2026-04-03 12:00", False, "2026-04-07 08:00", None),
        (NORWAY, "2026-05-17 12:00", False, "2026-05-18 08:00", None),
        (NORWAY, "2027-05-17 12:00", False, "2027-05-18 08:00", None),
        (NORWAY, "2027-05-14 16:00", False, "2027-05-18 08:00", None),
        (NORWAY, "2026-12-24 11:59", True, "2026-12-28 08:00", "2026-12-24 12:00"),
        (NORWAY, "2026-12-24 12:00", False, "2026-12-28 08:00", None),
        (NORWAY, "2026-12-31 12:00", True, "2027-01-04 08:00", "2026-12-31 16:00"),
        (SWEDEN, "2026-06-18 16:00", False, "2026-06-22 08:00", None),
        (SWEDEN, "2026-06-19 12:00", False, "2026-06-22 08:00", None),
        (SWEDEN, "2026-04-02 12:00", True, "2026-04-07 08:00", "2026-04-02 16:00"),
        (DENMARK, "2023-05-05 12:00", False, "2023-05-08 08:00", None),
        (DENMARK, "2024-04-26 12:00", True, "2024-04-29 08:00", "2024-04-26 16:00"),
        # Open on a holiday, and on a Saturday.
        (calendar(holidays="NO", days=(own("2026-05-14", "Åpent", "10:00-14:00"),)), "2026-05-14 09:00",
         False, "2026-05-14 10:00", None),
        (calendar(days=(own("2026-11-21", "Telling", "10:00-24:00"),)), "2026-11-21 23:59",
         True, "2026-11-23 08:00", "2026-11-22 00:00"),
        # A night that begins before a holiday runs into it; one that would begin on it does not take place.
        (calendar("mon-fri 22:00-06:00", holidays="NO"), "2026-12-25 05:59", True, "2026-12-28 22:00",
         "2026-12-25 06:00"),
        (calendar("mon-sun 22:00-06:00", holidays="NO"), "2026-12-26 01:00", False, "2026-12-27 22:00", None),
        (calendar("mon-fri 22:00-06:00", days=(own("2026-11-18", "x", "20:00-24:00"),)), "2026-11-18 21:00",
         True, "2026-11-19 22:00", "2026-11-19 00:00"),
        # Around the clock, but for holidays.
        (calendar("always", holidays="NO"), "2026-08-03 12:00", True, "2026-12-27 00:00", "2026-12-25 00:00"),
        (calendar("always", days=(EVE,)), "2027-03-01 12:00", True, None, None),
        # Closed all summer.
        (calendar(days=tuple(own(f"2026-07-{day:02}", "Fellesferie") for day in range(1, 32))), "2026-06-30 16:00",
         False, "2026-08-03 08:00", None),
    ],
)  # fmt: skip
def test_holidays_and_own_days(at: WorkCalendar, now: str, working: bool, start: str | None, end: str | None) -> None:
    somebody = Somebody(at)
    assert at_work(somebody, oslo(now)) is working
    assert next_start(somebody, oslo(now)) == (oslo(start) if start else None)
    assert shift_end(somebody, oslo(now)) == (oslo(end) if end else None)


@pytest.mark.parametrize(
    ("away", "now", "working", "start", "end"),
    [
        # A morning off, the middle of a day off, gone home early.
        ([("2026-11-18 08:00", "2026-11-18 10:00")], "2026-11-18 09:00", False, "2026-11-18 10:00", None),
        ([("2026-11-18 10:00", "2026-11-18 12:00")], "2026-11-18 09:00", True, "2026-11-18 12:00", "2026-11-18 10:00"),
        ([("2026-11-18 14:00", "2026-11-19 00:00")], "2026-11-18 09:00", True, "2026-11-19 08:00", "2026-11-18 14:00"),
        ([("2026-11-18 14:00", "2026-11-19 00:00")], "2026-11-18 14:00", False, "2026-11-19 08:00", None),
        # Several that overlap, touch, or lie within one another.
        ([("2026-11-16 00:00", "2026-11-19 00:00"), ("2026-11-17 00:00", "2026-11-21 00:00")],
         "2026-11-18 12:00", False, "2026-11-23 08:00", None),
        ([("2026-11-16 00:00", "2026-11-21 00:00"), ("2026-11-17 00:00", "2026-11-18 00:00")],
         "2026-11-18 12:00", False, "2026-11-23 08:00", None),
        ([("2026-11-19 00:00", "2026-11-20 00:00"), ("2026-11-18 00:00", "2026-11-19 00:00")],
         "2026-11-18 12:00", False, "2026-11-20 08:00", None),
        ([("2026-11-18 10:00", "2026-11-18 11:00"), ("2026-11-18 13:00", "2026-11-18 14:00")],
         "2026-11-18 12:00", True, "2026-11-18 14:00", "2026-11-18 13:00"),
        # Three weeks that end within the holidays; long ones.
        ([("2026-12-04 16:00", "2026-12-25 08:00")], "2026-12-07 12:00", False, "2026-12-28 08:00", None),
        ([("2026-03-02 00:00", "2026-04-03 00:00")], "2026-03-02 12:00", False, "2026-04-07 08:00", None),
        ([("2026-01-01 00:00", "2027-01-01 00:00")], "2026-02-02 12:00", False, "2027-01-04 08:00", None),
        ([("2026-01-01 00:00", "2028-01-01 00:00")], "2026-02-02 12:00", False, None, None),
        ([("2026-01-01 00:00", "2028-01-01 00:00")], "2026-12-15 12:00", False, "2028-01-03 08:00", None),
        # Without an end.
        ([("2026-11-18 12:00", "")], "2026-11-18 11:00", True, None, "2026-11-18 12:00"),
        ([("2026-11-18 12:00", "")], "2026-11-18 12:00", False, None, None),
        ([("2026-11-19 12:00", ""), ("2026-11-20 00:00", "2026-11-21 00:00")],
         "2026-11-18 17:00", False, "2026-11-19 08:00", None),
        # None at all: over, of no length, or turned round.
        ([("2026-11-02 00:00", "2026-11-16 00:00")], "2026-11-18 12:00", True, "2026-11-19 08:00", "2026-11-18 16:00"),
        ([("2026-11-18 13:00", "2026-11-18 13:00")], "2026-11-18 12:00", True, "2026-11-19 08:00", "2026-11-18 16:00"),
        ([("2026-11-18 15:00", "2026-11-18 13:00")], "2026-11-18 12:00", True, "2026-11-19 08:00", "2026-11-18 16:00"),
    ],
)  # fmt: skip
def test_absences(away: list[tuple[str, str]], now: str, working: bool, start: str | None, end: str | None) -> None:
    somebody = Somebody(calendar(holidays="NO", away=tuple(absent(*one) for one in away)))
    assert at_work(somebody, oslo(now)) is working
    assert next_start(somebody, oslo(now)) == (oslo(start) if start else None)
    assert shift_end(somebody, oslo(now)) == (oslo(end) if end else None)


def test_somebody_always_there_is_endless_only_without_an_absence_ahead() -> None:
    now = oslo("2026-11-18 12:00")
    always, leaving = calendar("always"), calendar("always", away=(absent("2026-12-10 00:00", "2026-12-11 00:00"),))
    forever, until = current_span(always, now), current_span(leaving, now)
    assert forever is not None
    assert until is not None
    assert (is_endless(forever), is_endless(until), until.end) == (True, False, oslo("2026-12-10 00:00"))
    assert shift_start(Somebody(always), now) == LONG_AGO
    assert shift_start(Somebody(leaving), oslo("2026-12-20 12:00")) == oslo("2026-12-11 00:00")


def test_the_last_shift_began_before_a_long_absence() -> None:
    somebody = Somebody(calendar(holidays="NO", away=(absent("2026-03-04 10:00", "2026-11-18 00:00"),)))
    assert shift_start(somebody, oslo("2026-11-17 12:00")) == oslo("2026-03-04 08:00")


@pytest.mark.parametrize(
    ("away", "now", "found"),
    [
        ([], "2026-11-18 12:00", None),
        ([("2026-11-18 08:00", "2026-11-18 10:00")], "2026-11-18 10:00", None),
        ([("2026-11-18 08:00", "2026-11-18 10:00")], "2026-11-18 08:00", ("2026-11-18 08:00", "2026-11-18 10:00")),
        ([("2026-11-18 08:00", "")], "2026-11-18 08:00", ("2026-11-18 08:00", "")),
        ([("2026-11-18 08:00", "2026-11-20 10:00"), ("2026-11-20 10:00", "2026-11-21 00:00")], "2026-11-18 09:00",
         ("2026-11-18 08:00", "2026-11-21 00:00")),
        ([("2026-11-19 08:00", ""), ("2026-11-10 10:00", "2026-11-21 00:00")], "2026-11-18 09:00",
         ("2026-11-10 10:00", "")),
    ],
)  # fmt: skip
def test_the_absence_under_way(away: list[tuple[str, str]], now: str, found: tuple[str, str] | None) -> None:
    somebody = calendar(away=tuple(absent(*one) for one in away))
    assert away_until(somebody, oslo(now)) == (absent(*found) if found else None)


@pytest.mark.parametrize(
    ("asked", "now", "code", "value"),
    [
        (calendar(away=(absent("2026-11-18 08:00", "2026-11-20 10:00"),)), "2026-11-18 12:00",
         "off_absent", {"until_at": stamp(oslo("2026-11-20 10:00"))}),
        (calendar("never", away=(absent("2026-11-18 08:00"),)), "2026-11-18 12:00", "off_absent_open", {}),
        (NORWAY, "2026-12-25 12:00", "off_holiday", {"name": "Første juledag"}),
        (NORWAY, "2026-12-25 20:00", "off_holiday", {"name": "Første juledag"}),
        (NORWAY, "2026-12-24 12:00", "off_own_day", {"name": "Julaften"}),
        # Nobody works on a Saturday, holiday or not.
        (NORWAY, "2026-12-26 12:00", "off_hours", {"starts_at": stamp(oslo("2026-12-28 08:00"))}),
        (SWEDEN, "2026-06-19 12:00", "off_own_day", {"name": "Midsommarafton"}),
        (NORWAY, "2026-11-18 20:00", "off_hours", {"starts_at": stamp(oslo("2026-11-19 08:00"))}),
        # The night from a holiday on is off because of the holiday, and only as long as the night would have been.
        (calendar("mon-fri 22:00-06:00", holidays="NO"), "2026-12-26 05:59",
         "off_holiday", {"name": "Første juledag"}),
        (calendar("mon-fri 22:00-06:00", holidays="NO"), "2026-12-26 06:00",
         "off_hours", {"starts_at": stamp(oslo("2026-12-28 22:00"))}),
        (calendar("never"), "2026-11-18 12:00", "off_never", {}),
        (calendar("never", holidays="NO"), "2026-12-25 12:00", "off_never", {}),
    ],
)  # fmt: skip
def test_why_somebody_is_off(asked: WorkCalendar, now: str, code: str, value: dict[str, Value]) -> None:
    assert not at_work(Somebody(asked), oslo(now))
    reason = why_off("ada", asked, oslo(now))
    assert reason == Reason(code, {"person": "ada", **value})
    assert are_sound([reason])


def test_the_spans_of_the_coming_fortnight() -> None:
    asked = calendar(
        ["mon-fri 08:00-12:00", "mon-fri 12:30-16:00"],
        holidays="NO",
        days=(EVE,),
        away=(absent("2026-12-21 10:00", "2026-12-24 09:00"), absent("2026-12-29 00:00", "2026-12-31 14:00")),
    )
    found = spans_between(asked, oslo("2026-12-21 09:00"), oslo("2027-01-04 09:00"))
    assert [(span.start, span.end) for span in found] == [
        (oslo("2026-12-21 09:00"), oslo("2026-12-21 10:00")),
        (oslo("2026-12-24 09:00"), oslo("2026-12-24 12:00")),
        (oslo("2026-12-28 08:00"), oslo("2026-12-28 12:00")),
        (oslo("2026-12-28 12:30"), oslo("2026-12-28 16:00")),
        (oslo("2026-12-31 14:00"), oslo("2026-12-31 16:00")),
        (oslo("2027-01-04 08:00"), oslo("2027-01-04 09:00")),
    ]
    assert spans_between(calendar("never"), oslo("2026-12-21 09:00"), oslo("2027-01-04 09:00")) == []
    assert len(spans_between(calendar("always"), oslo("2026-12-21 09:00"), oslo("2027-01-04 09:00"))) == 1
