"""Somebody has left, and the sweep comes late, or by a clock that was set back meanwhile. On both databases."""

from datetime import timedelta

import pytest

from handlers import escalate, handing_over
from handlers.books import Books, offer, replace_handbook
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Said, Submit
from routing.item import Item, Post
from storage import items
from storage.database import Database
from tests.handlers.examples import NOW
from tests.handlers.life import HANDBOOKS
from tests.stories.company import COMPANY

CHANGED, SET_BACK = NOW + timedelta(minutes=20), NOW + timedelta(minutes=5)


@pytest.fixture
def program(database: Database) -> Dispatch:
    """Bo has item 1, and is no longer in the handbook since `CHANGED`."""
    offer(database, COMPANY, NOW)
    program = Dispatch(database, Books(), ("slack",))
    program.command(Submit("post", Post("facebook", "1", "Hvor er pakken min?", NOW)), NOW)
    program.command(Click("claim", Actor("slack", "U0BO"), "claim", "item:1"), NOW)
    return program


def bo_leaves(program: Dispatch) -> None:
    replace_handbook(program.database, HANDBOOKS["Bo has left"], CHANGED, "eva", "")


def sweep(program: Dispatch) -> Item:
    """At the moment to which the clock was set back."""
    due = program.look(handing_over.due, SET_BACK)
    program.run(lambda scene: handing_over.look_at_left(scene, due.left), SET_BACK)
    program.run(escalate.sweep, SET_BACK)
    return item(program)


def item(program: Dispatch) -> Item:
    with program.database.read() as transaction:
        found = items.read(transaction, 1)
    assert found is not None
    return found


def test_a_clock_set_back_does_not_put_off_what_a_new_handbook_made_due(program: Dispatch) -> None:
    bo_leaves(program)
    after = sweep(program)
    assert (after.owner, after.expert) == (None, "finn")
    assert not program.look(handing_over.due, SET_BACK).left


def test_nor_what_an_absence_made_due(program: Dispatch) -> None:
    program.command(Said("away", Actor("slack", "U0GRO"), "away until friday"), CHANGED)
    assert item(program).next_due_at == CHANGED
    assert sweep(program).next_due_at != CHANGED


def test_what_happens_to_an_item_before_the_sweep_does_not_hide_who_has_left(program: Dispatch) -> None:
    bo_leaves(program)
    again = Post("facebook", "2", "Hallo?", CHANGED, in_reply_to="1")
    program.command(Submit("again", again), CHANGED)
    assert item(program).next_due_at == CHANGED
    program.run(escalate.sweep, CHANGED)
    assert (item(program).owner, item(program).expert) == (None, "finn")
