"""The handbook in force: a row in the database with what chat has written laid over it, read again when it changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from handlers.roster import laid_over
from routing.handbook import Handbook
from routing.handbook_text import read_handbook
from routing.match import rulebook_of
from storage import calendar_feeds, handbooks, items, people
from storage.database import Database, Transaction
from storage.handbooks import Edition

FRESH = timedelta(hours=12)
"""How long absences and covers that were read are used: those long over are left out at the next reading."""


KEPT = 4
"""How many handbooks that were read are remembered: those that may come into force next were looked at before."""


class NotRead(Exception):
    """The handbook in force must be read first, which takes its time (about 0.4 ms a rule): not within a writer."""


class NoHandbook(Exception):
    """No handbook has been put in force yet."""


@dataclass(frozen=True)
class Taken:
    """What became of a handbook: "first", "same" as the one in force, or "other"; `digest` is that in force now."""

    outcome: str
    digest: str


@dataclass(frozen=True)
class _Read:
    edition: Edition
    at: datetime
    handbook: Handbook


class Books:
    """Follows the rows; keeps the last handbook that it has read. Safe to share between threads."""

    def __init__(self) -> None:
        self._read: _Read | None = None
        self._known: tuple[Handbook, ...] = ()
        self._preparing = Lock()

    def in_force(self, transaction: Transaction, now: datetime) -> Handbook:
        """The handbook that is in force, with absences, covers and who has left. NoHandbook before the first one."""
        return self._found(transaction, now, read_handbook)

    def ready(self, transaction: Transaction, now: datetime) -> Handbook:
        """The same for writers. NotRead when its text would have to be read: `prepare`, then ask again."""
        return self._found(transaction, now, _not_now)

    def _found(self, transaction: Transaction, now: datetime, read: Callable[[str], Handbook]) -> Handbook:
        edition = handbooks.edition(transaction)
        kept = self._read
        if kept is not None and kept.edition == edition and abs(now - kept.at) < FRESH:
            return kept.handbook
        row = handbooks.current(transaction)
        if row is None or edition is None:
            raise NoHandbook("no handbook is in force")
        plain = next((book for book in self._known if book.digest == row.digest), None) or read(row.text)
        self._keep(plain)
        roster = laid_over(transaction, plain, now)
        self._read = _Read(replace(edition, handbook=row.id, digest=row.digest), now, roster)
        return roster

    def prepare(self, database: Database, now: datetime) -> None:
        """Reads the handbook in force and makes its rules ready, beside the writers. Several at once do it once."""
        with self._preparing:
            rulebook_of(self.latest(database, now))

    def learn(self, handbook: Handbook) -> None:
        """A handbook that may come into force: from then on it needs no reading. Not within a transaction."""
        rulebook_of(handbook)
        self._keep(handbook)

    def _keep(self, handbook: Handbook) -> None:
        others = (book for book in self._known if book.digest != handbook.digest)
        self._known = (handbook, *others)[:KEPT]

    def latest(self, database: Database, now: datetime) -> Handbook:
        """The handbook in force, looked up in a snapshot of its own."""
        with database.read() as transaction:
            return self.in_force(transaction, now)

    @property
    def last(self) -> Handbook | None:
        """The handbook that was read last: for what can begin before the database is asked."""
        return self._read.handbook if self._read is not None else None

    def last_read(self) -> Handbook:
        """The same, for what cannot wait. NoHandbook when none was read yet."""
        if self._read is None:
            raise NoHandbook("no handbook has been read yet")
        return self._read.handbook


def _not_now(_: str) -> Handbook:
    raise NotRead


def offer(database: Database, text: str, now: datetime, name: str = "handbook.toml") -> Taken:
    """Puts the file's handbook in force when there is none yet. HandbookError, about the file `name`, for problems."""
    handbook = read_handbook(text, name)
    with database.write() as transaction:
        handbooks.lock(transaction)
        digest = handbooks.current_digest(transaction)
        if digest is None:
            put(transaction, handbook, now, "svarvakt", "the file at the first start")
            return Taken("first", handbook.digest)
    return Taken("same" if digest == handbook.digest else "other", digest)


def replace_handbook(
    database: Database, text: str, now: datetime, by: str, why: str, name: str = "handbook.toml"
) -> Taken:
    """Puts this text in force from now on ("other"), unless it is already ("same"). HandbookError for problems."""
    handbook = read_handbook(text, name)
    with database.write() as transaction:
        handbooks.lock(transaction)
        changed = handbooks.current_digest(transaction) != handbook.digest
        if changed:
            put(transaction, handbook, now, by, why)
    return Taken("other" if changed else "same", handbook.digest)


def put(transaction: Transaction, handbook: Handbook, now: datetime, by: str, why: str) -> None:
    """Puts a handbook in force, within a transaction. Whoever it names no longer has left from now on."""
    handbooks.put(transaction, handbook.text, handbook.digest, now, by, why)
    people.keep(transaction, {person.id: person.name for person in handbook.people}, now)
    # Whoever has left must not go on reading who is on call, nor whoever gets their id one day.
    calendar_feeds.revoke_all(transaction, tuple(person.id for person in handbook.people), now)
    # Who is on call, at work or able may be others now: every open item is looked at anew.
    items.look_again(transaction, now)
