"""Many rows with one statement on PostgreSQL, where they come as one JSON array.

Measured: the driver's `executemany` sends and settles each row by itself, which took half of a sweep's time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, TableValuedAlias, bindparam, column, func

from storage.database import Transaction
from storage.moment import Moment, microseconds
from storage.prepared import FEW_ROWS, Prepared
from storage.words import Words, checked

_ROWS = "rows"


def given(columns: Iterable[Column[Any]]) -> TableValuedAlias:
    """The rows, in their order, as a table with these columns, to select from."""
    named = [column(one.name, one.type) for one in columns]
    return func.json_to_recordset(bindparam(_ROWS, type_=JSON)).table_valued(*named).render_derived("given", True)


class Rows:
    """Rows of these columns as the value of what `given` of them selects from."""

    def __init__(self, columns: Sequence[Column[Any]]) -> None:
        # SQLAlchemy's own kind of name is text that costs ten times as much to write as JSON.
        self._columns = [(str(one.name), _plain(one)) for one in columns]

    def bound(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, object]:
        """The values for `Prepared`."""
        columns = self._columns
        return {
            _ROWS: [
                {name: row[name] if as_plain is None else as_plain(row[name]) for name, as_plain in columns}
                for row in rows
            ]
        }


class Together:
    """Runs `each` for every row, or `all_at_once`, which selects from `given(columns)`, where that is faster."""

    def __init__(self, each: Prepared, all_at_once: Prepared, columns: Sequence[Column[Any]]) -> None:
        self._each = each
        self._all = all_at_once
        self._rows = Rows(columns)

    def run(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """Without results."""
        if transaction.dialect == "sqlite" or len(rows) <= FEW_ROWS:
            self._each.run_many(transaction, rows)
            return
        self._all.count(transaction, self._rows.bound(rows))


def _plain(one: Column[Any]) -> Callable[[Any], Any] | None:
    """What makes JSON of a value of this column, where it is not JSON as it is."""
    if isinstance(one.type, Words):
        return checked
    return _moment if isinstance(one.type, Moment) else None


def _moment(value: datetime | None) -> int | None:
    return None if value is None else microseconds(value)
