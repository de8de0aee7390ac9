"""How far each conversation of a desk has been read, for catching up after an absence."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Transaction
from storage.statements import insert
from storage.tables import cursor as table


@dataclass(frozen=True)
class Cursor:
    """`position` is in the desk's own words (Slack: the last message's ts); `at` when it was stored."""

    desk: str
    conversation: str
    position: str
    at: datetime


def get(transaction: Transaction, desk: str, conversation: str) -> Cursor | None:
    """How far it has been read; None when never."""
    query = select(table).where(table.c.desk == desk, table.c.conversation == conversation)
    row = transaction.connection.execute(query).mappings().one_or_none()
    return None if row is None else Cursor(**row)


def put(transaction: Transaction, desk: str, conversation: str, position: str, at: datetime) -> None:
    """Store how far it has been read. Whether that is further than before is the desk's to judge."""
    statement = insert(transaction.dialect, table).values(
        desk=desk, conversation=conversation, position=position, at=at
    )
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=["desk", "conversation"], set_={"position": new.position, "at": new.at}
    )
    transaction.connection.execute(statement)
