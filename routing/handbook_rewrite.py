"""A handbook's text of an older schema, written in the newest: only what changes is touched, all else stays.

`routing.handbook_upgrade` reads older tables as the newest; what is written here must read the same, and is held to it.
"""

import re

from routing.handbook_lines import outline, renamed, statements
from routing.handbook_problems import HandbookError, Problem, Table
from routing.handbook_syntax import read_toml
from routing.handbook_upgrade import SCHEMA, USUAL_LADDER, upgraded

_SCHEMA_LINE = re.compile(r"""^(\ufeff?[ \t]*(?:schema|"schema"|'schema')[ \t]*=[ \t]*)\d+""", re.MULTILINE)


def rewritten(text: str, name: str, main_schema: object = None) -> str:
    """The text of a file with the newest schema; the same text when it has that already.

    An included file without a `schema` of its own is of the main file's. Raises HandbookError, with the mend, for what
    is no TOML, a schema that is unknown or newer, and what cannot be rewritten without a person.
    """
    tables = read_toml(text, name)
    schema = tables.get("schema", main_schema)
    if schema == SCHEMA and not isinstance(schema, bool):
        return text
    if schema != 1 or isinstance(schema, bool):
        raise HandbookError([Problem(name, "", _refusal(schema))])
    made = _from_1(text)
    wanted = dict(upgraded({**tables, "schema": 1}))
    if "schema" not in tables:
        wanted.pop("schema")
    if not _reads(made, wanted):
        mend = "write rungs as [[rung]], each rule as [[rule]], all rungs in one file, and try again"
        raise HandbookError([Problem(name, "", f"cannot be rewritten as it stands; {mend}")])
    return made


def _refusal(schema: object) -> str:
    if schema is None:
        return f"schema is missing; write schema = {SCHEMA} at the top, or schema = 1 for a handbook of before"
    if isinstance(schema, int) and not isinstance(schema, bool) and schema > SCHEMA:
        return f"schema = {schema} is newer than this Svarvakt, which writes schema = {SCHEMA}; update Svarvakt"
    return f"schema = {schema!r} is unknown; known are 1 to {SCHEMA}"


def _reads(text: str, wanted: Table) -> bool:
    try:
        return read_toml(text, "") == wanted
    except HandbookError:
        return False


def _from_1(text: str) -> str:
    """`words` becomes `any`; [[rung]]s become the rungs of one ladder."""
    ending = "\r\n" if "\r\n" in text else "\n"
    headers = outline(text).headers
    first = headers[0].start if headers else len(text)
    pieces = [_top(text[:first])]
    ladder = False
    for header, after in zip(headers, (*headers[1:], None), strict=False):
        written = text[header.start : after.start if after else len(text)]
        if header.listed and header.name == "rule":
            written = written[: header.end - header.start] + renamed(
                written[header.end - header.start :], "words", "any"
            )
        elif header.listed and header.name == "rung":
            begin = "" if ladder else f'[[ladder]]{ending}id = "{USUAL_LADDER}"{ending}{ending}'
            written = begin + "[[ladder.rung]]" + written[header.end - header.start :]
            ladder = True
        pieces.append(written)
    return "".join(pieces)


def _top(text: str) -> str:
    """What stands before the first header: the schema, and rules that are written as one list."""
    made = _SCHEMA_LINE.sub(rf"\g<1>{SCHEMA}", text, count=1)
    return renamed(made, "words", "any") if any(one.key == "rule" for one in statements(text)) else made
