"""The handbook's file at start: read, checked, offered; the row in the database is what is in force."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.cannot_start import CannotStart
from handlers.books import Books, offer
from handlers.handbook_check import HandbookFile
from routing.handbook import Handbook
from routing.handbook_bundle import Bundle
from routing.handbook_problems import HandbookError
from storage import handbooks
from storage.database import Database

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
"""Bytes of a handbook file: a thousand rules are a tenth of it."""


@dataclass(frozen=True)
class HandbookFiles:
    """A handbook as it lies on the disk. `texts` are its files as they are, by their path from the main file's folder,
    the main one first; `bundle` is the one text that they make."""

    texts: dict[str, str]
    bundle: str


def read_text(path: Path) -> str:
    """The handbook's text: the file with everything that it includes. See `read_files` for what is raised."""
    return read_files(path).bundle


def read_offered(path: Path) -> HandbookFile:
    """The same for whoever watches the files: what cannot be read is told, and where it was looked for."""
    wanted: list[Path] = []
    text, problems = "", tuple[str, ...]()
    try:
        text = read_files(path, wanted.append).bundle
    except CannotStart as error:
        problems = error.sentences
    except HandbookError as error:
        problems = tuple(str(problem) for problem in error.problems)
    files = tuple(str(file.absolute()) for file in wanted)
    return HandbookFile(path.name, text, problems, files, ",".join(str(_saved(file)) for file in wanted))


def _saved(file: Path) -> int:
    """When it was saved, in whole seconds, which all replicas see alike; 0 when it is not there."""
    try:
        return int(file.stat().st_mtime)
    except OSError:
        return 0


def read_files(path: Path, wanted: Callable[[Path], None] = lambda _: None) -> HandbookFiles:
    """The file and everything that it includes; each is named to `wanted` before it is read.

    CannotStart, naming the file and the mend, when the file itself cannot be read; HandbookError with every problem
    when that is so of an included one, or the files do not go together.
    """
    wanted(path)
    try:
        size = path.stat().st_size
        main = path.read_bytes() if size <= LARGEST else b""
        texts = {path.name: main.decode("utf-8")}
    except FileNotFoundError:
        raise CannotStart(
            f"The handbook {path} is not there. Copy handbook.example.toml to {path} and write your people and rules "
            "into it, or set HANDBOOK to where it is."
        ) from None
    except UnicodeDecodeError as error:
        raise CannotStart(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    except OSError as error:
        raise CannotStart(f"The handbook {path} cannot be read: {error.strerror}.") from None
    if size > LARGEST:
        raise CannotStart(f"{path} is larger than {LARGEST // 1024} KiB: that is no handbook. Check HANDBOOK.")
    bundle = Bundle(path.name, _lines(texts[path.name]))
    while name := bundle.wanted():
        wanted(path.parent / name)
        found = _included(path.parent, name, LARGEST - size)
        if isinstance(found, Refused):
            bundle.refuse(name, found.sentence)
            continue
        size += len(found)
        texts[name] = found.decode("utf-8")
        bundle.add(name, _lines(texts[name]))
    return HandbookFiles(texts, bundle.text())


@dataclass(frozen=True)
class Refused:
    """An included file that cannot be had; `sentence` follows its name."""

    sentence: str


def _included(folder: Path, name: str, most: int) -> bytes | Refused:
    """The bytes of an included file, UTF-8 for sure and `most` at most."""
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return Refused(f"leads out of {folder.resolve()}; put the file itself there")
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "is not there"
            return Refused(f"{what}; make the file {path}, or take the line out")
        if path.stat().st_size > most:
            return Refused(
                f"is too big: all files of a handbook together have {LARGEST // 1024} KiB at most; shorten them"
            )
        found = path.read_bytes()
        found.decode("utf-8")
    except UnicodeDecodeError as error:
        return Refused(f"is not UTF-8 (byte {error.start}); save it as UTF-8")
    except OSError as error:
        return Refused(f"cannot be read: {error.strerror}; let Svarvakt read it")
    return found


def _lines(text: str) -> str:
    """The text with "\\n" at the end of each line, however the editor ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
        taken = offer(database, read_text(path), now, path.name)
    except HandbookError as error:
        raise CannotStart(f"The handbook {path} has problems:", *str(error).splitlines()) from None
    if taken.outcome == "other":
        log.warning(
            "%s differs from the handbook in force (%s), which goes on being used. "
            "Put the file in force with `svarvakt handbook apply`; a running process follows at once.",
            path, taken.digest[:12],
        )  # fmt: skip
    try:
        books.latest(database, now)
    except HandbookError as error:
        raise CannotStart(*_refused_row(database), *str(error).splitlines()) from None


def _refused_row(database: Database) -> tuple[str, ...]:
    """What to do about a handbook in force that an earlier version took and this one does not."""
    with database.read() as transaction:
        row = handbooks.current(transaction)
    which = f" ({row.digest[:12]}, since {row.at:%Y-%m-%d %H:%M} UTC, by {row.changed_by})" if row else ""
    return (
        f"The handbook in force{which} cannot be used with this version of Svarvakt. Mend the problems below in the "
        "file, and put it in force with `svarvakt handbook apply`; or go on with the version from before.",
    )
