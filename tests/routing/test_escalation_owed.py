"""What falls into somebody's time off is said to them when they are back: once, the highest rung, if it still fits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from routing.escalation import first_due, step
from routing.item import Climb, Item, Owed, Rung, State
from storage.item_rows import climb_json, climb_of
from tests.routing.handbooks import WITHOUT_ROTA, handbook, item, oslo

RULES = handbook(WITHOUT_ROTA)
FRIDAY, SATURDAY, MONDAY = "2026-11-20 15:50", "2026-11-21 12:00", "2026-11-23 08:00"
HOUR = timedelta(hours=1)
MISSED = [("unclaimed_50", "ada"), ("unclaimed_75", "bo"), ("unclaimed_100", "cy")]


def after_friday(**how: Any) -> Item:
    subject = item(FRIDAY, rules=RULES, **how)
    found = step(subject, RULES, oslo(SATURDAY))
    assert [notice.person for notice in found.notices] == [None]
    assert found.next_due_at == oslo(MONDAY)
    return replace(subject, climb=found.climb)


@pytest.mark.parametrize(
    ("meanwhile", "now", "told"),
    [
        (lambda one: one, "2026-11-23 07:59", []),
        (lambda one: one, MONDAY, MISSED),
        # The bot was away on Monday morning; Bo has gone home by then, and hears it on the day after.
        (lambda one: one, "2026-11-24 11:45", [MISSED[0], MISSED[2]]),
        (lambda one: replace(one, owner="cy", state=State.CLAIMED, claimed_at=oslo(SATURDAY)), MONDAY, []),
        (lambda one: replace(one, expert="bo"), MONDAY, [MISSED[2]]),
        (lambda one: replace(one, state=State.ANSWERED), MONDAY, []),
        (lambda one: replace(one, ladder=one.ladder[1:]), MONDAY, MISSED[1:]),
    ],
)
def test_in_the_morning_each_hears_what_they_missed(
    meanwhile: Callable[[Item], Item], now: str, told: list[tuple[str, str]]
) -> None:
    subject = meanwhile(after_friday())
    found = step(subject, RULES, oslo(now))
    assert [(notice.rung, notice.person) for notice in found.notices] == told
    again = step(replace(subject, climb=found.climb), RULES, oslo(now))
    assert (again.notices, again.climb) == ((), found.climb)


def test_who_is_off_again_hears_it_on_the_day_after() -> None:
    found = step(after_friday(), RULES, oslo("2026-11-24 11:45"))
    assert found.climb.owed == ()  # others of the field are owed only what none of them hears: Ada is there
    subject = after_friday(owner="bo", claimed="2026-11-20 10:00")
    assert subject.climb.owed == (Owed("bo", "claimed_100", oslo(MONDAY)), Owed("cy", "claimed_100", oslo(MONDAY)))
    late = step(subject, RULES, oslo("2026-11-24 11:45"))
    assert [(one.person, one.rung) for one in late.notices] == [("cy", "claimed_100")]
    assert late.climb.owed == (Owed("bo", "claimed_100", oslo("2026-11-25 08:00")),)
    assert (
        late.next_due_at
        == oslo("2026-11-25 08:00")
        == first_due(replace(subject, climb=late.climb), RULES, oslo("2026-11-24 11:45"))
    )


def test_a_higher_rung_takes_the_place_of_what_was_owed() -> None:
    ladder = (Rung("one", "open", ("lead",), share=0.5), Rung("two", "open", ("lead", "expert"), share=21.0))
    subject = replace(item(FRIDAY, rules=RULES), ladder=ladder)  # the second is due on Monday at 06:50
    first = step(subject, RULES, oslo(SATURDAY))
    assert first.climb.owed == (Owed("cy", "one", oslo(MONDAY)),)
    second = step(replace(subject, climb=first.climb), RULES, oslo("2026-11-23 07:00"))
    assert {(one.person, one.rung) for one in second.climb.owed} == {("cy", "two"), ("ada", "two")}
    third = step(replace(subject, climb=second.climb), RULES, oslo(MONDAY))
    assert {(one.person, one.rung) for one in third.notices} == {("cy", "two"), ("ada", "two")}
    assert third.climb.owed == ()


def test_it_is_kept_with_the_climb_and_older_rows_have_none() -> None:
    climb = after_friday().climb
    assert climb.owed
    assert climb_of(climb_json(climb)) == climb
    assert climb_of({"done": [], "paging": None}) == Climb()
    assert "owed" not in climb_json(Climb())


OPEN = Rung("led", "open", ("managers",), share=0.5)
UNCLAIMED = replace(OPEN, when="unclaimed")


@pytest.mark.parametrize(
    ("rung", "given_back", "told_at"),
    [
        (OPEN, None, "2026-11-23 12:00:01"),
        (UNCLAIMED, None, "2026-11-23 12:30:00"),
        (OPEN, "2026-11-23 11:00", "2026-11-23 11:00"),
        (UNCLAIMED, "2026-11-23 11:00", "2026-11-23 11:00"),
        (OPEN, "2026-11-23 13:00", "2026-11-23 12:00:01"),
    ],
)
def test_managers_hear_of_what_was_taken_in_time_when_it_is_late_or_given_back(
    rung: Rung, given_back: str | None, told_at: str
) -> None:
    subject = replace(item("2026-11-23 09:00", rules=RULES, owner="bo", claimed="2026-11-23 09:10"), ladder=(rung,))
    heard, now, end = [], oslo("2026-11-23 10:30"), oslo("2026-11-23 15:00")
    back = oslo(given_back) if given_back else end
    while now <= end:
        if now >= back and subject.owner is not None:
            subject = replace(subject, owner=None, claimed_at=None, state=State.NEW)
        found = step(subject, RULES, now)
        assert [note.code for note in found.notes] == (["managers_not_yet"] if now == oslo("2026-11-23 10:30") else [])
        heard += [now for notice in found.notices if notice.person is None]
        subject = replace(subject, climb=found.climb)
        coming = max(first_due(subject, RULES, now) or end + HOUR, now + timedelta(microseconds=1))
        now = min(coming, back) if now < back else coming
    assert heard == [oslo(told_at)]
    assert subject.climb.owed == ()
