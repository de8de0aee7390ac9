"""Putting messages up, changing them and taking them down: the record, the event and the word to the screens."""

from __future__ import annotations

import uuid
from typing import Any

from bot.workspace.changes import Change, Changes
from bot.workspace.events import Events
from bot.workspace.model import Channel, Integration, Json, Message
from bot.workspace.rich_text import mentioned, mentioned_in, rich_text_block
from bot.workspace.shapes import bot_profile, integration_profile, message_shape
from bot.workspace.state import State
from bot.workspace.timeline import moment

DELETED_TEXT = "This message was deleted."
SLACKBOT = "USLACKBOT"


class Posting:
    """What happens to messages, whoever asks for it."""

    def __init__(self, state: State, changes: Changes, events: Events) -> None:
        self._state = state
        self._changes = changes
        self._events = events

    def person_body(self, user: str, text: str, blocks: list[Json] | None) -> Json:
        """Return the body of what a person writes."""
        own = [rich_text_block(text, self._state.new_name())] if text else []
        return {
            "client_msg_id": str(uuid.uuid4()),
            "type": "message",
            "user": user,
            "team": self._state.team_id,
            "text": text,
            "blocks": blocks if blocks is not None else own,
        }

    def bot_body(self, text: str) -> Json:
        """Return the body of what our bot writes."""
        return {
            "type": "message",
            "user": self._state.bot_user_id,
            "bot_id": self._state.bot_id,
            "app_id": self._state.app_id,
            "team": self._state.team_id,
            "bot_profile": bot_profile(self._state),
            "text": text,
        }

    def integration_body(self, integration: Integration, text: str) -> Json:
        """Return the body of what another app writes under its own name."""
        return {
            "type": "message",
            "subtype": "bot_message",
            "bot_id": integration.id,
            "username": integration.name,
            "icons": {"image_48": integration.icon} if integration.icon else {},
            "app_id": integration.app_id,
            "bot_profile": integration_profile(self._state, integration),
            "text": text,
        }

    def post(self, channel: Channel, body: Json, author: str, **more: Any) -> Message:
        """Put up a message; `more` are thread_ts, broadcast, metadata and visible_to of Message."""
        ts = self._state.stamp(channel.id)
        body["ts"] = ts
        message = Message(ts, channel.id, body, author, **more)
        timeline = self._state.timelines[channel.id]
        if message.thread_ts is not None:
            body["thread_ts"] = message.thread_ts
            parent = timeline.find(message.thread_ts)
            if parent is not None:
                body["parent_user_id"] = parent.author
        timeline.add(message)
        place: Json = {"channel": channel.id, "ts": ts}
        if message.thread_ts is not None:
            place["thread_ts"] = message.thread_ts
        if message.visible_to is not None:
            self._changes.tell(Change({"type": "ephemeral"} | place, person=message.visible_to))
            return message
        named = mentioned(body.get("text", "")) | mentioned_in(body.get("blocks", []))
        self._count_mentions(channel, author, named)
        self._changes.tell(Change({"type": "message"} | place, channel=channel.id))
        self._events.posted(channel, message, self._state.bot_user_id in named and author != self._state.bot_user_id)
        return message

    def _count_mentions(self, channel: Channel, author: str, named: set[str]) -> None:
        if channel.direct_with is not None:
            named = {channel.direct_with}
        for person in named - {author}:
            key = (person, channel.id)
            self._state.mentions[key] = self._state.mentions.get(key, 0) + 1

    def edit(self, message: Message, editor: str, changes: Json) -> None:
        """Change what a message says; a value of None takes the key away."""
        channel = self._state.channels[message.channel]
        previous = message_shape(message)
        edited: Json = {"edited": {"user": editor, "ts": self._state.stamp(channel.id)}}
        message.body = {key: value for key, value in (message.body | changes | edited).items() if value is not None}
        self._say_changed(channel, message)
        if message.visible_to is None:
            self._events.changed(channel, message_shape(message), previous)

    def _say_changed(self, channel: Channel, message: Message) -> None:
        place: Json = {"type": "changed", "channel": channel.id, "ts": message.ts}
        if message.thread_ts is not None:
            place["thread_ts"] = message.thread_ts
        self._changes.tell(Change(place, channel=channel.id, person=message.visible_to))

    def delete(self, message: Message) -> None:
        """Take a message down; one that has replies leaves a marker in its place, as in Slack."""
        channel = self._state.channels[message.channel]
        previous = message_shape(message)
        if message.replies:
            message.body = {
                "type": "message",
                "subtype": "tombstone",
                "text": DELETED_TEXT,
                "user": SLACKBOT,
                "ts": message.ts,
            }
            message.reactions.clear()
            message.metadata = None
            self._say_changed(channel, message)
            self._events.changed(channel, message_shape(message), previous)
            return
        self._state.timelines[channel.id].remove(message)
        place: Json = {"type": "deleted", "channel": channel.id, "ts": message.ts}
        if message.thread_ts is not None:
            place["thread_ts"] = message.thread_ts
        self._changes.tell(Change(place, channel=channel.id, person=message.visible_to))
        if message.visible_to is None:
            self._events.deleted(channel, previous)

    def react(self, message: Message, user: str, name: str) -> bool:
        """Add a reaction; returns False when this person has it there already."""
        users = message.reactions.setdefault(name, [])
        if user in users:
            return False
        users.append(user)
        self._say_reacted(message, user, name, added=True)
        return True

    def unreact(self, message: Message, user: str, name: str) -> bool:
        """Take a reaction away; returns False when there is none."""
        users = message.reactions.get(name, [])
        if user not in users:
            return False
        users.remove(user)
        if not users:
            del message.reactions[name]
        self._say_reacted(message, user, name, added=False)
        return True

    def _say_reacted(self, message: Message, user: str, name: str, added: bool) -> None:
        channel = self._state.channels[message.channel]
        self._changes.tell(Change({"type": "reaction", "channel": channel.id, "ts": message.ts}, channel=channel.id))
        self._events.reacted(channel, message, user, name, added)

    def mark_read(self, user: str, channel: Channel) -> None:
        """Remember that a person has seen everything that is in a conversation now."""
        top = self._state.timelines[channel.id].top
        self._state.read[(user, channel.id)] = top[-1] if top else 0
        self._state.mentions.pop((user, channel.id), None)

    def unread(self, user: str, channel: Channel) -> int:
        """Return how many messages of others and one's own came since a person looked."""
        return self._state.timelines[channel.id].count_after(self._state.read.get((user, channel.id), 0))

    def mark_sent(self, user: str, message: Message) -> None:
        """A person who writes has read what stood before."""
        if message.thread_ts is None:
            self._state.read[(user, message.channel)] = moment(message.ts)
