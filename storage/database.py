"""One database, SQLite or PostgreSQL: writers, readers and what a transaction is.

SQLite: WAL, a full sync at every commit, one writer at a time (BEGIN IMMEDIATE), readers on their own read-only
connections. PostgreSQL: READ COMMITTED writers, REPEATABLE READ READ ONLY readers. A reader sees one consistent
snapshot on both, and never waits for a writer.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import StorageDown, translated

PATIENCE = timedelta(seconds=10)
"""How long a writer waits for another one's lock before `StorageBusy`."""

POSTGRESQL_WRITERS = 4
READERS = 4


@dataclass(frozen=True)
class Transaction:
    """One transaction under way. Everything in storage/ that touches rows takes it first.

    `dialect` is "sqlite" or "postgresql".
    """

    connection: Connection
    dialect: str

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is undone alone when it raises; the transaction goes on."""
        with translated(), self.connection.begin_nested():
            yield


class Database:
    """Opens nothing by itself: the first transaction connects. Safe to share between threads.

    `writers` is how many threads should write: one for SQLite, four for PostgreSQL; further ones wait their turn.
    `patience` is how long one waits for another's lock. ValueError for an address of any other kind, or a SQLite
    database without a file.
    """

    def __init__(self, address: str, patience: timedelta = PATIENCE) -> None:
        self.url = _parsed(address)
        self.dialect = self.url.get_backend_name()
        if self.dialect == "sqlite":
            self.writers = 1
            self._writer, self._reader = _sqlite_engines(self.url, patience)
        else:
            self.writers = POSTGRESQL_WRITERS
            self._writer, self._reader = _postgresql_engines(self.url, patience)

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for PostgreSQL."""
        return Path(str(self.url.database)) if self.dialect == "sqlite" else None

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Commits at the end; an exception rolls back and goes on. Raises StorageBusy, StorageDown."""
        with translated():
            self._make_folder()
            with self._writer.begin() as connection:
                yield Transaction(connection, self.dialect)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """One snapshot, read only: a statement that would write is refused by the database. Raises StorageDown."""
        with translated():
            self._make_folder()
            with self._reader.connect() as connection:
                yield Transaction(connection, self.dialect)

    def close(self) -> None:
        """Close all connections. A later transaction would open new ones."""
        self._reader.dispose()
        self._writer.dispose()

    def _make_folder(self) -> None:
        if self.file is not None:
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageDown(f"the folder {self.file.parent} cannot be made: {error}") from error


def _parsed(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        raise ValueError("the database address is not understood; give sqlite:///… or postgresql+psycopg://…") from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise ValueError(f"{url.get_backend_name()} is not supported; give sqlite:///… or postgresql+psycopg://…")
    if url.database in (None, "", ":memory:"):
        raise ValueError("a SQLite database needs a file: sqlite:///var/svarvakt.db")
    return url.set(drivername="sqlite+pysqlite")


def _sqlite_engines(url: URL, patience: timedelta) -> tuple[Engine, Engine]:
    seconds = patience.total_seconds()
    # One connection writes: threads queue for it here, in the pool, instead of polling for the file's lock.
    writer = create_engine(
        url,
        pool_size=1,
        max_overflow=0,
        pool_timeout=3 * seconds,
        connect_args={"timeout": seconds},
    )
    reader = create_engine(url, pool_size=READERS, max_overflow=READERS, connect_args={"timeout": seconds})
    for engine, begin in ((writer, "BEGIN IMMEDIATE"), (reader, "BEGIN")):
        event.listen(engine, "connect", _prepare_sqlite_reader if engine is reader else _prepare_sqlite_writer)
        event.listen(engine, "begin", _begin_with(begin))
    return writer, reader


def _begin_with(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


def _prepare_sqlite_writer(connection: sqlite3.Connection, _: object) -> None:
    # Without this, pysqlite commits when it likes and savepoints leak (see the floor's tests).
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _prepare_sqlite_reader(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only = ON")


def _postgresql_engines(url: URL, patience: timedelta) -> tuple[Engine, Engine]:
    # pre-ping: after a restart of the server the pool's old connections are replaced before a transaction meets them.
    writer = create_engine(
        url,
        isolation_level="READ COMMITTED",
        pool_size=POSTGRESQL_WRITERS,
        max_overflow=POSTGRESQL_WRITERS,
        pool_pre_ping=True,
    )
    reader = create_engine(
        url, isolation_level="REPEATABLE READ", pool_size=READERS, max_overflow=READERS, pool_pre_ping=True
    )
    event.listen(writer, "connect", _postgresql_writer_with(patience))
    event.listen(reader, "connect", _prepare_postgresql_reader)
    return writer, reader


def _postgresql_writer_with(patience: timedelta) -> Callable[[Any, object], None]:
    def prepare(connection: Any, _: object) -> None:
        connection.execute(f"SET lock_timeout = {patience // timedelta(milliseconds=1)}")
        connection.commit()

    return prepare


def _prepare_postgresql_reader(connection: Any, _: object) -> None:
    connection.read_only = True
