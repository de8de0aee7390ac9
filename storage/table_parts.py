"""What all tables are made of: the columns' kinds and the common metadata."""

from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Integer, MetaData, text
from sqlmodel import SQLModel

Number = BigInteger().with_variant(Integer(), "sqlite")
"""A number the database gives out; SQLite does so only for a column declared INTEGER."""

Json = JSON(none_as_null=True)


class Row(SQLModel):
    metadata: ClassVar[MetaData] = MetaData()


def where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, for both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
