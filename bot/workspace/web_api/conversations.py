"""conversations.* and users.conversations: which there are, who is in them."""

from __future__ import annotations

from bot.workspace.model import Channel, Json
from bot.workspace.refusal import Refusal
from bot.workspace.shapes import channel_shape
from bot.workspace.web_api.call import Call, Method
from bot.workspace.web_api.cursors import page_of


def info(call: Call) -> Json:
    """Serve conversations.info."""
    return {"channel": channel_shape(call.core.state, call.channel(), call.flag("include_num_members"))}


def _wanted(call: Call, channels: list[Channel]) -> Json:
    kinds = {kind.strip() for kind in call.text("types", "public_channel").split(",")}
    if not kinds <= {"public_channel", "private_channel", "mpim", "im"}:
        raise Refusal("invalid_types")
    fitting = [
        channel
        for channel in channels
        if ("public_channel" if channel.direct_with is None else "im") in kinds
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    page, metadata = page_of(fitting, call.text("cursor"), call.number("limit", 100, 1, 1000))
    state = call.core.state
    return {"channels": [channel_shape(state, channel) for channel in page], "response_metadata": metadata}


def listing(call: Call) -> Json:
    """Serve conversations.list."""
    answer = _wanted(call, list(call.core.state.channels.values()))
    for shape in answer["channels"]:
        if not shape["is_im"]:
            shape["num_members"] = len(call.core.state.members(call.core.state.channels[shape["id"]]))
    return answer


def of_user(call: Call) -> Json:
    """Serve users.conversations, for the bot or for a person."""
    state = call.core.state
    user = call.text("user", state.bot_user_id)
    if user != state.bot_user_id and user not in state.people:
        raise Refusal("user_not_found")
    answer = _wanted(call, [channel for channel in state.channels.values() if channel.holds(user)])
    for shape in answer["channels"]:
        shape.pop("is_member", None)
    return answer


def members(call: Call) -> Json:
    """Serve conversations.members."""
    everybody = call.core.state.members(call.channel())
    page, metadata = page_of(everybody, call.text("cursor"), call.number("limit", 100, 1, 1000))
    return {"members": list(page), "response_metadata": metadata}


def open_direct(call: Call) -> Json:
    """Serve conversations.open for a direct conversation with one person."""
    state = call.core.state
    if call.text("channel"):
        channel = call.channel()
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    users = [user for user in call.text("users").split(",") if user]
    if len(users) != 1:
        raise Refusal("users_list_not_supplied" if not users else "too_many_users")
    person = state.people.get(users[0])
    if person is None:
        raise Refusal("user_not_found")
    if person.deleted:
        raise Refusal("user_disabled")
    known = person.id in state.direct_channels
    channel = state.direct(person.id)
    shape: Json = {"id": channel.id}
    if call.flag("return_im"):
        full = channel_shape(state, channel)
        shape = {key: value for key, value in full.items() if key != "is_user_deleted"} | {"is_open": True}
    answer: Json = {"channel": shape}
    return answer | {"no_op": True, "already_open": True} if known else answer


def join(call: Call) -> Json:
    """Serve conversations.join for the bot."""
    core = call.core
    channel = call.channel()
    if channel.direct_with is not None:
        raise Refusal("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refusal("is_archived")
    answer: Json = {"channel": channel_shape(core.state, channel)}
    if channel.holds(core.state.bot_user_id):
        return answer | {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    if channel.members is not None:
        channel.members.add(core.state.bot_user_id)
    core.events.member(channel, core.state.bot_user_id, joined=True)
    return {"channel": channel_shape(core.state, channel)}


METHODS = {
    "conversations.info": Method(info, 3),
    "conversations.list": Method(listing, 2),
    "conversations.members": Method(members, 4),
    "conversations.open": Method(open_direct, 3),
    "conversations.join": Method(join, 3),
    "users.conversations": Method(of_user, 3),
}
