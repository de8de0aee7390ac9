"""When people's chats make no sound next, as the desks said when they were last asked."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, select

from routing.quiet_time import QuietTime
from storage.database import Transaction
from storage.statements import insert
from storage.tables import quiet_time as table


def put(transaction: Transaction, seen: QuietTime) -> None:
    """Keep what a desk said; what it said earlier about the same person is forgotten."""
    statement = insert(transaction.dialect, table).values(
        person=seen.person, desk=seen.desk, starts_at=seen.starts_at, ends_at=seen.ends_at, seen_at=seen.seen_at
    )
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=["person", "desk"],
        set_={"starts_at": new.starts_at, "ends_at": new.ends_at, "seen_at": new.seen_at},
    )
    transaction.connection.execute(statement)


def get(transaction: Transaction, person: str, desk: str) -> QuietTime | None:
    """What the desk said last about the person; None when it has never been asked."""
    query = select(table).where(table.c.person == person, table.c.desk == desk)
    row = transaction.connection.execute(query).one_or_none()
    return None if row is None else _quiet_time(row)


def of_people(transaction: Transaction, people: Iterable[str]) -> list[QuietTime]:
    """What the desks said last about these people."""
    query = select(table).where(table.c.person.in_(sorted(set(people)))).order_by(table.c.person, table.c.desk)
    return [_quiet_time(row) for row in transaction.connection.execute(query)]


def _quiet_time(row: Row[Any]) -> QuietTime:
    return QuietTime(row.person, row.desk, row.starts_at, row.ends_at, row.seen_at)
