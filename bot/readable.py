"""A look into a database that may not be there yet: for commands that make none and change nothing."""

from collections.abc import Callable
from typing import TypeVar

from storage import schema
from storage.database import Database, Transaction
from storage.errors import StorageError

Found = TypeVar("Found")


def look_into(url: str, look: Callable[[Transaction], Found]) -> Found | None:
    """What is found; None where there is no database yet, or none that can be read (which `check` tells elsewhere)."""
    database = Database(url)
    try:
        if database.file is not None and not database.file.exists():
            return None
        schema.check(database)
        with database.read() as transaction:
            return look(transaction)
    except StorageError:
        return None
    finally:
        database.close()
