"""An item that is closed while its clock stands still: the pause is over, for good. On both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.books import Books, offer
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Filled, Submit
from handlers.replies import Done, Refused
from routing.item import Item, Post
from storage import items
from storage.database import Database
from storage.tables import outbox
from tests.handlers.examples import NOW
from tests.stories.company import COMPANY

BO, CY = Actor("slack", "U0BO"), Actor("slack", "U0CY")
HOUR = timedelta(hours=1)


def read(database: Database) -> Item:
    with database.read() as transaction:
        found = items.read(transaction, 1)
    assert found is not None
    return found


@pytest.mark.parametrize(("form", "fields"), [("answer", {"text": "Beklager."}), ("decline", {"reason": "spam"})])
def test_its_pause_ends_and_nobody_is_told_that_the_clock_runs(
    database: Database, form: str, fields: dict[str, str]
) -> None:
    offer(database, COMPANY, NOW)
    program = Dispatch(database, Books(), ("slack",))
    program.command(Submit("post", Post("facebook", "1", "Hvor er pakken min?", NOW)), NOW)
    program.command(Click("claim", BO, "claim", "item:1"), NOW)
    before = read(database)
    pause = {"reason": "waiting_for_customer", "until": "tomorrow"}
    assert isinstance(program.command(Filled("pause", BO, "pause", "item:1", pause), NOW).reply, Done)
    assert isinstance(program.command(Filled("close", BO, form, "item:1", fields), NOW + HOUR).reply, Done)
    closed = read(database)
    assert not closed.state.is_open
    assert closed.pause is None
    assert closed.deadline.due_at == before.deadline.due_at + HOUR
    assert isinstance(program.command(Click("resume", CY, "resume", "item:1"), NOW + HOUR).reply, Refused)
    with database.read() as transaction:
        kinds = transaction.connection.execute(select(outbox.c.kind)).scalars().all()
    assert "notice" not in kinds
