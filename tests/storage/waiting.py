"""What waits for approval, of closed items too: the program itself asks for that of open ones alone."""

from sqlalchemy import select

from storage import approvals
from storage.approvals import Approval
from storage.database import Transaction
from storage.tables import approval as table


def waiting(transaction: Transaction) -> list[Approval]:
    """All answers that wait for somebody's word, the oldest first."""
    query = select(table.c.id).where(table.c.state == "waiting").order_by(table.c.id)
    found = [approvals.read(transaction, number) for number in transaction.connection.execute(query).scalars()]
    return [one for one in found if one is not None]
