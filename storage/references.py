"""Where a desk may write: an address for every conversation that it has met, in the desk's own words."""

from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Transaction
from storage.statements import insert
from storage.tables import reference as table


def get(transaction: Transaction, desk: str, conversation: str) -> str | None:
    """What was kept; None when the conversation was never met, or has gone."""
    query = select(table.c.text).where(table.c.desk == desk, table.c.conversation == conversation)
    return transaction.connection.execute(query).scalar_one_or_none()


def put(transaction: Transaction, desk: str, conversation: str, text: str, at: datetime) -> None:
    """Keep the newest."""
    statement = insert(transaction.dialect, table).values(desk=desk, conversation=conversation, text=text, at=at)
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=["desk", "conversation"], set_={"text": new.text, "at": new.at}
    )
    transaction.connection.execute(statement)


def remove(transaction: Transaction, desk: str, conversation: str) -> bool:
    """Forget it; False when nothing was kept."""
    statement = delete(table).where(table.c.desk == desk, table.c.conversation == conversation)
    return transaction.connection.execute(statement).rowcount == 1
