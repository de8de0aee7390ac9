"""Checks a message's blocks as Slack does; the limits themselves are tables in limits.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.workspace.limits import ALL_TEXT, BLOCKS, CHARTS, MESSAGE_BLOCKS
from bot.workspace.model import Json
from bot.workspace.refusal import Refusal
from bot.workspace.rules import Kind, Many, Seen, fault

MESSAGE_LIST = Many(MESSAGE_BLOCKS, Kind(BLOCKS), least=0)


def checked_blocks(blocks: Any) -> list[Json] | None:
    """Return a message's blocks (None for none); raises Refusal as chat.postMessage would."""
    if blocks is None or blocks == "":
        return None
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    faults = [*MESSAGE_LIST.faults(blocks, "/blocks"), *doubles(blocks, "/blocks"), *too_many_charts(blocks)]
    if faults:
        raise Refusal("invalid_blocks", faults)
    if characters(blocks) > ALL_TEXT:
        raise Refusal("msg_blocks_too_long")
    return blocks


def doubles(blocks: list[Any], at: str) -> Iterator[str]:
    """Yield a fault for each block_id that comes twice, and each action_id that comes twice in a block."""
    seen = Seen()
    for place, block in enumerate(blocks):
        if isinstance(block, dict):
            yield from seen.faults(block, "block_id", f"{at}/{place}")
            yield from _doubles_within(block, Seen(), f"{at}/{place}")


def _doubles_within(part: Json, seen: Seen, at: str) -> Iterator[str]:
    for key, value in part.items():
        each = value if isinstance(value, list) else [value]
        for place, inside in enumerate(each):
            if isinstance(inside, dict):
                where = f"{at}/{key}/{place}" if isinstance(value, list) else f"{at}/{key}"
                yield from seen.faults(inside, "action_id", where)
                yield from _doubles_within(inside, Seen() if key in ("child_blocks", "tasks") else seen, where)


def too_many_charts(blocks: list[Any]) -> Iterator[str]:
    """Yield a fault when there are more than two native charts."""
    charts = [block for block in blocks if isinstance(block, dict) and block.get("type") == "data_visualization"]
    if len(charts) > CHARTS:
        yield fault(f"no more than {CHARTS} data_visualization blocks allowed", "/blocks")


def characters(part: Any) -> int:
    """Return how many characters a reader sees in blocks, which is what msg_blocks_too_long counts."""
    if isinstance(part, list):
        return sum(map(characters, part))
    if isinstance(part, dict):
        own = part.get("text")
        length = len(own) if isinstance(own, str) else 0
        return length + sum(characters(value) for value in part.values() if isinstance(value, list | dict))
    return 0
