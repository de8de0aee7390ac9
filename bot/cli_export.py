"""`svarvakt export`: the ledger of items, or their histories, for managers, auditors and administrators."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from bot.cannot_start import CannotStart
from bot.cli_route import Spoken
from bot.cli_words import complain, settings_or_exit, told_in_words
from bot.clock import Clock
from bot.export_columns import HISTORY, ITEMS, Column, Told
from bot.export_file import standard_output, whole_file
from bot.export_rows import CsvRows, Format, JsonRows, Rows
from bot.wall_time import read_end, read_moment
from handlers.books import Books, NoHandbook
from handlers.speakers import Names
from handlers.words import Speaker
from storage import schema
from storage.database import Database, Transaction
from storage.ledger import accounts

MOST_TOLD = 20
BROKEN = 3
"""The exit code where a history is not as it was written."""


@dataclass(frozen=True)
class Asked:
    """What is exported, and how. `since` and `until` as they were written."""

    since: str
    until: str
    histories: bool
    format: Format
    separator: str
    with_words: bool
    speak: Spoken


@dataclass
class Found:
    """What went out so far: items, rows, and of each item with a broken history the number and the line."""

    items: int
    rows: int
    broken: list[tuple[int, int]]


def export(
    since: Annotated[str, typer.Option(help='Items that came in from then on: "2026-11-01", "1.11.2026 08:00".')] = "",
    until: Annotated[str, typer.Option(help="Items that came in before then; of a day, that day included.")] = "",
    history: Annotated[bool, typer.Option("--history", help="One row a line of the items' histories.")] = False,
    format_: Annotated[Format, typer.Option("--format", help="json: an object a line.")] = "csv",
    separator: Annotated[
        Literal["comma", "semicolon", "tab"], typer.Option(help="Between cells; Excel in the Nordics reads semicolon.")
    ] = "comma",
    out: Annotated[Path | None, typer.Option(help="The file to write; else standard output.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over the file if it is there.")] = False,
    with_words: Annotated[
        bool, typer.Option("--with-words", help="With names, links, posts and answers; of private messages as well.")
    ] = False,
    speak: Annotated[Spoken, typer.Option(help="The language of the histories.")] = "en",
) -> None:
    """Write down what came in and what became of it, or the items' histories, and verify these. See docs/export.md."""
    if format_ == "json" and separator != "comma":
        raise typer.BadParameter("--separator is for --format csv")
    if force and out is None:
        raise typer.BadParameter("--force goes with --out")
    between = {"comma": ",", "semicolon": ";", "tab": "\t"}[separator]
    asked = Asked(since, until, history, format_, between, with_words, speak)
    database = Database(settings_or_exit().database_url)
    try:
        with told_in_words(), _snapshot(database) as transaction:
            _never(out, database.file)
            found = _export(transaction, asked, out, force=force)
    except NoHandbook as error:
        complain("No handbook is in force yet: start the bot once, or run `svarvakt handbook apply`.")
        raise typer.Exit(1) from error
    finally:
        database.close()
    _tell(found, out)
    if found.broken:
        raise typer.Exit(BROKEN)


@contextmanager
def _snapshot(database: Database) -> Iterator[Transaction]:
    if database.file is not None and not database.file.exists():
        raise CannotStart("There is no database yet: start the bot once, or run `svarvakt handbook apply`.")
    schema.check(database)
    with database.read() as transaction:
        yield transaction


def _export(transaction: Transaction, asked: Asked, out: Path | None, *, force: bool) -> Found:
    now = Clock().now()
    handbook = Books().in_force(transaction, now)
    since, until = _period(asked, handbook.zone)
    columns = [one for one in (HISTORY if asked.histories else ITEMS) if asked.with_words or not one.words]
    speaker = Speaker(asked.speak, handbook.company.zone, Names(handbook))
    # Excel takes a file for UTF-8 only where it begins with a byte order mark; programs read standard output.
    encoding = "utf-8-sig" if out is not None and asked.format == "csv" else "utf-8"
    found = Found(0, 0, [])
    with whole_file(out, encoding, force=force) if out is not None else standard_output(encoding) as written:
        rows = _rows(written, columns, asked)
        for account in accounts(transaction, since, until, now):
            found.items += 1
            if account.broken is not None:
                found.broken.append((account.item.number, account.broken))
            for entry in account.history if asked.histories else (None,):
                rows.write(Told(account, entry, now, speaker, asked.with_words))
                found.rows += 1
    return found


def _rows(out: IO[str], columns: Sequence[Column], asked: Asked) -> Rows:
    return JsonRows(out, columns) if asked.format == "json" else CsvRows(out, columns, asked.separator)


def _period(asked: Asked, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    since = _moment("--since", asked.since, zone, read_moment)
    until = _moment("--until", asked.until, zone, read_end)
    if since is not None and until is not None and until <= since:
        raise CannotStart(f'--until "{asked.until}" is not after --since "{asked.since}". Swap them, or leave one out.')
    return since, until


def _moment(option: str, written: str, zone: ZoneInfo, read: Callable[[str, ZoneInfo], datetime]) -> datetime | None:
    try:
        return read(written, zone) if written.strip() else None
    except ValueError as error:
        raise CannotStart(f"{option}: {error}.") from None


def _never(out: Path | None, database: Path | None) -> None:
    """Not even with --force."""
    if out is not None and database is not None and out.exists() and out.samefile(database):
        raise CannotStart(f"{out} is the database itself. Name another file with --out.")


def _tell(found: Found, out: Path | None) -> None:
    """On standard error: standard output is the export's."""
    for number, line in found.broken[:MOST_TOLD]:
        complain(f"The history of item {number} is not as it was written, from line {line} on.")
    if (more := len(found.broken) - MOST_TOLD) > 0:
        complain(f"… and those of {more} more: see the column broken_from.")
    if not found.items:
        complain("No item came in during that time.")
    elif out is not None:
        complain(f"{out} is written: {_counted(found.rows, 'row')} about {_counted(found.items, 'item')}.")


def _counted(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"
