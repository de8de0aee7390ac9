"""conversations.history and conversations.replies: what was said, page by page."""

from __future__ import annotations

from itertools import islice

from bot.workspace.model import Json
from bot.workspace.refusal import Refusal
from bot.workspace.shapes import message_shape
from bot.workspace.timeline import moment
from bot.workspace.web_api.call import Call, Method
from bot.workspace.web_api.cursors import cursor_for, place_of


def _place(call: Call) -> int | None:
    place = place_of(call.text("cursor"))
    if not place:
        return None
    try:
        return moment(place)
    except ValueError:
        raise Refusal("invalid_cursor") from None


def history(call: Call) -> Json:
    """Serve conversations.history: top messages, newest first."""
    channel = call.joined_channel()
    after, before = call.window()
    place = _place(call)
    if place is not None:
        before = min(before, place)
    limit = call.number("limit", 100, 1, 999)
    timeline = call.core.state.timelines[channel.id]
    found = list(islice(timeline.newest_first(after, before), limit + 1))
    with_metadata = call.flag("include_all_metadata")
    answer: Json = {
        "messages": [message_shape(message, with_metadata) for message in found[:limit]],
        "has_more": len(found) > limit,
        "pin_count": 0,
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }
    if len(found) > limit:
        answer["response_metadata"] = {"next_cursor": cursor_for(found[limit].ts)}
    return answer


def replies(call: Call) -> Json:
    """Serve conversations.replies: the parent first, then its thread, oldest first."""
    channel = call.joined_channel()
    asked = call.message(channel, error="thread_not_found")
    timeline = call.core.state.timelines[channel.id]
    parent = asked if asked.thread_ts is None else timeline.find(asked.thread_ts) or asked
    after, before = call.window()
    place = _place(call)
    if place is not None:
        after = max(after, place)
    limit = call.number("limit", 1000, 1, 1000)
    found = list(islice(timeline.replies_of(parent, after, before), limit + 1))
    with_metadata = call.flag("include_all_metadata")
    shown = found[:limit] if place is not None else [parent, *found[:limit]]
    answer: Json = {
        "messages": [message_shape(message, with_metadata) for message in shown],
        "has_more": len(found) > limit,
    }
    if len(found) > limit:
        answer["response_metadata"] = {"next_cursor": cursor_for(found[limit].ts)}
    return answer


METHODS = {
    "conversations.history": Method(history, 3),
    "conversations.replies": Method(replies, 3),
}
