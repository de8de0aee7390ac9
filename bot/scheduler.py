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

from bot.clock import Clock, monotonic
from bot.recurring import Recurring, Work

log = logging.getLogger(__name__)

SAFETY = timedelta(seconds=15)
"""How often a sweep runs though nothing seems due: finds what another replica wrote, and survives a lost wake."""

WITHOUT_ALARM = timedelta(seconds=30)
"""Rest after which a sweep runs though no alarm came: APScheduler can die in silence, and it reckons with wall time,
so that a clock set back by an hour keeps it silent for that hour."""

OVERDUE = timedelta(seconds=90)
"""Age of the last good sweep, or of the alarm's last tick, at which `/healthz` fails. Real time, never set back."""

Sweep = Callable[[], Awaitable[datetime | None]]
"""Takes everything that is due and returns when the next is."""


class Scheduler:
    """One sweep at a time; a wake during a sweep makes one more. `overdue`: see OVERDUE."""

    def __init__(self, clock: Clock, sweep: Sweep, overdue: timedelta = OVERDUE) -> None:
        self._clock = clock
        self._sweep = sweep
        self._overdue = overdue
        self._alarm = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._next: datetime | None = None
        self._wanted = asyncio.Event()
        self._resting = asyncio.Event()
        self._runner: asyncio.Task[None] | None = None
        self._recurring: list[Recurring] = []
        self._swept_at = self._ticked_at = monotonic()
        self._undo: Callable[[], None] = lambda: None

    def start(self) -> None:
        self._swept_at = self._ticked_at = monotonic()
        self._alarm.add_job(self._tick, IntervalTrigger(seconds=SAFETY.total_seconds()), id="safety")
        self._alarm.start()
        self._undo = self._clock.on_move(self.wake)
        self._runner = asyncio.create_task(self._run(), name="sweeps")
        for work in self._recurring:
            work.start()
        self.wake()

    async def stop(self) -> None:
        """Ends at once: a sweep is one transaction after the other, and what is due stays due. May be called twice."""
        self._undo()
        if self._alarm.running:
            self._alarm.shutdown(wait=False)
        for work in self._recurring:
            await work.stop()
        if self._runner is not None:
            self._runner.cancel()
            await asyncio.gather(self._runner, return_exceptions=True)

    def every(self, period: timedelta, work: Work) -> None:
        """Does the work again and again by our clock, first after one period. To be called before `start`."""
        self._recurring.append(Recurring(self._clock, period, work))

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
        """Waits until no sweep is wanted or running, and no recurring work."""
        await self._resting.wait()
        for work in self._recurring:
            await work.idle()

    @property
    def is_wanted(self) -> bool:
        """True while a sweep, or recurring work, is wanted or running."""
        busy = any(work.is_wanted for work in self._recurring)
        return busy or self._wanted.is_set() or not self._resting.is_set()

    @property
    def next_at(self) -> datetime | None:
        return self._next

    def trouble(self) -> str:
        """What is wrong, in words; "" when sweeps and alarm are on time."""
        longest = self._overdue.total_seconds()
        if monotonic() - self._swept_at > longest:
            return "no sweep has succeeded for too long"
        if monotonic() - self._ticked_at > longest:
            return "the alarm has stopped: rungs may be up to half a minute late"
        return ""

    async def _tick(self) -> None:
        # A coroutine, because APScheduler runs plain functions in threads, and events belong to the loop's own.
        self._ticked_at = monotonic()
        self.wake()

    def _set(self, due_at: datetime | None) -> None:
        self._next = due_at
        if due_at is None:
            return
        if due_at <= self._clock.now():
            self.wake()
            return
        try:
            at = self._clock.real(due_at)
            self._alarm.add_job(self._tick, DateTrigger(at), id="next", replace_existing=True)
        except Exception as error:
            log.error("the alarm cannot be set: %s; the safety sweep finds what is due", type(error).__name__)

    async def _run(self) -> None:
        while True:
            await self._rest()
            self._wanted.clear()
            self._next = None
            try:
                due_at = await self._sweep()
                self._swept_at = monotonic()
            except Exception as error:
                log.error("a sweep failed: %s; it is tried again in %s", type(error).__name__, SAFETY)
                due_at = self._clock.now() + SAFETY
            if due_at is not None and (self._next is None or due_at < self._next):
                self._set(due_at)
            if not self._wanted.is_set():
                self._resting.set()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(WITHOUT_ALARM.total_seconds()):
                await self._wanted.wait()
        except TimeoutError:
            self.wake()
