"""Items that were merged into another: its answer is theirs too."""

from sqlalchemy import select

from routing.item import State
from storage.database import Transaction
from storage.tables import item as table


def merged_into(transaction: Transaction, number: int) -> list[int]:
    """The numbers of the items that are merged into this one now, the smallest first."""
    query = select(table.c.number).where(table.c.merged_into == number, table.c.state == State.MERGED.value)
    return list(transaction.connection.execute(query.order_by(table.c.number)).scalars())
