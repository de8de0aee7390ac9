"""Files that people hand to the bot in a direct message: fetched, read as text, or told what is wrong with them."""

import asyncio
from dataclasses import dataclass

from bot.desk import Ask
from bot.desks.slack.api import Api, Json, SlackCallError, Trouble
from bot.desks.slack.asking import NotStoredError, ask_for_event
from bot.desks.slack.content import dicts, string
from bot.desks.slack.limits import cut
from bot.desks.slack.quiet import LOG
from bot.desks.slack.replies import Asker, Replies
from bot.desks.slack.transfers import TooLargeError, fetch
from handlers.intents import LARGEST_FILE, Actor, Handed
from routing.text import clean, clean_file

WITHIN = 2.0
"""Real seconds for fetching all files of one message: Slack waits three for the acknowledgement."""

_LONGEST_NAME = 200
_ASK_SLACK = "check_file_info"
_NOT_HELD = frozenset({"external", "hidden_by_limit", "tombstone"})
"""Modes of files that Slack does not hold: kept by another service, beyond a free plan's limit, deleted."""

_REMEMBERED = 1_000


@dataclass(frozen=True)
class _Read:
    """What came of fetching one file. `later`: Slack did not give it now, but may the next time."""

    name: str
    text: str = ""
    trouble: str = ""
    later: bool = False


class HandedFiles:
    """Turns files into intents. `within` is in real seconds, for all files of one message."""

    def __init__(self, ask: Ask, api: Api, replies: Replies, within: float = WITHIN) -> None:
        self._ask = ask
        self._api = api
        self._replies = replies
        self._within = within
        self._handling: set[str] = set()
        self._stored: dict[str, None] = {}

    async def handle(self, event: Json, key: str, actor: Actor, repeat: int) -> None:
        """Ask about each file of a direct message, once, and show its sender the answer.

        `key` is the event's, `repeat` counts Slack's further tries. Raises NotStoredError when not all files are
        stored: one that Slack does not give us now it may give us when it sends the event again; if not, its sender
        is told so. What the files are sent with is not read: the file is what counts.
        """
        if key in self._handling:
            # Slack's next try while the first goes on: what becomes of that is not known yet.
            raise NotStoredError
        self._handling.add(key)
        try:
            await self._handle(event, key, actor, repeat)
        finally:
            self._handling.discard(key)

    async def _handle(self, event: Json, key: str, actor: Actor, repeat: int) -> None:
        files = {f"{key}:{string(file.get('id'))}": file for file in dicts(event.get("files"))}
        new = {file_key: file for file_key, file in files.items() if file_key not in self._stored}
        until = asyncio.get_running_loop().time() + self._within
        found = await asyncio.gather(*(self._read(file, until) for file in new.values()))
        missing = False
        for file_key, read in zip(new, found, strict=True):
            if read.later and repeat < 1:
                missing = True
                continue
            reply = await ask_for_event(self._ask, Handed(file_key, actor, read.name, read.text, read.trouble))
            self._stored[file_key] = None
            if len(self._stored) > _REMEMBERED:
                del self._stored[next(iter(self._stored))]
            # Its own time: should this make the acknowledgement late, the event comes again and is known.
            started = asyncio.get_running_loop().time()
            await self._replies.draw(reply, Asker(actor.user, started, channel=event["channel"], direct=True))
        if missing:
            raise NotStoredError

    async def _read(self, file: Json, until: float) -> _Read:
        name = _name(file)
        try:
            async with asyncio.timeout_at(until):
                content = await self._fetched(file)
        except TooLargeError:
            return _Read(name, trouble="too_large")
        except SlackCallError as error:
            LOG.warning("a file that somebody handed over was not fetched: %s", error)
            return _Read(name, trouble="not_downloaded", later=error.failure.trouble is not Trouble.REFUSED)
        except TimeoutError:
            LOG.warning("a file that somebody handed over was not fetched in time")
            return _Read(name, trouble="not_downloaded", later=True)
        if content is None:
            return _Read(name, trouble="not_downloaded")
        try:
            return _Read(name, clean_file(content.decode("utf-8-sig")))
        except UnicodeDecodeError:
            return _Read(name, trouble="not_text")

    async def _fetched(self, file: Json) -> bytes | None:
        """Return the bytes, None for a file that Slack does not hold; raises as `transfers.fetch`."""
        if file.get("file_access") == _ASK_SLACK:
            # Shared from another organisation: the event holds only its id.
            answer = await self._api.call(self._api.client.files_info(file=string(file.get("id"))))
            file = answer.get("file") or {}
        address = string(file.get("url_private_download")) or string(file.get("url_private"))
        if file.get("is_external") or file.get("mode") in _NOT_HELD or not address:
            return None
        size = file.get("size")
        if isinstance(size, int) and size > LARGEST_FILE:
            raise TooLargeError
        return await fetch(self._api, address, LARGEST_FILE, string(file.get("mimetype")))


def _name(file: Json) -> str:
    return cut(clean(string(file.get("name")) or string(file.get("title")) or string(file.get("id"))), _LONGEST_NAME)
