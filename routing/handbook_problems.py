"""What can be wrong with a handbook, each problem with its file, its place and its mend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from routing.handbook_lines import outline
from routing.handbook_parts import Part, part_of, parts

Table = Mapping[str, object]

MOST_PROBLEMS = 50
"""So many are told; who mends them learns of the others then."""


@dataclass(frozen=True)
class Problem:
    """`file` holds it; `place` names the section by id and line, "" for the file as a whole; `sentence` says what is
    wrong and how to mend it."""

    file: str
    place: str
    sentence: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.file, self.place, self.sentence)))


class HandbookError(ValueError):
    """A handbook that cannot be used. `problems` are the first fifty and how many more there are; `count` is of all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.count = len(problems)
        told = list(problems[:MOST_PROBLEMS])
        if more := self.count - len(told):
            told.append(Problem("", "", f"and {more} more problem{'' if more == 1 else 's'}; mend these first"))
        self.problems = tuple(told)
        super().__init__("\n".join(str(problem) for problem in told))


@dataclass(frozen=True)
class Place:
    """A section of the text. Its file and line are looked for when there is a problem there: most have none."""

    source: "Source"
    title: str
    section: str
    position: int

    def problem(self, sentence: str) -> Problem:
        """A problem of this section; the line is found now."""
        file, line = self.source.locate(self.section, self.position)
        return Problem(file, f"{self.title} (line {line})" if line else self.title, sentence)


class Source:
    """The handbook's text and its tables, as far as they can be read, whatever is wrong with them.

    `name` is what problems call the main file; the included ones have their names from the text.
    """

    def __init__(self, text: str, name: str, tables: Table) -> None:
        self.name = name
        self.tables = tables
        self.text = text
        self._rows: dict[str, list[Table]] = {}

    def rows(self, section: str) -> list[Table]:
        """The tables of `[[section]]`; what is no table is left out (the shape check reports it)."""
        if section not in self._rows:
            rows = self.tables.get(section)
            listed = rows if isinstance(rows, list) else []
            self._rows[section] = [row for row in listed if isinstance(row, Mapping)]
        return self._rows[section]

    def table(self, *path: str) -> Table:
        """The table `[a.b]`, empty when it is missing or no table."""
        found: object = self.tables
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return found if isinstance(found, Mapping) else {}

    def whole(self, sentence: str) -> Problem:
        """A problem of the handbook as a whole."""
        return Problem(self.name, "", sentence)

    def place(self, section: str, position: int | None = None) -> Place:
        """`[[person]] "bo" (line 12)`, or `[rota] (line 40)` for a section that stands once."""
        if position is None:
            return Place(self, f"[{section}]", section, 0)
        rows = self.rows(section)
        name = word(rows[position].get("id")) if position < len(rows) else ""
        return Place(self, _title(section, name, position), section, position)

    def rung(self, ladder: int, position: int) -> Place:
        """`[[ladder.rung]] "half" (line 12)`; schema 1 calls it `[[rung]]`."""
        before = sum(len(tables(row, "rung")) for row in self.rows("ladder")[:ladder])
        rungs = tables(self.rows("ladder")[ladder], "rung")
        name = word(rungs[position].get("id")) if position < len(rungs) else ""
        section = "rung" if "rung" in self._lines else "ladder.rung"
        return Place(self, _title(section, name, position), section, before + position)

    def layer(self, position: int) -> Place:
        """`[[rota.layer]] "night" (line 12)`."""
        rows = tables(self.table("rota"), "layer")
        name = word(rows[position].get("id")) if position < len(rows) else ""
        return Place(self, _title("rota.layer", name, position), "rota.layer", position)

    def order(self, layer: int, position: int) -> Place:
        """`[[rota.layer.order]] number 2 (line 12)`: of its layer."""
        before = sum(len(tables(row, "order")) for row in tables(self.table("rota"), "layer")[:layer])
        return Place(self, _title("rota.layer.order", "", position), "rota.layer.order", before + position)

    def inner(self, section: str, position: int | None, path: tuple[str | int, ...]) -> Place:
        """The section at that position, or the table within it to which names and numbers lead."""
        match path:
            case ("rung", int(rung)) if position is not None:
                return self.rung(position, rung)
            case ("layer", int(layer)):
                return self.layer(layer)
            case ("layer", int(layer), "order", int(order)):
                return self.order(layer, order)
        return self.place(section, position)

    def locate(self, section: str, position: int) -> tuple[str, int]:
        """The file and the line in it of the section's header at that position, 0 where it has no header."""
        lines = self._lines.get(section, [])
        return part_of(self._parts, lines[position]) if position < len(lines) else (self.name, 0)

    @cached_property
    def _lines(self) -> dict[str, list[int]]:
        """The lines of each section's headers. Only a handbook with problems is asked for them."""
        lines: dict[str, list[int]] = {}
        for header in outline(self.text).headers:
            lines.setdefault(header.name, []).append(header.line)
        return lines

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        return parts(self.text, self.name)


def _title(section: str, name: str, position: int) -> str:
    return f'[[{section}]] "{name}"' if name else f"[[{section}]] number {position + 1}"


def tables(section: Table, name: str) -> list[Table]:
    """The tables of a list within a section."""
    rows = section.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def word(value: object) -> str:
    """The text that a field holds, "" for anything else (the shape check reports it)."""
    return value if isinstance(value, str) else ""


def members(value: object) -> list[str]:
    """The people that a list of members names, written as ids or as tables with `person`."""
    entries = value if isinstance(value, list) else []
    return [word(entry.get("person")) if isinstance(entry, Mapping) else word(entry) for entry in entries]


def words(value: object) -> list[str]:
    """The texts that a list holds, or the one text; what is no text is left out."""
    entries = [value] if isinstance(value, str) else value
    return [entry for entry in entries if isinstance(entry, str)] if isinstance(entries, list) else []
