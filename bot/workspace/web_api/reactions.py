"""reactions.*: the bot's reactions, and everybody's on one message."""

from __future__ import annotations

import re

from bot.workspace.model import Json, Message
from bot.workspace.refusal import Refusal
from bot.workspace.shapes import message_shape
from bot.workspace.web_api.call import Call, Method
from bot.workspace.web_api.chat import permalink_of

NAME = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


def _meant(call: Call) -> tuple[Message, str]:
    name = call.needed("name", "invalid_name")
    if not NAME.fullmatch(name):
        raise Refusal("invalid_name")
    channel = call.joined_channel()
    message = call.message(channel, "timestamp")
    if channel.archived:
        raise Refusal("is_archived")
    return message, name


def add(call: Call) -> Json:
    """Serve reactions.add."""
    message, name = _meant(call)
    if not call.core.posting.react(message, call.core.state.bot_user_id, name):
        raise Refusal("already_reacted")
    return {}


def remove(call: Call) -> Json:
    """Serve reactions.remove."""
    message, name = _meant(call)
    if not call.core.posting.unreact(message, call.core.state.bot_user_id, name):
        raise Refusal("no_reaction")
    return {}


def get(call: Call) -> Json:
    """Serve reactions.get for a message."""
    channel = call.joined_channel()
    message = call.message(channel, "timestamp")
    keys = ("bot_id", "type", "text", "user", "ts", "team", "bot_profile", "reactions", "app_id", "blocks")
    shape = {key: value for key, value in message_shape(message).items() if key in keys}
    shape["permalink"] = permalink_of(call, message)
    return {"type": "message", "channel": channel.id, "message": shape}


METHODS = {
    "reactions.add": Method(add, 3),
    "reactions.remove": Method(remove, 2),
    "reactions.get": Method(get, 3),
}
