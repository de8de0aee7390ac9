"""The clock is moved by hours, forwards and backwards: no rung is lost and none is climbed twice."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from storage import history, items
from tests.faults.stage import Stage, stage_of, unsettled

JUMPS = {
    "hour by hour": (60, 60, 60, 60),
    "in one leap": (240,),
    "back and forth": (80, -70, 100, -30, 160),
    "far back first": (-600, 840),
    "an hour back when half is over": (95, -60, 60, 145),
}


def rungs(stage: Stage, number: int) -> Counter[tuple[str, str]]:
    """How often which line of history was written, to whom."""
    with stage.application.database.read() as transaction:
        return Counter(
            (entry.what, str(entry.values.get("told") or entry.values.get("paged") or ""))
            for entry in history.read(transaction, number)
        )


@pytest.mark.parametrize("jumps", JUMPS.values(), ids=JUMPS.keys())
async def test_the_ladder_is_climbed_once(tmp_path: Path, jumps: tuple[int, ...]) -> None:
    async with stage_of(tmp_path, begins="2026-03-04 09:00") as stage:
        await stage.write_and_settle(1)
        for minutes in jumps:
            stage.clock.forward(timedelta(minutes=minutes))
            await stage.settle()
        await stage.forward(minutes=1)
        climbed = rungs(stage, 1)
        assert [rung for rung, count in climbed.items() if count > 1] == []
        assert {what for what, _ in climbed} >= {"received", "named", "managers_told"}
        assert set(stage.tokens().values()) == {1}
        assert unsettled(stage.settings.database_url) == {}


async def test_what_was_stored_just_before_the_clock_went_back_does_not_wait_for_that_moment(tmp_path: Path) -> None:
    """Something overdue that is changed is due at once: at a moment that comes once more only in an hour."""
    async with stage_of(tmp_path, begins="2026-03-04 09:00") as stage:
        await stage.write_and_settle(1)
        await stage.forward(minutes=70)
        with stage.application.database.write() as transaction:
            waits = items.earliest_due(transaction)
            items.put_off(transaction, 1, stage.clock.now() + timedelta(seconds=30))
        assert waits is not None
        stage.clock.forward(-timedelta(hours=1))
        await stage.settle()
        with stage.application.database.read() as transaction:
            assert items.earliest_due(transaction) == waits
        # The same where the bot has been started anew since, and remembers nothing but what it has sent.
        await stage.forward(minutes=60)
        await stage.write_and_settle(2)
        with stage.application.database.write() as transaction:
            items.put_off(transaction, 1, stage.clock.now())
        await stage.application.stop()
        stage.clock.forward(-timedelta(hours=1))
        await stage.start_bot()
        await stage.settle()
        with stage.application.database.read() as transaction:
            assert items.earliest_due(transaction) == waits


@pytest.mark.parametrize("minutes", [-60, 60])
async def test_a_message_on_its_way_survives_a_jump(tmp_path: Path, minutes: int) -> None:
    async with stage_of(tmp_path) as stage:
        held = stage.line.hold("chat.postMessage", done=False)
        await stage.write(1)
        await held.reached.wait()
        stage.clock.forward(timedelta(minutes=minutes))
        held.release()
        await stage.settle()
        await stage.forward(minutes=5)
        assert stage.numbers() == [1]
        assert set(stage.tokens().values()) == {1}
        assert unsettled(stage.settings.database_url) == {}
