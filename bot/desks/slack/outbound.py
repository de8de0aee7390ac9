"""Sends what the courier hands over, once, and looks afterwards where a send of unknown outcome went."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.desks.slack.api import Api, Json, SlackCallError
from bot.desks.slack.cards import Cards
from bot.desks.slack.directs import Directs
from bot.desks.slack.marks import mark
from bot.desks.slack.noticed import DESK
from bot.desks.slack.outcomes import outcome_of
from bot.desks.slack.quiet import LOG
from handlers.parcels import Mark, Parcel
from routing.delivery import GaveUp, Outcome, Sent
from routing.item import Place
from routing.messages import Picture

EVENT = "svarvakt_post"
"""`event_type` of the metadata that carries a post's token."""

PERSON = "person:"

_NOT_DRAWN = "invalid_blocks"

_PAGE = 200
_PAGES = 10
"""Pages that are looked through at most: two thousand messages, half an hour of a channel with one every second."""

_EARLIER = timedelta(minutes=1)
"""Slack's clock and ours may differ so much."""

_QUIET: Mapping[str, Any] = {"unfurl_links": False, "unfurl_media": False, "link_names": False}


class Outbound:
    """Posts, edits and marks. `us` is our own user id, known once we are connected."""

    def __init__(self, api: Api, cards: Cards, directs: Directs) -> None:
        self._api = api
        self._cards = cards
        self._directs = directs
        self.us = ""

    async def send(self, parcel: Parcel | Mark) -> Outcome:
        """Send once. Reasons to give up: Slack's error word, "no_identity", "cannot_be_drawn".

        Slack loads a message's pictures itself, and refuses all of it where it cannot: then it goes without them.
        """
        try:
            if isinstance(parcel, Mark):
                await mark(self._api, self.us, parcel.place, parcel.state)
                return Sent(parcel.place)
            sent = await self._send(parcel)
        except SlackCallError as error:
            sent = outcome_of(error.failure, repeatable=isinstance(parcel, Mark))
        if isinstance(parcel, Mark) or sent != GaveUp(_NOT_DRAWN):
            return sent
        plain = _without_pictures(parcel)
        try:
            return sent if plain == parcel else await self._send(plain)
        except SlackCallError as error:
            return outcome_of(error.failure, repeatable=isinstance(parcel, Mark))

    async def find(self, conversation: str, tokens: Collection[str], since: datetime) -> Mapping[str, Place]:
        """Return where posts with these tokens stand. `conversation` as in a parcel, or "channel/thread ts".

        Everything from `since` on is looked through, two thousand messages at most; usually that is one call. Raises
        SlackCallError when Slack cannot be asked: then nothing is known.
        Where Slack will never let us look (the channel or thread is gone, a scope was taken away) nothing is found:
        better said twice than never.
        """
        try:
            return await self._find(conversation, set(tokens), since)
        except SlackCallError as error:
            if not isinstance(outcome_of(error.failure, repeatable=False), GaveUp):
                raise
            LOG.warning("what was sent cannot be looked for: %s", error)
            return {}

    async def _find(self, conversation: str, tokens: set[str], since: datetime) -> Mapping[str, Place]:
        target, _, thread = conversation.partition("/")
        channel = await self._channel(target)
        if channel is None or not tokens:
            return {}
        client = self._api.client
        oldest = f"{(since - _EARLIER).timestamp():.6f}"
        asked: dict[str, Any] = {"channel": channel, "limit": _PAGE, "include_all_metadata": True, "oldest": oldest}
        found: dict[str, Place] = {}
        for _ in range(_PAGES):
            answer = await self._api.call(
                client.conversations_replies(ts=thread, **asked) if thread else client.conversations_history(**asked)
            )
            for message in answer.get("messages") or ():
                token = _token(message)
                if token in tokens:
                    found[token] = Place(DESK, channel, message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor or tokens <= found.keys():
                break
            asked["cursor"] = cursor
        return found

    async def _send(self, parcel: Parcel) -> Outcome:
        try:
            drawn = self._cards.message(parcel.message)
        except ValueError:
            return GaveUp("cannot_be_drawn")
        if parcel.replaces is not None:
            return await self._edit(parcel.replaces, drawn)
        try:
            channel = await self._channel(parcel.conversation)
        except SlackCallError as error:
            return outcome_of(error.failure, repeatable=True)
        if channel is None:
            return GaveUp("no_identity")
        metadata = {"event_type": EVENT, "event_payload": {"token": parcel.token}}
        thread = parcel.thread.message if parcel.thread is not None else None
        answer = await self._api.call(
            self._api.client.chat_postMessage(channel=channel, thread_ts=thread, metadata=metadata, **_QUIET, **drawn)
        )
        return Sent(Place(DESK, answer["channel"], answer["ts"]))

    async def _edit(self, place: Place, drawn: Json) -> Outcome:
        words = {"blocks": [], **drawn}
        try:
            answer = await self._api.call(
                self._api.client.chat_update(channel=place.conversation, ts=place.message, **words)
            )
        except SlackCallError as error:
            return outcome_of(error.failure, repeatable=True)
        return Sent(Place(DESK, answer["channel"], answer["ts"]))

    async def _channel(self, conversation: str) -> str | None:
        """Return the channel id, None for a person without a Slack identity; raises SlackCallError."""
        if not conversation.startswith(PERSON):
            return conversation
        user = self._cards.identity(conversation.removeprefix(PERSON))
        return None if user is None else await self._directs.of(user)


def _without_pictures(parcel: Parcel) -> Parcel:
    blocks = tuple(block for block in parcel.message.blocks if not isinstance(block, Picture))
    return replace(parcel, message=replace(parcel.message, blocks=blocks))


def _token(message: Json) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT:
        return ""
    return str((metadata.get("event_payload") or {}).get("token") or "")
