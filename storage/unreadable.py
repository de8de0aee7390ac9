"""Vendors' events that could not be handled: kept raw; administrators are told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Transaction
from storage.statements import insert
from storage.tables import unreadable as table


@dataclass(frozen=True)
class Unreadable:
    """`raw` is the event as it came (cleaned of NUL and lone surrogates), `error` why it could not be handled."""

    id: int
    desk: str
    key: str
    raw: str
    received_at: datetime
    error: str
    settled_at: datetime | None


def add(transaction: Transaction, desk: str, key: str, raw: str, received_at: datetime, error: str) -> int:
    """Keep one event; its id. A key that is there keeps its first event and gets the newer error."""
    statement = insert(transaction.dialect, table).values(
        desk=desk, key=key, raw=raw, received_at=received_at, error=error
    )
    statement = statement.on_conflict_do_update(index_elements=["key"], set_={"error": statement.excluded.error})
    return int(transaction.connection.execute(statement.returning(table.c.id)).scalar_one())


def list_open(transaction: Transaction, limit: int = 100) -> list[Unreadable]:
    """Those not settled yet, the oldest first."""
    query = select(table).where(table.c.settled_at.is_(None)).order_by(table.c.id).limit(limit)
    return [Unreadable(**row) for row in transaction.connection.execute(query).mappings()]
