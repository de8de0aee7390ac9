"""One database, SQLite or PostgreSQL: writers, readers and what a transaction is.

SQLite: WAL, a full sync at every commit, one writer at a time (BEGIN IMMEDIATE), readers on their own read-only
connections. PostgreSQL: READ COMMITTED writers, REPEATABLE READ READ ONLY readers. A reader sees one consistent
snapshot on both, and never waits for a writer.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.errors import StorageDown, as_raised_by_sqlalchemy, translated
from storage.group import Group

PATIENCE = timedelta(seconds=10)
"""How long a writer waits for another one's lock before `StorageBusy`."""

POSTGRESQL_WRITERS = 4
READERS = 4

SQLITE_TOGETHER = 16
"""Transactions in one commit: the commit then costs each little, and the first still waits only milliseconds."""


@dataclass(frozen=True)
class Transaction:
    """One transaction under way. Everything in storage/ that touches rows takes it first.

    `dialect` is "sqlite" or "postgresql".
    """

    connection: Connection
    dialect: str

    @cached_property
    def cursor(self) -> Any:
        """The driver's own cursor, for `storage.prepared`."""
        return self.connection.connection.cursor()

    def lock(self, table: Table) -> None:
        """Nobody else writes the table until this transaction ends; readers go on. SQLite has one writer anyway."""
        if self.dialect == "postgresql":
            self.connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is undone alone when it raises; the transaction goes on."""
        with translated(), self.connection.begin_nested():
            yield


class Database:
    """Opens nothing by itself: the first transaction connects. Safe to share between threads.

    `writers` is how many threads should write: one for SQLite, four for PostgreSQL; further ones wait their turn.
    `together` is how many transactions a `group` should hold at most.
    `patience` is how long one waits for another's lock. ValueError for an address of any other kind, or a SQLite
    database without a file.
    """

    def __init__(self, address: str, patience: timedelta = PATIENCE) -> None:
        self.url = _parsed(address)
        self.dialect = self.url.get_backend_name()
        self._own = threading.local()
        if self.dialect == "sqlite":
            self.writers, self.together = 1, SQLITE_TOGETHER
            self._writer, self._reader = _sqlite_engines(self.url, patience)
        else:
            self.writers, self.together = POSTGRESQL_WRITERS, 1
            self._writer, self._reader = _postgresql_engines(self.url, patience)

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for PostgreSQL."""
        return Path(str(self.url.database)) if self.dialect == "sqlite" else None

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Commits at the end; an exception rolls back and goes on. Raises StorageBusy, StorageDown.

        In a `group` of this thread the commit is the group's.
        """
        group: Group | None = getattr(self._own, "group", None)
        begun = _begun(self._writer) if group is None else group.transaction()
        with translated(), begun as connection:
            yield Transaction(connection, self.dialect)

    @contextmanager
    def group(self) -> Iterator[None]:
        """On SQLite, what this thread writes inside is committed at the end, all at once; begun with the first of it.

        One that raises is undone alone. Raises StorageBusy, StorageDown when the commit fails: then none is stored. An
        exception from inside undoes all. On PostgreSQL each commits by itself: holding several intents' locks until
        the last one is done would let writers wait for each other in a circle.
        """
        if self.dialect != "sqlite":
            yield
            return
        self._own.group = group = Group(partial(_begun, self._writer))
        try:
            yield
        except BaseException as error:
            group.roll_back(error)
            raise
        else:
            with translated():
                group.commit()
        finally:
            self._own.group = None

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """One snapshot, read only: a statement that would write is refused by the database. Raises StorageDown."""
        # Begun at once: a statement that goes straight to the driver would not begin it by itself.
        with translated(), _begun(self._reader) as connection:
            yield Transaction(connection, self.dialect)

    def close(self) -> None:
        """Close all connections. A later transaction would open new ones."""
        self._reader.dispose()
        self._writer.dispose()


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


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    """A connection with a transaction begun; commits at the end, rolls back on an exception."""
    with ExitStack() as opened:
        connection = opened.enter_context(engine.connect())
        try:
            transaction = connection.begin()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            # It was lost while it lay in the pool (the server has restarted): nothing had begun, so begin on a new one.
            connection = opened.enter_context(engine.connect())
            transaction = connection.begin()
        with transaction:
            yield connection


def as_json(value: object) -> str:
    """JSON as it stands in columns: compact, UTF-8."""
    return to_json(value).decode()


def _sqlite_engines(url: URL, patience: timedelta) -> tuple[Engine, Engine]:
    seconds = patience.total_seconds()
    # One connection writes: threads queue for it here, in the pool, instead of polling for the file's lock.
    writer = create_engine(
        url,
        json_serializer=as_json,
        hide_parameters=True,
        pool_size=1,
        max_overflow=0,
        pool_timeout=3 * seconds,
        connect_args={"timeout": seconds},
    )
    reader = create_engine(
        url,
        json_serializer=as_json,
        hide_parameters=True,
        pool_size=READERS,
        max_overflow=READERS,
        connect_args={"timeout": seconds},
    )
    for engine, begin in ((writer, "BEGIN IMMEDIATE"), (reader, "BEGIN")):
        event.listen(engine, "do_connect", _folder_maker(Path(str(url.database)).parent))
        event.listen(engine, "connect", _prepare_sqlite_reader if engine is reader else _prepare_sqlite_writer)
        event.listen(engine, "begin", _begin_with(begin))
    return writer, reader


def _folder_maker(folder: Path) -> Callable[..., None]:
    def make(*_: object) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageDown(f"the folder {folder} cannot be made: {error}") from error

    return make


def _begin_with(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        driver: Any = connection.dialect.loaded_dbapi
        try:
            connection.connection.cursor().execute(statement)
        except driver.Error as error:
            raise as_raised_by_sqlalchemy(connection, statement, error) from error

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
    # The driver begins nothing by itself: our own BEGIN is also what finds a lost connection (see `_begun`).
    writer, reader = (
        create_engine(
            url,
            json_serializer=as_json,
            hide_parameters=True,
            isolation_level="AUTOCOMMIT",
            pool_size=size,
            max_overflow=size,
        )
        for size in (POSTGRESQL_WRITERS, READERS)
    )
    event.listen(writer, "connect", _postgresql_writer_with(patience))
    event.listen(writer, "begin", _begin_with("BEGIN ISOLATION LEVEL READ COMMITTED"))
    event.listen(reader, "begin", _begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
    return writer, reader


def _postgresql_writer_with(patience: timedelta) -> Callable[[Any, object], None]:
    def prepare(connection: Any, _: object) -> None:
        connection.execute(f"SET lock_timeout = {patience // timedelta(milliseconds=1)}")

    return prepare
