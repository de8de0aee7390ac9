"""What can be wrong with a handbook, each problem with its place and its mend."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Table = Mapping[str, object]


@dataclass(frozen=True)
class Problem:
    """`place` names the section by id and line; `sentence` says what is wrong and how to mend it."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class HandbookError(ValueError):
    """A handbook that cannot be used. `problems` are all there are."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class Source:
    """The handbook's text and its tables, as far as they can be read, whatever is wrong with them."""

    def __init__(self, text: str, name: str, tables: Table) -> None:
        self.name = name
        self.tables = tables
        self._lines = text.splitlines()

    def rows(self, section: str) -> list[Table]:
        """The tables of `[[section]]`; what is no table is left out (the shape check reports it)."""
        rows = self.tables.get(section)
        return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []

    def table(self, *path: str) -> Table:
        """The table `[a.b]`, empty when it is missing or no table."""
        found: object = self.tables
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return found if isinstance(found, Mapping) else {}

    def place(self, section: str, position: int | None = None) -> str:
        """`[[person]] "bo" (line 12)`, or `[rota] (line 40)` for a section that stands once."""
        if position is None:
            return f"[{section}]" + self._line(rf"\[\s*{re.escape(section)}\s*\]", 0)
        rows = self.rows(section)
        name = word(rows[position].get("id")) if position < len(rows) else ""
        title = f'[[{section}]] "{name}"' if name else f"[[{section}]] number {position + 1}"
        return title + self._line(rf"\[\[\s*{re.escape(section)}\s*\]\]", position)

    def _line(self, header: str, position: int) -> str:
        pattern = re.compile(rf"\s*{header}")
        numbers = [number for number, line in enumerate(self._lines, start=1) if pattern.match(line)]
        return f" (line {numbers[position]})" if position < len(numbers) else ""


def word(value: object) -> str:
    """The text that a field holds, "" for anything else (the shape check reports it)."""
    return value if isinstance(value, str) else ""


def members(value: object) -> list[str]:
    """The people that a list of members names, written as ids or as tables with `person`."""
    entries = value if isinstance(value, list) else []
    return [word(entry.get("person")) if isinstance(entry, Mapping) else word(entry) for entry in entries]


def words(value: object) -> list[str]:
    """The texts that a list holds; what is no text is left out."""
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []
