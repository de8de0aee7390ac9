"""What two transactions do about absences at the same moment, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import absences as use_cases
from handlers import escalate, handing_over
from handlers.books import Books
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Submit
from handlers.replies import Done
from handlers.scene import Scene
from routing.absence import Absence
from routing.handbook import Handbook
from routing.item import Post
from storage import absences, handovers, items
from storage.database import Database, Transaction
from tests.handlers.test_handing_over import HOUR, NOW, bo_has, item, notes, program, say, sweep

__all__ = ["program"]


class Known(Books):
    """The handbook as a transaction read it that began before the absence was undone."""

    def __init__(self, handbook: Handbook) -> None:
        super().__init__()
        self._before = handbook

    def ready(self, transaction: Transaction, now: datetime) -> Handbook:
        return self._before


def bo_is_about_to_undo(program: Dispatch) -> tuple[Absence, Click]:
    """Bo's absence is due to begin, an hour from NOW; the click takes it back."""
    bo_has(program, 1)
    say(program, "U0BO", "away from 11:00 until friday")
    (absence,) = program.look(handing_over.due, NOW + HOUR).begun
    return absence, Click("u", Actor("slack", "U0BO"), "undo_away", f"absence:{absence.id}")


def test_undone_while_the_sweep_begins_it_is_not_handed_over(program: Dispatch, database: Database) -> None:
    absence, click = bo_is_about_to_undo(program)
    now, handbook = NOW + HOUR, Books().latest(database, NOW + HOUR)
    early = Dispatch(database, Known(handbook), ("slack",))
    with ThreadPoolExecutor(1) as other:
        with database.write() as transaction:
            undone = use_cases.undo(Scene(transaction, handbook, now, ("slack",)), click)
            # It knows the absence from before, and waits until the undoing is stored.
            beginning = other.submit(early.run, lambda scene: handing_over.begin(scene, absence), now)
        beginning.result(timeout=30)
    assert isinstance(undone, Done)
    assert item(program, 1).owner == "bo"
    assert notes(program) == []


def test_undone_when_the_sweep_was_quicker_it_is_given_back(program: Dispatch, database: Database) -> None:
    absence, click = bo_is_about_to_undo(program)
    now, handbook = NOW + HOUR, Books().latest(database, NOW + HOUR)
    with ThreadPoolExecutor(1) as other:
        with database.write() as transaction:
            handing_over.begin(Scene(transaction, handbook, now, ("slack",)), absence)
            undoing = other.submit(program.command, click, now)
        assert isinstance(undoing.result(timeout=30).reply, Done)
    assert item(program, 1).owner == "bo"
    with database.read() as transaction:
        assert absences.current(transaction, now + timedelta(minutes=1)) == []


def test_a_post_stored_as_an_absence_was_is_handed_over_by_the_next_sweep(program: Dispatch) -> None:
    say(program, "U0BO", "away until friday")
    now = NOW + timedelta(seconds=1)
    assert sweep(program, now).missed == ()
    named(program, 1, "bo", NOW)
    named(program, 2, "bo", NOW - HOUR)  # no race: the handbook may have wanted it so
    assert [one.person for one in sweep(program, now).missed] == ["bo"]
    assert [item(program, number).expert for number in (1, 2)] == ["finn", "bo"]
    assert sweep(program, now).missed == ()
    assert notes(program) == [("finn", "receiver")]
    with program.database.read() as transaction:
        (handover,) = handovers.untold(transaction)
    assert [one.number for one in handover.moved] == [1]


def test_a_post_stored_as_everybody_went_stays_where_it_is(program: Dispatch) -> None:
    for user in ("U0FINN", "U0CY", "U0BO"):
        say(program, user, "away until friday")
    named(program, 1, "bo", NOW)
    sweep(program, NOW)
    assert item(program, 1).expert == "bo"


def test_long_after_nothing_is_looked_for(program: Dispatch) -> None:
    say(program, "U0BO", "away until friday")
    named(program, 1, "bo", NOW)
    assert sweep(program, NOW + handing_over.RECENT).missed == ()


def test_a_post_stored_as_its_expert_left_is_given_back(program: Dispatch) -> None:
    named(program, 1, "somebody", NOW)
    named(program, 2, "somebody", NOW - HOUR)
    later = NOW + timedelta(seconds=5)
    assert sweep(program, later).left == (1,)
    program.run(escalate.sweep, later)
    assert item(program, 1).expert in ("bo", "finn")
    assert sweep(program, later).left == ()
    assert sweep(program, NOW + handing_over.RECENT).left == ()


def named(program: Dispatch, number: int, person: str, at: datetime) -> None:
    """As a transaction leaves it that began before the absence, or the new handbook, was stored."""
    post = Post("facebook", str(number), "Kari venter på pakken", at)
    program.command(Submit(f"k{number}", post), at)
    with program.database.write() as transaction:
        before = items.lock(transaction, number)
        assert before is not None
        assert items.change(transaction, before, replace(before, expert=person, next_due_at=NOW + HOUR))
