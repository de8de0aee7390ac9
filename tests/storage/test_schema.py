from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from storage import items, schema
from storage.database import Database
from storage.errors import SchemaProblem
from storage.tables import metadata
from tests.databases import KINDS, fresh_address, fresh_database
from tests.storage.examples import PLAIN, added, at_once


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any tables."""
    with fresh_address(request.param, tmp_path, migrated=False) as address:
        database = Database(address)
        yield database
        database.close()


DEFINITIONS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " UNION SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
}


def definitions(database: Database) -> set[tuple[str, str]]:
    """Indexes, with their conditions, and on PostgreSQL constraints: as the database itself spells them."""
    with database.read() as transaction:
        rows = transaction.connection.execute(text(DEFINITIONS[database.dialect])).all()
    return {(name, definition) for name, definition in rows if "version_num" not in definition}


def test_migrations_make_the_tables_the_program_describes(empty: Database, tmp_path: Path) -> None:
    with empty.write() as transaction:
        metadata.create_all(transaction.connection)
    with fresh_database(empty.dialect, tmp_path) as migrated:
        with migrated.read() as transaction:
            context = MigrationContext.configure(transaction.connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
        assert definitions(migrated) == definitions(empty)


def test_every_constraint_has_a_name() -> None:
    assert [c for table in metadata.sorted_tables for c in table.constraints if not isinstance(c.name, str)] == []


def test_busy_tables_are_vacuumed_often(tmp_path: Path) -> None:
    with fresh_address("postgresql", tmp_path) as address:
        database = Database(address)
        query = "SELECT relname FROM pg_class WHERE 'autovacuum_vacuum_scale_factor=0' = ANY (reloptions) ORDER BY 1"
        with database.read() as transaction:
            assert list(transaction.connection.execute(text(query)).scalars()) == ["item", "outbox"]
        database.close()


def test_an_empty_database_is_refused_until_it_is_migrated(empty: Database) -> None:
    assert schema.current(empty) is None
    with pytest.raises(SchemaProblem, match="no tables yet"):
        schema.check(empty)
    done = schema.migrate(empty)
    assert (done.before, done.after, done.copy, done.changed) == (None, schema.newest(), None, True)
    schema.check(empty)
    assert not schema.migrate(empty).changed


def test_several_processes_may_migrate_at_once(empty: Database) -> None:
    address = empty.url.render_as_string(hide_password=False)

    def work(_: int) -> bool:
        database = Database(address)
        try:
            return schema.migrate(database).changed
        finally:
            database.close()

    assert at_once(4, work).count(True) == 1
    schema.check(empty)


def set_revision(database: Database, revision: str) -> None:
    with database.write() as transaction:
        transaction.connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})


def test_newer_tables_are_refused_in_words_and_left_alone(database: Database) -> None:
    set_revision(database, "9999")
    for refused in (schema.check, schema.migrate):
        with pytest.raises(SchemaProblem, match=r"\(at 9999\) are newer than this program knows"):
            refused(database)
    assert schema.current(database) == "9999"


def test_somebody_elses_tables_are_refused(empty: Database) -> None:
    with empty.write() as transaction:
        transaction.connection.execute(text("CREATE TABLE item (id INTEGER)"))
    for refused in (schema.check, schema.migrate):
        with pytest.raises(SchemaProblem, match="a database of its own"):
            refused(empty)


ADDITION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{to}", "{after}"

def upgrade() -> None:
    with op.batch_alter_table("cursor") as batch:
        batch.add_column(sa.Column("note", sa.Text(), nullable=True))
    {last}
"""


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of one more migration, in a copy of the scripts that the program now runs."""
    scripts = tmp_path / "migrations"
    for script in schema.SCRIPTS.rglob("*.py"):
        to = scripts / script.relative_to(schema.SCRIPTS)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(script.read_bytes())
    after = schema.newest()
    monkeypatch.setattr(schema, "SCRIPTS", scripts)
    step = scripts / "versions" / "next_step.py"
    step.write_text(ADDITION.format(to="next", after=after, last="pass"))
    return step


def test_older_tables_are_refused_in_words_then_upgraded_after_a_copy(database: Database, next_step: Path) -> None:
    item = added(database, PLAIN)[0]
    old = schema.current(database)
    with pytest.raises(
        SchemaProblem, match=r"older \(at 0007\) than this program needs \(next\). Run `svarvakt migrate`"
    ):
        schema.check(database)
    done = schema.migrate(database)
    schema.check(database)
    with database.read() as transaction:
        assert items.read(transaction, item.number) == item
        transaction.connection.execute(text("SELECT note FROM cursor"))
    if database.dialect == "postgresql":
        assert done.copy is None
        return
    assert done.copy is not None
    copy = Database(f"sqlite:///{done.copy}")
    assert schema.current(copy) == old
    with copy.read() as transaction:
        assert items.read(transaction, item.number) == item
    copy.close()


def test_no_copy_takes_the_place_of_an_earlier_one(tmp_path: Path, next_step: Path) -> None:
    with fresh_address("sqlite", tmp_path) as address:
        database = Database(address)
        assert database.file is not None
        earlier = database.file.with_name(f"{database.file.stem}.0007.copy.db")
        earlier.write_text("an earlier copy")
        done = schema.migrate(database)
        database.close()
    assert earlier.read_text() == "an earlier copy"
    assert done.copy == earlier.with_name(f"{database.file.stem}.0007.copy-2.db")


def test_a_migration_that_fails_leaves_everything_as_it_was(database: Database, next_step: Path) -> None:
    next_step.write_text(ADDITION.format(to="next", after="0007", last="raise RuntimeError('half way')"))
    with pytest.raises(RuntimeError, match="half way"):
        schema.migrate(database)
    assert schema.current(database) == "0007"
    with database.read() as transaction, pytest.raises(Exception, match="note"):
        transaction.connection.execute(text("SELECT note FROM cursor"))
