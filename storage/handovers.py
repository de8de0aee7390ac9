"""What was handed over at the beginning of an absence: each absence once, by person and beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage.database import Transaction
from storage.statements import insert
from storage.tables import handover as table


@dataclass(frozen=True)
class Moved:
    """Item `number` went to `receiver` (None: nobody is there). `claimed_at` is set when the giver owned it (ISO).

    `domain` is the one that it was in; None in rows of an earlier version.
    """

    number: int
    receiver: str | None
    claimed_at: str | None = None
    domain: str | None = None


@dataclass(frozen=True)
class Handover:
    """Of the absence of `person` that began at `starts_at`."""

    person: str
    starts_at: datetime
    at: datetime
    moved: tuple[Moved, ...]
    told_at: datetime | None = None


def begin(transaction: Transaction, person: str, starts_at: datetime, at: datetime) -> bool:
    """Keep that the handing over of this absence has begun; False when it had before (another replica's, too)."""
    values = {"person": person, "starts_at": starts_at, "at": at, "moved": [], "told_at": at}
    statement = insert(transaction.dialect, table).values(values)
    statement = statement.on_conflict_do_nothing(index_elements=["person", "starts_at"])
    return transaction.connection.execute(statement.returning(table.c.person)).first() is not None


def keep(transaction: Transaction, person: str, starts_at: datetime, moved: Sequence[Moved]) -> None:
    """Keep what was moved; its giver is to be told on coming back when that is anything."""
    values: dict[str, Any] = {"moved": [asdict(one) for one in moved]}
    if moved:
        values["told_at"] = None
    transaction.connection.execute(update(table).where(_is(person, starts_at)).values(values))


def read(transaction: Transaction, person: str, starts_at: datetime) -> Handover | None:
    """What was handed over at the beginning of that absence; None when nothing was yet."""
    row = transaction.connection.execute(select(table).where(_is(person, starts_at))).mappings().one_or_none()
    return None if row is None else _handover(row)


def begun(transaction: Transaction, people: Sequence[str]) -> dict[tuple[str, datetime], datetime]:
    """Of these people the absences, by person and beginning, that have been handed over, and when they were."""
    if not people:
        return {}
    query = select(table.c.person, table.c.starts_at, table.c.at).where(table.c.person.in_(people))
    return {(person, starts_at): at for person, starts_at, at in transaction.connection.execute(query)}


def untold(transaction: Transaction) -> list[Handover]:
    """Of which the giver has not been told on coming back, the oldest first."""
    query = select(table).where(table.c.told_at.is_(None)).order_by(table.c.at, table.c.person)
    return [_handover(row) for row in transaction.connection.execute(query).mappings()]


def tell(transaction: Transaction, handover: Handover, at: datetime) -> bool:
    """Keep that the giver is told; False when somebody else has done so."""
    statement = update(table).where(_is(handover.person, handover.starts_at), table.c.told_at.is_(None))
    return transaction.connection.execute(statement.values(told_at=at)).rowcount == 1


def _is(person: str, starts_at: datetime) -> Any:
    return (table.c.person == person) & (table.c.starts_at == starts_at)


def _handover(row: Mapping[Any, Any]) -> Handover:
    moved = tuple(_moved(one) for one in row["moved"])
    return Handover(row["person"], row["starts_at"], row["at"], moved, row["told_at"])


def _moved(one: Mapping[str, Any]) -> Moved:
    return Moved(one["number"], one["receiver"], one["claimed_at"], one.get("domain"))
