"""Open items as lists need them: little of each, in one query."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from routing.item import Kind, Urgency
from routing.report import Line
from storage.database import Transaction
from storage.items import OPEN
from storage.reports import COLUMNS, line_of
from storage.tables import item as table

MORE = [table.c.kind, table.c.urgency, table.c.owner, table.c.expert]


@dataclass(frozen=True)
class OpenItem:
    """One open item. `line` is what the figures know of it."""

    line: Line
    kind: Kind
    urgency: Urgency
    owner: str | None
    expert: str | None


def read(transaction: Transaction, now: datetime, carrier: str | None = None) -> list[OpenItem]:
    """The open items, the earliest deadline first; or only those that somebody owns, or is the expert of while nobody
    owns them. Costs what there are, as the figures of a status do."""
    query = select(*COLUMNS, *MORE).where(OPEN if carrier is None else table.c.carried_by == carrier)
    found = []
    for row in transaction.connection.execute(query):
        *figures, kind, urgency, owner, expert = row
        found.append(OpenItem(line_of(figures, now), Kind(kind), Urgency(urgency), owner, expert))
    return sorted(found, key=lambda one: (one.line.due_at, one.line.number))
