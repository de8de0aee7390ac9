"""Between the asynchronous edge and the synchronous core: bounded queues, writer threads, a reader pool."""

import asyncio
import itertools
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from typing import Any, TypeVar

from bot.clock import Clock, monotonic
from bot.jobs import Job, settle
from handlers.dispatch import Dispatch, Handled
from handlers.intents import Click, Filled, Intent, Said
from handlers.prospect import Prospect
from handlers.replies import Busy, Reply
from handlers.scene import Wakes
from storage.database import READERS
from storage.errors import StorageBusy

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Lane(IntEnum):
    """Who goes first when several wait: a person who looks at a button, then events, then the clocks' own work."""

    CLICK = 0
    EVENT = 1
    CLOCK = 2


MOST_WAITING = {Lane.CLICK: 400, Lane.EVENT: 1_000, Lane.CLOCK: 2_000}
"""Waiting work at which a lane is refused. Questions have a queue of their own, refused at MOST_QUESTIONS."""

MOST_QUESTIONS = 64
TRIES = 5

LONGEST_STOP = 20.0
"""Real seconds that queued work gets to finish; what a database that hangs still keeps is then refused."""


class EngineStopped(Exception):
    """The process is going down: nothing was stored."""


class TooBusy(Exception):
    """The queue is full: nothing was stored, and the sender must send again."""


class Engine:
    """Runs intents, one transaction each: on one writer thread for SQLite, on four for PostgreSQL.

    On SQLite those that wait at the same time are committed together, and told so afterwards.
    """

    def __init__(self, dispatch: Dispatch, clock: Clock, woken: Callable[[Wakes], None]) -> None:
        self._dispatch = dispatch
        self._clock = clock
        self._woken = woken
        self._order = itertools.count()
        self._waiting: queue.PriorityQueue[tuple[int, int, Job[Any] | None]] = queue.PriorityQueue()
        self._threads: list[threading.Thread] = []
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._questions = 0
        self._stopped = True

    def start(self) -> None:
        self._stopped = False
        for number in range(self._dispatch.database.writers):
            thread = threading.Thread(target=self._work, name=f"writer-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    async def stop(self) -> None:
        """Finishes what is queued, LONGEST_STOP at most, then ends the threads. May be called twice."""
        if self._stopped:
            return
        self._stopped = True
        for _ in self._threads:
            self._waiting.put((len(Lane), next(self._order), None))
        await asyncio.to_thread(self._join)
        self._readers.shutdown(wait=not any(thread.is_alive() for thread in self._threads), cancel_futures=True)

    async def ask(self, intent: Intent) -> Reply:
        """Stores what is asked and answers after the commit. Busy for a question or click when full.

        Raises TooBusy for an event when full, EngineStopped, StorageError: nothing was stored, or nothing is known.
        """
        if self._dispatch.is_question(intent):
            return await self._question(intent)
        lane = Lane.CLICK if isinstance(intent, Click | Filled | Said) else Lane.EVENT
        try:
            prospect = await self._looked_ahead(intent)
            handled = await self.write(lambda: self._dispatch.command(intent, self._clock.now(), prospect), lane)
        except TooBusy:
            if lane is Lane.CLICK:
                return Busy()
            raise
        self._woken(handled.wakes)
        return handled.reply

    async def write(self, work: Callable[[], Result], lane: Lane = Lane.CLOCK) -> Result:
        """Runs the work on a writer thread, again when another transaction was quicker. TooBusy when full."""
        if self._stopped:
            raise EngineStopped
        if self._waiting.qsize() >= MOST_WAITING[lane]:
            raise TooBusy(f"{self._waiting.qsize()} are waiting")
        job = Job(work)
        self._waiting.put((lane, next(self._order), job))
        return await job.done

    async def read(self, work: Callable[[], Result]) -> Result:
        """Runs the work on a reader thread, beside the writers."""
        if self._stopped:
            raise EngineStopped
        return await asyncio.wrap_future(self._readers.submit(work))

    @property
    def waiting(self) -> int:
        """How much waits for a writer."""
        return self._waiting.qsize()

    @property
    def alive(self) -> bool:
        return not self._stopped and all(thread.is_alive() for thread in self._threads)

    async def _question(self, intent: Intent) -> Reply:
        try:
            handled: Handled = await self._asked(lambda: self._dispatch.question(intent, self._clock.now()))
        except TooBusy:
            return Busy()
        return handled.reply

    async def _looked_ahead(self, intent: Intent) -> Prospect | None:
        if not self._dispatch.looks_ahead(intent):
            return None
        return await self._asked(lambda: self._dispatch.look_ahead(intent, self._clock.now()))

    async def _asked(self, work: Callable[[], Result]) -> Result:
        if self._questions >= MOST_QUESTIONS:
            raise TooBusy(f"{self._questions} questions are waiting")
        self._questions += 1
        try:
            return await self.read(work)
        finally:
            self._questions -= 1

    def _work(self) -> None:
        going_on = True
        while going_on:
            done: list[Job[Any]] = []
            try:
                with self._dispatch.database.group():
                    going_on = self._run_waiting(done)
            except BaseException as error:
                for job in done:
                    job.fail(error)
            settle(done)

    def _run_waiting(self, done: list[Job[Any]]) -> bool:
        """Waits for a job, then runs it and those that wait behind it, as many as go together; False at the end.

        `done` gets those that must be told after the commit. What failed has nothing to wait for, and is told at once.
        """
        for number in range(self._dispatch.database.together):
            try:
                _, _, job = self._waiting.get(block=number == 0)
            except queue.Empty:
                break
            if job is None:
                return False
            if not job.wanted:
                continue
            if job.run(self._persistently):
                done.append(job)
            else:
                settle([job])
        return True

    def _join(self) -> None:
        until = monotonic() + LONGEST_STOP
        for thread in self._threads:
            thread.join(max(0.0, until - monotonic()))
        stuck = [thread.name for thread in self._threads if thread.is_alive()]
        if stuck:
            log.error("%s did not end; %d waiting for them were not stored", ", ".join(stuck), self._refuse_waiting())

    def _refuse_waiting(self) -> int:
        refused = 0
        while True:
            try:
                _, _, job = self._waiting.get_nowait()
            except queue.Empty:
                break
            if job is not None:
                job.fail(EngineStopped())
                settle([job])
                refused += 1
        for _ in self._threads:
            self._waiting.put((len(Lane), next(self._order), None))
        return refused

    def _persistently(self, work: Callable[[], Result]) -> Result:
        """Handlers leave no trace outside their transaction, so a transaction that lost may simply run again."""
        for _ in range(TRIES - 1):
            try:
                return work()
            except StorageBusy:
                if self._stopped:
                    raise
        return work()
