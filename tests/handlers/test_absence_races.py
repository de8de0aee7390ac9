"""What two transactions do about absences at the same moment, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from handlers import absences as use_cases
from handlers import handing_over
from handlers.books import Books
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click
from handlers.replies import Done
from handlers.scene import Scene
from routing.handbook import Handbook
from storage import absences
from storage.database import Database, Transaction
from tests.handlers.test_handing_over import HOUR, NOW, bo_has, item, notes, program, say

__all__ = ["program"]


class Known(Books):
    """The handbook as a transaction read it that began before the absence was undone."""

    def __init__(self, handbook: Handbook) -> None:
        super().__init__()
        self._known = handbook

    def in_force(self, transaction: Transaction, now: datetime) -> Handbook:
        return self._known


def test_undone_while_the_sweep_begins_it_is_not_handed_over(program: Dispatch, database: Database) -> None:
    bo_has(program, 1)
    say(program, "U0BO", "away from 11:00 until friday")
    now = NOW + HOUR
    (absence,) = program.look(handing_over.due, now).begun
    click = Click("u", Actor("slack", "U0BO"), "undo_away", f"absence:{absence.id}")
    handbook = Books().latest(database, now)
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
    bo_has(program, 1)
    say(program, "U0BO", "away from 11:00 until friday")
    now = NOW + HOUR
    (absence,) = program.look(handing_over.due, now).begun
    click = Click("u", Actor("slack", "U0BO"), "undo_away", f"absence:{absence.id}")
    handbook = Books().latest(database, now)
    with ThreadPoolExecutor(1) as other:
        with database.write() as transaction:
            handing_over.begin(Scene(transaction, handbook, now, ("slack",)), absence)
            undoing = other.submit(program.command, click, now)
        assert isinstance(undoing.result(timeout=30).reply, Done)
    assert item(program, 1).owner == "bo"
    with database.read() as transaction:
        assert absences.current(transaction, now + timedelta(minutes=1)) == []
