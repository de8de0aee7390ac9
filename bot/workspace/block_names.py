"""Slack names blocks and actions that came without a name, and fills in what it always fills in."""

from __future__ import annotations

from collections.abc import Callable

from bot.workspace.elements import CHOICES, PRESSED
from bot.workspace.model import Json


def named(blocks: list[Json], new_name: Callable[[], str]) -> list[Json]:
    """Return a copy of the blocks in which every block has a block_id and every element an action_id."""
    copies = [_completed(block, new_name) for block in blocks]
    for copy in copies:
        if not copy.get("block_id"):
            copy["block_id"] = new_name()
    return copies


def _completed(part: Json, new_name: Callable[[], str]) -> Json:
    copy: Json = {}
    for key, value in part.items():
        if isinstance(value, dict):
            value = _completed(value, new_name)
        elif isinstance(value, list):
            value = [_completed(each, new_name) if isinstance(each, dict) else each for each in value]
        copy[key] = value
    kind = copy.get("type")
    if kind == "plain_text":
        copy.setdefault("emoji", True)
    elif (kind in CHOICES or kind in PRESSED) and not copy.get("action_id"):
        copy["action_id"] = new_name()
    return copy
