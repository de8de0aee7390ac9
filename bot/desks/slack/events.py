"""Slack's events: what is written in intake channels, to us, and about people."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import replace

from bot.desk import Ask
from bot.desks.slack.api import Json, SlackCallError
from bot.desks.slack.asking import NotStoredError, ask_for_event
from bot.desks.slack.content import content_of, dicts, string
from bot.desks.slack.handed import HandedFiles
from bot.desks.slack.homes import HOME
from bot.desks.slack.noticed import DESK, Self, noticed
from bot.desks.slack.pasted import pasted_in
from bot.desks.slack.people import People
from bot.desks.slack.quiet import LOG
from bot.desks.slack.replies import LONGEST, Asker, Replies
from handlers.home_subject import START
from handlers.intents import Click, Handed, Noticed, Said, Unreadable
from handlers.pasted import PASTED_NAME
from handlers.reactions import REACT
from routing.item import Place

_SAID_SUBTYPES = frozenset({"", "file_share"})

_REMEMBERED = 10_000


class Events:
    """Turns events into intents. `intake` gives the channels that are read; `us` is set once we are connected."""

    def __init__(
        self,
        ask: Ask,
        intake: Callable[[], tuple[str, ...]],
        people: People,
        replies: Replies,
        files: HandedFiles,
        reacts: Callable[[str], bool],
    ) -> None:
        self._ask = ask
        self._intake = intake
        self._people = people
        self._replies = replies
        self._files = files
        self._reacts = reacts
        self._stored: dict[str, None] = {}
        self.us = Self("", "", "", "")

    async def received(self, body: Json, repeat: int) -> None:
        """Handle one event; returning means that it is stored or of no interest, raising that it is neither.

        `repeat` counts Slack's further tries. From the second delivery on, an event that fails is kept as unreadable;
        but being busy, or Slack not answering us, is no fault of the event.
        """
        try:
            await self._received(body, repeat)
        except (NotStoredError, SlackCallError):
            raise
        except Exception as error:
            if repeat < 1:
                raise
            LOG.error("an event could not be read twice: %s", type(error).__name__)
            # Escaped to ASCII: whatever is in it, any database takes it.
            await ask_for_event(self._ask, Unreadable(_key(body), DESK, json.dumps(body), type(error).__name__))

    async def handle_noticed(self, found: Noticed) -> None:
        """Ask about one message of an intake channel, and show its author the answer; raises as `received`.

        What this process has stored is passed over: catch-up meets every message that came as an event once more, and
        its author must not be asked the same again.
        """
        if found.key in self._stored:
            return
        started = asyncio.get_running_loop().time()
        if found.actor is not None:
            found = replace(found, actor=await self._people.author(found.actor.user))
        reply = await ask_for_event(self._ask, found)
        self._stored[found.key] = None
        if len(self._stored) > _REMEMBERED:
            del self._stored[next(iter(self._stored))]
        if found.actor is not None:
            await self._replies.draw(reply, Asker(found.actor.user, started, channel=found.place.conversation))

    async def _received(self, body: Json, repeat: int) -> None:
        event: Json = body["event"]
        match event["type"]:
            case "message" if event.get("channel_type") == "im":
                if string(event.get("subtype")) in _SAID_SUBTYPES:
                    await self._told(body, event, repeat)
            case "message" if event["channel"] in self._intake():
                us = self.us if self.us.app else replace(self.us, app=string(body.get("api_app_id")))
                found = noticed(event, event["channel"], us)
                if found is not None:
                    await self.handle_noticed(found)
            case "app_mention" if not event.get("edited"):
                await self._said(body, event, direct=False)
            case "reaction_added":
                await self._reacted(body, event)
            case "app_home_opened" if event.get("tab") == HOME:
                await self._opened(body, string(event.get("user")))
            case "user_change":
                self._people.changed(event["user"]["id"])

    async def _opened(self, body: Json, user: str) -> None:
        """Somebody looks at their Home tab."""
        if user:
            await self._replies.homes.publish(await self._people.actor(user), _key(body), START, LONGEST)

    async def _told(self, body: Json, event: Json, repeat: int) -> None:
        """A direct message: files, a handbook pasted into it, or words."""
        pasted = "" if dicts(event.get("files")) else pasted_in(event)
        if not pasted and not dicts(event.get("files")):
            await self._said(body, event, direct=True)
        elif self._is_persons(event):
            actor = await self._people.actor(string(event.get("user")))
            if pasted:
                await self._pasted(body, event, Handed(_key(body), actor, PASTED_NAME, pasted))
            else:
                await self._files.handle(event, _key(body), actor, repeat)

    async def _pasted(self, body: Json, event: Json, handed: Handed) -> None:
        started = asyncio.get_running_loop().time()
        reply = await ask_for_event(self._ask, handed)
        thread = string(event.get("thread_ts"))
        asker = Asker(handed.actor.user, started, channel=event["channel"], thread=thread, direct=True)
        await self._replies.draw(reply, asker)

    async def _reacted(self, body: Json, event: Json) -> None:
        """A person's reaction to a message, where this emoji does something; our own signs never do."""
        user, item = string(event.get("user")), event.get("item") or {}
        # "thumbsup::skin-tone-3" is the same sign in another colour.
        emoji, _, _ = string(event.get("reaction")).partition("::")
        if not user or user == self.us.user or not string(item.get("ts")) or not self._reacts(emoji):
            return
        started = asyncio.get_running_loop().time()
        place = Place(DESK, string(item.get("channel")), string(item.get("ts")))
        actor = await self._people.actor(user)
        reply = await ask_for_event(self._ask, Click(_key(body), actor, REACT, "", emoji, place))
        await self._replies.draw(reply, Asker(user, started, channel=place.conversation))

    def _is_persons(self, event: Json) -> bool:
        return bool(event.get("user")) and not event.get("bot_id") and not self.us.wrote(event)

    async def _said(self, body: Json, event: Json, direct: bool) -> None:
        if not self._is_persons(event):
            return
        user, channel = string(event.get("user")), event["channel"]
        started = asyncio.get_running_loop().time()
        actor = await self._people.actor(user)
        text = re.sub(rf"^@{re.escape(self.us.user)}\b[\s:,]*", "", content_of(event, by_app=False).text)
        # In a direct message there is no channel in which an answer could be shared.
        place = None if direct else Place(DESK, channel, event["ts"])
        said = Said(_key(body), actor, text.strip(), place)
        reply = await ask_for_event(self._ask, said)
        thread = string(event.get("thread_ts"))
        await self._replies.draw(reply, Asker(user, started, channel=channel, thread=thread, direct=direct))


def _key(body: Json) -> str:
    return f"{DESK}:{body['event_id']}"
