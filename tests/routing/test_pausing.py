"""A pause moves what is still to come by as much of the clock as it took, and nothing else."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.escalation import first_due, step
from routing.item import Clock, Item, PageStatus, Paging, State
from routing.office_clock import between, office
from routing.pausing import ends_unstaffed, paused, read_end, resumed
from routing.reasons import Reason
from tests.routing.handbooks import handbook, item, oslo
from tests.routing.test_target import office_rules
from tests.routing.test_timing import arrives, moments

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def a_pause(found: Item, start: str, until: str) -> Item:
    return paused(found, oslo(until), "waiting_for_legal", "ada", oslo(start))


@pytest.mark.parametrize(
    ("ended", "due"),
    [
        ("2026-11-18 15:00", "2026-11-18 17:00"),
        ("2026-11-19 11:00", "2026-11-19 13:00"),
        ("2026-11-20 09:00", "2026-11-19 13:00"),  # nobody came to it in time: it ended when it was to end
        ("2026-11-18 10:00", "2026-11-18 13:00"),  # the machine's clock went back
    ],
)
@pytest.mark.parametrize(("owner", "state"), [("ada", State.CLAIMED), (None, State.NEW)])
def test_around_the_clock_everything_moves_by_the_time_it_took(
    ended: str, due: str, owner: str | None, state: State
) -> None:
    before = item("2026-11-18 10:00", owner=owner)
    still = a_pause(before, "2026-11-18 11:00", "2026-11-19 11:00")
    after = resumed(still, handbook(), oslo(ended))
    assert (still.state, after.state, after.pause) == (State.PAUSED, state, None)
    assert after.deadline.due_at == oslo(due)
    lasted = oslo(due) - before.deadline.due_at
    assert moments(after) == {name: at + lasted for name, at in moments(before).items()}
    assert after.climb == before.climb
    assert resumed(after, handbook(), oslo(ended)) == after


def test_while_it_is_paused_nothing_is_due_but_its_end() -> None:
    paging = Paging("dee", ("dee",), PageStatus.SOUNDING, oslo("2026-11-18 12:00"), oslo("2026-11-18 12:10"))
    before = replace(item("2026-11-18 10:00"), climb=replace(item().climb, paging=paging))
    still = a_pause(before, "2026-11-18 12:00", "2026-11-20 12:00")
    for now in ("2026-11-18 12:00", "2026-11-18 18:00", "2026-11-19 23:00"):
        taken = step(still, handbook(), oslo(now))
        assert first_due(still, handbook(), oslo(now)) == taken.next_due_at == oslo("2026-11-20 12:00")
        assert (taken.notices, taken.page, taken.climb.paging, taken.became_late) == ((), None, None, False)
        assert not still.is_late(oslo(now))
    late = a_pause(before, "2026-11-18 14:00", "2026-11-20 12:00")
    assert late.is_late(oslo("2026-11-19 12:00"))


@pytest.mark.parametrize(
    ("start", "ended", "due", "half", "past"),
    [
        # Posted Friday 12:00 with eight office hours: due Monday 12:00, half of it gone Friday 16:00.
        ("2026-11-20 13:00", "2026-11-20 15:00", "2026-11-23 14:00", "2026-11-23 10:00", "2026-11-23 14:30"),
        ("2026-11-20 13:00", "2026-11-22 15:00", "2026-11-23 15:00", "2026-11-23 11:00", "2026-11-23 15:30"),
        ("2026-11-21 13:00", "2026-11-22 15:00", "2026-11-23 12:00", "2026-11-20 16:00", "2026-11-23 12:30"),
        ("2026-11-23 13:00", "2026-11-23 15:00", "2026-11-23 14:00", "2026-11-20 16:00", "2026-11-23 14:30"),
    ],
)
def test_on_the_office_clock_only_office_time_counts(start: str, ended: str, due: str, half: str, past: str) -> None:
    rules = office_rules()
    before = arrives(rules, "2026-11-20 12:00", "2026-11-20 12:00")
    after = resumed(a_pause(before, start, "2026-11-27 12:00"), rules, oslo(ended))
    assert after.deadline.due_at == oslo(due)
    if oslo(half) >= oslo(start):
        assert moments(after)["unclaimed_50"] == oslo(half)
    assert moments(after)["past"] == oslo(past)


begun = st.integers(0, 5 * 24 * 60).map(lambda minutes: oslo("2026-12-22 06:00") + minutes * MINUTE)


@settings(max_examples=100, deadline=None)
@given(
    begun, st.integers(1, 7 * 24 * 60).map(lambda minutes: minutes * MINUTE), st.sampled_from(["billing", "delivery"])
)
def test_the_office_clock_shows_as_much_after_a_pause_as_before_it(
    start: datetime, lasts: timedelta, domain: str
) -> None:
    rules = office_rules()
    text = {"billing": "Hvor er fakturaen?", "delivery": "Hvor er min pakke?"}[domain]
    before = arrives(rules, "2026-12-22 09:00", "2026-12-22 09:00", text)
    calendar = office(rules, domain)
    still = paused(before, start + lasts, "waiting_for_legal", "ada", start)
    after = resumed(still, rules, start + lasts)
    assert after.deadline.clock is Clock.OFFICE
    left = between(calendar, start, before.deadline.due_at)
    assert between(calendar, start + lasts, after.deadline.due_at) == left
    assert between(calendar, after.deadline.starts_at, start + lasts) == between(
        calendar, before.deadline.starts_at, start
    )
    if left:
        assert after.deadline.due_at >= before.deadline.due_at
    in_order = sorted(zip(moments(before).values(), moments(after).values(), strict=True))
    assert [at for _, at in in_order] == sorted(moments(after).values())


def test_an_item_of_other_hours_is_never_due_earlier_after_a_pause() -> None:
    rules = office_rules()
    corrected = replace(arrives(rules, "2026-12-22 09:00", "2026-12-22 09:00"), domain="delivery")
    after = resumed(a_pause(corrected, "2026-12-22 09:30", "2026-12-22 09:31"), rules, oslo("2026-12-22 09:31"))
    assert after.deadline.due_at == corrected.deadline.due_at


@pytest.mark.parametrize(
    ("said", "until"),
    [
        # Until a day: until somebody starts again after it, never in the night.
        ("friday", "2026-11-23 08:00"),
        ("until friday", "2026-11-23 08:00"),
        ("sunday", "2026-11-23 08:00"),
        ("today", "2026-11-19 08:00"),
        ("til fredag kl. 12", "2026-11-20 12:00"),
        ("24.11. 12:00", "2026-11-24 12:00"),
        ("2026-11-24 12:00", "2026-11-24 12:00"),
        ("3 hours", "2026-11-18 13:00"),
        ("2 days", "2026-11-20 10:00"),
        ("to dager", "2026-11-20 10:00"),
        ("3d", "2026-11-23 08:00"),  # Saturday at ten
        ("7 days", "2026-11-25 10:00"),
        ("1 week", "2026-11-25 10:00"),
        ("tomorrow", "2026-11-20 08:00"),
        ("2h", "2026-11-18 12:00"),
        ("90m", "2026-11-18 11:30"),
        ("in two hours", "2026-11-18 12:00"),
        ("om to timer", "2026-11-18 12:00"),
        # A time of day is that time, also in the night.
        ("12 hours", "2026-11-18 22:00"),
        ("friday 23:00", "2026-11-20 23:00"),
    ],
)
def test_an_end_as_people_say_it(said: str, until: str) -> None:
    found = read_end(said, oslo("2026-11-18 10:00"), "Europe/Oslo", handbook(), "billing")
    assert found == oslo(until)
    assert isinstance(found, datetime)
    assert ends_unstaffed(handbook(), "billing", found) is (
        found in (oslo("2026-11-18 22:00"), oslo("2026-11-20 23:00"))
    )


def test_days_said_in_the_night_end_by_day_and_keep_the_wall_s_time() -> None:
    assert read_end("2d", oslo("2026-11-18 23:00"), "Europe/Oslo", handbook(), "billing") == oslo("2026-11-23 08:00")
    assert read_end("7 days", oslo("2026-10-22 10:00"), "Europe/Oslo", handbook(), "billing") == oslo(
        "2026-10-29 10:00"
    )


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "pause_needs_an_end"),
        ("  ", "pause_needs_an_end"),
        ("soon", "pause_needs_an_end"),
        ("until", "pause_needs_an_end"),
        ("from friday", "pause_begins_now"),
        ("friday until sunday", "pause_needs_an_end"),
        ("yesterday 12:00", "pause_is_past"),
        ("i går", "pause_is_past"),
        ("09:00", "pause_is_past"),
        ("17.11.", "pause_is_past"),
        ("0 minutes", "pause_is_past"),
        ("8 days", "pause_too_long"),
        ("in 8 days", "pause_too_long"),
        ("2027-12-24", "pause_too_long"),
        ("31.11.", "when_impossible"),
        ("2 weeks", "pause_too_long"),
        ("1.12.", "pause_too_long"),
    ],
)
def test_an_end_that_is_none(said: str, code: str) -> None:
    found = read_end(said, oslo("2026-11-18 10:00"), "Europe/Oslo", handbook(), "billing")
    assert isinstance(found, Reason)
    assert found.code == code
