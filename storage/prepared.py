"""Statements that run at every intent: put into SQL once, then run straight on the driver's cursor.

Measured: SQLAlchemy's way from a Core statement to the driver takes ten to twenty times as long as SQLite needs to run
it, and an intake ran a dozen (BENCHMARKS.md).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import JSON, ColumnElement, Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler

from storage.database import Transaction, as_json
from storage.errors import as_raised_by_sqlalchemy
from storage.moment import Moment, microseconds, moment
from storage.words import Words, checked

FEW_ROWS = 3

Bind = Callable[[Any], Any]


class Prepared:
    """One statement; `build` makes it for "sqlite" or "postgresql".

    `columns` are those that an INSERT is given. `returns` are the columns of its rows: without them rows come as the
    driver gives them, moments as microseconds and JSON as text on SQLite.
    """

    def __init__(
        self,
        build: Callable[[str], Executable],
        columns: Sequence[str] | None = None,
        returns: Iterable[ColumnElement[Any]] = (),
    ) -> None:
        self._build = build
        self._columns = columns
        self._returns = tuple(returns)
        self._known: dict[str, _Compiled] = {}

    def rows(self, transaction: Transaction, values: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """Run it once; all its rows."""
        compiled = self._compiled(transaction)
        cursor = transaction.cursor
        try:
            cursor.execute(compiled.sql, compiled.bound(values or {}))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        except compiled.errors as error:
            raise as_raised_by_sqlalchemy(transaction.connection, compiled.sql, error) from error
        return [compiled.read(row) for row in found] if compiled.readers else found

    def count(self, transaction: Transaction, values: Mapping[str, object] | None = None) -> int:
        """Run it once; how many rows it changed."""
        compiled = self._compiled(transaction)
        cursor = transaction.cursor
        try:
            cursor.execute(compiled.sql, compiled.bound(values or {}))
        except compiled.errors as error:
            raise as_raised_by_sqlalchemy(transaction.connection, compiled.sql, error) from error
        changed: int = cursor.rowcount
        return changed

    def run_many(self, transaction: Transaction, rows: Iterable[Mapping[str, object]]) -> None:
        """Run it for each row of values, without results."""
        compiled = self._compiled(transaction)
        bound = [compiled.bound(row) for row in rows]
        cursor = transaction.cursor
        try:
            # psycopg's executemany opens a pipeline, which costs more than it saves for a few rows.
            if len(bound) <= FEW_ROWS:
                for values in bound:
                    cursor.execute(compiled.sql, values)
            else:
                cursor.executemany(compiled.sql, bound)
        except compiled.errors as error:
            raise as_raised_by_sqlalchemy(transaction.connection, compiled.sql, error) from error

    def _compiled(self, transaction: Transaction) -> "_Compiled":
        found = self._known.get(transaction.dialect)
        if found is None:
            dialect = transaction.connection.dialect
            statement: Any = self._build(transaction.dialect)
            found = self._known[transaction.dialect] = _compile(statement, dialect, self._columns, self._returns)
        return found


@dataclass(frozen=True)
class _Compiled:
    sql: str
    positional: bool
    given: tuple[tuple[str, Bind | None], ...]
    fixed: Mapping[str, Any]
    order: tuple[str, ...]
    readers: tuple[tuple[int, Bind], ...]
    errors: type[Exception]

    def read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row with its values as the program knows them."""
        values = list(row)
        for place, reader in self.readers:
            values[place] = reader(values[place])
        return tuple(values)

    def bound(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        if self.positional and not self.fixed:
            return [values[name] if bind is None else bind(values[name]) for name, bind in self.given]
        named = {name: values[name] if bind is None else bind(values[name]) for name, bind in self.given}
        named |= self.fixed
        return [named[name] for name in self.order] if self.positional else named


def _compile(
    statement: Any, dialect: Dialect, columns: Sequence[str] | None, returns: Sequence[ColumnElement[Any]]
) -> _Compiled:
    compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=columns)
    order = tuple(compiled.positiontup or compiled.bind_names.values())
    binds = {name: _bind(compiled, name, dialect) for name in order}
    given = tuple((name, binds[name]) for name in order if compiled.binds[name].required)
    fixed = {name: compiled.binds[name].effective_value for name in order if not compiled.binds[name].required}
    known = ((place, _reader(column, dialect)) for place, column in enumerate(returns))
    readers = tuple((place, reader) for place, reader in known if reader is not None)
    assert dialect.loaded_dbapi is not None
    return _Compiled(compiled.string, dialect.positional, given, fixed, order, readers, dialect.loaded_dbapi.Error)


def _bind(compiled: SQLCompiler, name: str, dialect: Dialect) -> Bind | None:
    kind = compiled.binds[name].type
    # The same work without two calls around it: of an item's values forty are words, eight moments, and six JSON.
    if isinstance(kind, Words):
        return checked
    if isinstance(kind, Moment):
        return _moment_or_none
    if isinstance(kind, JSON) and dialect.name == "sqlite":
        return _json_or_none
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(column: ColumnElement[Any], dialect: Dialect) -> Bind | None:
    if isinstance(column.type, JSON) and dialect.name == "sqlite":
        return _from_json_or_none
    if isinstance(column.type, Moment):
        return _from_moment_or_none
    return column.type.dialect_impl(dialect).result_processor(dialect, None)


def _from_json_or_none(value: str | None) -> object:
    return None if value is None else from_json(value)


def _from_moment_or_none(value: int | None) -> datetime | None:
    return None if value is None else moment(value)


def _moment_or_none(value: datetime | None) -> int | None:
    return None if value is None else microseconds(value)


def _json_or_none(value: object) -> str | None:
    return None if value is None else as_json(value) if value != {} else "{}"
