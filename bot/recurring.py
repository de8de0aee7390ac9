"""Work that the process does again and again by our clock, whatever becomes of one turn."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock import Clock

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


class Recurring:
    """Turns never overlap; those missed while the clock jumped are made up for by one."""

    def __init__(self, clock: Clock, period: timedelta, work: Work) -> None:
        self._clock = clock
        self._period = period
        self._work = work
        self._woken = asyncio.Event()
        self._resting = asyncio.Event()
        self._next_at: datetime = clock.now() + period
        self._runner: asyncio.Task[None] | None = None
        self._undo: Callable[[], None] = lambda: None

    def start(self) -> None:
        self._next_at = self._clock.now() + self._period
        self._undo = self._clock.on_move(self._moved)
        self._runner = asyncio.create_task(self._run(), name=f"every {self._period}")

    async def stop(self) -> None:
        """Breaks off a turn under way. May be called twice."""
        self._undo()
        if self._runner is not None:
            self._runner.cancel()
            await asyncio.gather(self._runner, return_exceptions=True)

    async def idle(self) -> None:
        """Waits until a turn that is due, or under way, has ended."""
        if self._runner is not None and not self._runner.done():
            await self._resting.wait()

    @property
    def is_wanted(self) -> bool:
        """True while a turn is under way, or due since the clock was moved."""
        return self._runner is not None and not self._runner.done() and not self._resting.is_set()

    def _moved(self) -> None:
        if self._clock.now() >= self._next_at:
            self._resting.clear()

    async def _run(self) -> None:
        while True:
            while (left := self._next_at - self._clock.now()) > timedelta(0):
                if left > self._period:
                    # The clock was set back: by its old reckoning the next turn would be that much later.
                    self._next_at = self._clock.now() + self._period
                self._resting.set()
                await self._clock.wait_until(self._next_at, self._woken)
                self._resting.clear()
            try:
                await self._work()
            except Exception as error:
                log.error("%s failed: %s; its next turn comes", self._work.__name__, type(error).__name__)
            self._next_at = self._clock.now() + self._period
