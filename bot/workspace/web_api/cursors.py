"""Cursors: an opaque word that says where the next page begins."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TypeVar

from bot.workspace.model import Json
from bot.workspace.refusal import Refusal

Item = TypeVar("Item")


def cursor_for(place: str) -> str:
    """Return the cursor for a place."""
    return base64.b64encode(f"next:{place}".encode()).decode()


def place_of(cursor: str) -> str:
    """Return the place that a cursor stands for ("" for none); raises Refusal invalid_cursor."""
    if not cursor:
        return ""
    try:
        said = base64.b64decode(cursor, validate=True).decode()
    except ValueError:
        raise Refusal("invalid_cursor") from None
    if not said.startswith("next:"):
        raise Refusal("invalid_cursor")
    return said.removeprefix("next:")


def page_of(items: Sequence[Item], cursor: str, limit: int) -> tuple[Sequence[Item], Json]:
    """Return one page of a list and the response_metadata that leads to the next."""
    place = place_of(cursor)
    if place and not place.isdigit():
        raise Refusal("invalid_cursor")
    start = int(place or 0)
    end = start + limit
    following = cursor_for(str(end)) if end < len(items) else ""
    return items[start:end], {"next_cursor": following}
