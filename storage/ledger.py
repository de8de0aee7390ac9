"""The ledger: items with their rounds and their histories, a chunk at a time, each history held against its chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, literal, select, tuple_

from routing.item import Item
from routing.report import Line
from storage import history, reports
from storage.database import Transaction
from storage.history import Entry
from storage.item_rows import from_row
from storage.moment import Moment
from storage.tables import item as table

CHUNK = 500
"""Items read at a time: what an export holds in memory."""


@dataclass(frozen=True)
class Account:
    """One item as the ledger has it. `rounds`: one line each, the last one's last. `broken`: see `history.verify`; 1
    where no line is left at all, since no item is ever stored without one."""

    item: Item
    rounds: tuple[Line, ...]
    history: tuple[Entry, ...]
    broken: int | None


def accounts(
    transaction: Transaction, since: datetime | None, until: datetime | None, now: datetime, chunk: int = CHUNK
) -> Iterator[Account]:
    """Of every item that came in from `since` on and before `until` (None: without an end), in the order in which they
    came. In a transaction of `Database.read` all of it is one snapshot; `chunk` items of it are held at a time."""
    last: tuple[datetime, int] | None = None
    while found := _chunk(transaction, since, until, last, chunk):
        numbers = [item.number for item in found]
        rounds, told = reports.lines_of(transaction, numbers, now), history.read_many(transaction, numbers)
        for item in found:
            entries = told[item.number]
            broken = history.first_broken(entries) if entries else 1
            yield Account(item, tuple(rounds[item.number]), tuple(entries), broken)
        last = found[-1].received_at, found[-1].number


def _chunk(
    transaction: Transaction,
    since: datetime | None,
    until: datetime | None,
    last: tuple[datetime, int] | None,
    size: int,
) -> list[Item]:
    query = select(table).order_by(table.c.received_at, table.c.number).limit(size)
    if since is not None:
        query = query.where(table.c.received_at >= since)
    if until is not None:
        query = query.where(table.c.received_at < until)
    if last is not None:
        at, number = literal(last[0], Moment), literal(last[1], BigInteger)
        query = query.where(tuple_(table.c.received_at, table.c.number) > tuple_(at, number))
    return [from_row(row) for row in transaction.connection.execute(query)]
