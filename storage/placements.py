"""Where our messages stand, so that a card is edited instead of posted twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select

from routing.item import Place
from storage.database import Transaction
from storage.prepared import Prepared
from storage.statements import Insert, insert, one_of
from storage.tables import placement as table


def _put(dialect: str) -> Insert:
    statement = insert(dialect, table)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["subject", "desk", "purpose"],
        set_={"conversation": new.conversation, "message": new.message, "drawn": new.drawn},
    )


PUT = Prepared(_put, columns=[column.name for column in table.c])
GET = Prepared(
    lambda _: select(table.c.conversation, table.c.message, table.c.drawn).where(
        table.c.subject == bindparam("subject"),
        table.c.desk == bindparam("desk"),
        table.c.purpose == bindparam("purpose"),
    )
)


STANDING = Prepared(
    lambda dialect: select(table.c.desk, table.c.subject).where(
        one_of(dialect, table.c.subject, "subjects"), table.c.purpose == bindparam("purpose")
    )
)


@dataclass(frozen=True)
class Placement:
    """`subject` is what the message is about ("item:12"), `purpose` which of its messages ("card", "thread").

    `drawn` is the fingerprint of what it says, "" when that is not known.
    """

    subject: str
    purpose: str
    place: Place
    drawn: str = ""


def put(transaction: Transaction, subject: str, purpose: str, place: Place, drawn: str = "") -> None:
    """Remember where it stands and what it says; a later place takes the earlier one's."""
    PUT.count(transaction, {
        "subject": subject, "desk": place.desk, "purpose": purpose, "conversation": place.conversation,
        "message": place.message, "drawn": drawn,
    })  # fmt: skip


def find(transaction: Transaction, desk: str, subject: str, purpose: str) -> Placement | None:
    """The message on that desk, or None."""
    rows = GET.rows(transaction, {"subject": subject, "desk": desk, "purpose": purpose})
    return Placement(subject, purpose, Place(desk, rows[0][0], rows[0][1]), rows[0][2]) if rows else None


def get(transaction: Transaction, desk: str, subject: str, purpose: str) -> Place | None:
    """Where it stands on that desk, or None."""
    found = find(transaction, desk, subject, purpose)
    return found.place if found else None


def standing(transaction: Transaction, purpose: str, subjects: Sequence[str]) -> list[tuple[str, str]]:
    """Desk and subject of the messages for this purpose that stand, of these subjects."""
    if not subjects:
        return []
    rows = STANDING.rows(transaction, {"subjects": list(subjects), "purpose": purpose})
    return [(desk, subject) for desk, subject in rows]


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
        Placement(row.subject, row.purpose, Place(row.desk, row.conversation, row.message), row.drawn)
        for row in transaction.connection.execute(query)
    ]


def remove(transaction: Transaction, desk: str, subject: str, purpose: str) -> bool:
    """Forget the place, because the message is gone; False when it was not known."""
    statement = delete(table).where(table.c.subject == subject, table.c.desk == desk, table.c.purpose == purpose)
    return transaction.connection.execute(statement).rowcount == 1
