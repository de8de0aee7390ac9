"""TOML text → tables, or a sentence that says where it is no TOML, and the mend."""

import re
import tomllib

from routing.handbook_depth import too_deep
from routing.handbook_parts import part_of, parts
from routing.handbook_problems import HandbookError, Problem, Table
from routing.handbook_shape import LISTED

_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
_TWICE = re.compile(r"Cannot declare \((.+)\) twice")
_CURLY = re.compile("[“”„‘’‚]")
_NO_LIST = re.compile(r"\s*[],]")
_CONTROL = re.compile(r"Illegal character '\\x")

# tomllib's sentences, by how they begin (CPython 3.11 to 3.14, Lib/tomllib/_parser.py).
_MENDS = (
    ("Invalid value", 'write text in quotes, such as name = "Ada"'),
    ("Expected '=' after a key", "a line is a key, = and a value; a comment begins with #"),
    ("Invalid initial character for a key", "a line is a key, = and a value; a comment begins with #"),
    ("Cannot overwrite a value", "the same key stands twice in one section; keep one"),
    ("Duplicate inline table key", "the same key stands twice between { and }; keep one"),
    ("Cannot mutate immutable namespace", "the same section is written in two ways; keep one"),
    ("Unclosed array", "a [ has no ]"),
    ("Unclosed inline table", "a { has no }"),
    ("Unterminated string", "a quotation mark is missing"),
    ("Illegal character '\\n'", "a quotation mark is missing at the end of the line"),
    ("Unescaped '\\' in a string", "in double quotes write \\\\ for \\, or use single quotes, such as '\\d+'"),
    ("Expected ']", "a header is [company] or [[person]], alone on its line"),
    ("Expected newline or end of document", "one key a line"),
)


def read_toml(text: str, name: str) -> Table:
    """The tables of a handbook's text, whole or one of its files. HandbookError names the file, line and column."""
    if found := too_deep(text):
        number, sentence = found
        file, line = part_of(parts(text, name), number)
        raise HandbookError([Problem(file, "", f"at line {line} {sentence}")])
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise HandbookError([_problem(text, name, str(error))]) from None
    except RecursionError:
        raise HandbookError([Problem(name, "", "is nested too deeply to be a handbook; close the brackets")]) from None


def _problem(text: str, name: str, said: str) -> Problem:
    found = _AT.search(said)
    what = said[: found.start()] if found else said
    file, where = name, ""
    if found:
        file, line = part_of(parts(text, name), int(found[1]))
        where = f" at line {line}, column {found[2]}"
    if twice := _TWICE.search(what):
        section = ".".join(re.findall(r"'([^']*)'", twice[1]))
        if section in (*LISTED, "ladder.rung"):
            return Problem(file, f"[{section}]{where}", f"stands as [[{section}]], with double brackets, once for each")
        return Problem(file, f"[{section}]", f"stands twice{where.replace(' at ', ', again at ')}; keep one")
    mend = _seen(text, what, found) or next((mend for start, mend in _MENDS if what.startswith(start)), "")
    if not mend and _CONTROL.match(what):
        mend = "take the invisible character out"
    return Problem(file, "", f"is not TOML{where}: {what}{'; ' if mend else ''}{mend}")


def _seen(text: str, what: str, place: re.Match[str] | None) -> str:
    """The mend for what the line itself shows; "" when it shows nothing."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if place is None or int(place[1]) > len(lines):
        return ""
    line, column = lines[int(place[1]) - 1], int(place[2]) - 1
    begins = what.startswith(("Invalid value", "Invalid initial character"))
    ends = what.startswith(("Illegal character '\\n'", "Unterminated string"))
    if (begins and _CURLY.match(line, column)) or (ends and _CURLY.search(line)):
        return "“ ” are curly quotes; write straight ones"
    if what.startswith("Cannot overwrite a value") and line.lstrip().startswith("[["):
        return "this section stands above with single brackets; write double ones there too"
    if what.startswith("Expected newline or end of document") and _NO_LIST.match(line, column):
        return 'a list begins with [ and ends with ], such as any = ["a", "b"]'
    return ""
