"""A handbook of several files is one text, a bundle: each included file follows under a comment that names it. Here a
line of that text becomes a line of a file again."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from routing.handbook_lines import outline

_MARK = re.compile(r"# ══════ file: (\S.*\S|\S) ══════")


@dataclass(frozen=True)
class Part:
    """A file of the bundle. Its first line is the one after line `before` of the bundle."""

    file: str
    before: int


def mark(file: str) -> str:
    """The comment under which a file stands in the bundle."""
    return f"# ══════ file: {file} ══════"


def parts(text: str, name: str) -> tuple[Part, ...]:
    """The files of a bundle, in their order. The first is the main one, which is called `name`."""
    found = ((comment.line, _MARK.fullmatch(comment.text)) for comment in outline(text).comments)
    return (Part(name, 0), *(Part(match[1], line) for line, match in found if match is not None))


def part_of(found: tuple[Part, ...], line: int) -> tuple[str, int]:
    """The file that a line of the bundle comes from, and the line within it."""
    part = found[bisect_right([part.before for part in found], line - 1) - 1]
    return part.file, line - part.before
