"""Several transactions of one thread under one commit: SQLite's only writer waits for the disk once, not each time.

Every one keeps what a transaction promises to itself: whole or not at all. They share only the moment at which all of
them are durable, and that nobody sees any of them before.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from sqlalchemy import Connection

from storage.errors import StorageDown, as_raised_by_sqlalchemy


class Group:
    """For SQLite, used by one thread. `begin` opens a connection with a transaction begun, which commits at its end."""

    def __init__(self, begin: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._begin = begin
        self._opened = ExitStack()
        self._connection: Connection | None = None
        self._lost: StorageDown | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One of them; an exception undoes it alone and goes on. StorageDown once the whole group is lost."""
        if self._lost is not None:
            raise self._lost
        connection = self._connection
        if connection is None:
            # The first needs no savepoint: while it is the only one, undoing it is undoing everything.
            with ExitStack() as opened:
                connection = opened.enter_context(self._begin())
                yield connection
                self._opened, self._connection = opened.pop_all(), connection
        else:
            self._run(connection, "SAVEPOINT one_of_many")
            try:
                yield connection
            except BaseException:
                self._undo(connection)
                raise
            self._run(connection, "RELEASE one_of_many")

    def commit(self) -> None:
        """Makes all of them durable; with an exception none is."""
        if self._lost is not None:
            self.roll_back(self._lost)
            raise self._lost
        self._opened.close()

    def roll_back(self, error: BaseException) -> None:
        """Undoes all of them, because of this error."""
        self._opened.__exit__(type(error), error, error.__traceback__)

    def _undo(self, connection: Connection) -> None:
        # After some errors (a full disk, a failing one) SQLite has undone the whole transaction by itself.
        driver = connection.connection.driver_connection
        if not isinstance(driver, sqlite3.Connection) or not driver.in_transaction:
            self._lost = StorageDown("an error undid everything that was to be committed with it")
            return
        self._run(connection, "ROLLBACK TO one_of_many")
        self._run(connection, "RELEASE one_of_many")

    def _run(self, connection: Connection, statement: str) -> None:
        try:
            connection.connection.cursor().execute(statement)
        except sqlite3.Error as error:
            self._lost = StorageDown(f"{statement} failed, and with it everything that was to be committed then")
            raise as_raised_by_sqlalchemy(connection, statement, error) from error
