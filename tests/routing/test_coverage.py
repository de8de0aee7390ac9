from datetime import timedelta

import pytest

from routing.coverage import coverage, first_uncovered
from routing.item import Item
from tests.routing.handbooks import NORDIC, handbook, item, oslo
from tests.routing.reasons import are_sound

DAY = timedelta(hours=24)
OFF_HOURS = "covered_owner_took_it_off_hours"
AROUND_THE_CLOCK = handbook(NORDIC.replace('slack = "U0ADA"', 'slack = "U0ADA"\nhours = "always"'))


@pytest.mark.parametrize(
    ("subject", "at", "covered", "code", "until"),
    [
        # Unclaimed: whoever is able.
        (item("2026-11-18 10:00"), "2026-11-18 11:30", True, "covered_at_work", "2026-11-18 16:00"),
        (item("2026-11-18 15:00"), "2026-11-18 16:00", False, "uncovered_until", None),
        (item("2026-11-18 15:00"), "2026-11-18 18:00", False, "uncovered_late", None),
        (item("2026-11-18 15:00"), "2026-11-19 08:00", True, "covered_at_work", "2026-11-19 16:00"),
        # A shift that begins 30 min before the deadline is in time, one that begins later is not.
        (item("2026-11-19 05:30"), "2026-11-19 07:00", True, "covered_from_next_shift", "2026-11-19 08:00"),
        (item("2026-11-19 05:29"), "2026-11-19 07:00", False, "uncovered_until", None),
        # Claimed: only the owner.
        (item("2026-11-18 10:00", owner="bo"), "2026-11-18 11:00", True, "covered_owner_at_work", "2026-11-18 11:30"),
        (item("2026-11-18 10:00", owner="bo"), "2026-11-18 11:45", True, "covered_from_next_shift", "2026-11-18 12:00"),
        (item("2026-11-19 10:00", owner="bo"), "2026-11-19 11:45", False, "uncovered_owner_away", None),
        (item("2026-11-19 10:00", owner="bo"), "2026-11-19 13:00", False, "uncovered_owner_away_late", None),
        (item("2026-11-18 10:00", owner="gone"), "2026-11-18 11:00", False, "uncovered_owner_gone", None),
        # On call, or claimed in their time off: there until the deadline.
        (item("2026-11-18 23:00", owner="dee"), "2026-11-19 00:30", True, "covered_owner_on_call", "2026-11-19 02:00"),
        (item("2026-11-18 23:00", owner="dee"), "2026-11-19 02:00", False, "uncovered_owner_away_late", None),
        (item("2026-11-18 23:00", owner="bo"), "2026-11-19 00:30", True, OFF_HOURS, "2026-11-19 02:00"),
        (item("2026-11-18 23:00", owner="bo"), "2026-11-19 02:00", False, "uncovered_owner_away_late", None),
        # Taken late at night: as long as an acknowledgement lasts, then it has run out.
        (
            item("2026-11-18 20:00", owner="dee", claimed="2026-11-19 00:30"),
            "2026-11-19 00:49",
            True,
            "covered_owner_on_call",
            "2026-11-19 00:50",
        ),
        (
            item("2026-11-18 20:00", owner="bo", claimed="2026-11-19 00:30"),
            "2026-11-19 00:49",
            True,
            OFF_HOURS,
            "2026-11-19 00:50",
        ),
        (
            item("2026-11-18 20:00", owner="bo", claimed="2026-11-19 00:30"),
            "2026-11-19 00:50",
            False,
            "uncovered_owner_away_late",
            None,
        ),
        # Claimed last night, but they have been at work and left since.
        (item("2026-11-18 23:00", owner="ada", target=DAY), "2026-11-19 16:00", False, "uncovered_owner_away", None),
        (item("2026-11-18 15:00", owner="ada"), "2026-11-18 16:00", False, "uncovered_owner_away", None),
        (item(), "2026-11-18 12:00", True, "covered_at_work", "2026-11-18 16:00"),
    ],
)
def test_who_covers_an_item(subject: Item, at: str, covered: bool, code: str, until: str | None) -> None:
    look = coverage(subject, handbook(), oslo(at))
    assert (look.covered, look.reason.code) == (covered, code)
    assert look.until == (oslo(until) if until else None)
    assert are_sound([look.reason])


@pytest.mark.parametrize(
    ("subject", "at", "uncovered"),
    [
        (item("2026-11-18 10:00"), "2026-11-18 11:30", "2026-11-18 16:00"),
        (item("2026-11-18 15:00"), "2026-11-18 16:30", "2026-11-18 16:30"),
        (item("2026-11-18 15:00"), "2026-11-18 15:30", "2026-11-18 16:00"),
        # Covered by tomorrow's shift, and by the whole of it: nobody is left at its end, past the deadline.
        (item("2026-11-18 15:00", target=DAY), "2026-11-18 15:00", "2026-11-19 16:00"),
        (item("2026-11-20 15:00", target=DAY), "2026-11-20 15:30", "2026-11-20 16:00"),
        (item("2026-11-18 10:00", owner="ada"), "2026-11-18 11:30", "2026-11-18 16:00"),
        (item("2026-11-18 23:00", owner="dee"), "2026-11-18 23:00", "2026-11-19 02:00"),
    ],
)
def test_the_first_moment_without_anybody(subject: Item, at: str, uncovered: str) -> None:
    assert first_uncovered(subject, handbook(), oslo(at)) == oslo(uncovered)


def test_around_the_clock_it_never_comes() -> None:
    assert first_uncovered(item(), AROUND_THE_CLOCK, oslo("2026-11-18 11:30")) is None


def test_shifts_that_hand_over_to_each_other_never_leave_it_alone() -> None:
    text = NORDIC.replace('slack = "U0ADA"', 'slack = "U0ADA"\nhours = "mon-sun 06:00-18:00"')
    rules = handbook(text.replace('slack = "U0EVA"', 'slack = "U0EVA"\nhours = "mon-sun 18:00-06:00"'))
    assert first_uncovered(item(), rules, oslo("2026-11-18 11:30")) is None
