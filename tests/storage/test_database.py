from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import cursors, items
from storage.database import Database, Transaction
from storage.errors import StorageBusy, StorageDown
from tests.databases import fresh_database
from tests.storage.examples import NOON, PLAIN, added, at_once, numbered


class BoomError(Exception):
    pass


def positions(database: Database) -> list[str]:
    with database.read() as transaction:
        return list(transaction.connection.execute(text("SELECT position FROM cursor ORDER BY position")).scalars())


def test_a_savepoint_shows_nothing_before_the_commit_and_leaves_nothing_after_a_rollback(database: Database) -> None:
    def fail_late() -> None:
        with database.write() as transaction:
            with transaction.savepoint():
                cursors.put(transaction, "slack", "C1", "in the savepoint", NOON)
            assert positions(database) == []
            raise BoomError

    with pytest.raises(BoomError):
        fail_late()
    assert positions(database) == []


def test_a_failed_savepoint_is_undone_alone(database: Database) -> None:
    def fail_inside(transaction: Transaction) -> None:
        with transaction.savepoint():
            cursors.put(transaction, "slack", "C2", "undone", NOON)
            raise BoomError

    with database.write() as transaction:
        cursors.put(transaction, "slack", "C1", "kept", NOON)
        with pytest.raises(BoomError):
            fail_inside(transaction)
        cursors.put(transaction, "slack", "C3", "kept too", NOON)
    assert positions(database) == ["kept", "kept too"]


def test_a_reader_sees_one_snapshot_and_does_not_wait(database: Database) -> None:
    added(database, PLAIN)
    with database.read() as reader:
        assert items.number_of(reader, "facebook", "n-0") is None
        added(database, *numbered(1))
        assert items.number_of(reader, "facebook", "n-0") is None
    with database.read() as reader:
        assert items.number_of(reader, "facebook", "n-0") is not None


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"), database.read() as transaction:
        cursors.put(transaction, "slack", "C1", "x", NOON)
    assert positions(database) == []


def test_read_and_then_write_is_never_refused_as_locked(database: Database) -> None:
    def work(number: int) -> None:
        for round_ in range(5):
            with database.write() as transaction:
                items.oldest_open(transaction, 1)
                items.insert(transaction, numbered(40)[number * 5 + round_])

    at_once(8, work)
    with database.read() as transaction:
        assert len(items.oldest_open(transaction, 100)) == 40


def test_a_locked_row_or_file_is_busy_after_a_while(database: Database) -> None:
    item = added(database, PLAIN)[0]
    other = Database(database.url.render_as_string(hide_password=False), patience=timedelta(milliseconds=1))

    def also_lock() -> None:
        with other.write() as transaction:
            items.lock(transaction, item.number)

    with database.write() as transaction:
        items.lock(transaction, item.number)
        with pytest.raises(StorageBusy):
            also_lock()
    also_lock()
    other.close()


@pytest.mark.parametrize("broken", ["nul \0", "lone \ud800"])
def test_uncleaned_text_is_refused_alike(database: Database, broken: str) -> None:
    with pytest.raises(ValueError, match="not cleaned"), database.write() as transaction:
        cursors.put(transaction, "slack", "C1", broken, NOON)


def test_naive_moments_are_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="time zone"), database.write() as transaction:
        cursors.put(transaction, "slack", "C1", "1", NOON.replace(tzinfo=None))


def test_sqlite_runs_with_the_settings_the_promise_needs(tmp_path: Path) -> None:
    with fresh_database("sqlite", tmp_path) as database:
        for transaction_of, pragma, value in (
            (database.write, "journal_mode", "wal"),
            (database.write, "synchronous", 2),
            (database.write, "foreign_keys", 1),
            (database.write, "query_only", 0),
            (database.read, "query_only", 1),
        ):
            with transaction_of() as transaction:
                assert transaction.connection.execute(text(f"PRAGMA {pragma}")).scalar() == value, pragma


def test_postgresql_runs_with_the_settings_the_promise_needs(tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database:
        for transaction_of, setting, value in (
            (database.write, "transaction_isolation", "read committed"),
            (database.write, "transaction_read_only", "off"),
            (database.write, "lock_timeout", "10s"),
            (database.read, "transaction_isolation", "repeatable read"),
            (database.read, "transaction_read_only", "on"),
        ):
            with transaction_of() as transaction:
                assert transaction.connection.execute(text(f"SHOW {setting}")).scalar() == value, setting


def test_a_folder_is_made_for_the_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a/b/svarvakt.db")
    with database.read() as transaction:
        transaction.connection.execute(text("SELECT 1"))
    assert (tmp_path / "a/b/svarvakt.db").exists()
    database.close()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nonsense", "not understood"),
        ("mysql://host/name", "not supported"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
def test_other_addresses_are_refused_in_words(address: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Database(address)


def test_a_connection_lost_while_nobody_used_it_is_replaced(tmp_path: Path) -> None:
    """As after a restart of the server."""
    with fresh_database("postgresql", tmp_path) as database, fresh_database("postgresql", tmp_path) as other:
        for transaction_of in (database.write, database.read):
            with transaction_of() as transaction:
                process = transaction.connection.execute(text("SELECT pg_backend_pid()")).scalar()
            with other.write() as transaction:
                transaction.connection.execute(text(f"SELECT pg_terminate_backend({process}, 10000)"))
            with transaction_of() as transaction:
                assert transaction.connection.execute(text("SELECT pg_backend_pid()")).scalar() != process


def test_a_connection_lost_on_the_way_is_down(tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database, fresh_database("postgresql", tmp_path) as other:

        def lose_it() -> None:
            with database.write() as transaction:
                process = transaction.connection.execute(text("SELECT pg_backend_pid()")).scalar()
                with other.write() as killing:
                    killing.connection.execute(text(f"SELECT pg_terminate_backend({process}, 10000)"))
                items.number_of(transaction, "x", "1")

        with pytest.raises(StorageDown):
            lose_it()
        assert len(added(database, PLAIN)) == 1


def test_no_server_is_down_not_a_bug(tmp_path: Path) -> None:
    database = Database(f"postgresql://nobody@/none?host={tmp_path}")
    with pytest.raises(StorageDown), database.write():
        pass
    (tmp_path / "file").write_text("")
    for address in (f"sqlite:///{tmp_path}/file/svarvakt.db", f"sqlite:///{tmp_path}"):
        with pytest.raises(StorageDown), Database(address).read():
            pass
