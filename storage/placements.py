"""Where our messages stand, so that a card is edited instead of posted twice."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from routing.item import Place
from storage.database import Transaction
from storage.statements import insert
from storage.tables import placement as table


@dataclass(frozen=True)
class Placement:
    """`subject` is what the message is about ("item:12"), `purpose` which of its messages ("card", "history")."""

    subject: str
    purpose: str
    place: Place


def put(transaction: Transaction, subject: str, purpose: str, place: Place) -> None:
    """Remember where it stands; a later place takes the earlier one's."""
    statement = insert(transaction.dialect, table).values(
        subject=subject, desk=place.desk, purpose=purpose, conversation=place.conversation, message=place.message
    )
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=["subject", "desk", "purpose"], set_={"conversation": new.conversation, "message": new.message}
    )
    transaction.connection.execute(statement)


def get(transaction: Transaction, desk: str, subject: str, purpose: str) -> Place | None:
    """Where it stands on that desk, or None."""
    query = select(table.c.conversation, table.c.message).where(
        table.c.subject == subject, table.c.desk == desk, table.c.purpose == purpose
    )
    row = transaction.connection.execute(query).one_or_none()
    return None if row is None else Place(desk, row.conversation, row.message)


def at(transaction: Transaction, place: Place) -> Placement | None:
    """Which of our messages stands there, or None."""
    query = select(table.c.subject, table.c.purpose).where(
        table.c.message == place.message, table.c.conversation == place.conversation, table.c.desk == place.desk
    )
    row = transaction.connection.execute(query).first()
    return None if row is None else Placement(row.subject, row.purpose, place)


def list_of(transaction: Transaction, subject: str) -> list[Placement]:
    """Every message about the subject, on all desks."""
    query = select(table).where(table.c.subject == subject).order_by(table.c.desk, table.c.purpose)
    return [
        Placement(row.subject, row.purpose, Place(row.desk, row.conversation, row.message))
        for row in transaction.connection.execute(query)
    ]


def remove(transaction: Transaction, desk: str, subject: str, purpose: str) -> bool:
    """Forget the place, because the message is gone; False when it was not known."""
    statement = delete(table).where(table.c.subject == subject, table.c.desk == desk, table.c.purpose == purpose)
    return transaction.connection.execute(statement).rowcount == 1
