"""Asks the desks when people's chats are quiet: day by day of whoever is on call, and beside each page.

Nothing waits for it: a page has left by then, and its second leg starts when it turns out to sound into silence.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from functools import partial

from bot.clock import Clock
from bot.desk import Desk
from bot.engine import Engine
from handlers import quiet
from handlers.dispatch import Dispatch
from handlers.quiet import Asked
from handlers.scene import Wakes

log = logging.getLogger(__name__)

LOOKS = timedelta(minutes=30)
"""How often is looked whom to ask about: a hand-over is seen so soon."""


class QuietTimes:
    """`woken` is told after each transaction what to look at."""

    def __init__(
        self, engine: Engine, dispatch: Dispatch, clock: Clock, desks: Mapping[str, Desk],
        woken: Callable[[Wakes], None],
    ) -> None:  # fmt: skip
        self._engine = engine
        self._dispatch = dispatch
        self._clock = clock
        self._desks = desks
        self._passes_on = woken
        self._under_way: set[asyncio.Task[None]] = set()

    async def look(self) -> None:
        """Asks about everybody about whom it is time to."""
        now = self._clock.now()
        for about in await self._engine.read(lambda: self._dispatch.look(quiet.due, now)):
            await self._ask(about)

    def want(self, people: Collection[str]) -> None:
        """Asks about these beside everything else."""
        if people:
            task = asyncio.get_running_loop().create_task(self._look_at(frozenset(people)))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    @property
    def is_wanted(self) -> bool:
        return bool(self._under_way)

    async def idle(self) -> None:
        """Waits until nobody is being asked about beside everything else."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def stop(self) -> None:
        """Breaks off what is under way. May be called twice."""
        for task in self._under_way:
            task.cancel()
        await self.idle()

    async def _look_at(self, people: Collection[str]) -> None:
        now = self._clock.now()
        try:
            found = await self._engine.read(
                lambda: self._dispatch.look(lambda scene: quiet.asked(scene, sorted(people)), now)
            )
            for about in found:
                await self._ask(about)
        except Exception as error:
            log.warning("quiet times are not known (%s)", type(error).__name__)

    async def _ask(self, about: Asked) -> None:
        desk = self._desks.get(about.desk)
        if desk is None:
            return
        try:
            span = await desk.quiet_time(about.user)
        except Exception as error:
            # The desk's own words, a kind and an error word, hold no token.
            log.warning("%s does not say when a person is quiet (%s)", about.desk, str(error) or type(error).__name__)
            return
        work = partial(quiet.seen, about=about, span=span)
        wakes = await self._engine.write(lambda: self._dispatch.run(work, self._clock.now())[1])
        self._passes_on(wakes)
