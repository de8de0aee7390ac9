"""The sweep's writing: many items' steps at once, each only where nobody else has changed the item meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from routing.item import Climb, Item
from storage.database import Transaction
from storage.item_rows import climb_json
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

# Put together once: building a statement costs more than running it. Locked in one order, so that two replicas cannot
# wait for each other.
LOCKED = (
    select(table.c.number, table.c.version, table.c.next_due_at)
    .where(table.c.number.in_(bindparam("numbers", expanding=True)))
    .order_by(table.c.number)
    .with_for_update()
)


@dataclass(frozen=True)
class Stepped:
    """How far an item has come with a step that was decided on `before`, and when it is due again."""

    before: Item
    climb: Climb
    next_due_at: datetime | None


def write_steps(transaction: Transaction, steps: Sequence[Stepped]) -> set[int]:
    """Store many steps of different items at once; the numbers of those that won.

    An item wins when its version and its due time are still those of `before`. A fixed number of statements,
    however many steps there are.
    """
    expected = {step.before.number: (step.before.version, step.before.next_due_at) for step in steps}
    assert len(expected) == len(steps)
    found = transaction.connection.execute(LOCKED, {"numbers": sorted(expected)})
    stands = {number: (version, due) for number, version, due in found}
    won = [step for step in steps if stands.get(step.before.number) == expected[step.before.number]]
    if won:
        CLIMBED.run_many(transaction, [_row(step) for step in won])
    return {step.before.number for step in won}


def _row(step: Stepped) -> dict[str, object]:
    return {
        "this_number": step.before.number, "this_version": step.before.version, "new_climb": climb_json(step.climb),
        "new_due": step.next_due_at,
    }  # fmt: skip
