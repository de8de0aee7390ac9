"""The courier: leases messages from the outbox, has each drawn from the state of this moment, sends, writes back.

One message of a conversation at a time, conversations side by side; pages before reminders before cards.
"""

import asyncio
import logging
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.desk import Desk
from bot.engine import Engine
from handlers import deliver
from handlers.deliver import Nothing
from handlers.dispatch import Dispatch
from handlers.scene import Scene, Wakes
from routing.delivery import RetryAfter, Unknown
from storage.courier import Leased

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
"""Messages under way at once, over all conversations."""

LOOK_AGAIN = timedelta(seconds=15)
"""The longest rest: another replica's rows, and leases that ran out, are found by then."""


class Courier:
    """`pace` is the least time between two posts in one conversation (Slack: about one a second)."""

    def __init__(
        self, engine: Engine, dispatch: Dispatch, clock: Clock, desks: Mapping[str, Desk], pace: timedelta,
        woken: Callable[[Wakes], None],
    ) -> None:  # fmt: skip
        self._engine = engine
        self._dispatch = dispatch
        self._clock = clock
        self._desks = desks
        self._pace = pace
        self._passes_on = woken
        self._owner = uuid.uuid4().hex
        self._woken = asyncio.Event()
        self._resting = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._runner: asyncio.Task[None] | None = None
        self._next: datetime | None = None
        self._settling: set[int] = set()

    def start(self) -> None:
        self._runner = asyncio.create_task(self._run(), name="courier")

    async def stop(self) -> None:
        """Ends after what is being sent; what waits stays in the outbox."""
        if self._runner is None:
            return
        self._runner.cancel()
        await asyncio.gather(self._runner, return_exceptions=True)
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def wake(self) -> None:
        self._resting.clear()
        self._woken.set()

    async def idle(self) -> None:
        """Waits until nothing is being sent and nothing more is due."""
        await self._resting.wait()

    @property
    def is_wanted(self) -> bool:
        return self._woken.is_set() or not self._resting.is_set()

    @property
    def alive(self) -> bool:
        return self._runner is not None and not self._runner.done()

    @property
    def next_at(self) -> datetime | None:
        """When the next message may be sent, as far as known; None when none waits."""
        return self._next

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                found = await self._take()
            except Exception as error:
                log.error("the outbox cannot be read: %s; tried again soon", type(error).__name__)
                found, self._next = 0, self._clock.now() + timedelta(seconds=1)
            if found or self._woken.is_set():
                continue
            if not self._under_way:
                self._resting.set()
            latest = self._clock.now() + LOOK_AGAIN
            await self._clock.wait_until(latest if self._next is None else min(self._next, latest), self._woken)
            self._resting.clear()

    async def _take(self) -> int:
        room = SIDE_BY_SIDE - len(self._under_way)
        if room <= 0:
            self._next = None
            return 0
        now = self._clock.now()
        self._next = await self._engine.read(lambda: self._dispatch.look(deliver.next_at, now))
        if self._next is None or self._next > now:
            return 0
        taken = await self._engine.write(
            lambda: self._dispatch.run(lambda scene: deliver.lease(scene, self._owner, room), now)[0]
        )
        for leased in taken.send:
            self._begin(self._deliver(leased))
        fresh = [leased for leased in taken.settle if leased.id not in self._settling]
        for group in _by_conversation(fresh):
            self._begin(self._settle(group))
        return len(taken.send) + len(fresh)

    def _begin(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a delivery failed: %s; its lease runs out and it is looked up", type(task.exception()).__name__)
        self.wake()

    async def _deliver(self, leased: Leased) -> None:
        now = self._clock.now()
        drawn = await self._engine.read(lambda: self._dispatch.look(lambda scene: deliver.draw(scene, leased), now))
        if isinstance(drawn, Nothing):
            await self._write(lambda scene: deliver.nothing_to_send(scene, leased, drawn))
            return
        desk = self._desks.get(leased.desk)
        try:
            outcome = await desk.send(drawn) if desk is not None else RetryAfter(60)
        except Exception as error:
            log.error("sending to %s failed: %s", leased.desk, type(error).__name__)
            outcome = Unknown(type(error).__name__)
        await self._write(lambda scene: deliver.sent(scene, leased, drawn, outcome, self._pace))

    async def _settle(self, group: Sequence[Leased]) -> None:
        """Looks before anything whose outcome is unknown is sent again: one look a conversation."""
        numbers = {leased.id for leased in group}
        self._settling |= numbers
        try:
            await self._look_up(group)
        finally:
            self._settling -= numbers

    async def _look_up(self, group: Sequence[Leased]) -> None:
        now = self._clock.now()
        where = await self._engine.read(
            lambda: self._dispatch.look(lambda scene: deliver.where_to_look(scene, group[0]), now)
        )
        desk = self._desks.get(group[0].desk)
        try:
            found = await desk.find(where, [leased.token for leased in group]) if desk is not None else {}
        except Exception as error:
            name = type(error).__name__
            log.warning("%s cannot be asked what has arrived: %s", group[0].desk, name)
            await self._write(lambda scene: deliver.not_looked_up(scene, group, name))
            return
        await self._write(lambda scene: deliver.looked_up(scene, group, found))

    async def _write(self, work: Callable[[Scene], None]) -> None:
        wakes = await self._engine.write(lambda: self._dispatch.run(work, self._clock.now())[1])
        self._passes_on(wakes)


def _by_conversation(rows: Sequence[Leased]) -> list[list[Leased]]:
    groups: dict[tuple[str, str, str], list[Leased]] = defaultdict(list)
    for row in rows:
        # Replies stand in their thread, so they are looked for apart from what stands in the channel itself.
        groups[row.desk, row.conversation, row.subject if row.kind == "thread" else ""].append(row)
    return list(groups.values())
