"""What people and customers' integrations do in conversations."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.workspace.files import add_file
from bot.workspace.model import Channel, Json, Message
from bot.workspace.posting import Posting
from bot.workspace.rich_text import rich_text_block
from bot.workspace.shapes import file_shape
from bot.workspace.state import State


class People:
    """Posts, edits and reactions that do not come from our app."""

    def __init__(self, state: State, posting: Posting, url: Callable[[], str]) -> None:
        self._state = state
        self._posting = posting
        self._url = url

    def channel(self, user: str, channel: str) -> Channel:
        """Return a conversation that this person belongs to; raises LookupError in words."""
        known = self._state.channels.get(channel)
        if known is None:
            raise LookupError(f"no conversation {channel!r}; there are {', '.join(self._state.channels)}")
        if user not in self._state.people:
            raise LookupError(f"no person {user!r}; there are {', '.join(self._state.people)}")
        if not known.holds(user):
            raise LookupError(f"{user} is not in {known.name or known.id}")
        return known

    def message(self, user: str, channel: str, ts: str) -> Message:
        """Return a message that this person sees; raises LookupError in words."""
        timeline = self._state.timelines[self.channel(user, channel).id]
        message = timeline.find(ts) or timeline.find_private(ts, user)
        if message is None:
            raise LookupError(f"no message {ts!r} that {user} sees in {channel}")
        return message

    def post(
        self,
        user: str,
        channel: str,
        text: str,
        blocks: list[Json] | None,
        files: Sequence[Mapping[str, Any] | str] | None,
        thread_ts: str | None,
        attachments: list[Json] | None,
    ) -> str:
        """Let a person write; returns the time stamp."""
        place = self.channel(user, channel)
        if place.archived:
            raise LookupError(f"{place.name} is archived")
        body = self._posting.person_body(user, text, copy.deepcopy(blocks))
        if attachments:
            body["attachments"] = copy.deepcopy(attachments)
        if files:
            stored = [add_file(self._state, user, given, place) for given in files]
            shapes = [file_shape(file, self._url()) | file.shown for file in stored]
            body |= {"subtype": "file_share", "files": shapes, "upload": False, "display_as_bot": False}
        message = self._posting.post(place, body, user, thread_ts=thread_ts)
        self._posting.mark_sent(user, message)
        return message.ts

    def post_as_integration(
        self,
        bot_id: str,
        channel: str,
        text: str,
        blocks: list[Json] | None,
        attachments: list[Json] | None,
        thread_ts: str | None = None,
    ) -> str:
        """Let another app write; returns the time stamp."""
        body = self._posting.integration_body(self._state.integrations[bot_id], text)
        if blocks is not None:
            body["blocks"] = copy.deepcopy(blocks)
        if attachments is not None:
            body["attachments"] = copy.deepcopy(attachments)
        return self._posting.post(self._state.channels[channel], body, bot_id, thread_ts=thread_ts).ts

    def _own(self, user: str, channel: str, ts: str) -> Message:
        message = self.message(user, channel, ts)
        if message.author != user:
            raise LookupError(f"{user} may not change the message {ts} of {message.author}")
        return message

    def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        """Let a person change their own words."""
        message = self._own(user, channel, ts)
        block = rich_text_block(text, self._state.new_name())
        self._posting.edit(message, user, {"text": text, "blocks": [block]})

    def delete(self, user: str, channel: str, ts: str) -> None:
        """Let a person take their own words back."""
        self._posting.delete(self._own(user, channel, ts))

    def react(self, user: str, channel: str, ts: str, name: str) -> bool:
        """Let a person add a reaction; returns False when it is there already."""
        return self._posting.react(self.message(user, channel, ts), user, name)

    def unreact(self, user: str, channel: str, ts: str, name: str) -> bool:
        """Let a person take back a reaction; returns False when there is none."""
        return self._posting.unreact(self.message(user, channel, ts), user, name)
