"""Files on the page: what a visitor attaches to a message, and what they take from one."""

from __future__ import annotations

import base64
from typing import Any

from bot.workspace.model import Json, StoredFile
from bot.workspace.state import State

MOST_FILES = 10
LARGEST = 16 * 1024 * 1024
"""Bytes of all files of one message."""


class Wrong(Exception):
    """What the visitor asked for cannot be done; the text is a sentence for them."""


def attached(said: Json) -> list[Json]:
    """Return the files of a message as `Acts.post` takes them, from [{"name", "data" (base64)}]; raises Wrong."""
    given: Any = said.get("files") or []
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise Wrong("The files could not be read.")
    if len(given) > MOST_FILES:
        raise Wrong(f"At most {MOST_FILES} files go with one message.")
    try:
        files = [
            {"name": _name(each), "content": base64.b64decode(str(each.get("data", "")), validate=True)}
            for each in given
        ]
    except ValueError:
        raise Wrong("The files could not be read.") from None
    if sum(len(file["content"]) for file in files) > LARGEST:
        raise Wrong(f"Files of more than {LARGEST // 2**20} MB do not go through here.")
    return files


def _name(given: Json) -> str:
    name = str(given.get("name", "")).replace("/", "_").strip()
    if not name:
        raise Wrong("A file needs a name.")
    return name[:255]


def seen_file(state: State, user: str, file: str) -> StoredFile:
    """Return a file that stands in one of this person's conversations; raises Wrong."""
    known = state.files.get(file)
    if known is None or not any(state.channels[channel].holds(user) for channel in known.channels):
        raise Wrong("There is no such file.")
    return known
