"""Which reasons and lines of history the code speaks of, read from its syntax."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def calls(folder: str) -> Iterator[ast.Call]:
    """Every call in the folder's files."""
    for file in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def name_of(call: ast.Call) -> str:
    """The last part of what is called."""
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def words(node: ast.expr | None) -> set[str]:
    """The texts that an expression can be, as far as its syntax tells."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return words(node.body) | words(node.orelse)
    return set()


def reasons(folder: str) -> set[str]:
    """Codes of `Reason(...)`."""
    return {word for call in calls(folder) if name_of(call) == "Reason" and call.args for word in words(call.args[0])}


def history_lines() -> set[str]:
    """What `move(...)`, `append(...)` and `NewEntry(...)` write into the history."""
    found: set[str] = set()
    for call in calls("handlers"):
        if name_of(call) == "move":
            found |= {word for keyword in call.keywords if keyword.arg == "what" for word in words(keyword.value)}
        elif name_of(call) == "NewEntry":
            found |= words(call.args[3])
        elif name_of(call) == "append" and len(call.args) > 4:
            found |= words(call.args[4])
    return found


def drawn(kind: str) -> set[str]:
    """Actions of the buttons or menus that views draw."""
    return {word for call in calls("handlers/views") if name_of(call) == kind for word in words(call.args[0])}
