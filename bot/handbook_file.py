"""The handbook's file at start: read, checked, offered; the row in the database is what is in force."""

import logging
from datetime import datetime
from pathlib import Path

from bot.cannot_start import CannotStart
from handlers.books import Books, offer
from routing.handbook import Handbook
from routing.handbook_problems import HandbookError
from storage.database import Database

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
"""Bytes of a handbook file: a thousand rules are a tenth of it."""


def read_text(path: Path) -> str:
    """The file's text. CannotStart, naming the file and the mend, when it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise CannotStart(f"{path} is larger than {LARGEST // 1024} KiB: that is no handbook. Check HANDBOOK.")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CannotStart(
            f"The handbook {path} is not there. Copy handbook.example.toml to {path} and write your people and rules "
            "into it, or set HANDBOOK to where it is."
        ) from None
    except UnicodeDecodeError as error:
        raise CannotStart(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    except OSError as error:
        raise CannotStart(f"The handbook {path} cannot be read: {error.strerror}.") from None


def refuse_missing_desks(handbook: Handbook, desks: tuple[str, ...]) -> None:
    """CannotStart for a desk that is to be connected and has no section: nothing would be read or shown there."""
    missing = [desk for desk in desks if handbook.desk(desk) is None]
    if missing:
        raise CannotStart(*(
            f"The handbook in force has no [desks.{desk}]: add it, with intake, triage and managers, and put it in "
            "force with `svarvakt handbook apply`."
            for desk in missing
        ))  # fmt: skip


def put_in_force(database: Database, books: Books, path: Path, now: datetime) -> None:
    """At the first start the file becomes the row. Later the row goes on, and a file that differs is said to."""
    try:
        taken = offer(database, read_text(path), now)
    except HandbookError as error:
        raise CannotStart(f"The handbook {path} has problems:", *str(error).splitlines()) from None
    if taken.outcome == "other":
        log.warning(
            "%s differs from the handbook in force (%s), which goes on being used. "
            "Put the file in force with `svarvakt handbook apply`; a running process follows at once.",
            path, taken.digest[:12],
        )  # fmt: skip
    books.latest(database, now)
