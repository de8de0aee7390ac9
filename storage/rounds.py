"""How the rounds of items ended that have opened again since: the figures count each by its own deadline."""

from routing.item import Item
from storage.database import Transaction
from storage.statements import insert
from storage.tables import item_round as table


def keep(transaction: Transaction, ended: Item) -> None:
    """Keep the round of a closed item that is about to open again, which should be locked. Twice is once."""
    assert ended.closing is not None
    values = {
        "item": ended.number, "round": ended.round, "domain": ended.domain, "state": ended.state.value,
        "due_at": ended.deadline.due_at, "target": ended.deadline.target, "closed_at": ended.closing.at,
        "came_unstaffed": ended.deadline.came_unstaffed, "held": ended.held_until is not None,
        "person": ended.owner or ended.expert, "came_late": ended.deadline.came_late,
        "clock": ended.deadline.clock.value,
    }  # fmt: skip
    statement = insert(transaction.dialect, table).on_conflict_do_nothing(index_elements=["item", "round"])
    transaction.connection.execute(statement.values(values))
