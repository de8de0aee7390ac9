"""The alarm and its sweeps."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import scheduler as module
from bot.clock import Clock
from bot.scheduler import SAFETY, Scheduler

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
SOON = timedelta(milliseconds=30)


class Sweeps:
    """What a sweep finds: `due` moments, taken when they have come."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.due: list[datetime] = []
        self.taken: list[datetime] = []
        self.count = 0
        self.fails = 0
        self.threads: set[int] = set()
        self.came = asyncio.Condition()

    async def sweep(self) -> datetime | None:
        self.count += 1
        self.threads.add(threading.get_ident())
        async with self.came:
            self.came.notify_all()
        if self.fails:
            self.fails -= 1
            raise ValueError("as the test wants it")
        now = self.clock.now()
        self.taken += [moment for moment in self.due if moment <= now]
        self.due = [moment for moment in self.due if moment > now]
        return min(self.due, default=None)

    async def counted(self, count: int) -> None:
        async with self.came, asyncio.timeout(10):
            await self.came.wait_for(lambda: self.count >= count)


async def until(sweeps: Sweeps, condition: Callable[[], bool]) -> None:
    """As many sweeps as it takes, two hundred at most."""
    for _ in range(200):
        await sweeps.counted(sweeps.count + 1)
        if condition():
            return
    raise AssertionError("it never came to that")


@asynccontextmanager
async def running(sweeps: Sweeps, overdue: timedelta = module.OVERDUE) -> AsyncIterator[Scheduler]:
    scheduler = Scheduler(sweeps.clock, sweeps.sweep, overdue)
    scheduler.start()
    await scheduler.idle()
    try:
        yield scheduler
    finally:
        await scheduler.stop()
        await scheduler.stop()


async def test_it_sweeps_at_the_start_and_then_when_something_is_due() -> None:
    clock = Clock(START)
    sweeps = Sweeps(clock)
    sweeps.due = [clock.now() + SOON]
    async with running(sweeps) as scheduler:
        assert (sweeps.count, scheduler.next_at) == (1, sweeps.due[0])
        await sweeps.counted(2)
        await scheduler.idle()
    assert len(sweeps.taken) == 1
    assert sweeps.threads == {threading.get_ident()}, "sweeps belong to the loop's own thread"


async def test_something_earlier_is_considered_and_something_later_is_not() -> None:
    clock = Clock(START)
    sweeps = Sweeps(clock)
    sweeps.due = [START + timedelta(hours=2)]
    async with running(sweeps) as scheduler:
        scheduler.consider(START + timedelta(hours=3))
        scheduler.consider(None)
        assert scheduler.next_at == START + timedelta(hours=2)
        sweeps.due.append(clock.now() + SOON)
        scheduler.consider(sweeps.due[1])
        assert scheduler.next_at == sweeps.due[1]
        await sweeps.counted(2)
        await scheduler.idle()
        assert scheduler.next_at == START + timedelta(hours=2)


async def test_what_is_due_already_is_swept_at_once() -> None:
    sweeps = Sweeps(Clock(START))
    async with running(sweeps) as scheduler:
        scheduler.consider(START - timedelta(hours=1))
        assert scheduler.is_wanted
        await scheduler.idle()
        assert sweeps.count == 2


@pytest.mark.parametrize("hours", [(1, 1, 1), (5,), (-3, 4, 4), (1, -1, 1, -1, 3)])
async def test_jumps_of_the_clock_lose_nothing_and_double_nothing(hours: tuple[int, ...]) -> None:
    clock = Clock(START)
    sweeps = Sweeps(clock)
    due = [START + timedelta(minutes=minutes) for minutes in (30, 90, 150)]
    sweeps.due = list(due)
    async with running(sweeps) as scheduler:
        for by in hours:
            clock.forward(timedelta(hours=by))
            await scheduler.idle()
    assert sorted(sweeps.taken) == due


async def test_a_wake_during_a_sweep_makes_one_more() -> None:
    sweeps = Sweeps(Clock(START))
    async with running(sweeps) as scheduler:
        scheduler.wake()
        async with sweeps.came:
            await sweeps.came.wait_for(lambda: sweeps.count == 2)
            scheduler.wake()
            scheduler.wake()
        await scheduler.idle()
        assert sweeps.count == 3


async def test_a_sweep_that_fails_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock(START)
    sweeps = Sweeps(clock)
    sweeps.fails = 1
    async with running(sweeps) as scheduler:
        assert scheduler.next_at is not None
        assert timedelta(0) < scheduler.next_at - clock.now() <= SAFETY
        clock.forward(SAFETY)
        await scheduler.idle()
        assert sweeps.count == 2
    assert "a sweep failed: ValueError" in caplog.text
    assert "as the test wants it" not in caplog.text


async def test_the_safety_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SAFETY", SOON)
    sweeps = Sweeps(Clock(START))
    async with running(sweeps) as scheduler:
        await sweeps.counted(4)
        assert scheduler.next_at is None
        assert scheduler.trouble() == ""


async def test_sweeps_that_fail_are_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SAFETY", SOON / 6)
    sweeps = Sweeps(Clock(START))
    sweeps.fails = 1_000_000
    async with running(sweeps, overdue=SOON) as scheduler:
        await until(sweeps, lambda: scheduler.trouble() == "no sweep has succeeded for too long")
        sweeps.fails = 0
        await until(sweeps, lambda: scheduler.trouble() == "")


async def test_when_the_alarm_dies_sweeps_go_on_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WITHOUT_ALARM", SOON / 3)
    sweeps = Sweeps(Clock(START))
    async with running(sweeps, overdue=SOON) as scheduler:
        alarm: AsyncIOScheduler = scheduler._alarm
        alarm.shutdown(wait=False)
        await until(sweeps, lambda: scheduler.trouble().startswith("the alarm has stopped"))
        sweeps.due = [sweeps.clock.now() + SOON]
        scheduler.consider(sweeps.due[0])
        await until(sweeps, lambda: len(sweeps.taken) == 1)


async def test_recurring_work_is_part_of_being_idle() -> None:
    clock = Clock(START)
    sweeps = Sweeps(clock)
    turns: list[datetime] = []

    async def turn() -> None:
        turns.append(clock.now())

    scheduler = Scheduler(clock, sweeps.sweep)
    scheduler.every(timedelta(minutes=10), turn)
    scheduler.start()
    await scheduler.idle()
    assert turns == []
    clock.forward(timedelta(minutes=10))
    assert scheduler.is_wanted
    await scheduler.idle()
    assert len(turns) == 1
    await scheduler.stop()
