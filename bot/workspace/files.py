"""Files: what people attach, and what the app uploads in three steps."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any

from bot.workspace.model import Channel, StoredFile
from bot.workspace.state import State


def new_file(state: State, owner: str, name: str, title: str = "", length: int = 0) -> StoredFile:
    """Make room for a file; its content may come later."""
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = StoredFile(state.new_id("F"), name, title or name, owner, mimetype, int(state.now()), length)
    state.files[file.id] = file
    return file


def add_file(state: State, owner: str, given: Mapping[str, Any] | str, channel: Channel) -> StoredFile:
    """Store a file that a person attaches: a name, or {"name", "content" (text, bytes), "title", "mimetype", "shown"}.

    `shown` is what messages say of it instead of the truth: {"mode": "external"}, {"file_access": "check_file_info"}.
    """
    described: Mapping[str, Any] = {"name": given} if isinstance(given, str) else given
    content = described.get("content", b"")
    file = new_file(state, owner, described["name"], described.get("title", ""))
    file.mimetype = described.get("mimetype", file.mimetype)
    file.content = content.encode() if isinstance(content, str) else bytes(content)
    file.length = len(file.content)
    file.shown = dict(described.get("shown", {}))
    file.shared = True
    file.channels.append(channel.id)
    return file
