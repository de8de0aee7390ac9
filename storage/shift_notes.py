"""Who was told what about which shift: each once, however many replicas there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select

from storage.database import Transaction
from storage.statements import insert
from storage.tables_rota import shift_note as table


class What(StrEnum):
    """A shift is soon to begin, begins, or has ended."""

    SOON = "soon"
    BEGINS = "begins"
    ENDED = "ended"


Note = tuple[str, str, datetime, str]
"""Layer, person, beginning of the shift, what (a value of `What`)."""


def keep(transaction: Transaction, layer: str, person: str, starts_at: datetime, what: What, at: datetime) -> bool:
    """Keep that the person is told; False when they had been (by another replica, too)."""
    values = {"layer": layer, "person": person, "starts_at": starts_at, "what": what.value, "at": at}
    statement = insert(transaction.dialect, table).values(values)
    statement = statement.on_conflict_do_nothing(index_elements=["layer", "person", "starts_at", "what"])
    return transaction.connection.execute(statement.returning(table.c.person)).first() is not None


def known(transaction: Transaction, people: Sequence[str], since: datetime) -> set[Note]:
    """What these people were told about shifts that began at `since` or later."""
    if not people:
        return set()
    query = select(table.c.layer, table.c.person, table.c.starts_at, table.c.what).where(
        table.c.person.in_(people), table.c.starts_at >= since
    )
    return {
        (layer, person, starts_at, what) for layer, person, starts_at, what in transaction.connection.execute(query)
    }


@dataclass(frozen=True)
class Noted:
    """Somebody was told `what` at `at` about their shift in `layer` that begins at `starts_at`."""

    layer: str
    person: str
    starts_at: datetime
    what: What
    at: datetime


def since(transaction: Transaction, moment: datetime) -> list[Noted]:
    """What everybody was told about shifts that began at that moment or later, the first told first."""
    query = (
        select(table.c.layer, table.c.person, table.c.starts_at, table.c.what, table.c.at)
        .where(table.c.starts_at >= moment)
        .order_by(table.c.at, table.c.starts_at, table.c.person)
    )
    rows = transaction.connection.execute(query)
    return [Noted(layer, person, starts_at, What(what), at) for layer, person, starts_at, what, at in rows]


def forget(transaction: Transaction, before: datetime) -> None:
    """What was said about shifts that began before that moment."""
    transaction.connection.execute(delete(table).where(table.c.starts_at < before))
