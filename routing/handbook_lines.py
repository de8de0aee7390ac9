"""Where things stand in a handbook's text: its section headers, its comments, its keys outside every section.

tomllib keeps no places, and tomlkit does not give back a text whose [[sections]] alternate as it was (0.15: they are
moved together). So what is edited here is edited in place, and everything else stays byte by byte.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_HEADER = r"^\ufeff?[ \t]*(?P<open>\[\[?)(?P<name>[^\[\]\n#]*)\]\]?"
_INSIDE = re.compile(rf"(?P<string>{_STRING})|(?P<comment>#[^\n]*)|(?P<bracket>[\[\]{{}}])", re.DOTALL)
_OUTSIDE = re.compile(rf"{_HEADER}|{_INSIDE.pattern}", re.DOTALL | re.MULTILINE)
_PART = re.compile(r'"([^"]*)"|\'([^\']*)\'|([^.\s"\']+)')
_LONGEST_STATEMENT = 500


@dataclass(frozen=True)
class Header:
    """A section's header. `name` is "desks.slack"; `line` counts from 1; `start` and `end` are places in the text."""

    name: str
    listed: bool
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Comment:
    """A comment that stands outside every value, with its "#"."""

    text: str
    line: int


@dataclass(frozen=True)
class Outline:
    """The headers and comments of a text, in its order."""

    headers: tuple[Header, ...]
    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class Statement:
    """A key with its value, outside every section: lines `first` to `last`, counted from 1."""

    key: str
    value: object
    first: int
    last: int


def outline(text: str) -> Outline:
    """The headers and comments of a text, which need not be valid; what a value holds is neither."""
    headers: list[Header] = []
    comments: list[Comment] = []
    position, depth, line, counted = 0, 0, 1, 0
    while found := (_INSIDE if depth else _OUTSIDE).search(text, position):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        position = found.end()
        if bracket := found["bracket"]:
            depth = max(0, depth + (1 if bracket in "[{" else -1))
        elif comment := found["comment"]:
            if not depth:
                comments.append(Comment(comment.rstrip(), line))
        elif found["string"] is None:
            start = found.start("open")
            headers.append(Header(_name(found["name"]), found["open"] == "[[", line, start, position))
    return Outline(tuple(headers), tuple(comments))


def statements(text: str) -> Iterator[Statement]:
    """The keys outside every section, in a text that is valid TOML.

    They stand before the first header. One longer than 500 lines ends the search.
    """
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    first = 0
    while first < len(lines):
        stripped = lines[first].strip()
        if stripped.startswith("["):
            return
        if not stripped or stripped.startswith("#"):
            first += 1
            continue
        for last in range(first, min(first + _LONGEST_STATEMENT, len(lines))):
            try:
                ((key, value),) = tomllib.loads("\n".join(lines[first : last + 1])).items()
            except tomllib.TOMLDecodeError:
                continue
            yield Statement(key, value, first + 1, last + 1)
            break
        else:
            return
        first = last + 1


def commented(text: str, lines: Iterable[Statement]) -> str:
    """The text with these statements turned into comments, each line on its own, so that no line moves."""
    numbers = {number for one in lines for number in range(one.first, one.last + 1)}
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rows = text.removeprefix("\ufeff").split("\n")
    return mark + "\n".join(f"# {row}" if number in numbers else row for number, row in enumerate(rows, start=1))


def renamed(text: str, before: str, after: str) -> str:
    """The text with the key `before` called `after`, where it stands before "="; values and comments stay."""
    pattern = re.compile(
        rf'(?P<key>(?<![\w."\'-])(?:{before}|"{before}"|\'{before}\')(?=[ \t]*=))|{_STRING}|#[^\n]*', re.DOTALL
    )
    return pattern.sub(lambda found: after if found["key"] else found[0], text)


def _name(written: str) -> str:
    return ".".join(next(filter(None, part), "") for part in _PART.findall(written))
