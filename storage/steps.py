"""The sweep's writing: many items' steps at once, each only where nobody else has changed the item meanwhile."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, bindparam, select, update

from routing.item import Item
from storage.database import Transaction
from storage.item_rows import climb_json, difference, to_row
from storage.prepared import Prepared
from storage.tables import item as table

CLIMBED = Prepared(
    lambda _: (
        update(table)
        .where(table.c.number == bindparam("this_number"), table.c.version == bindparam("this_version"))
        .values(
            climb=bindparam("new_climb", type_=table.c.climb.type),
            next_due_at=bindparam("new_due", type_=table.c.next_due_at.type),
            version=table.c.version + 1,
        )
    )
)


def write_steps(transaction: Transaction, steps: Sequence[tuple[Item, Item]]) -> set[int]:
    """Store many (before, after) pairs of different items at once; the numbers of those that won.

    An item wins when its version and its due time are still those of `before`. A fixed number of statements,
    however many pairs there are.
    """
    expected = {before.number: (before.version, before.next_due_at) for before, _ in steps}
    assert len(expected) == len(steps)
    # Locked in one order, so that two replicas cannot wait for each other.
    query = (
        select(table.c.number, table.c.version, table.c.next_due_at)
        .where(table.c.number.in_(sorted(expected)))
        .order_by(table.c.number)
        .with_for_update()
    )
    found = {number: (version, due) for number, version, due in transaction.connection.execute(query)}
    won = [(before, after) for before, after in steps if found.get(before.number) == expected[before.number]]
    if won:
        _write_all(transaction, won)
    return {before.number for before, _ in won}


def _write_all(transaction: Transaction, pairs: Sequence[tuple[Item, Item]]) -> None:
    if all(_only_climbed(before, after) for before, after in pairs):
        CLIMBED.run_many(transaction, [_climbed(before, after) for before, after in pairs])
        return
    changed = set().union(*(difference(before, after) for before, after in pairs))
    names = [column.name for column in table.c if column.name in changed]
    statement = (
        update(table)
        .where(and_(table.c.number == bindparam("this_number"), table.c.version == bindparam("this_version")))
        .values({name: bindparam(f"new_{name}") for name in names} | {"version": table.c.version + 1})
    )
    rows = []
    for before, after in pairs:
        values = to_row(after)
        keys = {"this_number": before.number, "this_version": before.version}
        rows.append(keys | {f"new_{name}": values[name] for name in names})
    transaction.connection.execute(statement, rows)


def _only_climbed(before: Item, after: Item) -> bool:
    """What the sweep changes, in almost every case. Cheap, as all else is the very same value."""
    old = vars(before)
    return all(
        value is old[name] or value == old[name]
        for name, value in vars(after).items()
        if name not in ("climb", "next_due_at")
    )


def _climbed(before: Item, after: Item) -> dict[str, Any]:
    return {
        "this_number": before.number, "this_version": before.version, "new_climb": climb_json(after.climb),
        "new_due": after.next_due_at,
    }  # fmt: skip
