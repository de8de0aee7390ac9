"""The ledger, chunk by chunk. On both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from routing.item import Closing, State
from storage import history, ledger, rounds
from storage.database import Database
from storage.history import NewEntry
from tests.storage.examples import HOUR, MINUTE, NOON, PLAIN, added, numbered


@pytest.mark.parametrize("chunk", [1, 2, 5, 7])
def test_every_item_comes_once_in_order_with_its_rounds_and_its_history(database: Database, chunk: int) -> None:
    # The second came first, and three came at the same moment.
    came = (NOON + MINUTE, NOON, NOON + MINUTE, NOON + MINUTE, NOON + 2 * MINUTE)
    new = [replace(item, received_at=at) for item, at in zip(numbered(5), came, strict=True)]
    one, two, three, four, five = (item.number for item in added(database, *new))
    ended = replace(PLAIN, number=three, state=State.ANSWERED, closing=Closing(NOON + HOUR, "bo"))
    with database.write() as transaction:
        history.begin(transaction, [NewEntry(number, NOON, "x", "received") for number in (one, two, three, five)])
        history.append(transaction, three, NOON + HOUR, "bo", "answered", {})
        rounds.keep(transaction, ended)
        transaction.connection.execute(text(f"UPDATE history SET who = 'y' WHERE item = {five}"))
    with database.read() as transaction:
        found = list(ledger.accounts(transaction, None, None, NOON + 9 * HOUR, chunk))
        some = [one.item.number for one in ledger.accounts(transaction, NOON + MINUTE, NOON + 2 * MINUTE, NOON, chunk)]
    assert [account.item.number for account in found] == [two, one, three, four, five]
    assert [len(account.history) for account in found] == [1, 1, 2, 0, 1]
    assert [account.broken for account in found] == [None, None, None, 1, 1]
    assert [[row.state for row in account.rounds] for account in found] == [
        [State.NEW], [State.NEW], [State.ANSWERED, State.NEW], [State.NEW], [State.NEW],
    ]  # fmt: skip
    assert some == [one, three, four]
