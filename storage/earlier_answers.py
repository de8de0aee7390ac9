"""Answers that were given before to questions of the same domain: what a like question may be answered with again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import not_, select

from routing.answer_legs import TWO_LEGGED
from routing.item import Item, State
from storage.database import Transaction
from storage.tables import item as table

LOOKED_THROUGH = 5_000
"""Items around the newest: there is no index by domain, and the numbers bound what it costs."""

MOST_READ = 200


@dataclass(frozen=True)
class EarlierAnswer:
    """What a customer asked, and the words of the answer; never of a private message."""

    number: int
    question: str
    answer: str
    by: str
    at: datetime


def like(transaction: Transaction, item: Item) -> tuple[EarlierAnswer, ...]:
    """The newest answers, in the item's domain and language, to posts in the same situation (or of the same kind, where
    it has none), the newest first. Those of which only a link is known have no words to offer, and those in two legs
    only a note that says where to look."""
    alike = table.c.situation == item.situation if item.situation else table.c.kind == item.kind
    query = (
        select(table.c.number, table.c.text, table.c.answer_text, table.c.closed_by, table.c.closed_at)
        .where(table.c.number > item.number - LOOKED_THROUGH, table.c.number != item.number)
        .where(table.c.state == State.ANSWERED.value, not_(table.c.private), table.c.answer_text != "")
        .where(table.c.domain == item.domain, table.c.language == item.language, alike)
        .where(table.c.closing_reason.is_distinct_from(TWO_LEGGED))
        .order_by(table.c.number.desc())
        .limit(MOST_READ)
    )
    return tuple(EarlierAnswer(*row) for row in transaction.connection.execute(query))
