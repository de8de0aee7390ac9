"""Small helpers for statements that both databases know but SQLAlchemy spells per dialect."""

from sqlalchemy import ColumnElement, Table, literal_column
from sqlalchemy.dialects import postgresql, sqlite

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
