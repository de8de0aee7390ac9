"""The courier: leases messages from the outbox, has each drawn from the state of this moment, sends, writes back.

One message of a conversation at a time, conversations side by side; pages before reminders before cards.
"""

import asyncio
import logging
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock, monotonic
from bot.desk import Desk
from bot.engine import Engine, EngineStopped, TooBusy
from bot.legs.leg import Leg
from bot.metrics import Metrics
from bot.sources.publisher import Carrier
from handlers import deliver
from handlers.deliver import Nothing, Sendable
from handlers.dispatch import Dispatch
from handlers.drawn import IN_THE_THREAD
from handlers.parcels import Alarm, Parcel, PublicAnswer
from handlers.publishing import KIND
from handlers.scene import Scene, Wakes
from routing.delivery import LEASE, GaveUp, Outcome, RetryAfter, Unknown
from routing.edits import Edits
from storage.courier import Leased
from storage.errors import StorageError

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
"""Messages under way at once, over all conversations."""

LOOK_AGAIN = timedelta(seconds=15)
"""The longest rest: another replica's rows, and leases that ran out, are found by then."""

SHORTEST_REST = timedelta(seconds=1)
"""The rest when something is due that cannot be taken: it is being looked up, or another replica was quicker."""

MOST_CRASHES = 10
"""Tries of a message whose sending fails in a way that the desk does not know: a mistake in the program."""

OVERDUE = timedelta(seconds=90)
"""Age of the last good look into the outbox at which `/healthz` fails. Real time."""

LONGEST_STOP = 20.0
"""Real seconds that a look into the outbox gets when the process stops."""


