"""Which tables the database has, which this program needs, and the way from one to the other."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select

from storage.database import Database, Transaction
from storage.errors import SchemaProblem, StorageDown

SCRIPTS = Path(__file__).parent / "migrations"
MIGRATING = 0x5376_6172_0002
"""PostgreSQL's advisory lock under which the tables are changed."""


@dataclass(frozen=True)
class Migrated:
    """What was done: from which revision (None: there were no tables) to which; `copy` is the file as it was before."""

    before: str | None
    after: str
    copy: Path | None

    @property
    def changed(self) -> bool:
        """Whether there was anything to do."""
        return self.before != self.after


def newest() -> str:
    """The revision this program needs."""
    return _revisions()[-1]


def current(database: Database) -> str | None:
    """The revision the database is at; None when it has none of our tables. Raises SchemaProblem for foreign tables."""
    with database.read() as transaction:
        return _revision(transaction)


def check(database: Database) -> None:
    """Raises SchemaProblem, saying what to do, unless the tables are exactly those this program knows."""
    revision = current(database)
    if revision is None:
        raise SchemaProblem("The database has no tables yet. Run `svarvakt migrate` to create them.")
    _refuse_newer(revision)
    if revision != newest():
        raise SchemaProblem(
            f"The database's tables are older (at {revision}) than this program needs ({newest()}). "
            "Run `svarvakt migrate` to bring them up to date."
        )


def migrate(database: Database, backup: bool = True) -> Migrated:
    """Bring the tables to what this program needs, in one transaction: all of it or nothing.

    An existing SQLite file is copied beside itself before (`backup`); PostgreSQL is locked against a second migration
    at the same time. Raises SchemaProblem when the database is newer than this program, StorageDown, StorageBusy.
    """
    before = current(database)
    copy = None
    if before not in (None, newest()):
        _refuse_newer(str(before))
        copy = _copy(database, str(before)) if backup else None
    with database.write() as transaction:
        if transaction.dialect == "postgresql":
            transaction.connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        before = _revision(transaction)  # once more: another process may have been quicker
        if before is not None:
            _refuse_newer(before)
        if before == newest():
            return Migrated(before, before, copy)
        config = _config()
        config.attributes["connection"] = transaction.connection
        command.upgrade(config, "head")
    return Migrated(before, newest(), copy)


def _refuse_newer(revision: str) -> None:
    if revision not in _revisions():
        raise SchemaProblem(
            f"The database's tables (at {revision}) are newer than this program knows ({newest()}). "
            "Run the newer program, or restore a copy from before it."
        )


def _revision(transaction: Transaction) -> str | None:
    tables = inspect(transaction.connection).get_table_names()
    revision = MigrationContext.configure(transaction.connection).get_current_revision()
    if revision is None and "item" in tables:
        raise SchemaProblem(
            "The database has a table `item` that Svarvakt did not make (there is no revision with it). "
            "Give Svarvakt a database of its own."
        )
    return revision


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _revisions() -> tuple[str, ...]:
    """Every revision this program knows, the first first."""
    return _revisions_in(SCRIPTS)


@cache
def _revisions_in(scripts: Path) -> tuple[str, ...]:
    found = ScriptDirectory(str(scripts)).walk_revisions()
    return tuple(script.revision for script in found)[::-1]


def _copy(database: Database, revision: str) -> Path | None:
    """A consistent copy of a SQLite file beside it; None for PostgreSQL."""
    file = database.file
    if file is None:
        return None
    copy = _free_name(file, revision)
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise StorageDown(f"the copy {copy} could not be made, so nothing was changed: {error}") from error
    return copy


def _free_name(file: Path, revision: str) -> Path:
    """`svarvakt.db` at 0001 gives `svarvakt.0001.copy.db`, then `svarvakt.0001.copy-2.db`."""
    number = 1
    while True:
        tail = "copy" if number == 1 else f"copy-{number}"
        name = file.with_name(f"{file.stem}.{revision}.{tail}{file.suffix}")
        if not name.exists():
            return name
        number += 1
