"""Rows of an export as CSV or as JSON Lines, one after the other."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import IO, Literal, Protocol

from bot.export_columns import Cell, Column, Told
from bot.spreadsheet import harmless
from routing.moments import stamp

Format = Literal["csv", "json"]


class Rows(Protocol):
    """Takes one row after the other."""

    def write(self, one: Told) -> None: ...


class CsvRows:
    """RFC 4180, with the names of the columns first; what a spreadsheet would take for a formula is made harmless."""

    def __init__(self, out: IO[str], columns: Sequence[Column], separator: str) -> None:
        self._columns = columns
        self._writer = csv.writer(out, delimiter=separator)
        self._writer.writerow(column.name for column in columns)

    def write(self, one: Told) -> None:
        self._writer.writerow([_text(column.cell(one)) for column in self._columns])


class JsonRows:
    """An object a line."""

    def __init__(self, out: IO[str], columns: Sequence[Column]) -> None:
        self._columns = columns
        self._out = out

    def write(self, one: Told) -> None:
        row = {column.name: _plain(column.cell(one)) for column in self._columns}
        self._out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return stamp(cell)
        case Mapping():
            return json.dumps(dict(cell), ensure_ascii=False) if cell else ""
        case _:
            return harmless(str(cell))


def _plain(cell: Cell) -> object:
    return stamp(cell) if isinstance(cell, datetime) else cell
