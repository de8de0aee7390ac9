"""A closed item that opens again: whose it is, from when its clock runs, how urgent it is, whom it wakes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from routing.audience import may_be_messaged
from routing.coverage import coverage
from routing.customers import is_ours, is_same
from routing.escalation import LATE, first_due, step
from routing.follow_up_marks import COUNT, DOUBT, STANDS, THANKS, marked
from routing.item import Author, Climb, Closing, Item, Kind, State, Urgency
from routing.match import Match
from routing.paging import never_paged, turn
from routing.reopening import raised, reopened
from routing.sorting import Sorted
from tests.routing.handbooks import NORDIC, handbook, item, oslo, post

ANSWERED_AT = oslo("2026-11-18 11:00")
NOW = oslo("2026-11-18 14:10")
ASKED_AT = oslo("2026-11-18 14:00")
HANDBOOK = handbook(NORDIC.replace('answer_within = "3h"', 'answer_within = "3h"\nnext_answer_within = "90m"'))


def answered(owner: str | None = "ada", **more: Any) -> Item:
    done = item("2026-11-18 10:00", owner=owner, climb=Climb(done=("unclaimed_50", "claimed_75", LATE)))
    closing = Closing(ANSWERED_AT, "ada", link="https://x.com/1")
    return replace(done, state=State.ANSWERED, closing=closing, held_until=NOW, **more)


@pytest.mark.parametrize(
    ("owner", "state"),
    [
        ("ada", State.CLAIMED),
        ("cy", State.CLAIMED),  # the lead may answer
        ("dee", State.NEW),  # took it on call, and is of another domain
        ("gone", State.NEW),
        (None, State.NEW),
    ],
)
def test_whose_it_is(owner: str | None, state: State) -> None:
    opened = reopened(answered(owner), HANDBOOK, ASKED_AT, NOW)
    assert (opened.state, opened.owner) == (state, owner if state is State.CLAIMED else None)
    assert (opened.claimed_at is None) == (opened.owner is None)


def test_its_clock_and_its_ladder_begin_anew() -> None:
    before = answered()
    opened = reopened(before, HANDBOOK, ASKED_AT, NOW)
    assert (opened.closing, opened.held_until, opened.pause, opened.round) == (None, None, None, 2)
    assert (opened.deadline.starts_at, opened.deadline.due_at) == (ASKED_AT, ASKED_AT + timedelta(minutes=90))
    assert opened.deadline.because in opened.reasons
    assert before.deadline.because not in opened.reasons
    assert opened.climb == Climb()
    assert opened.claimed_at == before.claimed_at  # nobody has taken it in this night
    assert first_due(opened, HANDBOOK, NOW) == ASKED_AT + timedelta(minutes=45)  # a rung for what is unclaimed
    due = ASKED_AT + timedelta(minutes=67.5)
    assert [notice.person for notice in step(opened, HANDBOOK, due).notices] == ["ada"]


def test_what_was_taken_for_thanks_has_the_true_deadline_and_a_ladder_from_when_it_was_seen() -> None:
    """Written at 14:00, said to need an answer at 20:00 when its 90 minutes are long over."""
    evening = oslo("2026-11-18 20:00")
    opened = reopened(answered(), HANDBOOK, ASKED_AT, evening, came_at=NOW)
    assert opened.deadline.due_at == ASKED_AT + timedelta(minutes=90)
    assert (opened.deadline.came_late, opened.deadline.because.code) == (False, "taken_for_thanks")
    moments = {rung.id: rung.at(opened.deadline) for rung in opened.ladder}
    assert moments["claimed_75"] == evening + timedelta(minutes=67.5)
    assert opened.climb == Climb(done=(LATE,))
    at_once = step(opened, HANDBOOK, evening)
    assert at_once.notices == ()
    assert at_once.page is not None
    # By day nobody is woken; seen in time it is like any other; what came late itself stays so.
    assert turn(reopened(answered(), HANDBOOK, ASKED_AT, oslo("2026-11-18 15:40"), came_at=NOW), HANDBOOK,
                oslo("2026-11-18 15:40")).order is None  # fmt: skip
    assert reopened(answered(), HANDBOOK, ASKED_AT, NOW, came_at=NOW).deadline.because.code == "next_target"
    assert reopened(answered(), HANDBOOK, ASKED_AT, evening, came_at=evening).deadline.came_late


def test_who_answered_from_home_is_not_there_any_more_when_the_customer_asks_again() -> None:
    home, night = oslo("2026-11-18 17:00"), oslo("2026-11-18 23:00")
    ada = HANDBOOK.person("ada")
    assert ada is not None
    taken = item("2026-11-18 10:00", owner="ada", claimed="2026-11-18 17:00")
    assert may_be_messaged(taken, HANDBOOK, ada, night)
    opened = reopened(replace(answered(), claimed_at=home), HANDBOOK, night, night)
    assert not may_be_messaged(opened, HANDBOOK, ada, night)
    assert not coverage(opened, HANDBOOK, night).covered
    # Taken again in this night, they are.
    assert may_be_messaged(replace(opened, claimed_at=night), HANDBOOK, ada, night)


def test_rungs_are_climbed_once_a_round() -> None:
    opened = reopened(answered(), HANDBOOK, ASKED_AT, NOW)
    at = opened.deadline.due_at + timedelta(minutes=15)
    climbed = step(opened, HANDBOOK, at)
    assert {notice.person for notice in climbed.notices} == {"ada", "cy"}
    assert step(replace(opened, climb=climbed.climb), HANDBOOK, at).notices == ()
    again = reopened(replace(opened, climb=climbed.climb, state=State.ANSWERED), HANDBOOK, at, at)
    assert again.round == 3
    assert step(again, HANDBOOK, again.deadline.due_at + timedelta(hours=1)).notices != ()


@pytest.mark.parametrize(
    ("urgency", "kind", "found", "found_kind", "is_now"),
    [
        (Urgency.NORMAL, Kind.QUESTION, Urgency.NORMAL, Kind.QUESTION, (Urgency.NORMAL, Kind.QUESTION)),
        (Urgency.NORMAL, Kind.QUESTION, Urgency.CRITICAL, Kind.CRITIQUE, (Urgency.CRITICAL, Kind.QUESTION)),
        (Urgency.CRITICAL, Kind.CRITIQUE, Urgency.HIGH, Kind.QUESTION, (Urgency.CRITICAL, Kind.CRITIQUE)),
        (Urgency.LOW, Kind.QUESTION, Urgency.NORMAL, Kind.QUESTION, (Urgency.LOW, Kind.QUESTION)),
        (Urgency.HIGH, Kind.QUESTION, Urgency.LOW, Kind.QUESTION, (Urgency.HIGH, Kind.QUESTION)),
        (Urgency.LOW, Kind.PRAISE, Urgency.NORMAL, Kind.CRITIQUE, (Urgency.NORMAL, Kind.CRITIQUE)),
        (Urgency.LOW, Kind.OTHER, Urgency.NORMAL, Kind.PRAISE, (Urgency.NORMAL, Kind.QUESTION)),
    ],
)
def test_a_follow_up_raises_and_never_lowers(
    urgency: Urgency, kind: Kind, found: Urgency, found_kind: Kind, is_now: tuple[Urgency, Kind]
) -> None:
    sorted_ = Sorted(post(), found_kind, "nb", Match("delivery", "danger", found, "", (), ()), ())
    after = raised(replace(answered(), urgency=urgency, kind=kind), sorted_)
    assert (after.urgency, after.kind) == is_now
    assert (after.domain, after.expert, after.rule) == ("billing", "ada", None)


def test_a_doubt_never_wakes_anybody() -> None:
    night = item("2026-11-18 23:00")
    doubted = replace(night, marks={STANDS: DOUBT})
    at = oslo("2026-11-19 01:00")
    assert turn(night, HANDBOOK, at).order is not None
    assert turn(doubted, HANDBOOK, at).order is None
    reason = never_paged(doubted, HANDBOOK)
    assert reason is not None
    assert reason.code == "page_never_doubt"


def test_marks_count_and_say_what_it_stands_on() -> None:
    marks = marked({"language": "probable"}, stands=THANKS, more=1)
    assert marks == {"language": "probable", COUNT: "1", STANDS: THANKS}
    assert marked(marks, more=1) == {"language": "probable", COUNT: "2"}
    assert marked({}) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Author("Kari", "@kari"), Author("Kari N", "@Kari"), True),
        (Author("Kari", "@kari"), Author("Kari", "@kari2"), False),
        (Author("Kari Nordmann"), Author("kari  nordmann", "@kari"), True),
        (Author("Kari"), Author("Ola"), False),
        (Author("Kari"), Author("", "@ola"), True),  # nothing to compare
        (Author(), Author("Ola", "@ola"), True),
    ],
)
def test_who_is_the_same_customer(one: Author, other: Author, same: bool) -> None:
    assert is_same(one, other) is is_same(other, one) is same


@pytest.mark.parametrize(
    ("author", "ours"),
    [
        (Author("Fjellrød Bakeri"), True),
        (Author("", "@fjellrødbakeri"), True),
        (Author("Fjellrød"), False),
        (Author("Kari", "@fjell_dk"), True),
        (Author(), False),
    ],
)
def test_what_we_wrote_ourselves(author: Author, ours: bool) -> None:
    assert is_ours(author, ("Fjellrød Bakeri", "@fjell_dk")) is ours
    assert not is_ours(author, ("", "@"))
