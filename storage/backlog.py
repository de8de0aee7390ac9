"""The outbox as administrators see it: how much waits, what failed; and clearing what is long sent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from storage.database import Transaction
from storage.outbox import SendState
from storage.statements import word
from storage.tables import outbox as table
from storage.tables import outbox_hold


@dataclass(frozen=True)
class Count:
    """How many messages of a kind are in a state, and when the first of them should have been sent."""

    state: SendState
    kind: str
    count: int
    since: datetime


def counts(transaction: Transaction) -> list[Count]:
    """What is waiting, under way, unknown or given up, by state and kind. What was sent is not counted."""
    found = []
    for state in (SendState.PENDING, SendState.LEASED, SendState.UNKNOWN, SendState.GAVE_UP):
        query = select(table.c.kind, func.count(), func.min(table.c.first_due_at)).where(table.c.state == word(state))
        rows = transaction.connection.execute(query.group_by(table.c.kind).order_by(table.c.kind))
        found += [Count(state, kind, count, since) for kind, count, since in rows]
    return found


def forget_sent(transaction: Transaction, before: datetime) -> int:
    """Drop what was sent or superseded before that moment, and holds that ended before it; how many messages.

    What was given up stays: it is for people to see.
    """
    transaction.connection.execute(delete(outbox_hold).where(outbox_hold.c.until < before))
    settled = table.c.state.in_([SendState.SENT.value, SendState.SUPERSEDED.value])
    return transaction.connection.execute(delete(table).where(table.c.settled_at < before, settled)).rowcount
