"""Which items were merged into another: their posts are answered together with it."""

from sqlalchemy import bindparam, select, text

from routing.item import State
from storage.database import Transaction
from storage.prepared import Prepared
from storage.statements import word
from storage.tables import item as table

MERGED_INTO = Prepared(
    lambda _: (
        select(table.c.number)
        .where(
            table.c.merged_into == bindparam("into"),
            text("merged_into IS NOT NULL"),
            table.c.state == word(State.MERGED),
        )
        .order_by(table.c.number)
    )
)


def merged_into(transaction: Transaction, number: int) -> list[int]:
    """The numbers of the items that are merged into this one now, in order."""
    return [row[0] for row in MERGED_INTO.rows(transaction, {"into": number})]
