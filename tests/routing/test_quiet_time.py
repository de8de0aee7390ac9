"""Quiet times beside shifts. The handbook's rota goes over on Mondays at eight in Oslo; 2026-03-02 is a Monday."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.handbook_text import read_handbook
from routing.health_findings import Kind, Severity
from routing.health_quiet import about_quiet
from routing.quiet_time import QuietTime, is_wanted, shifts_ahead
from tests.routing.reasons import are_sound
from tests.stories.company import COMPANY

BOOK = read_handbook(COMPANY)
BEGAN = datetime(2026, 3, 2, 7, tzinfo=UTC)
NOW = BEGAN + timedelta(days=2, hours=3)
HOUR = timedelta(hours=1)
(SHIFT, NEXT) = shifts_ahead(BOOK, NOW)


def quiet(starts: float | None, ends: float | None, person: str = "dee") -> QuietTime:
    """Between these hours from NOW on."""
    moments = [NOW + hours * HOUR if hours is not None else None for hours in (starts, ends)]
    return QuietTime(person, "slack", moments[0], moments[1], NOW)


def test_the_shift_under_way_and_those_to_come() -> None:
    assert (SHIFT.starts_at, SHIFT.ends_at, NEXT.starts_at) == (BEGAN, BEGAN + timedelta(days=7), SHIFT.ends_at)
    assert {SHIFT.person, NEXT.person} == {"dee", "gro"}


@pytest.mark.parametrize(
    ("about", "codes"),
    [
        (quiet(None, None, SHIFT.person), []),
        (quiet(12, 22, SHIFT.person), ["quiet_in_shift"]),
        (quiet(-5, -1, SHIFT.person), []),
        (quiet(12, 22, NEXT.person), []),
        (quiet(24 * 5, 24 * 6, NEXT.person), ["quiet_in_shift"]),
        (quiet(12, 22, "bo"), []),
    ],
    ids=["never", "tonight", "over", "before their shift", "in their shift", "not on call"],
)
def test_shifts_that_a_quiet_time_covers_are_found(about: QuietTime, codes: list[str]) -> None:
    found = list(about_quiet(BOOK, [about], NOW))
    assert [one.reason.code for one in found] == codes
    assert {(one.kind, one.severity, one.person) for one in found} <= {(Kind.QUIET, Severity.WARNING, about.person)}
    assert are_sound(one.reason for one in found)


def test_a_second_leg_makes_it_a_note() -> None:
    text = COMPANY.replace(
        f'slack = "U0{SHIFT.person.upper()}"', f'slack = "U0{SHIFT.person.upper()}"\npage_also = "webhook"'
    )
    (found,) = about_quiet(read_handbook(text), [quiet(12, 22, SHIFT.person)], NOW)
    assert (found.reason.code, found.severity) == ("quiet_in_shift_but_leg", Severity.NOTE)


@pytest.mark.parametrize(
    ("seen_at", "wanted"),
    [(None, True), (NOW - HOUR, False), (NOW - 24 * HOUR, True), (NOW + HOUR, True), (BEGAN - HOUR, True)],
    ids=["never asked", "an hour ago", "a day ago", "by a clock set back", "before the shift began"],
)
def test_when_the_desk_is_asked_again(seen_at: datetime | None, wanted: bool) -> None:
    known = QuietTime("dee", "slack", None, None, seen_at) if seen_at is not None else None
    assert is_wanted(known, SHIFT, NOW) is wanted


def test_the_next_one_is_asked_for_when_one_is_over() -> None:
    known = QuietTime("dee", "slack", NOW - HOUR, NOW + HOUR, NOW)
    assert [is_wanted(known, SHIFT, NOW + hours * HOUR) for hours in (0, 1)] == [False, True]


def test_once_more_as_the_shift_begins() -> None:
    known = QuietTime("dee", "slack", None, None, BEGAN - HOUR)
    assert [is_wanted(known, SHIFT, BEGAN + minute) for minute in (-timedelta(minutes=1), timedelta(0))] == [
        False,
        True,
    ]


HOURS = st.integers(-200, 200)


@given(HOURS, HOURS, HOURS, HOURS, HOURS)
def test_what_is_covered_is_what_lies_in_both(a: int, b: int, c: int, d: int, moment: int) -> None:
    about, at = quiet(a, b), NOW + moment * HOUR
    part = about.within(NOW + c * HOUR, NOW + d * HOUR)
    assert about.covers(at) is (a <= moment < b)
    assert (part is not None and part[0] <= at < part[1]) is (a <= moment < b and c <= moment < d)
