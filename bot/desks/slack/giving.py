"""Gives one person a file, and says what came of it; takes as long as it takes, since a file is not asked for twice."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.desk import Speaks
from bot.desks.slack.api import Api, SlackCallError
from bot.desks.slack.cards import Cards
from bot.desks.slack.directs import Directs
from bot.desks.slack.quiet import LOG
from bot.desks.slack.uploads import GIVEN, sentence, upload
from handlers.replies import GiveFile

LONGEST = 30.0
"""Real seconds for all calls of one file."""

_FINISH_WITHIN = 5.0


class Giving:
    """Uploads files to people's direct messages."""

    def __init__(self, api: Api, cards: Cards, speaks: Speaks, directs: Directs) -> None:
        self._api = api
        self._cards = cards
        self._speaks = speaks
        self._directs = directs
        self._tasks: set[asyncio.Task[None]] = set()

    async def give(
        self, file: GiveFile, user: str, channel: str, seconds: float, afterwards: Callable[[str], Awaitable[object]]
    ) -> str:
        """Return what to tell the user, "" for nothing: who asked in `channel`, where the file now stands, sees it.

        When it is not done after so many real seconds, "" is returned, and `afterwards` is given the words later.
        """
        giving = asyncio.get_running_loop().create_task(self._give(file, user, channel))
        done, _ = await asyncio.wait({giving}, timeout=seconds)
        if done:
            return giving.result()
        task = asyncio.get_running_loop().create_task(_go_on(giving, afterwards))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return ""

    async def stop(self) -> None:
        """Finish what is being given, five seconds at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_FINISH_WITHIN)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _give(self, file: GiveFile, user: str, channel: str) -> str:
        speaker = self._speaks(user)
        try:
            async with asyncio.timeout(LONGEST):
                direct = await self._directs.of(user)
                await upload(self._api, self._cards, file, direct)
        except (SlackCallError, TimeoutError) as error:
            LOG.warning("a file was not given to somebody: %s", str(error) or type(error).__name__)
            return sentence(error, file.name, speaker)
        return "" if direct == channel else speaker.text(GIVEN)


async def _go_on(giving: asyncio.Task[str], afterwards: Callable[[str], Awaitable[object]]) -> None:
    told = await giving
    if told:
        await afterwards(told)
