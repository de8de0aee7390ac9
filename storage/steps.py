"""The sweep's writing: many items' steps at once, each only where nobody else has changed the item meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Update, bindparam, select, update

from routing.item import Climb, Item
from storage.database import Transaction
from storage.item_rows import climb_json
from storage.prepared import Prepared
from storage.tables import item as table
from storage.together import Together, given

WRITTEN = [table.c[name] for name in ("number", "version", "climb", "next_due_at")]


def _each(_: str) -> Update:
    return (
        update(table)
        .where(table.c.number == bindparam("this_number"), table.c.version == bindparam("this_version"))
        .values(
            climb=bindparam("climb", type_=table.c.climb.type),
            next_due_at=bindparam("next_due_at", type_=table.c.next_due_at.type),
            version=table.c.version + 1,
        )
    )


def _all_at_once(_: str) -> Update:
    new = given(WRITTEN)
    return (
        update(table)
        .where(table.c.number == new.c.number, table.c.version == new.c.version)
        .values(climb=new.c.climb, next_due_at=new.c.next_due_at, version=table.c.version + 1)
    )


CLIMBED = Together(each=Prepared(_each), all_at_once=Prepared(_all_at_once), columns=WRITTEN)

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
        CLIMBED.run(transaction, [_row(step) for step in won])
    return {step.before.number for step in won}


def _row(step: Stepped) -> dict[str, object]:
    number, version = step.before.number, step.before.version
    # Where each is written by itself SQLAlchemy takes the names of columns for values to set.
    return {
        "number": number, "version": version, "this_number": number, "this_version": version,
        "climb": climb_json(step.climb), "next_due_at": step.next_due_at,
    }  # fmt: skip
