"""The sweep's writing: many items' steps at once, each only where nobody else has changed the item meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Select, Update, bindparam, select, update

from routing.item import Climb, Item
from storage.database import Transaction
from storage.item_rows import climb_json
from storage.prepared import Prepared
from storage.statements import one_of
from storage.tables import item as table
from storage.together import Rows, given

DUE_BEFORE = Column("due_before", table.c.next_due_at.type)
WRITTEN = [*(table.c[name] for name in ("number", "version", "climb", "next_due_at")), DUE_BEFORE]


@dataclass(frozen=True)
class Stepped:
    """How far an item has come with a step that was decided on `before`, and when it is due again."""

    before: Item
    climb: Climb
    next_due_at: datetime | None


def write_steps(transaction: Transaction, steps: Sequence[Stepped]) -> set[int]:
    """Store many steps of different items at once; the numbers of those that won.

    An item wins when its version and its due time are still those of `before`. A fixed number of statements,
    however many steps there are. On PostgreSQL the items should be locked by this transaction (`due.items` does it):
    otherwise two replicas could wait for each other.
    """
    rows = [_row(step) for step in steps]
    if transaction.dialect == "postgresql":
        return {number for (number,) in AT_ONCE.rows(transaction, WITH.bound(rows))}
    # Nobody else writes while this transaction does: what stands now is what is written over.
    found = STANDING.rows(transaction, {"numbers": [row["number"] for row in rows]})
    won = set(found).intersection((step.before.number, step.before.version, step.before.next_due_at) for step in steps)
    numbers = {number for number, *_ in won}
    EACH.run_many(transaction, [row for row in rows if row["number"] in numbers])
    return numbers


def _row(step: Stepped) -> dict[str, object]:
    number, version = step.before.number, step.before.version
    # Where each is written by itself SQLAlchemy takes the names of columns for values to set.
    return {
        "number": number, "version": version, "this_number": number, "this_version": version,
        "climb": climb_json(step.climb), "next_due_at": step.next_due_at, "due_before": step.before.next_due_at,
    }  # fmt: skip


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


def _at_once(_: str) -> Update:
    new = given(WRITTEN)
    return (
        update(table)
        .where(
            table.c.number == new.c.number,
            table.c.version == new.c.version,
            table.c.next_due_at.is_not_distinct_from(new.c.due_before),
        )
        .values(climb=new.c.climb, next_due_at=new.c.next_due_at, version=table.c.version + 1)
        .returning(table.c.number)
    )


def _standing(dialect: str) -> Select[tuple[int, int, datetime | None]]:
    return select(table.c.number, table.c.version, table.c.next_due_at).where(
        one_of(dialect, table.c.number, "numbers")
    )


WITH = Rows(WRITTEN)
AT_ONCE = Prepared(_at_once)
EACH = Prepared(_each)
STANDING = Prepared(_standing, returns=[table.c.number, table.c.version, table.c.next_due_at])
