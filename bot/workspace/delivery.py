"""Delivers events to the app, and again when they were not acknowledged.

Slack tries an event three times more: at once, after one minute and after five (docs.slack.dev, "Events API,
retries"). Clicks, commands and submissions are sent once. Over Socket Mode nothing is kept for an app that is away.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.workspace.activity import Activity
from bot.workspace.model import Json
from bot.workspace.outbound import ACKNOWLEDGE_WITHIN, Answer, Retry, Sender

RETRY_AFTER = (0.0, 60.0, 300.0)
LOOK_EVERY = 0.5
KEPT = 5_000
"""How much of what was sent is remembered."""


@dataclass(order=True, slots=True)
class Waiting:
    """An event whose next attempt is due at `due` (epoch seconds)."""

    due: float
    number: int
    payload: Json = field(compare=False)
    retry: Retry = field(compare=False)


class Delivery:
    """Sends payloads through whichever way is in use at that moment."""

    def __init__(self, now: Callable[[], float], sender: Callable[[], Sender], activity: Activity) -> None:
        self._now = now
        self._sender = sender
        self._activity = activity
        self._numbers = itertools.count()
        self._waiting: list[Waiting] = []
        self._something_waits = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.acknowledge_within = ACKNOWLEDGE_WITHIN
        self.dead: list[Json] = []
        self.said: deque[tuple[str, Json]] = deque(maxlen=KEPT)

    @property
    def waiting(self) -> int:
        """How many events wait for their next attempt."""
        return len(self._waiting)

    def offer(self, payload: Json) -> None:
        """Send an event, without waiting for it; one that nobody is there to receive goes to `dead`."""
        if self._sender().connected():
            self._start(payload, Retry())
        else:
            self.dead.append(payload)

    def _start(self, payload: Json, retry: Retry) -> None:
        self._activity.begin()
        task = asyncio.get_running_loop().create_task(self._deliver(payload, retry))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._activity.end()

    async def _deliver(self, payload: Json, retry: Retry) -> None:
        self.said.append(("events_api", payload))
        while True:
            answer = await self._sender().send("events_api", payload, retry, self.acknowledge_within)
            if answer.acknowledged:
                return
            if retry.attempt == len(RETRY_AFTER) or not answer.retry:
                self.dead.append(payload)
                return
            wait = RETRY_AFTER[retry.attempt]
            retry = Retry(retry.attempt + 1, answer.reason)
            if wait:
                due = self._now() + wait
                heapq.heappush(self._waiting, Waiting(due, next(self._numbers), payload, retry))
                self._something_waits.set()
                return

    def tick(self) -> int:
        """Start every attempt that is due now; returns how many."""
        started = 0
        while self._waiting and self._waiting[0].due <= self._now():
            waiting = heapq.heappop(self._waiting)
            self._start(waiting.payload, waiting.retry)
            started += 1
        if not self._waiting:
            self._something_waits.clear()
        return started

    async def run(self) -> None:
        """Tick for ever. The clock may jump, so what is due is asked often, but only while something waits."""
        while True:
            await self._something_waits.wait()
            await asyncio.sleep(LOOK_EVERY)
            self.tick()

    async def ask(self, kind: str, payload: Json) -> tuple[Answer, float]:
        """Send an interaction or a command once; returns the answer and how long it took, in real seconds."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        self.said.append((kind, payload))
        with self._activity.work():
            answer = await self._sender().send(kind, payload, Retry(), self.acknowledge_within)
        return answer, loop.time() - begun

    async def close(self) -> None:
        """Forget everything that is under way."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._waiting.clear()
