"""A database without any rows, for views that look something up: what they draw depends on what they are given."""

import atexit
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from storage.database import Database, Transaction
from tests.databases import copy_migrated


@cache
def nothing_stored() -> Transaction:
    """A snapshot of it, which stays open until the tests end."""
    stack = ExitStack()
    atexit.register(stack.close)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="svarvakt-")))
    database = Database(copy_migrated(folder / "empty.db"))
    stack.callback(database.close)
    return stack.enter_context(database.read())
