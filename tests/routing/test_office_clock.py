"""The office clock: a table of the days that matter, then random calendars against counting minute by minute."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.calendar import at_work
from routing.office_clock import after, before, begins, between, office
from routing.workdays import WorkCalendar
from tests.routing.calendars import Somebody, calendar, own
from tests.routing.handbooks import NORDIC, handbook, oslo
from tests.routing.test_calendar_properties import beginnings, calendars

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LUNCH = ["mon-fri 08:00-11:30", "mon-fri 12:00-16:00"]
NIGHTS = "sat 22:00-06:00"
CHRISTMAS = {"holidays": "NO", "days": (own("2026-12-24", "Julaften", "08:00-12:00"),)}


@pytest.mark.parametrize(
    ("found", "start", "hours", "wanted"),
    [
        (calendar(), "2026-11-18 10:00", 3, "2026-11-18 13:00"),
        (calendar(), "2026-11-18 13:00", 3, "2026-11-18 16:00"),  # a day's end is still that day
        (calendar(), "2026-11-20 15:00", 3, "2026-11-23 10:00"),
        (calendar(), "2026-11-21 12:00", 8, "2026-11-23 16:00"),
        (calendar(), "2026-11-18 10:00", 0, "2026-11-18 10:00"),
        (calendar(), "2026-11-16 08:00", 80, "2026-11-27 16:00"),
        (calendar(LUNCH), "2026-11-18 11:00", 1, "2026-11-18 12:30"),
        (calendar(LUNCH), "2026-11-18 11:40", 1, "2026-11-18 13:00"),
        (calendar("always"), "2026-03-28 12:00", 24, "2026-03-29 13:00"),
        (calendar(NIGHTS), "2026-03-28 23:00", 6, "2026-03-29 06:00"),  # the night that DST makes an hour shorter
        (calendar(NIGHTS), "2026-10-24 22:00", 9, "2026-10-25 06:00"),  # and the one that it makes longer
        (calendar(**CHRISTMAS), "2026-12-24 10:00", 3, "2026-12-28 09:00"),
        (calendar(**CHRISTMAS), "2026-12-23 15:00", 8, "2026-12-28 11:00"),
    ],
)
def test_hours_that_count(found: WorkCalendar, start: str, hours: int, wanted: str) -> None:
    ends_at = after(found, oslo(start), hours * HOUR)
    assert ends_at == oslo(wanted)
    assert between(found, oslo(start), ends_at) == hours * HOUR
    begun = before(found, ends_at, hours * HOUR)
    assert begun is not None
    assert begun == (begins(found, oslo(start)) if hours else ends_at)


def test_hours_that_never_come() -> None:
    never, once = calendar("never"), calendar("never", days=(own("2026-12-24", "Julaften", "08:00-12:00"),))
    now = oslo("2026-11-18 10:00")
    assert (after(never, now, HOUR), before(never, now, HOUR), begins(never, now)) == (None, None, None)
    assert between(never, now, now + 400 * HOUR) == timedelta()
    assert after(once, now, 4 * HOUR) == oslo("2026-12-24 12:00")
    assert after(once, now, 5 * HOUR) is None
    assert between(once, now + HOUR, now) == timedelta()


def test_a_domain_has_the_companys_days_off_and_its_own_hours() -> None:
    rules = handbook(
        NORDIC.replace('experts = ["dee"]', 'experts = ["dee"]\nhours = "mon-sun 10:00-18:00"').replace(
            'hours = "mon-fri 08:00-16:00"', 'hours = "mon-fri 08:00-16:00"\nholidays = "NO"', 1
        )
        + '[[day]]\ndate = 2026-12-24\nname = "Julaften"\nopen = "08:00-12:00"\n'
    )
    christmas = oslo("2026-12-24 00:00")
    assert between(office(rules, "delivery"), christmas, christmas + 72 * HOUR) == 2 * HOUR
    assert between(office(rules, "billing"), christmas, christmas + 72 * HOUR) == 4 * HOUR
    assert office(rules, "gone") == office(rules, "billing")


starts = st.integers(0, 3 * 24 * 60).map(lambda minutes: minutes * MINUTE)
durations = st.integers(1, 20 * 60).map(lambda minutes: minutes * MINUTE)


@st.composite
def asked(draw: st.DrawFn) -> tuple[WorkCalendar, datetime, timedelta]:
    begin = draw(beginnings)
    return draw(calendars(begin)), begin + draw(starts), draw(durations)


@settings(max_examples=60, deadline=None)
@given(asked())
def test_it_counts_as_one_counts_minute_by_minute(case: tuple[WorkCalendar, datetime, timedelta]) -> None:
    found, start, duration = case
    somebody, counted, ends_at = Somebody(found), timedelta(), None
    for minute in range(2 * 24 * 60):
        if at_work(somebody, start + minute * MINUTE):
            counted += MINUTE
            if counted == duration:
                ends_at = start + (minute + 1) * MINUTE
    assert between(found, start, start + timedelta(days=2)) == counted
    if ends_at is not None:
        assert after(found, start, duration) == ends_at
    else:
        latest = after(found, start, duration)
        assert latest is None or latest > start + timedelta(days=2)


@settings(max_examples=150, deadline=None)
@given(asked(), durations)
def test_after_and_between_undo_each_other_and_never_go_back(
    case: tuple[WorkCalendar, datetime, timedelta], more: timedelta
) -> None:
    found, start, duration = case
    ends_at = after(found, start, duration)
    if ends_at is None:
        return
    assert ends_at >= start + duration
    assert between(found, start, ends_at) == duration
    assert between(found, start, ends_at - MINUTE) == duration - MINUTE  # it is the first such moment
    later, longer = after(found, start + more, duration), after(found, start, duration + more)
    assert later is None or later >= ends_at
    assert longer is None or longer >= ends_at + more
    end = start + more
    back = after(found, start, between(found, start, end))
    assert back is not None
    assert back <= end
    assert between(found, back, end) == timedelta()
    begun = before(found, ends_at, duration)
    assert begun is not None
    assert begun >= start
    assert between(found, begun, ends_at) == duration
    assert between(found, start, begun) == timedelta()  # it is the last such moment
