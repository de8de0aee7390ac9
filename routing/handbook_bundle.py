"""Several files become one handbook: the main text, then each file that it includes, in one TOML text."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routing.handbook_lines import Statement, commented, outline, statements
from routing.handbook_parts import mark
from routing.handbook_problems import HandbookError, Problem, Table
from routing.handbook_shape import LISTED, SINGLE
from routing.handbook_syntax import read_toml

MOST_FILES = 200

_NO_PATH = re.compile(r"[\x00-\x1f\x7f\\:]")


@dataclass(frozen=True)
class _File:
    text: str
    tables: Table
    outside: tuple[Statement, ...]
    includes: tuple[str, ...] = ()


class Bundle:
    """The files of a handbook as they are read: ask for the `wanted` one, `add` or `refuse` it, then take the `text`.

    Files are called by their path from the main file's folder, with "/" between the folders.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._main = text
        self._files: dict[str, _File] = {}
        self._waiting: list[tuple[str, str]] = []
        self._problems: list[Problem] = []
        self._known = {name}
        try:
            tables = read_toml(text, name)
        except HandbookError:
            return  # Whoever reads the handbook is told.
        if "include" in tables:
            self._take(name, text, tables)

    def wanted(self) -> str | None:
        """The next file to read, None when all are there."""
        return self._waiting[0][1] if self._waiting else None

    def add(self, name: str, text: str) -> None:
        """The text of a wanted file."""
        self._settle(name)
        text = text.removeprefix("\ufeff")
        try:
            tables = read_toml(text, name)
        except HandbookError as error:
            self._problems += error.problems
            return
        self._take(name, text, tables)
        self._problems += _of_one(name, self._files[name])

    def refuse(self, name: str, sentence: str) -> None:
        """A wanted file cannot be had; `sentence` says why and the mend."""
        by = self._settle(name)
        self._problems.append(self._at_include(by, f'"{name}" {sentence}'))

    def text(self) -> str:
        """The whole handbook. Without an include it is the main text as it is. HandbookError lists every problem."""
        if not self._files:
            return self._main
        order = list(self._in_order())
        self._problems += self._across(order)
        if self._problems:
            raise HandbookError(self._problems)
        whole = "\n".join(self._shown(name) for name in order)
        try:
            read_toml(whole, self.name)
        except HandbookError as error:
            raise HandbookError(
                [Problem(one.file, one.place, f"does not go with the other files: {one.sentence}")
                 for one in error.problems]
            ) from None  # fmt: skip
        return whole

    def _settle(self, name: str) -> str:
        by = next(by for by, wanted in self._waiting if wanted == name)
        self._waiting = [pair for pair in self._waiting if pair[1] != name]
        return by

    def _take(self, name: str, text: str, tables: Table) -> None:
        outside = tuple(statements(text))
        self._files[name] = _File(text, tables, outside)
        includes = []
        for entry in self._entries(name, tables):
            included = self._inside(name, entry)
            if included is None:
                continue
            includes.append(included)
            if included not in self._known:
                self._known.add(included)
                self._waiting.append((name, included))
        self._files[name] = _File(text, tables, outside, tuple(includes))
        if len(self._known) > MOST_FILES:
            self._problems.append(self._at_include(name, f"includes more than {MOST_FILES} files; join some of them"))
            self._waiting.clear()

    def _entries(self, name: str, tables: Table) -> list[str]:
        if "include" not in tables:
            return []
        entries = tables["include"]
        if isinstance(entries, list) and all(isinstance(entry, str) and entry.strip() for entry in entries):
            return [entry.strip() for entry in entries]
        self._problems.append(self._at_include(name, 'must be a list of files, such as include = ["people.toml"]'))
        return []

    def _inside(self, name: str, entry: str) -> str | None:
        """The path from the main file's folder; None for one that leaves it."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), entry))
        if entry.startswith("/") or _NO_PATH.search(entry):
            sentence = "is no relative path; write it from this file's folder, such as domains/delivery.toml"
        elif path.startswith("../") or path in ("..", "."):
            sentence = f"lies outside the folder of {self.name}; move the file into it"
        else:
            return path
        self._problems.append(self._at_include(name, f'"{entry}" {sentence}'))
        return None

    def _at_include(self, file: str, sentence: str) -> Problem:
        outside = self._files[file].outside if file in self._files else ()
        line = next((f" (line {one.first})" for one in outside if one.key == "include"), "")
        return Problem(file, f"include{line}", sentence)

    def _in_order(self) -> Iterator[str]:
        """The files as they follow in the bundle; circles and files that come twice are problems."""
        done: dict[str, str] = {}
        stack: list[tuple[str, tuple[str, ...]]] = [(self.name, ())]
        while stack:
            name, above = stack.pop()
            by = above[-1] if above else self.name
            if name in above:
                circle = " → ".join((*above[above.index(name) :], name))
                self._problems.append(self._at_include(by, f"goes in a circle: {circle}; take one of them out"))
            elif name in done:
                self._problems.append(
                    self._at_include(by, f'"{name}" is included by {done[name]} already; once will do')
                )
            elif name in self._files:
                done[name] = by
                yield name
                stack += [(included, (*above, name)) for included in reversed(self._files[name].includes)]

    def _across(self, order: list[str]) -> Iterator[Problem]:
        """What files say against each other: another schema, a section that stands once in two of them."""
        schema = self._files[self.name].tables.get("schema")
        first: dict[str, tuple[str, str]] = {}
        for name in order:
            file = self._files[name]
            own = file.tables.get("schema", schema)
            if own != schema:
                yield Problem(
                    name, "",
                    f"schema = {own!r}, but {self.name} has schema = {schema!r}; run `svarvakt handbook upgrade`, or "
                    "take the line out: an included file needs none",
                )  # fmt: skip
            for section, line in _singles(file).items():
                if section in first:
                    other, there = first[section]
                    yield Problem(name, f"[{section}]{line}", f"stands in {other}{there} already; keep one of them")
                else:
                    first[section] = name, line

    def _shown(self, name: str) -> str:
        file = self._files[name]
        if name == self.name:
            taken = [one for one in file.outside if one.key == "include"]
            return _ended(commented(file.text, taken))
        return f"{mark(name)}\n{_ended(commented(file.text, file.outside))}"


def _of_one(name: str, file: _File) -> Iterator[Problem]:
    """What an included file holds that would mean something else under the sections of another one."""
    for one in file.outside:
        if one.key not in ("schema", "include"):
            mend = "an included file holds whole sections, each with its header"
            yield Problem(name, "", f"{one.key} (line {one.first}) stands outside every section; {mend}")
    for section in LISTED:
        rows = file.tables.get(section)
        if isinstance(rows, Mapping) and not any(one.key == section for one in file.outside):
            mend = "what belongs to one section stands in one file"
            yield Problem(name, "", f"{section} stands as [[{section}]], with double brackets, once for each; {mend}")


def _singles(file: _File) -> dict[str, str]:
    """The sections of this file that stand once, each with its line."""
    lines: dict[str, str] = {}
    for header in outline(file.text).headers:
        lines.setdefault(header.name, f" (line {header.line})")
    found = [section for section in SINGLE if section in file.tables and section != "desks"]
    desks = file.tables.get("desks")
    found += [f"desks.{desk}" for desk in desks] if isinstance(desks, Mapping) else []
    return {section: lines.get(section, "") for section in found}


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def join(name: str, texts: Mapping[str, str]) -> str:
    """The bundle of the file `name` and all that it includes, of texts that are all at hand. HandbookError as above."""
    bundle = Bundle(name, texts[name])
    while wanted := bundle.wanted():
        if wanted in texts:
            bundle.add(wanted, texts[wanted])
        else:
            bundle.refuse(wanted, "is not there; add the file, or take the line out")
    return bundle.text()
