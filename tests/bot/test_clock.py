"""The movable clock, and waiting for a moment of it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock, monotonic

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOON = timedelta(milliseconds=20)


def test_it_begins_where_it_is_told_and_goes_on() -> None:
    clock = Clock(START)
    first, second = clock.now(), clock.now()
    assert START <= first <= second < START + timedelta(seconds=5)
    assert first.tzinfo is UTC
    assert clock.epoch() == pytest.approx(first.timestamp(), abs=5)


@pytest.mark.parametrize("by", [HOUR, -HOUR, timedelta(days=400)])
def test_it_is_moved_both_ways(by: timedelta) -> None:
    clock = Clock(START)
    clock.forward(by)
    assert START + by <= clock.now() < START + by + timedelta(seconds=5)


def test_a_moment_of_it_in_real_time() -> None:
    real, moved = Clock(), Clock()
    moved.forward(HOUR)
    assert abs(moved.real(moved.now()) - real.now()) < timedelta(seconds=5)


def test_a_move_is_told_until_that_is_undone() -> None:
    clock, told = Clock(), []
    undo = clock.on_move(lambda: told.append(clock.now()))
    clock.forward(HOUR)
    undo()
    undo()
    clock.forward(HOUR)
    assert len(told) == 1


async def test_waiting_ends_at_the_moment() -> None:
    clock, woken = Clock(START), asyncio.Event()
    began = monotonic()
    await clock.wait_until(clock.now() + SOON, woken)
    assert monotonic() - began >= SOON.total_seconds() * 0.9
    assert not woken.is_set()


@pytest.mark.parametrize("moment", [START + HOUR, None], ids=["a moment", "for ever"])
async def test_waiting_ends_when_woken(moment: datetime | None) -> None:
    clock, woken = Clock(START), asyncio.Event()
    waiting = asyncio.create_task(clock.wait_until(moment, woken))
    await asyncio.sleep(0)
    woken.set()
    async with asyncio.timeout(5):
        await waiting
    assert not woken.is_set(), "the next wait is a new one"


@pytest.mark.parametrize("by", [HOUR, -HOUR])
async def test_waiting_ends_at_a_move_so_that_the_waiter_looks_again(by: timedelta) -> None:
    clock, woken = Clock(START), asyncio.Event()
    waiting = asyncio.create_task(clock.wait_until(START + 2 * HOUR, woken))
    await asyncio.sleep(0)
    clock.forward(by)
    async with asyncio.timeout(5):
        await waiting
    assert clock.now() < START + 2 * HOUR
    assert not woken.is_set()


async def test_a_moment_that_has_passed_is_not_waited_for() -> None:
    clock, woken = Clock(START), asyncio.Event()
    async with asyncio.timeout(5):
        await clock.wait_until(START - HOUR, woken)
    assert not woken.is_set()


async def test_a_wait_that_is_broken_off_leaves_nothing_behind() -> None:
    clock, woken = Clock(START), asyncio.Event()
    waiting = asyncio.create_task(clock.wait_until(None, woken))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    clock.forward(HOUR)
    assert not woken.is_set()
