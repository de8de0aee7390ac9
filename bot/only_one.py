"""Keeps two processes from working in one folder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.cannot_start import CannotStart


@contextmanager
def only_one(lock: Path, otherwise: str) -> Iterator[None]:
    """Holds the lock file; the operating system lets go of it even after a crash.

    Raises CannotStart with the sentence `otherwise` when another process holds it.
    """
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        file = lock.open("a")
    except OSError as error:
        raise CannotStart(f"{lock} cannot be written: {error.strerror}.") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStart(otherwise) from error
        yield
