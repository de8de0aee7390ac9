"""chat.*: posting, changing and deleting the bot's messages."""

from __future__ import annotations

from typing import Any

from bot.workspace.block_names import named
from bot.workspace.blocks import checked_blocks
from bot.workspace.limits import MESSAGE_TEXT
from bot.workspace.model import Channel, Json, Message
from bot.workspace.refusal import RateLimited, Refusal
from bot.workspace.shapes import message_shape
from bot.workspace.web_api.call import Call, Method


def words(call: Call) -> Json:
    """Return text, blocks and attachments; raises Refusal where Slack does."""
    text = call.text("text")
    if len(text) > MESSAGE_TEXT:
        raise Refusal("msg_too_long")
    blocks = checked_blocks(call.json("blocks", "invalid_blocks_format"))
    attachments = call.json("attachments")
    if attachments is not None and not isinstance(attachments, list):
        raise Refusal("invalid_attachments")
    for attachment in attachments or []:
        checked_blocks(attachment.get("blocks"))
    if not text and not blocks and not attachments:
        raise Refusal("no_text")
    said: Json = {"text": text}
    if blocks:
        said["blocks"] = named(blocks, call.core.state.new_name)
    if attachments:
        said["attachments"] = [{"id": number} | each for number, each in enumerate(attachments, 1)]
    return said


def metadata(call: Call) -> Json | None:
    """Return a message's metadata; raises Refusal invalid_metadata_format."""
    given: Any = call.json("metadata", "invalid_metadata_format")
    if given is None:
        return None
    if (
        not isinstance(given, dict)
        or not isinstance(given.get("event_type"), str)
        or not given["event_type"]
        or not isinstance(given.get("event_payload"), dict)
    ):
        raise Refusal("invalid_metadata_format")
    return {"event_type": given["event_type"], "event_payload": given["event_payload"]}


def target(call: Call) -> Channel:
    """Return where a message goes: a conversation by id or name, or a person's direct conversation."""
    state = call.core.state
    name = call.needed("channel", "channel_not_found")
    channel = state.channels.get(name) or state.channels_by_name.get(name.removeprefix("#"))
    if channel is None and name in state.people:
        if state.people[name].deleted:
            raise Refusal("user_disabled")
        channel = state.direct(name)
    if channel is None:
        raise Refusal("channel_not_found")
    if channel.archived:
        raise Refusal("is_archived")
    if not channel.holds(state.bot_user_id):
        raise Refusal("not_in_channel")
    return channel


def thread(call: Call, channel: Channel) -> str | None:
    """Return the parent's time stamp for a reply; raises Refusal thread_not_found."""
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return None
    return _root(call.message(channel, "thread_ts", "thread_not_found"))


def _root(message: Message) -> str:
    return message.thread_ts or message.ts


def _pace(call: Call, channel: Channel) -> None:
    wait = call.core.rate_limits.channel(channel.id)
    if wait:
        raise RateLimited(wait)


def post_message(call: Call) -> Json:
    """Serve chat.postMessage."""
    core = call.core
    channel = target(call)
    said = words(call)
    known = metadata(call)
    thread_ts = thread(call, channel)
    _pace(call, channel)
    body = core.posting.bot_body("") | said
    broadcast = thread_ts is not None and call.flag("reply_broadcast")
    if broadcast:
        body["subtype"] = "thread_broadcast"
    message = core.posting.post(
        channel, body, core.state.bot_user_id, thread_ts=thread_ts, metadata=known, broadcast=broadcast
    )
    return {"channel": channel.id, "ts": message.ts, "message": message_shape(message, with_metadata=True)}


def post_ephemeral(call: Call) -> Json:
    """Serve chat.postEphemeral."""
    core = call.core
    channel = target(call)
    user = call.needed("user", "user_not_found")
    if user not in core.state.people:
        raise Refusal("user_not_found")
    if not channel.holds(user):
        raise Refusal("user_not_in_channel")
    said = words(call)
    thread_ts = thread(call, channel)
    _pace(call, channel)
    body = core.posting.bot_body("") | said
    message = core.posting.post(channel, body, core.state.bot_user_id, thread_ts=thread_ts, visible_to=user)
    return {"message_ts": message.ts}


def _own(call: Call, error: str) -> tuple[Channel, Message]:
    channel = call.channel()
    message = call.message(channel)
    if channel.archived:
        raise Refusal("is_archived")
    if message.author != call.core.state.bot_user_id:
        raise Refusal(error)
    return channel, message


def update(call: Call) -> Json:
    """Serve chat.update; what is not given stays, an empty list takes blocks or attachments away."""
    channel, message = _own(call, "cant_update_message")
    changes = words(call)
    known = metadata(call)
    for name in ("blocks", "attachments"):
        if name in call.arguments and not call.json(name):
            changes[name] = None
    if not changes["text"] and "text" not in call.arguments:
        del changes["text"]
    if known is not None:
        message.metadata = known
    call.core.posting.edit(message, call.core.state.bot_user_id, changes)
    keys = ("type", "user", "bot_id", "app_id", "team", "bot_profile", "text", "blocks", "edited", "files", "metadata")
    shape = {key: value for key, value in message_shape(message, with_metadata=True).items() if key in keys}
    return {"channel": channel.id, "ts": message.ts, "text": message.body["text"], "message": shape}


def delete(call: Call) -> Json:
    """Serve chat.delete."""
    channel, message = _own(call, "cant_delete_message")
    call.core.posting.delete(message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """Serve chat.getPermalink."""
    channel = call.joined_channel()
    message = call.message(channel, "message_ts")
    return {"channel": channel.id, "permalink": permalink_of(call, message)}


def permalink_of(call: Call, message: Message) -> str:
    """Return the address of a message."""
    address = f"{call.core.url}/archives/{message.channel}/p{message.ts.replace('.', '')}"
    if message.thread_ts is None:
        return address
    return f"{address}?thread_ts={message.thread_ts}&cid={message.channel}"


METHODS = {
    "chat.postMessage": Method(post_message, None),
    "chat.postEphemeral": Method(post_ephemeral, 4),
    "chat.update": Method(update, 3),
    "chat.delete": Method(delete, 3),
    "chat.getPermalink": Method(permalink, None),
}
