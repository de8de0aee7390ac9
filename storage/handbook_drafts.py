"""Handbooks that somebody has sent in chat and may put in force."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.database import Transaction
from storage.statements import insert
from storage.tables import handbook_draft as table


@dataclass(frozen=True)
class Draft:
    """`base` is the digest of the handbook in force when it was sent; `settled_at` when it was put in force."""

    id: int
    digest: str
    base: str
    text: str
    given_by: str
    at: datetime
    settled_at: datetime | None


def add(transaction: Transaction, digest: str, base: str, text: str, given_by: str, at: datetime) -> Draft:
    """Keep one. It must have been read without problems before."""
    values = {"digest": digest, "base": base, "text": text, "given_by": given_by, "at": at}
    statement = insert(transaction.dialect, table).values(values).returning(table.c.id)
    return Draft(transaction.connection.execute(statement).scalar_one(), digest, base, text, given_by, at, None)


def read(transaction: Transaction, number: int) -> Draft | None:
    """The draft of that number, settled or not; None when there is none."""
    row = transaction.connection.execute(select(table).where(table.c.id == number)).mappings().one_or_none()
    return None if row is None else Draft(**row)


def settle(transaction: Transaction, number: int, at: datetime) -> bool:
    """It has been put in force; False when it was already."""
    statement = update(table).where(table.c.id == number, table.c.settled_at.is_(None)).values(settled_at=at)
    return transaction.connection.execute(statement).rowcount == 1
