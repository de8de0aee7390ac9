"""Events as Slack sends them to an app: the callback around them, and one builder for each kind.

The key tables hold what Slack's recorded events of that kind carry; anything else a message has stays out.
"""

from __future__ import annotations

import itertools

from bot.workspace.delivery import Delivery
from bot.workspace.model import Channel, Json, Message
from bot.workspace.state import State

SAID = frozenset({"type", "text", "blocks", "ts", "thread_ts"})
PLAIN = SAID | {
    "client_msg_id",
    "team",
    "user",
    "bot_id",
    "bot_profile",
    "attachments",
    "parent_user_id",
    "edited",
}
KEYS = {
    "bot_message": SAID | {"subtype", "bot_id", "username", "icons", "attachments"},
    "file_share": SAID | {"subtype", "attachments", "files", "upload", "display_as_bot", "user", "parent_user_id"},
    "thread_broadcast": SAID | {"subtype", "user", "attachments", "client_msg_id"},
}
MENTION = SAID | {"client_msg_id", "user", "bot_id", "bot_profile", "team", "edited"}
INNER = PLAIN | {"subtype", "hidden", "is_locked", "subscribed", "reply_count", "reply_users_count", "latest_reply"}


class Events:
    """Builds events and hands them to delivery; only what happens where the bot belongs is sent."""

    def __init__(self, state: State, delivery: Delivery) -> None:
        self._state = state
        self._delivery = delivery
        self._numbers = itertools.count(1)

    def send(self, event: Json) -> None:
        """Send one event in its callback."""
        state = self._state
        number = next(self._numbers)
        callback: Json = {
            "token": state.verification_token,
            "team_id": state.team_id,
            "api_app_id": state.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{number:010d}",
            "event_time": int(state.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": state.team_id,
                    "user_id": state.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{state.team_id}-{number}",
        }
        self._delivery.offer(callback)

    def _seen_by_bot(self, channel: Channel) -> bool:
        return channel.holds(self._state.bot_user_id)

    def posted(self, channel: Channel, message: Message, mentions_bot: bool) -> None:
        """Send `message`, and `app_mention` when our bot is named in a channel."""
        if not self._seen_by_bot(channel):
            return
        body = message.body
        keys = KEYS.get(body.get("subtype", ""), PLAIN)
        around = {"channel": channel.id, "event_ts": message.ts}
        kind = {"channel_type": channel_type(channel)}
        self.send({key: value for key, value in body.items() if key in keys} | around | kind)
        if mentions_bot and channel.direct_with is None:
            mention = {key: value for key, value in body.items() if key in MENTION}
            self.send(mention | around | {"type": "app_mention"})

    def changed(self, channel: Channel, shape: Json, previous: Json) -> None:
        """Send `message_changed` with the message as it is and as it was."""
        event = {"subtype": "message_changed", "message": inner(shape), "previous_message": inner(previous)}
        self._hidden(channel, event)

    def deleted(self, channel: Channel, previous: Json) -> None:
        """Send `message_deleted` with the message as it was."""
        self._hidden(
            channel,
            {"subtype": "message_deleted", "deleted_ts": previous["ts"], "previous_message": inner(previous)},
        )

    def _hidden(self, channel: Channel, event: Json) -> None:
        if self._seen_by_bot(channel):
            ts = self._state.stamp(channel.id)
            around = {"channel": channel.id, "channel_type": channel_type(channel), "ts": ts, "event_ts": ts}
            self.send({"type": "message", "hidden": True} | event | around)

    def reacted(self, channel: Channel, message: Message, user: str, name: str, added: bool) -> None:
        """Send `reaction_added` or `reaction_removed`."""
        if self._seen_by_bot(channel):
            self.send(
                {
                    "type": "reaction_added" if added else "reaction_removed",
                    "user": user,
                    "item": {"type": "message", "channel": channel.id, "ts": message.ts},
                    "reaction": name,
                    "item_user": message.author,
                    "event_ts": self._state.stamp(channel.id),
                }
            )

    def member(self, channel: Channel, user: str, joined: bool) -> None:
        """Send `member_joined_channel` or `member_left_channel`."""
        if self._seen_by_bot(channel) or user == self._state.bot_user_id:
            self.send(
                {
                    "type": "member_joined_channel" if joined else "member_left_channel",
                    "user": user,
                    "channel": channel.id,
                    "channel_type": "C",
                    "team": self._state.team_id,
                    "event_ts": self._state.stamp(channel.id),
                }
            )

    def home_opened(self, channel: Channel, user: str, view: Json | None) -> None:
        """Send `app_home_opened` for the home tab."""
        event: Json = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": "home"}
        event["event_ts"] = self._state.stamp(channel.id)
        if view is not None:
            event["view"] = view
        self.send(event)

    def user_changed(self, shape: Json) -> None:
        """Send `user_change`, for instance because somebody left."""
        self.send({"type": "user_change", "user": shape, "cache_ts": int(self._state.now())})


def inner(shape: Json) -> Json:
    """Return a message as it stands inside message_changed and message_deleted."""
    return {key: value for key, value in shape.items() if key in INNER}


def channel_type(channel: Channel) -> str:
    """Return Slack's word for the kind of conversation."""
    return "channel" if channel.direct_with is None else "im"
