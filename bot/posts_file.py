"""A file of posts to try out: CSV as spreadsheets write it. It is read whole or not at all."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path

from bot.cannot_start import CannotStart
from bot.posts_row import COLUMNS, Reader, Wrong, nearest
from routing.handbook import Handbook
from routing.trial import Trial

LARGEST = 64 * 1024 * 1024
"""Bytes of a file: a hundred thousand posts are about a third of it."""

MOST_TOLD = 20
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class PostsFile:
    """`unused` are columns that nobody asks for; `delimiter` is what the file has between its cells."""

    trials: tuple[Trial, ...]
    delimiter: str
    unused: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    """The cells of one line of the table, which begins at line `line` of the file."""

    line: int
    cells: list[str]


def read_posts(path: Path, handbook: Handbook, now: datetime, source: str = "") -> PostsFile:
    """The posts of a file; wall time is that of the handbook's zone. `source`, `now`: of those that say none.

    CannotStart with every problem: line, column and mend.
    """
    text = _text(path)
    problems: list[Wrong] = []
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter, problems)
    header = next(rows, None)
    if header is None:
        raise _refused(path, problems or [Wrong(1, "", f"is empty; the first line names the columns: {_listed()}")])
    places, unused = _columns(header, problems, has_source=bool(source))
    reader = Reader(handbook, now, source)
    trials = []
    for row in rows if places is not None else ():
        if not any(cell.strip() for cell in row.cells):
            continue
        if len(row.cells) > len(header.cells):
            problems.append(_too_many(row, header, delimiter))
            continue
        assert places is not None
        cells = {name: row.cells[place] for name, place in places.items() if place < len(row.cells)}
        trial = reader.trial(row.line, cells, problems)
        if trial is not None:
            trials.append(trial)
    if not problems and not trials:
        problems.append(Wrong(2, "", "holds no post; write one a line below the names of the columns"))
    if problems:
        raise _refused(path, problems)
    return PostsFile(tuple(trials), delimiter, unused)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except FileNotFoundError:
        raise CannotStart(f"{path} is not there. Give --file the table of posts, in CSV.") from None
    except OSError as error:
        raise CannotStart(f"{path} cannot be read: {error.strerror}.") from None
    if size > LARGEST:
        raise CannotStart(f"{path} is larger than {LARGEST // 1024 // 1024} MiB. Try it in parts.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise CannotStart(f'{path} is a workbook. Save it in your spreadsheet as "CSV UTF-8".')
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CannotStart(
            f'{path} is not UTF-8 (line {line}, byte {error.start}). Save it in your spreadsheet as "CSV UTF-8".'
        ) from None


def _delimiter(text: str) -> str:
    """What stands most often between the names of the columns; Excel can say it itself, in a first line `sep=;`."""
    first = text.partition("\n")[0].strip()
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return first[-1]
    return max(_DELIMITERS, key=first.count)


def _rows(text: str, delimiter: str, problems: list[Wrong]) -> Iterator[_Row]:
    """What cannot be read any further is a problem, and the end."""
    table = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in table:
            if not (line == 1 and len(cells) <= 2 and cells and cells[0].lower().startswith("sep=")):
                yield _Row(line, cells)
            line = table.line_num + 1
    except csv.Error as error:
        problems.append(Wrong(line, "", _of_csv(str(error), delimiter)))


def _of_csv(error: str, delimiter: str) -> str:
    if "unexpected end" in error or "field limit" in error:
        return 'opens a quotation mark (") that is never closed; close it, or write it twice ("") where it is meant'
    if "expected after" in error:
        return f'has a quotation mark (") inside a quoted cell, followed by no "{delimiter}"; write it twice ("")'
    return f"cannot be read as CSV ({error}); save it anew from your spreadsheet"


def _columns(header: _Row, problems: list[Wrong], *, has_source: bool) -> tuple[dict[str, int] | None, tuple[str, ...]]:
    """Where each known column stands (None where it is no table of posts), and the columns that nobody asks for."""
    names = [cell.strip().lower() for cell in header.cells]
    places: dict[str, int] = {}
    unused = []
    for place, name in enumerate(names):
        if name in places:
            problems.append(Wrong(header.line, name, "stands twice; take one of the two out"))
        elif name in COLUMNS:
            places[name] = place
        elif near := nearest(name, COLUMNS):
            problems.append(Wrong(header.line, name, f'is no column; did you mean "{near}"?'))
        elif name:
            unused.append(header.cells[place].strip())
    if "text" not in places:
        problems.append(Wrong(header.line, "text", f"is missing; the first line names the columns: {_listed()}"))
        return None, ()
    if "source" not in places and not has_source:
        mend = "is missing; add it, or give --source for all of them"
        problems.append(Wrong(header.line, "source", mend))
        return None, ()
    return places, tuple(unused)


def _too_many(row: _Row, header: _Row, delimiter: str) -> Wrong:
    return Wrong(
        row.line, "",
        f'has {len(row.cells)} cells, but there are {len(header.cells)} columns; put text that holds "{delimiter}" in '
        'quotation marks ("…")',
    )  # fmt: skip


def _listed() -> str:
    return "text, source and, as you have them, " + ", ".join(
        name for name in COLUMNS if name not in ("text", "source")
    )


def _refused(path: Path, problems: Sequence[Wrong]) -> CannotStart:
    count = len(problems)
    told = [f"- {problem}" for problem in sorted(problems, key=lambda one: one.line)[:MOST_TOLD]]
    if count > MOST_TOLD:
        told.append(f"- … and {count - MOST_TOLD} more.")
    head = f"{path} has {count} problem{'' if count == 1 else 's'}; nothing was tried."
    return CannotStart(head, *told)
