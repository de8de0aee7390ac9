"""What can go wrong with the database, in three words that the floors above can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection, exc


class StorageError(Exception):
    """Any of the three below."""


class StorageBusy(StorageError):
    """Somebody else was quicker or holds the lock. Nothing was stored; the whole transaction may be run again."""


class StorageDown(StorageError):
    """The database cannot be reached, or went away. Nothing is known to be stored; try again later."""


class SchemaProblem(StorageError):
    """The tables are not those this program knows. The text says, in words, what to do."""


BUSY_STATES = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL: serialization failure, deadlock, lock not available."""

DOWN_STATES = frozenset({"53300", "57P01", "57P02", "57P03"})
"""PostgreSQL: too many connections, administrator's shutdown, crash shutdown, cannot connect now; 08xxx besides."""

SQLITE_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
SQLITE_DOWN = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY})


@contextmanager
def translated() -> Iterator[None]:
    """Turn the drivers' errors into ours; those that mean a mistake in the program pass unchanged."""
    try:
        yield
    except exc.TimeoutError as error:
        raise StorageBusy("no database connection became free in time") from error
    except exc.DBAPIError as error:
        known = _known(error)
        if known is None:
            raise
        raise known from error
    except exc.StatementError as error:
        # A value refused by one of our column types (a naive datetime, NUL): the type's own words say it best.
        if isinstance(error.orig, ValueError):
            raise error.orig from error
        raise


def as_raised_by_sqlalchemy(connection: Connection, sql: str, error: Exception) -> BaseException:
    """A driver's error as SQLAlchemy would raise it, but never with the values: they are customers' words."""
    dialect = connection.dialect
    driver: Any = dialect.loaded_dbapi
    lost = dialect.is_disconnect(cast(Any, error), connection.connection, None)
    if lost:
        connection.invalidate(error)
    return exc.DBAPIError.instance(sql, None, error, driver.Error, connection_invalidated=lost, dialect=dialect)


def _known(error: exc.DBAPIError) -> StorageError | None:
    words = str(error.orig).strip()
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
        if code in SQLITE_BUSY:
            return StorageBusy(words)
        return StorageDown(words) if code in SQLITE_DOWN else None
    state = getattr(error.orig, "sqlstate", None)
    if state in BUSY_STATES:
        return StorageBusy(words)
    unreachable = state is None and isinstance(error, exc.OperationalError)
    if unreachable or error.connection_invalidated or (state or "").startswith("08") or state in DOWN_STATES:
        return StorageDown(words)
    return None
