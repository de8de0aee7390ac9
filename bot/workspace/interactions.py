"""What a person does to the app: presses, chooses, types a command. Sent once, three seconds to acknowledge."""

from __future__ import annotations

from typing import Any

from bot.workspace.changes import Changes
from bot.workspace.delivery import Delivery
from bot.workspace.elements import CHOICES, Found, action, chosen, values_of
from bot.workspace.modals import OpenView, Views
from bot.workspace.model import Channel, Json, Message, NoSuchElement, Outcome
from bot.workspace.refusal import Refusal
from bot.workspace.response_urls import ResponseUrls
from bot.workspace.shapes import message_shape
from bot.workspace.state import State
from bot.workspace.timeline import stamp
from bot.workspace.triggers import Triggers

TIMED_OUT = "Operation timed out. Apps need to respond within 3 seconds."


class Interactions:
    """Builds the payloads of presses and commands, sends them, and shows the person what came of it."""

    def __init__(
        self,
        state: State,
        delivery: Delivery,
        changes: Changes,
        views: Views,
        triggers: Triggers,
        response_urls: ResponseUrls,
    ) -> None:
        self._state = state
        self._delivery = delivery
        self._changes = changes
        self._views = views
        self._triggers = triggers
        self._response_urls = response_urls

    def around(self, user: str, kind: str, view_id: str | None = None) -> Json:
        """Return what every interaction carries: who, where from, and a fresh trigger."""
        state = self._state
        name = state.people[user].name
        return {
            "type": kind,
            "user": {"id": user, "username": name, "name": name, "team_id": state.team_id},
            "api_app_id": state.app_id,
            "token": state.verification_token,
            "team": {"id": state.team_id, "domain": state.team_domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": self._triggers.new(user, view_id),
        }

    def _action_ts(self) -> str:
        return stamp(int(self._state.now() * 1_000_000))

    async def press(self, user: str, channel: Channel, message: Message, found: Found, given: Any) -> Outcome:
        """Press a button, or choose in a menu, of a message; `given` is the choice."""
        if message.author != self._state.bot_user_id:
            raise NoSuchElement(f"{found} belongs to another app, which is not here")
        acted = action(found, given, self._action_ts())
        if found.type in CHOICES:
            message.chosen[f"{found.block_id}/{found.action_id}"] = chosen(found, given)
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.visible_to is not None,
        }
        if message.thread_ts is not None:
            container["thread_ts"] = message.thread_ts
        payload = self.around(user, "block_actions") | {
            "container": container,
            "channel": {"id": channel.id, "name": conversation_name(channel)},
            "state": {"values": values_of(message.body.get("blocks", []), message.chosen)},
            "response_url": self._response_urls.new(user, channel.id, message),
            "actions": [acted],
        }
        if message.visible_to is None:
            payload["message"] = message_in_payload(message)
        return await self._ask(user, payload)

    async def choose(self, user: str, channel: Channel, message: Message, callback_id: str) -> Outcome:
        """Choose what the app offers in a message's own menu (a message shortcut)."""
        payload = self.around(user, "message_action") | {
            "callback_id": callback_id,
            "action_ts": self._action_ts(),
            "message_ts": message.ts,
            "channel": {"id": channel.id, "name": conversation_name(channel)},
            "message": message_in_payload(message),
            "response_url": self._response_urls.new(user, channel.id, message),
        }
        # Slack says less here than of a click.
        del payload["api_app_id"], payload["user"]["username"]
        return await self._ask(user, payload)

    async def choose_global(self, user: str, callback_id: str) -> Outcome:
        """Choose what the app offers everywhere (a global shortcut): it knows no channel and no response URL."""
        around = self.around(user, "shortcut")
        kept = ("type", "token", "team", "user", "enterprise", "is_enterprise_install", "trigger_id")
        payload = {name: around[name] for name in kept}
        return await self._ask(user, payload | {"callback_id": callback_id, "action_ts": self._action_ts()})

    async def press_in_view(self, view: OpenView, found: Found, given: Any) -> Outcome:
        """Press a button, or choose in a menu, of a modal or of the home tab."""
        acted = action(found, given, self._action_ts())
        if found.type in CHOICES:
            view.chosen[f"{found.block_id}/{found.action_id}"] = chosen(found, given)
        shape = self._views.shape(view)
        payload = self.around(view.user, "block_actions", view.id) | {
            "container": {"type": "view", "view_id": view.id},
            "view": shape,
            "state": shape["state"],
            "actions": [acted],
        }
        return await self._ask(view.user, payload)

    async def _ask(self, user: str, payload: Json) -> Outcome:
        answer, seconds = await self._delivery.ask("interactive", payload)
        if not answer.acknowledged:
            self._changes.notice(user, TIMED_OUT)
        return Outcome(answer.acknowledged, seconds, answer.body, payload)

    async def command(self, user: str, channel: Channel, command: str, text: str) -> Outcome:
        """Type a slash command; words in the acknowledgement are shown to the person at once."""
        state = self._state
        payload: Json = {
            "token": state.verification_token,
            "team_id": state.team_id,
            "team_domain": state.team_domain,
            "channel_id": channel.id,
            "channel_name": conversation_name(channel),
            "user_id": user,
            "user_name": state.people[user].name,
            "command": command,
            "text": text,
            "api_app_id": state.app_id,
            "is_enterprise_install": "false",
            "response_url": self._response_urls.new(user, channel.id),
            "trigger_id": self._triggers.new(user),
        }
        answer, seconds = await self._delivery.ask("slash_commands", payload)
        refused = ""
        if not answer.acknowledged:
            self._changes.notice(user, f"{command} failed with the error “operation_timeout”")
        elif any(answer.body.get(key) for key in ("text", "blocks", "attachments")):
            try:
                self._response_urls.say(user, channel.id, answer.body)
            except Refusal as refusal:
                refused = refusal.error
                self._changes.notice(user, f"{command} failed with the error “{refused}”")
        return Outcome(answer.acknowledged, seconds, answer.body, payload, refused)


def conversation_name(channel: Channel) -> str:
    """Return a conversation's name as interactions and commands give it."""
    return channel.name if channel.direct_with is None else "directmessage"


def message_in_payload(message: Message) -> Json:
    """Return a message as an interaction carries it; its reactions come without the people behind them there."""
    shape = message_shape(message)
    if message.reactions:
        shape["reactions"] = [{"name": name, "count": len(users)} for name, users in message.reactions.items()]
    return shape
