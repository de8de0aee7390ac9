"""What one person sees when they look at a conversation."""

from __future__ import annotations

from operator import attrgetter

from bot.workspace.model import Json, Message
from bot.workspace.shapes import message_shape
from bot.workspace.state import State
from bot.workspace.timeline import moment


def _shown(messages: list[Message]) -> list[Json]:
    return [
        message_shape(message, with_metadata=True) | ({"ephemeral": True} if message.visible_to is not None else {})
        for message in sorted(messages, key=lambda message: moment(message.ts))
    ]


def history(state: State, channel: str, user: str | None) -> list[Json]:
    """Return a conversation's messages, oldest first, with those that only this person sees."""
    timeline = state.timelines[channel]
    messages = [timeline.by_moment[key] for key in timeline.top]
    if user is not None:
        messages += [message for message in timeline.private.get(user, []) if message.thread_ts is None]
    return _shown(messages)


def replies(state: State, channel: str, ts: str, user: str | None) -> list[Json]:
    """Return a thread, the parent first; raises LookupError when there is no such message."""
    timeline = state.timelines[channel]
    parent = timeline.find(ts)
    if parent is None:
        raise LookupError(f"no message {ts!r} in {channel}")
    messages = [timeline.by_moment[key] for key in parent.replies]
    if user is not None:
        messages += [message for message in timeline.private.get(user, []) if message.thread_ts == ts]
    return _shown([parent, *sorted(messages, key=attrgetter("ts"))])
