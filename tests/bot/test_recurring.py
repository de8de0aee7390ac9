"""Work that is done again and again, by our clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.recurring import Recurring

PERIOD = timedelta(minutes=10)


class Turns:
    def __init__(self) -> None:
        self.count = 0
        self.fails = False
        self.goes_on = asyncio.Event()
        self.goes_on.set()

    async def turn(self) -> None:
        self.count += 1
        await self.goes_on.wait()
        if self.fails:
            raise ValueError("as the test wants it")


@asynccontextmanager
async def running(clock: Clock, turns: Turns) -> AsyncIterator[Recurring]:
    recurring = Recurring(clock, PERIOD, turns.turn)
    recurring.start()
    await recurring.idle()
    try:
        yield recurring
    finally:
        await recurring.stop()
        await recurring.stop()


@pytest.mark.parametrize(
    ("moves", "count"),
    [
        ((9,), 0),
        ((10,), 1),
        ((9, 1), 1),
        ((10, 10, 10), 3),
        ((60,), 1),
        ((60, 9), 1),
        ((60, 10), 2),
        ((-60, 9), 0),
        ((-60, 10), 1),
        ((-600, 5, 5, 10), 2),
    ],
)
async def test_turns(moves: tuple[int, ...], count: int) -> None:
    clock, turns = Clock(), Turns()
    async with running(clock, turns) as recurring:
        for minutes in moves:
            clock.forward(timedelta(minutes=minutes))
            await asyncio.sleep(0)
            await recurring.idle()
            assert not recurring.is_wanted
    assert turns.count == count


async def test_a_turn_that_fails_is_followed_by_the_next(caplog: pytest.LogCaptureFixture) -> None:
    clock, turns = Clock(), Turns()
    turns.fails = True
    async with running(clock, turns) as recurring:
        for _ in range(3):
            clock.forward(PERIOD)
            await recurring.idle()
    assert turns.count == 3
    assert "turn failed: ValueError; its next turn comes" in caplog.text
    assert "as the test wants it" not in caplog.text


async def test_turns_do_not_overlap_and_are_waited_for() -> None:
    clock, turns = Clock(), Turns()
    turns.goes_on.clear()
    async with running(clock, turns) as recurring:
        clock.forward(PERIOD)
        assert recurring.is_wanted
        idle = asyncio.create_task(recurring.idle())
        clock.forward(PERIOD)
        for _ in range(5):
            await asyncio.sleep(0)
        assert (turns.count, idle.done()) == (1, False)
        turns.goes_on.set()
        await idle


async def test_a_turn_under_way_is_broken_off_at_the_end() -> None:
    clock, turns = Clock(), Turns()
    turns.goes_on.clear()
    async with running(clock, turns) as recurring:
        clock.forward(PERIOD)
        await asyncio.sleep(0)
        assert recurring.is_wanted
    assert not recurring.is_wanted
