"""Answers that somebody has begun: what stood in the form's fields when they last changed, by item and person.

A row also says that somebody has the form open: it is there from then on, without words at first.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, or_, select, update

from storage.database import Transaction
from storage.statements import insert
from storage.tables import draft as table


@dataclass(frozen=True)
class Draft:
    """`fields` are the form's, by name, those without words left out. `begun_at` is when the form was opened for it;
    `changed_at` when its words last changed, or when it was opened first, while there are none."""

    item: int
    person: str
    fields: Mapping[str, str]
    begun_at: datetime
    changed_at: datetime

    @property
    def touched_at(self) -> datetime:
        """When its writer last had a hand in it."""
        return max(self.begun_at, self.changed_at)


def read(transaction: Transaction, item: int, person: str) -> Draft | None:
    """What the person has begun to answer the item with; None for nothing, not even an open form."""
    query = select(table).where(table.c.item == item, table.c.person == person)
    row = transaction.connection.execute(query).one_or_none()
    return None if row is None else _draft(row)


def being_written(transaction: Transaction, items: Collection[int], since: datetime) -> tuple[Draft, ...]:
    """What people have had a hand in after `since`, of these items; the longest written first."""
    fresh = or_(table.c.begun_at > since, table.c.changed_at > since)
    query = select(table).where(table.c.item.in_(items), fresh).order_by(table.c.begun_at, table.c.person)
    return tuple(map(_draft, transaction.connection.execute(query)))


def of_person(transaction: Transaction, person: str, most: int) -> tuple[Draft, ...]:
    """What somebody has begun and not sent, the newest first; forms without a word are none."""
    query = select(table).where(table.c.person == person).order_by(table.c.changed_at.desc(), table.c.item)
    found = map(_draft, transaction.connection.execute(query))
    return tuple(one for one in found if one.fields)[:most]


def begin(transaction: Transaction, item: int, person: str, at: datetime, fresh_since: datetime) -> None:
    """The person has opened the form. Who has had a hand in it since `fresh_since` goes on with what they began."""
    row = {"item": item, "person": person, "fields": {}, "begun_at": at, "changed_at": at}
    statement = insert(transaction.dialect, table).values(row)
    statement = statement.on_conflict_do_nothing(index_elements=["item", "person"])
    if transaction.connection.execute(statement.returning(table.c.item)).first() is not None:
        return
    old = (table.c.begun_at <= fresh_since) & (table.c.changed_at <= fresh_since)
    mine = (table.c.item == item) & (table.c.person == person)
    transaction.connection.execute(update(table).where(mine, old).values(begun_at=at))


def keep(transaction: Transaction, item: int, person: str, fields: Mapping[str, str], at: datetime) -> None:
    """Keeps what stands in the form's fields now."""
    kept = {name: words for name, words in fields.items() if words}
    row = {"item": item, "person": person, "fields": kept, "begun_at": at, "changed_at": at}
    statement = insert(transaction.dialect, table).values(row)
    changed = {"fields": kept, "changed_at": at}
    transaction.connection.execute(statement.on_conflict_do_update(index_elements=["item", "person"], set_=changed))


def drop(transaction: Transaction, item: int, person: str) -> None:
    """Nothing is kept of it any more."""
    transaction.connection.execute(delete(table).where(table.c.item == item, table.c.person == person))


def forget(transaction: Transaction, before: datetime) -> None:
    """Drops what nobody has had a hand in since then."""
    transaction.connection.execute(delete(table).where(table.c.begun_at < before, table.c.changed_at < before))


def _draft(row: Row[tuple[object, ...]]) -> Draft:
    return Draft(row.item, row.person, dict(row.fields), row.begun_at, row.changed_at)
