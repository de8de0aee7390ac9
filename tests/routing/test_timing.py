"""When rungs are due: plain, on the office clock, and for what came late."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from routing.absence import Absence
from routing.choose import Chosen, choose, is_alarm
from routing.escalation import LATE, first_due, step
from routing.handbook import Handbook
from routing.item import Climb, Clock, Deadline, Item, Kind, Rung, Urgency
from routing.opening import opened
from routing.paging import never_paged, next_turn, page_from, turn
from routing.reasons import Reason
from routing.sorting import sort
from routing.target import next_deadline
from routing.timing import retimed
from tests.routing.handbooks import NORDIC, WITHOUT_ROTA, handbook, item, oslo, post
from tests.routing.test_target import office_rules

HOUR = timedelta(hours=1)


def arrives(rules: Handbook, posted: str, now: str, text: str = "Hvor er fakturaen?") -> Item:
    """The item that intake makes of a post, due when it is."""

    def name(domain: str, deadline: Deadline, language: str) -> Chosen:
        return choose(rules, domain, {}, {}, oslo(now), deadline, language)

    found = opened(rules, sort(rules, post(text, at=posted)), oslo(now), name).item
    return replace(found, next_due_at=first_due(found, rules, oslo(now)))


def moments(found: Item) -> dict[str, datetime]:
    return {rung.id: rung.at(found.deadline) for rung in found.ladder}


def test_around_the_clock_nothing_is_frozen() -> None:
    found = arrives(handbook(), "2026-11-18 10:00", "2026-11-18 10:01")
    assert [rung.moment for rung in found.ladder] == [None] * len(found.ladder)
    assert found.climb == Climb()


def test_on_the_office_clock_parts_of_the_target_are_office_time_and_offsets_are_plain() -> None:
    found = arrives(office_rules(), "2026-11-20 12:00", "2026-11-20 12:00")
    assert found.deadline.due_at == oslo("2026-11-23 12:00")
    assert moments(found) == {
        "unclaimed_50": oslo("2026-11-20 16:00"), "unclaimed_75": oslo("2026-11-23 10:00"),
        "claimed_75": oslo("2026-11-23 10:00"), "unclaimed_100": oslo("2026-11-23 12:00"),
        "claimed_100": oslo("2026-11-23 12:00"), "past": oslo("2026-11-23 12:30"),
    }  # fmt: skip
    rules = office_rules()
    assert rules.rota is not None
    assert page_from(found, rules, rules.rota) == oslo("2026-11-20 16:00")


def test_a_question_after_an_answer_climbs_from_the_foot_again() -> None:
    rules = office_rules()
    before = replace(arrives(rules, "2026-11-18 10:00", "2026-11-18 10:00"), climb=Climb(("unclaimed_50", LATE)))
    deadline = next_deadline(rules, before, oslo("2026-11-20 12:00"), oslo("2026-11-20 12:05"))
    found = retimed(before, deadline, rules, oslo("2026-11-20 12:05"))
    assert found.climb == Climb()
    assert moments(found)["unclaimed_50"] == oslo("2026-11-20 16:00")
    assert found.reasons[-1].code == "next_target_office_company"
    assert before.deadline.because not in found.reasons
    plain = retimed(found, replace(deadline, clock=Clock.AROUND), rules, oslo("2026-11-20 12:05"))
    assert {rung.moment for rung in plain.ladder} == {None}


@pytest.mark.parametrize(
    ("text", "now", "half"),
    [
        (NORDIC, "2026-11-18 10:00", "2026-11-18 11:30"),
        (NORDIC, "2026-11-18 23:00", "2026-11-19 00:30"),
        (WITHOUT_ROTA, "2026-11-18 23:00", "2026-11-19 09:30"),
    ],
)
def test_the_ladder_of_what_came_late_runs_from_its_arrival(text: str, now: str, half: str) -> None:
    rules = handbook(text)
    found = arrives(rules, "2026-11-16 10:00", now)
    assert found.deadline.due_at == oslo("2026-11-16 13:00")
    assert found.deadline.came_late
    assert moments(found)["unclaimed_50"] == oslo(half)
    assert moments(found)["past"] == oslo(half) + 2 * HOUR
    assert found.climb.done == (LATE,)
    assert found.next_due_at == oslo(half)
    assert found.reasons[-1].code == "came_late"
    assert not is_alarm(found.reasons)
    at_once = step(found, rules, oslo(now))
    assert (at_once.notices, at_once.page, at_once.became_late, at_once.climb.done) == ((), None, False, (LATE,))


@pytest.mark.parametrize(
    ("urgency", "woken"),
    [(Urgency.NORMAL, False), (Urgency.LOW, False), (Urgency.HIGH, True), (Urgency.CRITICAL, True)],
)
def test_what_came_late_wakes_nobody_unless_it_is_urgent(urgency: Urgency, woken: bool) -> None:
    found = item("2026-11-18 10:00", urgency=urgency, kind=Kind.CRITIQUE)
    late = replace(found, deadline=replace(found.deadline, came_late=True))
    night = oslo("2026-11-18 23:00")
    assert (turn(late, handbook(), night).order is not None) is woken
    if urgency is Urgency.NORMAL:
        assert never_paged(late, handbook()) == Reason("page_never_came_late")
        assert turn(found, handbook(), night).order is not None


@pytest.mark.parametrize(
    ("urgency", "away", "woken"),
    [
        (Urgency.NORMAL, "", ""),  # late on Friday at 16:00: on Monday they are there
        (Urgency.NORMAL, "2026-11-22 12:00", "2026-11-23 08:00"),
        (Urgency.HIGH, "", "2026-11-20 16:00"),
    ],
)
def test_while_the_office_clock_stands_still_nobody_is_woken(urgency: Urgency, away: str, woken: str) -> None:
    """The rest of the company is away from `away` on."""
    rules = office_rules()
    if away:
        rules = rules.with_roster([Absence(one, oslo(away), None) for one in ("ada", "bo", "eva", "cy")])
    late = replace(arrives(rules, "2026-11-19 16:00", "2026-11-19 16:00"), urgency=urgency)
    assert late.deadline.due_at == oslo("2026-11-20 16:00")
    late = replace(late, received_at=oslo("2026-11-20 15:00"))
    now, ends = oslo("2026-11-20 15:00"), oslo("2026-11-23 09:00")
    moments_paged = []
    while (at := next_turn(late, rules, now)) is not None and at < ends:
        moments_paged += [at] if turn(late, rules, at).order is not None else []
        now = at + timedelta(minutes=1)
        if moments_paged:
            break
    assert moments_paged == ([oslo(woken)] if woken else [])


def test_a_rung_beside_the_deadline_keeps_its_distance() -> None:
    ladder = '[[ladder]]\nid = "l"\n[[ladder.rung]]\nid = "early"\nat = "-30m"\nwhen = "open"\nwhom = ["expert"]\n'
    late = arrives(handbook(NORDIC + ladder), "2026-11-16 10:00", "2026-11-18 10:00")
    assert late.ladder[0] == Rung("early", "open", ("expert",), offset=-HOUR / 2, moment=oslo("2026-11-18 12:30"))