class Courier:
    """`pace` is the least time between two posts in one conversation (Slack: about one a second), nothing where the
    chat has no limits, neither to posts nor to edits; `legs` are the second legs of pages and `carriers` what publishes
    answers, both by the names that the outbox has for them."""

    def __init__(
        self, engine: Engine, dispatch: Dispatch, clock: Clock, desks: Mapping[str, Desk], pace: timedelta,
        woken: Callable[[Wakes], None], metrics: Metrics, legs: Mapping[str, Leg] | None = None,
        carriers: Mapping[str, Carrier] | None = None,
    ) -> None:  # fmt: skip
        self._metrics = metrics
        self._engine = engine
        self._dispatch = dispatch
        self._clock = clock
        self._desks = desks
        self._legs = {} if legs is None else legs
        self._carriers = {} if carriers is None else carriers
        self._pace = pace
        self._passes_on = woken
        self._owner = uuid.uuid4().hex
        self._woken = asyncio.Event()
        self._resting = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._runner: asyncio.Task[None] | None = None
        self._next: datetime | None = None
        self._settling: set[int] = set()
        self._edits: dict[str, Edits] = {}
        self._stopping = False
        self._looked_at = monotonic()

    def start(self) -> None:
        self._looked_at = monotonic()
        self._runner = asyncio.create_task(self._run(), name="courier")

    async def stop(self) -> None:
        """Ends after what is being sent; what waits stays in the outbox. May be called twice."""
        if self._runner is None:
            return
        # Not cancelled: what a look has just leased would lie there until its lease runs out.
        self._stopping = True
        self._woken.set()
        _, late = await asyncio.wait({self._runner}, timeout=LONGEST_STOP)
        for runner in late:
            runner.cancel()
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

    def trouble(self) -> str:
        """What is wrong, in words; "" when the outbox is looked into as it should be."""
        if self._runner is None or self._runner.done():
            return "the courier has ended"
        if monotonic() - self._looked_at > OVERDUE.total_seconds():
            return "the outbox could not be read for too long"
        return ""

    @property
    def next_at(self) -> datetime | None:
        """When the next message may be sent, as far as known; None when none waits."""
        return self._next

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                found = await self._take()
                self._looked_at = monotonic()
            except Exception as error:
                log.error("the outbox cannot be read: %s; tried again soon", type(error).__name__)
                found, self._next = 0, self._clock.now()
            if found or self._woken.is_set():
                continue
            now = self._clock.now()
            if self._next is not None:
                self._next = max(self._next, now + SHORTEST_REST) if self._next <= now else self._next
            if not self._under_way:
                self._resting.set()
            latest = now + LOOK_AGAIN
            await self._clock.wait_until(latest if self._next is None else min(self._next, latest), self._woken)
            self._resting.clear()
        self._resting.set()

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
            self._begin(self._deliver(leased, now + LEASE / 2))
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

    async def _deliver(self, leased: Leased, until: datetime) -> None:
        """Sends one message, unless it is later than `until`: then somebody else may soon take it for lost."""
        drawn = await self._draw(leased)
        if drawn is None:
            return
        if isinstance(drawn, Nothing):
            await self._write(lambda scene: deliver.nothing_to_send(scene, leased, drawn))
            return
        wait = self._edits_wait(leased, drawn)
        if wait:
            await self._write(lambda scene: deliver.put_off(scene, leased, scene.now + wait))
            return
        if self._clock.now() > until:
            log.warning("message %d was held up for too long and is not sent under its old lease", leased.id)
            return
        outcome = await self._send(leased, drawn)
        self._metrics.delivered(leased.desk, leased.kind, outcome)
        if isinstance(outcome, GaveUp):
            log.warning("message %d (%s, %s) was given up: %s", leased.id, leased.kind, leased.desk, outcome.reason)
        await self._write(lambda scene: deliver.sent(scene, leased, drawn, outcome, self._pace))

    def _edits_wait(self, leased: Leased, drawn: Sendable) -> timedelta:
        """How long an edit waits so that its desk does not refuse it; what may go now is counted."""
        desk = self._desks.get(leased.desk) if self._pace else None
        if desk is None or desk.edits_a_minute is None or not isinstance(drawn, Parcel) or drawn.replaces is None:
            return timedelta()
        now = self._clock.now()
        edits = self._edits.get(leased.desk, Edits.full(desk.edits_a_minute, now)).now(now)
        wait = edits.wait(leased.priority)
        self._edits[leased.desk] = edits if wait else edits.taken()
        return wait

    async def _draw(self, leased: Leased) -> Sendable | Nothing | None:
        """None when it cannot be drawn, which is written back."""
        now = self._clock.now()
        try:
            return await self._engine.read(lambda: self._dispatch.look(lambda scene: deliver.draw(scene, leased), now))
        except (StorageError, EngineStopped, TooBusy):
            raise
        except Exception as error:
            name = type(error).__name__
            log.error("message %d (%s) cannot be drawn: %s", leased.id, leased.kind, name)
            await self._write(lambda scene: deliver.cannot_be_drawn(scene, leased, name))
            return None

    async def _send(self, leased: Leased, drawn: Sendable) -> Outcome:
        try:
            if isinstance(drawn, Alarm):
                leg = self._legs.get(leased.desk)
                return await leg.send(drawn) if leg is not None else GaveUp("not set up")
            if isinstance(drawn, PublicAnswer):
                carrier = self._carriers.get(leased.desk)
                return await carrier.send(drawn) if carrier is not None else GaveUp("not set up")
            desk = self._desks.get(leased.desk)
            return await desk.send(drawn) if desk is not None else RetryAfter(60)
        except Exception as error:
            name = type(error).__name__
            log.error("sending message %d (%s) to %s failed: %s", leased.id, leased.kind, leased.desk, name)
            return GaveUp(f"fails: {name}") if leased.attempts >= MOST_CRASHES else Unknown(name)

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
        desk = self._desks.get(group[0].desk) or self._carriers.get(group[0].desk)
        try:
            if desk is None and group[0].kind == KIND:
                raise LookupError("nobody can be asked")  # what may be public is never sent again without a look
            since = min(leased.first_due_at for leased in group)
            found = await desk.find(where, [leased.token for leased in group], since) if desk is not None else {}
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
        groups[row.desk, row.conversation, row.subject if row.kind in IN_THE_THREAD else ""].append(row)
    return list(groups.values())
