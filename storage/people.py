"""Everybody whom a handbook in force ever named: an id stays a person's, also when they have left."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from routing.absence import Departed
from storage.database import Transaction
from storage.statements import insert
from storage.tables import person as table


def departed(transaction: Transaction) -> list[Departed]:
    """Those who have left, by id."""
    query = select(table).where(table.c.left_at.is_not(None)).order_by(table.c.id)
    return [Departed(row.id, row.name, row.left_at) for row in transaction.connection.execute(query)]


def known(transaction: Transaction) -> list[str]:
    """The ids of everybody whom the handbook in force names."""
    query = select(table.c.id).where(table.c.left_at.is_(None)).order_by(table.c.id)
    return list(transaction.connection.execute(query).scalars())


def keep(transaction: Transaction, names: Mapping[str, str], at: datetime) -> None:
    """These people, by id, are those of the handbook in force from now on; all others have left."""
    rows = [{"id": person, "name": name, "left_at": None} for person, name in names.items()]
    statement = insert(transaction.dialect, table)
    new = statement.excluded
    transaction.connection.execute(
        statement.on_conflict_do_update(index_elements=["id"], set_={"name": new.name, "left_at": None}), rows
    )
    gone = table.c.left_at.is_(None) & table.c.id.not_in(list(names))
    transaction.connection.execute(update(table).where(gone).values(left_at=at))
