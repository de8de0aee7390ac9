"""One call of a Web API method: its arguments, read as Slack reads them from forms and from JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.workspace.core import Core
from bot.workspace.model import Channel, Json, Message
from bot.workspace.refusal import Refusal
from bot.workspace.timeline import MICROSECONDS, moment

FALSE = frozenset({"", "0", "false", "False", "null"})
FOR_EVER = 10**12 * MICROSECONDS


@dataclass(frozen=True, slots=True)
class Method:
    """What serves a method, and Slack's tier for it (None: several hundred a minute).

    `scope` is what the bot's token must have; "" where that is not looked at.
    """

    serve: Callable[[Call], Json]
    tier: int | None
    app_token: bool = False
    scope: str = ""


@dataclass(slots=True)
class Call:
    """The arguments of one call and the workspace that it is about."""

    core: Core
    arguments: Json

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def needed(self, name: str, error: str = "invalid_arguments") -> str:
        """Return an argument that must be there; raises Refusal."""
        value = self.text(name)
        if not value:
            raise Refusal(error, [f"[ERROR] missing required field: {name}"] if error == "invalid_arguments" else None)
        return value

    def flag(self, name: str) -> bool:
        """Return an argument as true or false."""
        value = self.arguments.get(name)
        return value is not None and value is not False and str(value) not in FALSE

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return an argument as a whole number within bounds; raises Refusal invalid_limit."""
        value = self.arguments.get(name)
        if value is None or value == "":
            return default
        try:
            return max(least, min(most, int(value)))
        except (TypeError, ValueError):
            raise Refusal("invalid_limit") from None

    def json(self, name: str, error: str = "invalid_arguments") -> Any:
        """Return an argument that is JSON, sent as such or as text in a form; raises Refusal."""
        value = self.arguments.get(name)
        if not isinstance(value, str) or value == "":
            return None if value == "" else value
        try:
            return json.loads(value)
        except ValueError:
            raise Refusal(error) from None

    def channel(self, error: str = "channel_not_found") -> Channel:
        """Return the conversation that `channel` names by id; raises Refusal."""
        known = self.core.state.channels.get(self.text("channel"))
        if known is None:
            raise Refusal(error)
        return known

    def joined_channel(self) -> Channel:
        """Return a conversation that the bot belongs to; raises Refusal."""
        channel = self.channel()
        if not channel.holds(self.core.state.bot_user_id):
            raise Refusal("not_in_channel")
        return channel

    def message(self, channel: Channel, name: str = "ts", error: str = "message_not_found") -> Message:
        """Return a message of a conversation by its time stamp; raises Refusal."""
        message = self.core.state.find(channel.id, self.text(name))
        if message is None:
            raise Refusal(error)
        return message

    def window(self) -> tuple[int, int]:
        """Return the span that oldest, latest and inclusive mean, both ends included, in microseconds."""
        step = 0 if self.flag("inclusive") else 1
        oldest = self._moment("oldest", -1, "invalid_ts_oldest")
        latest = self._moment("latest", FOR_EVER, "invalid_ts_latest")
        return oldest + step, latest - step

    def _moment(self, name: str, default: int, error: str) -> int:
        value = self.text(name)
        if not value:
            return default
        try:
            return moment(value)
        except ValueError:
            raise Refusal(error) from None
