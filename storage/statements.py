"""Small helpers for statements that both databases know but SQLAlchemy spells per dialect."""

from typing import Any

from sqlalchemy import JSON, ColumnElement, Table, TableValuedAlias, bindparam, column, func, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.type_api import TypeEngine

Insert = postgresql.Insert | sqlite.Insert


def insert(dialect: str, table: Table) -> Insert:
    """An INSERT that knows ON CONFLICT. Rows are given when it is executed; a statement may be kept and used again."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def word(value: str) -> ColumnElement[str]:
    """One of our own constant words, written into the statement.

    A partial index is used only when the statement repeats its condition; a bound value would hide it.
    """
    assert value.isidentifier()
    return literal_column(f"'{value}'")


def given_values(dialect: str, name: str, kind: TypeEngine[Any]) -> TableValuedAlias:
    """The values of a list, bound by that name, as a table with the column "value".

    One bound value however many they are: a statement with a place for each is put into SQL anew for each number of
    them, which took longer than running it.
    """
    value = column("value", kind)
    if dialect == "postgresql":
        return func.unnest(bindparam(name, type_=postgresql.ARRAY(kind))).table_valued(value).render_derived(name)
    return func.json_each(bindparam(name, type_=JSON)).table_valued(value, name=name)


def one_of(dialect: str, found: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether the column holds one of the values of a list, bound by that name."""
    if dialect == "postgresql":
        return found == func.any(bindparam(name, type_=postgresql.ARRAY(found.type)))
    return found.in_(select(given_values(dialect, name, found.type).c.value))
