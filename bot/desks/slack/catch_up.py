"""Reads what was written in the intake channels while nobody listened: Slack keeps nothing for who is away."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.desk import Ask
from bot.desks.slack.api import Api, Json, SlackCallError, Trouble
from bot.desks.slack.asking import NotStoredError, ask_for_event
from bot.desks.slack.events import Events
from bot.desks.slack.noticed import DESK, noticed
from bot.desks.slack.quiet import LOG
from handlers.intents import CaughtUp, Unreadable

Position = Callable[[str], Awaitable[str | None]]
"""From a channel to the `ts` up to which it was read, None when never."""

ASKS_BACK_WITHIN = timedelta(hours=1)
"""Authors of older messages are not asked whether they meant an item: they have gone on to other things."""

LONGEST_WAIT = 30.0
"""Real seconds that a 429 is waited out; a longer one is left to the next run."""

_PAGE = 200


class CatchUp:
    """Submits missed messages, oldest first. A channel never read before starts now, so that nothing floods in."""

    def __init__(
        self,
        ask: Ask,
        api: Api,
        events: Events,
        intake: Callable[[], tuple[str, ...]],
        position: Position,
        now: Callable[[], datetime],
    ) -> None:
        self._ask = ask
        self._api = api
        self._events = events
        self._intake = intake
        self._position = position
        self._now = now
        self._running = asyncio.Lock()
        self._waiting = False

    async def run(self) -> None:
        """Read every intake channel. Runs do not overlap; one that is asked for meanwhile follows, further ones not.

        Never raises for Slack's or storage's sake: it is logged by kind, and the next run reads the same again.
        """
        if self._waiting:
            return
        self._waiting = True
        async with self._running:
            self._waiting = False
            for channel in self._intake():
                try:
                    await self._read(channel)
                except (SlackCallError, NotStoredError) as error:
                    LOG.warning("catching up stopped: %s", str(error) or "busy")
                except Exception as error:
                    LOG.error("catching up stopped: %s", type(error).__name__)

    async def _read(self, channel: str) -> None:
        position = await self._position(channel)
        if position is None:
            newest = await self._page(channel, limit=1)
            start = newest["messages"][0]["ts"] if newest.get("messages") else "0"
            await ask_for_event(self._ask, CaughtUp(DESK, channel, start))
            return
        replies = await self._missed_replies(channel, position)
        read, moves = "", True
        try:
            for message in await self._missed(channel, position):
                await self._hand_on(message, channel)
                read = message["ts"]
            # After what they stand below. When one is not stored the position stays, so that they are read again.
            moves = False
            for reply in replies:
                await self._hand_on(reply, channel)
            moves = True
        finally:
            if read and moves:
                await ask_for_event(self._ask, CaughtUp(DESK, channel, read))

    async def _missed(self, channel: str, position: str) -> list[Json]:
        """Return all messages after the position, oldest first (Slack gives the newest first, in pages)."""
        missed: list[Json] = []
        cursor = ""
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = await self._page(channel, oldest=position, limit=_PAGE, **more)
            missed += page.get("messages") or []
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return sorted(missed, key=lambda message: Decimal(message["ts"]))

    async def _missed_replies(self, channel: str, position: str) -> list[Json]:
        """Return what stands below the newest posts and was written after the position, oldest first."""
        newest = (await self._page(channel, limit=_PAGE)).get("messages") or []
        moment = Decimal(position)
        found: list[Json] = []
        for post in newest:
            if post.get("latest_reply") and Decimal(post["latest_reply"]) > moment:
                thread = await self._thread(channel, post["ts"], position)
                found += [one for one in thread if one["ts"] != post["ts"] and Decimal(one["ts"]) > moment]
        return sorted(found, key=lambda message: Decimal(message["ts"]))

    async def _thread(self, channel: str, ts: str, position: str) -> list[Json]:
        client = self._api.client
        page = await self._patient(
            lambda: client.conversations_replies(channel=channel, ts=ts, oldest=position, limit=_PAGE)
        )
        return page.get("messages") or []

    async def _hand_on(self, message: Json, channel: str) -> None:
        try:
            found = noticed(message, channel, self._events.us)
            if found is not None:
                recent = self._now() - found.written_at < ASKS_BACK_WITHIN
                await self._events.handle_noticed(replace(found, asks=recent))
        except (SlackCallError, NotStoredError):
            raise
        except Exception as error:
            # One message that cannot be read must not hide those after it; when nothing can be stored, this raises.
            key = f"{DESK}:unreadable:{channel}:{message.get('ts')}"
            await ask_for_event(self._ask, Unreadable(key, DESK, json.dumps(message), type(error).__name__))

    async def _page(self, channel: str, **asked: Any) -> Json:
        return await self._patient(lambda: self._api.client.conversations_history(channel=channel, **asked))

    async def _patient(self, call: Callable[[], Awaitable[Any]]) -> Json:
        """Call Slack, again after the time that it asks to wait, if that is short."""
        while True:
            try:
                return await self._api.call(call())
            except SlackCallError as error:
                failure = error.failure
                if failure.trouble is not Trouble.LIMITED or failure.seconds > LONGEST_WAIT:
                    raise
                await asyncio.sleep(failure.seconds)
