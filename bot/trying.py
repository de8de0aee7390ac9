"""What a trial at the command line stands on: a handbook, and from the database who is away and who has how much."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.cannot_start import CannotStart
from bot.cli_words import settings_or_exit
from bot.handbook_file import read_text
from routing.absence import Absence, Departed
from routing.handbook import Handbook
from routing.handbook_text import read_handbook
from routing.rota_cover import Cover
from routing.what_if import PastPost
from storage import absences, handbooks, items, loads, people, rota_covers, schema
from storage.database import Database, Transaction
from storage.errors import StorageError

PERIOD = timedelta(days=30)
MOST_ITEMS = 20_000


@dataclass(frozen=True)
class Known:
    """What the database knows. `trouble` says why it knows nothing: then all else is empty."""

    trouble: str = ""
    in_force: str = ""
    digest: str = ""
    absences: tuple[Absence, ...] = ()
    departed: tuple[Departed, ...] = ()
    covers: tuple[Cover, ...] = ()
    loads: Mapping[str, int] = field(default_factory=dict)
    last_named: Mapping[str, datetime] = field(default_factory=dict)
    items: tuple[PastPost, ...] = ()


@dataclass(frozen=True)
class Ground:
    """The handbook with who is away laid over it. `notes` are sentences about what was left out, or differs."""

    handbook: Handbook
    known: Known
    notes: tuple[str, ...]


def ground(file: Path | None, now: datetime, *, in_force: bool, offline: bool) -> Ground:
    """The handbook of `file`, else of HANDBOOK, or the one in force. `now`: absences from then on count.

    CannotStart, HandbookError when there is none to be had.
    """
    if in_force:
        known = look(now)
        handbook = handbook_in_force(known)
    else:
        path = file or settings_or_exit().handbook
        handbook = handbook_of(path)
        known = Known("it was left out (--offline).") if offline else look(now)
    notes = []
    if known.trouble:
        notes.append(f"Absences said in chat and people's open items do not count: {known.trouble}")
    elif not in_force and known.digest != handbook.digest:
        notes.append(
            f"{path} differs from the handbook in force ({known.digest[:12]}): --in-force tries that one."
            if known.digest
            else f"{path} is not in force: no handbook is, before the first start."
        )
    return Ground(handbook.with_roster(known.absences, known.departed, known.covers), known, tuple(notes))


def handbook_of(path: Path) -> Handbook:
    """The handbook of a file and what it includes. CannotStart, HandbookError."""
    return read_handbook(read_text(path), path.name)


def handbook_in_force(known: Known) -> Handbook:
    """CannotStart when the database has none."""
    if known.trouble:
        raise CannotStart(f"The handbook in force cannot be had: {known.trouble}")
    if not known.in_force:
        raise CannotStart("No handbook is in force yet: `svarvakt handbook apply` puts the file in force.")
    return read_handbook(known.in_force)


def look(now: datetime, *, with_items: bool = False) -> Known:
    """What the database of DATABASE_URL knows at `now`; it changes nothing, and makes no file."""
    database = Database(settings_or_exit().database_url)
    try:
        if database.file is not None and not database.file.exists():
            return Known(f"there is no database yet ({database.file}).")
        with _sound(database) as transaction:
            return _read(transaction, now, with_items)
    except StorageError as error:
        return Known(f"the database cannot be read: {str(error).partition(chr(10))[0]}")
    finally:
        database.close()


@contextmanager
def _sound(database: Database) -> Iterator[Transaction]:
    schema.check(database)
    with database.read() as transaction:
        yield transaction


def _read(transaction: Transaction, now: datetime, with_items: bool) -> Known:
    row = handbooks.current(transaction)
    found = loads.read(transaction, people.known(transaction))
    return Known(
        in_force=row.text if row else "",
        digest=row.digest if row else "",
        absences=tuple(absences.current(transaction, now)),
        covers=tuple(rota_covers.current(transaction, now)),
        departed=tuple(people.departed(transaction)),
        loads=found.open,
        last_named=found.last_chosen,
        items=tuple(items.received_since(transaction, now - PERIOD, MOST_ITEMS + 1)) if with_items else (),
    )
