"""Takes what is due: absences, changes of shifts, then items, chunk after chunk, then scheduled messages.

A chunk that fails is taken again item by item.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.engine import Engine
from bot.metrics import Metrics
from handlers import digest, escalate, handing_over, shift_notes, swaps
from handlers.decided import Ahead
from handlers.dispatch import Dispatch
from handlers.escalate import Swept
from handlers.scene import Scene, Wakes
from routing.absence import Absence
from storage.errors import StorageError

log = logging.getLogger(__name__)

REST = timedelta(hours=1)
"""How long scheduled messages, and notes about shifts, rest after a mistake of the program: no item waits for them."""


class Sweeper:
    """`woken` is told after each transaction what to look at, so that clicks and messages go between chunks.

    `moved_at` is where the clock was last moved to by hand while this one was at work: that is nobody's lateness.
    """

    def __init__(
        self, engine: Engine, dispatch: Dispatch, clock: Clock, woken: Callable[[Wakes], None], metrics: Metrics
    ) -> None:
        self.moved_at: datetime | None = None
        self._looked_at: datetime | None = None
        self._metrics = metrics
        self._undo: Callable[[], None] = lambda: None
        self._engine = engine
        self._dispatch = dispatch
        self._clock = clock
        self._woken = woken
        self._digests_rest_until: datetime | None = None
        self._shifts_rest_until: datetime | None = None
        self._shift_notes: shift_notes.Due | None = None

    def start(self) -> None:
        self._undo = self._clock.on_move(self._moved)

    def stop(self) -> None:
        """May be called twice."""
        self._undo()

    def _moved(self) -> None:
        self.moved_at = self._clock.now()

    async def sweep(self) -> datetime | None:
        """Until nothing more is due; returns when the next is. Raises StorageError."""
        await self._see_whether_set_back()
        absences_at = await self._absences()
        shifts_at = await self._shifts()
        wakes = await self._items()
        wakes.at(absences_at)
        wakes.at(shifts_at)
        wakes.at(await self._digests())
        return wakes.due_at

    async def _items(self) -> Wakes:
        """Chunk after chunk; from the second on the next is decided beside the writer, where the database works in
        another process: SQLite works in ours, and two threads of it are no quicker than one."""
        ahead: Ahead | None = None
        while True:
            following = None if ahead is None else asyncio.ensure_future(self._look_ahead(ahead))
            try:
                swept, wakes = await self._engine.write(partial(self._chunk, ahead))
            except StorageError:
                raise
            except Exception as error:
                self._metrics.sweep_failed()
                log.error("a chunk of due items failed (%s); they are taken one by one", type(error).__name__)
                await self._one_by_one()
                ahead = None
                continue
            finally:
                next_ahead = None if following is None else await following
            self._metrics.swept(swept)
            self._woken(Wakes(outbox=wakes.outbox, quiet=wakes.quiet))
            if swept.due < escalate.CHUNK:
                return wakes
            if self._dispatch.database.writers > 1:
                ahead = await self._look_ahead(None) if following is None else next_ahead

    async def _look_ahead(self, before: Ahead | None) -> Ahead | None:
        """None where that fails: then the chunk decides by itself, and says what is wrong."""
        now = self._clock.now()
        try:
            return await self._engine.read(
                lambda: self._dispatch.look(lambda scene: escalate.decide_ahead(scene, before), now)
            )
        except Exception as error:
            log.debug("nothing is decided ahead (%s)", type(error).__name__)
            return None

    async def _see_whether_set_back(self) -> None:
        now, before = self._clock.now(), self._looked_at
        if before is None:
            before = await self._engine.read(lambda: self._dispatch.look(escalate.last_sign, now))
        if before is not None and now < before:
            await self._run(partial(escalate.look_again, until=before))
        self._looked_at = now

    def _chunk(self, ahead: Ahead | None) -> tuple[Swept, Wakes]:
        return self._dispatch.run(lambda scene: escalate.sweep(scene, self.moved_at, ahead), self._clock.now())

    async def _absences(self) -> datetime | None:
        """Hands over what those have whose absence has begun, tells those who are back; when the next of it is due."""
        now = self._clock.now()
        due = await self._engine.read(lambda: self._dispatch.look(handing_over.due, now))
        for absence in due.begun:
            await self._begin(absence)
        for absence in due.missed:
            await self._run(partial(handing_over.begin_missed, absence=absence))
        if due.left:
            await self._run(partial(handing_over.look_at_left, numbers=due.left))
        for handover in due.returned:
            await self._run(partial(handing_over.welcome, handover=handover))
        return due.next_at

    async def _begin(self, absence: Absence) -> None:
        try:
            await self._run(partial(handing_over.begin, absence=absence))
        except StorageError:
            raise
        except Exception as error:
            name = type(error).__name__
            log.error("what somebody absent has cannot be handed over (%s); the administrators are told", name)
            await self._run(partial(handing_over.cannot, absence=absence, error=name))

    async def _shifts(self) -> datetime | None:
        """Tells those whose shifts begin or are over, and ends swaps that nobody has answered; when next."""
        now = self._clock.now()
        if self._shifts_rest_until is not None and now < self._shifts_rest_until <= now + REST:
            return self._shifts_rest_until
        try:
            before = self._shift_notes
            late, due = await self._engine.read(
                lambda: self._dispatch.look(lambda scene: (swaps.late(scene), shift_notes.due(scene, before)), now)
            )
            for number in late.numbers:
                await self._run(partial(swaps.expire, number=number))
            for letter in due.letters:
                await self._run(partial(shift_notes.send, person=letter.person))
        except StorageError:
            raise
        except Exception as error:
            log.error("notes about shifts failed (%s); they are tried again in %s", type(error).__name__, REST)
            self._shifts_rest_until = now + REST
            return self._shifts_rest_until
        self._shift_notes = due
        return min((at for at in (late.next_at, due.next_at) if at is not None), default=None)

    async def _digests(self) -> datetime | None:
        """Sends the scheduled messages whose hour has come; when the next may be."""
        now = self._clock.now()
        if self._digests_rest_until is not None and now < self._digests_rest_until <= now + REST:
            return self._digests_rest_until
        try:
            due = await self._engine.read(lambda: self._dispatch.look(digest.due, now))
            for letter in due.letters:
                await self._run(partial(digest.send, letter=letter))
        except StorageError:
            raise
        except Exception as error:
            log.error("scheduled messages failed (%s); they are tried again in %s", type(error).__name__, REST)
            self._digests_rest_until = now + REST
            return self._digests_rest_until
        return due.next_at

    async def _run(self, work: Callable[[Scene], None]) -> None:
        _, wakes = await self._engine.write(lambda: self._dispatch.run(work, self._clock.now()))
        self._woken(Wakes(outbox=wakes.outbox, quiet=wakes.quiet))

    async def _one_by_one(self) -> None:
        now = self._clock.now()
        for number in await self._engine.read(lambda: self._dispatch.look(escalate.due_numbers, now)):
            await self._one(number)

    async def _one(self, number: int) -> None:
        now = self._clock.now()
        try:
            swept, wakes = await self._engine.write(
                lambda: self._dispatch.run(lambda scene: escalate.sweep_one(scene, number, self.moved_at), now)
            )
            self._metrics.swept(swept)
        except StorageError:
            raise
        except Exception as error:
            name = type(error).__name__
            log.error("item %d cannot be taken on (%s); it is put off for %s", number, name, escalate.PUT_OFF)
            _, wakes = await self._engine.write(
                lambda: self._dispatch.run(lambda scene: escalate.put_off(scene, number, name), now)
            )
        self._woken(Wakes(outbox=wakes.outbox, quiet=wakes.quiet))
