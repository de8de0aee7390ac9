"""The process watches itself: what it does too late it says, once; and time that jumps loses and doubles nothing."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from handlers import escalate
from storage import history
from storage.outbox import SendState
from tests.faults.stage import Stage, stage_of, unsettled
from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS

DAY = timedelta(days=1)


def said_of_itself(stage: Stage) -> list[str]:
    texts = (text_of(message) for message in stage.workspace.history(MANAGERS))
    return [text for text in texts if text.startswith("I was late")]


def rungs(stage: Stage, numbers: range) -> Mapping[tuple[int, str, str], int]:
    """How often which line of history was written, to whom."""
    found: Counter[tuple[int, str, str]] = Counter()
    with stage.application.database.read() as transaction:
        for number in numbers:
            for entry in history.read(transaction, number):
                found[number, entry.what, str(entry.values.get("told") or entry.values.get("paged") or "")] += 1
    return found


async def down_for(stage: Stage, **by: float) -> None:
    await stage.application.stop()
    stage.clock.forward(timedelta(**by))
    await stage.start_bot()
    await stage.settle()


async def test_an_outage_is_told_once_whatever_the_number_of_items(tmp_path: Path) -> None:
    """More than one chunk is overdue; everybody hears of theirs in one message, the managers of the outage in one."""
    async with stage_of(tmp_path, begins="2026-03-04 09:00") as stage:
        chunk = escalate.CHUNK
        escalate.CHUNK = 4  # so that few posts are several chunks
        try:
            await stage.write_and_settle(*range(1, 11))
            await down_for(stage, days=2)
            await stage.forward(seconds=20)
        finally:
            escalate.CHUNK = chunk
        directs = {name: stage.workspace.direct(f"U0{name.upper()}") for name in ("bo", "cy", "finn")}
        counts = {name: stage.count_in(channel) for name, channel in directs.items() if channel}
        assert counts == {"bo": 1, "cy": 1, "finn": 1}
        assert "10 items need you" in text_of(stage.workspace.history(str(directs["cy"]))[-1])
        assert len(said_of_itself(stage)) == 1
        assert "10 reminders and other steps" in said_of_itself(stage)[0]
        assert "Nothing is late any more." in said_of_itself(stage)[0]
        assert max(rungs(stage, range(1, 11)).values()) == 1
        assert set(stage.tokens().values()) == {1}
        assert unsettled(stage.settings.database_url) == {}


async def test_a_second_outage_within_the_hour_waits_for_its_turn(tmp_path: Path) -> None:
    async with stage_of(tmp_path, begins="2026-03-04 09:00") as stage:
        await stage.write_and_settle(1)
        await down_for(stage, hours=1, minutes=40)
        await stage.forward(seconds=20)
        assert len(said_of_itself(stage)) == 1
        assert "1 reminder or other step due" in said_of_itself(stage)[0]
        await down_for(stage, minutes=45)
        await stage.forward(minutes=10)
        assert len(said_of_itself(stage)) == 1
        await stage.forward(minutes=10)
        assert len(said_of_itself(stage)) == 2


async def test_a_minute_is_on_time_and_a_clock_moved_by_hand_makes_nothing_late(tmp_path: Path) -> None:
    async with stage_of(tmp_path, begins="2026-03-04 09:00") as stage:
        await stage.write_and_settle(1, 2)
        stage.clock.forward(timedelta(hours=4))
        await stage.settle()
        assert (await stage.application.probe.health()).passed
        await stage.forward(hours=1)
        await stage.write_and_settle(3)
        await down_for(stage, seconds=50)
        await stage.forward(hours=2)
        assert said_of_itself(stage) == []


async def test_a_laptop_that_slept_says_so(tmp_path: Path) -> None:
    """The clock is four hours on and nobody was woken by it: the safety sweep finds what is due."""
    async with stage_of(tmp_path, begins="2026-03-04 09:00") as stage:
        await stage.write_and_settle(1)
        stage.clock._offset += timedelta(hours=4)
        assert not (await stage.application.probe.health()).checks["rungs"].passed
        stage.application.scheduler.wake()  # as the alarm's next tick does, fifteen seconds on at most
        await stage.settle()
        assert (await stage.application.probe.health()).passed
        await stage.forward(seconds=20)
        assert "1 reminder or other step due" in said_of_itself(stage)[0]
        assert max(rungs(stage, range(1, 2)).values()) == 1


async def test_posts_that_come_late_or_a_new_handbook_make_the_process_no_late(tmp_path: Path) -> None:
    async with stage_of(tmp_path, begins="2026-03-04 09:00") as stage:
        stage.clock.forward(-timedelta(hours=5))
        await stage.write(1)
        stage.clock._offset += timedelta(hours=5)
        await stage.settle()
        stage.settings.handbook.write_text(COMPANY.replace('name = "Delivery"', 'name = "Parcels"'), encoding="utf-8")
        await stage.forward(hours=1)
        assert said_of_itself(stage) == []


@pytest.mark.parametrize(
    "begins",
    ["2026-03-28 23:00", "2026-10-24 23:00"],
    ids=["into summer time", "out of summer time"],
)
async def test_the_night_of_a_switch_takes_each_rung_once_and_in_its_time(tmp_path: Path, begins: str) -> None:
    """Targets are counted in hours that pass: three hours are three hours in both nights."""
    async with stage_of(tmp_path, begins=begins) as stage:
        await stage.write_and_settle(1)
        began = stage.clock.now()
        paged = []
        for _ in range(24):
            await stage.forward(minutes=10)
            with stage.application.database.read() as transaction:
                paged = [entry.at for entry in history.read(transaction, 1) if "paged" in entry.values]
        assert timedelta(minutes=89) < paged[0] - began < timedelta(minutes=91)
        found = rungs(stage, range(1, 2))
        assert found[1, "managers_told", ""] == 1
        assert said_of_itself(stage) == []
        assert set(stage.tokens().values()) == {1}


async def test_reminders_taken_along_survive_a_crash_of_the_one_that_carries_them(tmp_path: Path) -> None:
    """The message that stands for many is sent, and its answer is lost: it is found, and nobody hears it twice."""
    async with stage_of(tmp_path, begins="2026-03-04 09:00") as stage:
        await stage.write_and_settle(*range(1, 7))
        await stage.application.stop()
        stage.clock.forward(timedelta(hours=30))
        held = stage.line.hold("chat.postMessage", done=True)
        await stage.start_bot()
        await held.reached.wait()
        held.release()
        await stage.settle()
        await stage.forward(minutes=5)
        assert set(stage.tokens().values()) == {1}
        assert unsettled(stage.settings.database_url) == {}
        direct = stage.workspace.direct("U0CY")
        assert direct is not None
        assert stage.count_in(direct) == 1
        with stage.application.database.read() as transaction:
            states = {row[0] for row in transaction.connection.exec_driver_sql(
                "SELECT state FROM outbox WHERE kind = 'notice'"
            )}  # fmt: skip
        assert states <= {SendState.SENT.value, SendState.SUPERSEDED.value}
