"""Conflicts that were reported: by whom, in which words, with which evidence, and how each was settled."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select, update

from routing.conflict import Evidence
from routing.item import Item
from storage.database import Transaction
from storage.statements import insert
from storage.tables_desk import conflict as table

_EVIDENCE = TypeAdapter(Evidence)


@dataclass(frozen=True)
class Conflict:
    """One conflict of item `item`. `line` is the reporter's, `note` of whoever settled it; `evidence` is None once it
    was erased."""

    id: int
    item: int
    by: str
    at: datetime
    line: str
    evidence: Evidence | None
    settled_by: str | None = None
    settled_at: datetime | None = None
    note: str | None = None


def report(transaction: Transaction, item: Item, by: str, at: datetime, line: str, evidence: Evidence) -> Conflict:
    """Keep a conflict with its evidence."""
    values = {"item": item.number, "by": by, "at": at, "line": line, "evidence": _EVIDENCE.dump_json(evidence).decode()}
    statement = insert(transaction.dialect, table).values(values).returning(table.c.id)
    number = transaction.connection.execute(statement).scalar_one()
    return Conflict(number, item.number, by, at, line, evidence)


def read(transaction: Transaction, number: int) -> Conflict | None:
    """The conflict as it is now; None when there is none of that number."""
    row = transaction.connection.execute(select(table).where(table.c.id == number)).one_or_none()
    return None if row is None else _conflict(row)


def of_item(transaction: Transaction, item: int) -> list[Conflict]:
    """All conflicts of an item, the first first."""
    query = select(table).where(table.c.item == item).order_by(table.c.id)
    return [_conflict(row) for row in transaction.connection.execute(query)]


def settle(transaction: Transaction, item: int, by: str, at: datetime, note: str | None) -> None:
    """Keep who has unlocked an item, and their word about it, with every conflict of it that nobody had settled."""
    waiting = (table.c.item == item) & table.c.settled_at.is_(None)
    statement = update(table).where(waiting).values(settled_by=by, settled_at=at, note=note)
    transaction.connection.execute(statement)


def _conflict(row: Any) -> Conflict:
    evidence = _EVIDENCE.validate_json(row.evidence) if row.evidence else None
    return Conflict(
        row.id, row.item, row.by, row.at, row.line, evidence, row.settled_by, row.settled_at, row.note
    )  # fmt: skip
