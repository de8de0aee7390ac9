"""What stands at this moment, as numbers: for programs that watch the process. Nobody's words, nobody's name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text

from storage import backlog
from storage.backlog import Count
from storage.database import Transaction
from storage.statements import word
from storage.tables import item, page


@dataclass(frozen=True)
class Gauges:
    """`late`: open past the deadline. `overdue`: a step is due and not taken. `messages`: what the outbox holds."""

    opened: int
    late: int
    overdue: int
    pages_sounding: int
    messages: tuple[Count, ...]


def read(transaction: Transaction, now: datetime) -> Gauges:
    """Each is counted along an index that holds nothing else."""
    is_open = text("item.is_open")  # the condition of the index on open items, word for word
    opened = select(func.count()).select_from(item).where(is_open)
    late = opened.where(item.c.due_at < now)
    overdue = select(func.count()).select_from(item).where(item.c.next_due_at <= now)
    sounding = select(func.count()).select_from(page).where(page.c.state == word("sounding"))
    found = [int(transaction.connection.execute(one).scalar_one()) for one in (opened, late, overdue, sounding)]
    return Gauges(found[0], found[1], found[2], found[3], tuple(backlog.counts(transaction)))
