"""What was decided ahead counts only as long as nothing has changed. On both databases."""

from datetime import datetime, timedelta

import pytest

from handlers import escalate
from handlers.books import Books, offer, replace_handbook
from handlers.decided import GOOD_FOR, Ahead, look_ahead
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Submit
from routing.item import Post
from storage import history
from storage.database import Database
from tests.handlers.examples import NOW
from tests.handlers.life import HANDBOOKS
from tests.stories.company import COMPANY

HALF = NOW + timedelta(minutes=90)
"""Half of the posts' target has passed: their expert is to be reminded."""

NUMBERS = (1, 2, 3)
REMINDED = {number: ["rung_unclaimed"] for number in NUMBERS}


@pytest.fixture
def program(database: Database) -> Dispatch:
    """Three posts, nobody has claimed one."""
    offer(database, COMPANY, NOW)
    program = Dispatch(database, Books(), ("slack",))
    for number in NUMBERS:
        post = Post("facebook", str(number), f"Hvor er pakken min, nummer {number}?", NOW)
        program.command(Submit(f"post {number}", post), NOW)
    return program


def ahead_of(program: Dispatch, *under_way: int, at: datetime = HALF, most: int = 9) -> Ahead:
    return program.look(lambda scene: look_ahead(scene, under_way, most), at)


def swept(program: Dispatch, ahead: Ahead | None, at: datetime = HALF) -> dict[int, list[str]]:
    """What a sweep has written into the histories."""
    before = {number: len(lines(program, number)) for number in NUMBERS}
    program.run(lambda scene: escalate.sweep(scene, None, ahead), at)
    return {number: lines(program, number)[before[number] :] for number in NUMBERS}


def lines(program: Dispatch, number: int) -> list[str]:
    with program.database.read() as transaction:
        return [entry.what for entry in history.read(transaction, number)]


def told(program: Dispatch) -> set[object]:
    """Whom the histories say was told something."""
    with program.database.read() as transaction:
        every = [entry for number in NUMBERS for entry in history.read(transaction, number)]
    return {entry.values["told"] for entry in every if "told" in entry.values}


def test_what_is_decided_ahead_is_what_would_be_decided_now(program: Dispatch) -> None:
    ahead = ahead_of(program)
    assert sorted(ahead.steps) == [1, 2, 3]
    assert swept(program, ahead, HALF + GOOD_FOR) == REMINDED
    assert swept(program, ahead, HALF + GOOD_FOR) == {1: [], 2: [], 3: []}


def test_what_is_under_way_is_left_to_whoever_writes_it(program: Dispatch) -> None:
    assert sorted(ahead_of(program, 1, 3).steps) == [2]
    assert len(ahead_of(program, most=2).steps) == 2
    assert swept(program, ahead_of(program, 1, 3)) == REMINDED


def test_an_item_that_was_claimed_meanwhile_is_left_alone(program: Dispatch) -> None:
    ahead = ahead_of(program)
    program.command(Click("claim", Actor("slack", "U0BO"), "claim", "item:2"), HALF)
    assert swept(program, ahead) == {1: ["rung_unclaimed"], 2: [], 3: ["rung_unclaimed"]}


def test_another_handbook_decides_anew(program: Dispatch) -> None:
    ahead = ahead_of(program)
    assert "bo" in {notice.person for _, taken in ahead.steps.values() for notice in taken.notices}
    replace_handbook(program.database, HANDBOOKS["Bo has left"], HALF, "eva", "")
    swept(program, ahead)
    assert "bo" not in told(program)
    assert told(program)


@pytest.mark.parametrize("at", [HALF - timedelta(seconds=1), HALF + GOOD_FOR + timedelta(seconds=1)])
def test_a_decision_counts_for_a_while_and_not_before_it_was_made(program: Dispatch, at: datetime) -> None:
    ahead = ahead_of(program)
    assert not program.look(lambda scene: ahead.fits(scene), at)
    assert program.look(lambda scene: ahead.fits(scene), HALF + GOOD_FOR)
