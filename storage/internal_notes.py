"""What colleagues write to each other about an item: never published, and erasable as all words are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update

from storage.database import Transaction
from storage.statements import insert, word
from storage.tables_desk import internal_note as table


class NoteKind(StrEnum):
    """A question to an expert, a tip to whoever has the item, or a line with an item that is handed over."""

    QUESTION = "question"
    TIP = "tip"
    HANDOVER = "handover"


@dataclass(frozen=True)
class Note:
    """`by` wrote it to `person` ("": to nobody in particular). Both are handbook ids; of somebody whom the handbook
    does not know `by` is "" and `by_name` their chat identity. A question has a `reply` once it was given one."""

    id: int
    item: int
    kind: NoteKind
    by: str
    by_name: str
    person: str
    at: datetime
    text: str
    reply: str | None = None
    replied_at: datetime | None = None


def add(
    transaction: Transaction, item: int, kind: NoteKind, by: str, person: str, at: datetime, text: str,
    by_name: str = "",
) -> Note:  # fmt: skip
    """Keep what somebody has written."""
    values: dict[str, Any] = {
        "item": item, "kind": kind.value, "by": by, "by_name": by_name, "person": person, "at": at, "text": text,
    }  # fmt: skip
    statement = insert(transaction.dialect, table).values(values).returning(table.c.id)
    return Note(transaction.connection.execute(statement).scalar_one(), item, kind, by, by_name, person, at, text)


def read(transaction: Transaction, number: int) -> Note | None:
    """The note of that number, or None."""
    row = transaction.connection.execute(select(table).where(table.c.id == number)).one_or_none()
    return None if row is None else _note(row)


def reply(transaction: Transaction, note: Note, text: str, at: datetime) -> bool:
    """Keep the reply to a question; False when it has one already."""
    statement = update(table).where(table.c.id == note.id, table.c.replied_at.is_(None))
    return transaction.connection.execute(statement.values(reply=text, replied_at=at)).rowcount == 1


def open_questions(transaction: Transaction, person: str) -> list[Note]:
    """Questions to somebody that they have not replied to, the oldest first."""
    query = select(table).where(
        table.c.person == person, table.c.kind == word(NoteKind.QUESTION), table.c.replied_at.is_(None)
    )
    return [_note(row) for row in transaction.connection.execute(query.order_by(table.c.id))]


def last_handover(transaction: Transaction, item: int) -> Note | None:
    """The note with which an item was last offered to somebody, or None."""
    query = select(table).where(table.c.item == item, table.c.kind == word(NoteKind.HANDOVER))
    row = transaction.connection.execute(query.order_by(table.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _note(row)


def _note(row: Any) -> Note:
    return Note(
        row.id, row.item, NoteKind(row.kind), row.by, row.by_name, row.person, row.at, row.text, row.reply,
        row.replied_at,
    )  # fmt: skip
