"""Secret addresses of calendars. Of each secret only the digest is kept: it is told once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Transaction
from storage.statements import insert
from storage.tables_rota import calendar_feed as table


@dataclass(frozen=True)
class Feed:
    """Whose shifts can be read there (a person's id, "" for the team's), who was given the address, and when."""

    id: int
    secret_digest: str
    whose: str
    made_by: str
    made_at: datetime


_COLUMNS = [table.c[name] for name in Feed.__dataclass_fields__]


def add(transaction: Transaction, secret_digest: str, whose: str, made_by: str, now: datetime) -> None:
    """An address is given out. `secret_digest` is the SHA-256 of its secret, in hex."""
    values = {"secret_digest": secret_digest, "whose": whose, "made_by": made_by, "made_at": now, "revoked_at": None}
    transaction.connection.execute(insert(transaction.dialect, table).values(values))


def of_digest(transaction: Transaction, secret_digest: str) -> Feed | None:
    """The feed of this secret; None where there is none, or it was revoked."""
    query = select(*_COLUMNS).where(table.c.secret_digest == secret_digest, table.c.revoked_at.is_(None))
    row = transaction.connection.execute(query).one_or_none()
    return None if row is None else Feed(**row._mapping)


def of_person(transaction: Transaction, made_by: str) -> dict[str, Feed]:
    """The addresses that a person has and that work, by whose shifts they give; of several the newest."""
    query = select(*_COLUMNS).where(table.c.made_by == made_by, table.c.revoked_at.is_(None)).order_by(table.c.id)
    return {row.whose: Feed(**row._mapping) for row in transaction.connection.execute(query)}


def revoke(transaction: Transaction, made_by: str, whose: str, now: datetime) -> int:
    """Ends every address that the person has of these shifts; how many those were."""
    mine = (table.c.made_by == made_by) & (table.c.whose == whose) & table.c.revoked_at.is_(None)
    return transaction.connection.execute(table.update().where(mine).values(revoked_at=now)).rowcount


def revoke_all(transaction: Transaction, but: tuple[str, ...], now: datetime) -> int:
    """Ends every address of whoever is not among these; how many those were."""
    theirs = table.c.made_by.not_in(but) & table.c.revoked_at.is_(None)
    return transaction.connection.execute(table.update().where(theirs).values(revoked_at=now)).rowcount
