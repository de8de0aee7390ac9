from datetime import timedelta

import pytest

from routing.absence import Absence
from routing.coverage import coverage, first_uncovered
from routing.item import Item
from tests.routing.handbooks import NORDIC, handbook, item, oslo
from tests.routing.reasons import are_sound
from tests.routing.rosters import away

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
        (item("2026-11-18 23:00", owner="dee"), "2026-11-19 02:00", False, "uncovered_owner_on_call_late", None),
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


def test_shifts_that_hand_over_to_each_other_do_not_leave_it_alone_and_are_looked_at_again_a_week_later() -> None:
    text = NORDIC.replace('slack = "U0ADA"', 'slack = "U0ADA"\nhours = "mon-sun 06:00-18:00"')
    rules = handbook(text.replace('slack = "U0EVA"', 'slack = "U0EVA"\nhours = "mon-sun 18:00-06:00"'))
    again = first_uncovered(item(), rules, oslo("2026-11-18 11:30"))
    assert again == oslo("2026-11-26 18:00")
    assert coverage(item(), rules, again).covered


ALONE = NORDIC.replace('experts = ["ada", "bo"]', 'experts = ["ada"]').replace('deputies = ["eva"]', "").replace(
    'name = "Cy Dahl"', 'name = "Cy Dahl"\nhours = "never"'
)  # fmt: skip
"""Ada alone answers for billing; Cy, the lead, has no hours."""


@pytest.mark.parametrize(
    ("absences", "posted", "at", "uncovered"),
    [
        # An absence that begins is the end of being there, unless somebody stands in: then the end of their day.
        ([away("ada", "2026-11-18 12:00", None)], "2026-11-18 10:00", "2026-11-18 11:00", "2026-11-18 12:00"),
        ([away("ada", "2026-11-18 12:00", None, by="dee")], "2026-11-18 10:00", "2026-11-18 11:00", "2026-11-18 16:00"),
        # A stand-in is there only as long as the absence lasts, though their day goes on.
        ([away("ada", until="2026-11-18 12:00", by="dee")], "2026-11-18 10:00", "2026-11-18 11:00", "2026-11-18 16:00"),
        ([away("ada", "2026-11-16 00:00", "2026-11-18 12:00", by="dee"), away("ada", "2026-11-18 12:00", None)],
         "2026-11-18 10:00", "2026-11-18 11:00", "2026-11-18 12:00"),
        # At night: who is back, or stands in, by the morning covers it; who is away then does not.
        ([away("ada", until="2026-11-19 00:00")], "2026-11-18 22:00", "2026-11-18 22:00", "2026-11-18 22:00"),
        ([away("ada", "2026-11-19 00:00", None)], "2026-11-19 05:30", "2026-11-19 05:30", "2026-11-19 05:30"),
        ([away("ada", "2026-11-19 00:00", None, by="dee")], "2026-11-19 05:30", "2026-11-19 05:30", "2026-11-19 16:00"),
        # A deputy of the deputy who is away.
        ([away("ada", "2026-11-18 12:00", None, by="dee"), away("dee", "2026-11-18 13:00", None, by="eva")],
         "2026-11-18 10:00", "2026-11-18 11:00", "2026-11-18 16:00"),
        ([away("ada", "2026-11-18 12:00", None, by="dee"), away("dee", "2026-11-18 13:00", None)],
         "2026-11-18 10:00", "2026-11-18 11:00", "2026-11-18 13:00"),
    ],
)  # fmt: skip
def test_absences_that_begin_and_end_are_seen_beforehand(
    absences: list[Absence], posted: str, at: str, uncovered: str
) -> None:
    rules = handbook(ALONE).with_roster(absences)
    assert first_uncovered(item(posted), rules, oslo(at)) == oslo(uncovered)
    assert not coverage(item(posted), rules, oslo(uncovered)).covered


def test_a_deputys_last_day_is_seen_beforehand() -> None:
    always = 'hours = "always"\nslack = "U0EVA"'
    text = ALONE.replace('name = "Ada Lund"', 'name = "Ada Lund"\nhours = "never"').replace('slack = "U0EVA"', always)
    last = '\ndeputies = [{ person = "eva", until = 2026-12-08 }]\ndefault = true'
    rules = handbook(text.replace("\n\ndefault = true", last))
    assert first_uncovered(item(), rules, oslo("2026-11-18 11:00")) == oslo("2026-12-09 00:00")
