"""The handbook in force: a row in the database, read again only when its digest has changed."""

from dataclasses import dataclass
from datetime import datetime

from routing.handbook import Handbook
from routing.handbook_text import read_handbook
from storage import handbooks, items
from storage.database import Database, Transaction


class NoHandbook(Exception):
    """No handbook has been put in force yet."""


@dataclass(frozen=True)
class Taken:
    """What became of a handbook: "first", "same" as the one in force, or "other"; `digest` is that in force now."""

    outcome: str
    digest: str


class Books:
    """Follows the row; keeps the last handbook that it has read. Safe to share between threads."""

    def __init__(self) -> None:
        self._read: Handbook | None = None

    def in_force(self, transaction: Transaction) -> Handbook:
        """The handbook of the row. NoHandbook before the first one."""
        digest = handbooks.current_digest(transaction)
        kept = self._read
        if kept is not None and kept.digest == digest:
            return kept
        row = handbooks.current(transaction)
        if row is None:
            raise NoHandbook("no handbook is in force")
        self._read = read_handbook(row.text)
        return self._read

    def latest(self, database: Database) -> Handbook:
        """The handbook last read; the row's when none was."""
        kept = self._read
        if kept is not None:
            return kept
        with database.read() as transaction:
            return self.in_force(transaction)


def offer(database: Database, text: str, now: datetime, name: str = "handbook.toml") -> Taken:
    """Puts the file's handbook in force when there is none yet. HandbookError, about the file `name`, for problems."""
    handbook = read_handbook(text, name)
    with database.write() as transaction:
        digest = handbooks.current_digest(transaction)
        if digest is None:
            handbooks.put(transaction, text, handbook.digest, now, "svarvakt", "the file at the first start")
            return Taken("first", handbook.digest)
    return Taken("same" if digest == handbook.digest else "other", digest)


def replace_handbook(
    database: Database, text: str, now: datetime, by: str, why: str, name: str = "handbook.toml"
) -> Taken:
    """Puts this text in force from now on ("other"), unless it is already ("same"). HandbookError for problems."""
    handbook = read_handbook(text, name)
    with database.write() as transaction:
        changed = handbooks.current_digest(transaction) != handbook.digest
        if changed:
            handbooks.put(transaction, text, handbook.digest, now, by, why)
            # Who is on call, at work or able may be others now: every open item is looked at anew.
            items.look_again(transaction, now)
    return Taken("other" if changed else "same", handbook.digest)
