"""Several transactions under one commit, on SQLite; on PostgreSQL each goes on committing by itself."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import cursors
from storage.database import Database
from storage.errors import StorageDown
from tests.databases import fresh_database
from tests.storage.examples import NOON, at_once


class BoomError(Exception):
    pass


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    with fresh_database("sqlite", tmp_path) as database:
        yield database


def put(database: Database, position: str) -> None:
    with database.write() as transaction:
        cursors.put(transaction, "slack", position, position, NOON)


def write_and_fail(database: Database, position: str) -> None:
    with database.write() as transaction:
        cursors.put(transaction, "slack", position, position, NOON)
        with transaction.savepoint():
            cursors.put(transaction, "slack", f"{position} inside", f"{position} inside", NOON)
        raise BoomError


def fail(database: Database, position: str) -> None:
    """Writes, within a savepoint of its own too, and then breaks."""
    with pytest.raises(BoomError):
        write_and_fail(database, position)


def undo_all(database: Database, *, silently: bool) -> None:
    """What SQLite does by itself when the disk is full, in the midst of one transaction."""
    with database.write() as transaction:
        cursors.put(transaction, "slack", "lost", "lost", NOON)
        transaction.cursor.execute("ROLLBACK")
        if not silently:
            raise BoomError


def positions(database: Database) -> str:
    with database.read() as transaction:
        found = transaction.connection.execute(text("SELECT position FROM cursor ORDER BY position"))
        return " ".join(found.scalars())


@pytest.mark.parametrize(
    ("steps", "stored"),
    [
        ("+a +b +c", "a b c"),
        ("-a +b +c", "b c"),
        ("+a -b +c", "a c"),
        ("+a +b -c", "a b"),
        ("-a -b +c -d", "c"),
        ("-a -b", ""),
        ("", ""),
    ],
)
def test_who_fails_is_undone_alone(database: Database, steps: str, stored: str) -> None:
    with database.group():
        for step in steps.split():
            (put if step[0] == "+" else fail)(database, step[1:])
    assert positions(database) == stored
    put(database, "z")
    assert positions(database) == f"{stored} z".strip()


def test_nobody_sees_any_of_it_before_the_commit(sqlite: Database) -> None:
    with sqlite.group():
        for position in "abc":
            put(sqlite, position)
            assert positions(sqlite) == ""
    assert positions(sqlite) == "a b c"


def test_on_postgresql_each_commits_by_itself(tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database, database.group():
        put(database, "a")
        assert positions(database) == "a"


def test_an_exception_between_them_undoes_all(sqlite: Database) -> None:
    def group() -> None:
        with sqlite.group():
            put(sqlite, "a")
            put(sqlite, "b")
            raise BoomError

    with pytest.raises(BoomError):
        group()
    assert positions(sqlite) == ""


def test_a_commit_that_fails_stores_nothing(sqlite: Database) -> None:
    with sqlite.write() as transaction:
        transaction.cursor.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        transaction.cursor.execute("CREATE TABLE child (parent REFERENCES parent DEFERRABLE INITIALLY DEFERRED)")

    def group() -> None:
        with sqlite.group():
            put(sqlite, "a")
            with sqlite.write() as transaction:
                transaction.cursor.execute("INSERT INTO child VALUES (1)")
            put(sqlite, "b")

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        group()
    assert positions(sqlite) == ""
    put(sqlite, "c")
    assert positions(sqlite) == "c"


def test_what_the_database_has_undone_by_itself_is_not_taken_for_stored(sqlite: Database) -> None:
    def group() -> None:
        with sqlite.group():
            put(sqlite, "a")
            with pytest.raises(BoomError):
                undo_all(sqlite, silently=False)
            with pytest.raises(StorageDown, match="undid"):
                put(sqlite, "b")

    with pytest.raises(StorageDown, match="undid"):
        group()
    assert positions(sqlite) == ""
    put(sqlite, "c")
    assert positions(sqlite) == "c"


def test_a_transaction_that_ended_without_a_word_is_not_taken_for_stored(sqlite: Database) -> None:
    def group() -> None:
        with sqlite.group():
            put(sqlite, "a")
            with pytest.raises(OperationalError, match="no such savepoint"):
                undo_all(sqlite, silently=True)

    with pytest.raises(StorageDown, match="RELEASE"):
        group()
    assert positions(sqlite) == ""


def test_a_group_that_writes_nothing_begins_nothing(sqlite: Database) -> None:
    assert sqlite.file is not None
    with sqlite.group():
        other = sqlite3.connect(sqlite.file, timeout=0, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_group_is_its_threads_own(sqlite: Database) -> None:
    def work(number: int) -> None:
        with sqlite.group():
            put(sqlite, f"{number}a")
            put(sqlite, f"{number}b")

    at_once(4, work)
    assert positions(sqlite) == "0a 0b 1a 1b 2a 2b 3a 3b"


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from storage import cursors
from storage.database import Database

database = Database(sys.argv[1])
with database.group():
    for position in "abc":
        with database.write() as transaction:
            cursors.put(transaction, "slack", position, position, datetime(2026, 3, 4, tzinfo=UTC))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_before_the_commit_leaves_nothing(sqlite: Database) -> None:
    put(sqlite, "z")
    address = sqlite.url.render_as_string(hide_password=False)
    run = subprocess.run([sys.executable, "-c", KILLED, address], check=False)
    assert run.returncode == -signal.SIGKILL
    assert positions(sqlite) == "z"
