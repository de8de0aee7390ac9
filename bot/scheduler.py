"""The alarm: wakes the sweep at the next due moment, with a slow safety sweep behind it.

The truth is the due column of the items; APScheduler only ticks in real time, and what is due is asked of our clock.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock

log = logging.getLogger(__name__)

SAFETY = timedelta(seconds=15)
"""How often a sweep runs though nothing seems due: finds what another replica wrote, and survives a lost wake."""

OVERDUE = timedelta(seconds=90)
"""Age of the last sweep at which `/healthz` fails: APScheduler can die in silence (see its issue on lost threads)."""

Sweep = Callable[[], Awaitable[datetime | None]]
"""Takes everything that is due and returns when the next is."""


class Scheduler:
    """One sweep at a time; a wake during a sweep makes one more."""

    def __init__(self, clock: Clock, sweep: Sweep) -> None:
        self._clock = clock
        self._sweep = sweep
        self._alarm = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._next: datetime | None = None
        self._wanted = asyncio.Event()
        self._resting = asyncio.Event()
        self._runner: asyncio.Task[None] | None = None
        self._swept_at: datetime | None = None
        self._undo: Callable[[], None] = lambda: None

    def start(self) -> None:
        self._alarm.add_job(self.wake, IntervalTrigger(seconds=SAFETY.total_seconds()), id="safety")
        self._alarm.start()
        self._undo = self._clock.on_move(self.wake)
        self._runner = asyncio.create_task(self._run(), name="sweeps")
        self.wake()

    async def stop(self) -> None:
        self._undo()
        if self._alarm.running:
            self._alarm.shutdown(wait=False)
        if self._runner is not None:
            self._runner.cancel()
            await asyncio.gather(self._runner, return_exceptions=True)

    def every(self, period: timedelta, work: Callable[[], Awaitable[None]]) -> None:
        """Does the work in real time, again and again; what it raises is logged by name and the next turn comes."""

        async def turn() -> None:
            try:
                await work()
            except Exception as error:
                log.error("%s failed: %s; its next turn comes", work.__name__, type(error).__name__)

        self._alarm.add_job(turn, IntervalTrigger(seconds=period.total_seconds()))

    def wake(self) -> None:
        """Sweeps now."""
        self._resting.clear()
        self._wanted.set()

    def consider(self, due_at: datetime | None) -> None:
        """Something is due at that moment: the alarm is set to it if it is the earliest."""
        if due_at is None or (self._next is not None and self._next <= due_at):
            return
        self._set(due_at)

    async def idle(self) -> None:
        """Waits until no sweep is wanted or running."""
        await self._resting.wait()

    @property
    def is_wanted(self) -> bool:
        return self._wanted.is_set() or not self._resting.is_set()

    @property
    def next_at(self) -> datetime | None:
        return self._next

    def is_overdue(self) -> bool:
        """True when the last sweep is too long ago for anything but a fault."""
        return self._swept_at is not None and self._clock.now() - self._swept_at > OVERDUE

    def _set(self, due_at: datetime | None) -> None:
        self._next = due_at
        if due_at is None:
            return
        if due_at <= self._clock.now():
            self.wake()
            return
        self._alarm.add_job(self.wake, DateTrigger(self._clock.real(due_at)), id="next", replace_existing=True)

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            self._next = None
            try:
                due_at = await self._sweep()
            except Exception as error:
                log.error("a sweep failed: %s; it is tried again in %s", type(error).__name__, SAFETY)
                due_at = self._clock.now() + SAFETY
            self._swept_at = self._clock.now()
            if due_at is not None and (self._next is None or due_at < self._next):
                self._set(due_at)
            if not self._wanted.is_set():
                self._resting.set()
