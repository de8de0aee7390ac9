from dataclasses import replace
from datetime import timedelta

import pytest

from routing.conflict import LOCKABLE, after_unlock, locked, may_take_back
from routing.item import CLOSED_STATES, State
from routing.request import Request, RequestKind
from tests.routing.handbooks import item, oslo

NOW = oslo("2026-11-18 11:00")
REQUEST = Request(RequestKind.CONFLICT, "dee", ("cy",), NOW, NOW + timedelta(minutes=30))


@pytest.mark.parametrize("owner", [None, "ada"])
def test_a_locked_item_keeps_its_owner_its_clock_and_its_request(owner: str | None) -> None:
    before = item(owner=owner)
    after = locked(before, REQUEST)
    assert after == replace(before, state=State.LOCKED, request=REQUEST)
    assert after.keeps_request


@pytest.mark.parametrize(
    ("owner", "has_legs", "state"),
    [
        (None, False, State.NEW),
        ("ada", False, State.CLAIMED),
        ("ada", True, State.HALF_ANSWERED),
        (None, True, State.HALF_ANSWERED),
    ],
)
def test_an_unlocked_item_goes_on_where_it_was(owner: str | None, has_legs: bool, state: State) -> None:
    before = locked(item(owner=owner), REQUEST)
    assert after_unlock(before, has_legs=has_legs) == replace(before, state=state, request=None)


def test_what_is_closed_or_locked_already_has_no_conflict() -> None:
    assert set(State) - LOCKABLE == CLOSED_STATES | {State.LOCKED}


@pytest.mark.parametrize(
    ("person", "seconds", "may"), [("dee", 0, True), ("dee", 300, True), ("dee", 301, False), ("cy", 0, False)]
)
def test_a_report_is_taken_back_by_whoever_made_it_for_five_minutes(person: str, seconds: int, may: bool) -> None:
    assert may_take_back("dee", NOW, person, NOW + timedelta(seconds=seconds)) is may
