"""The courier on a real outbox and a real desk: what it survives, and how it ends."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot import courier as module
from routing.delivery import LEASE
from storage import outbox
from storage.database import READERS
from storage.outbox import Queued
from tests.faults.stage import Stage, stage_of, unsettled
from tests.stories.world import TRIAGE


def plant(stage: Stage, kind: str, subject: str = "item:1") -> None:
    """A row that no use case would write, before everything else in the triage channel."""
    row = Queued("slack", TRIAGE, kind, subject, {}, 0, stage.clock.now())
    with stage.application.database.write() as transaction:
        outbox.queue(transaction, row)
    stage.application.courier.wake()


async def until(condition: Callable[[], bool]) -> None:
    """What other threads do is seen in a turn of the loop soon."""
    for _ in range(100_000):
        await asyncio.sleep(0)
        if condition():
            return
    raise AssertionError("it never came to that")


@pytest.mark.parametrize(
    ("kind", "subject", "error"),
    [("nonsense", "item:1", "KeyError"), ("card", "item:99", "AssertionError"), ("card", "page:x", "ValueError")],
)
async def test_what_cannot_be_drawn_blocks_nothing_and_is_told(
    tmp_path: Path, kind: str, subject: str, error: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage_of(tmp_path) as stage:
        plant(stage, kind, subject)
        await stage.write_and_settle(1)
        assert stage.numbers() == [1]
        stage.eva.sees("needs an administrator")
        assert f"cannot be drawn: {error}" in caplog.text


async def test_answers_that_make_no_sense_end_in_giving_up_and_telling(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        stage.line.answer("chat.postMessage", {"ok": True}, times=module.MOST_CRASHES)
        await stage.write_and_settle(1)
        await stage.forward(minutes=30)
        stage.eva.sees("needs an administrator")
        assert unsettled(stage.settings.database_url) == {"gave_up": 1}
        await stage.write_and_settle(2)
        assert stage.numbers() == [2]


async def test_it_survives_an_outbox_that_cannot_be_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with stage_of(tmp_path) as stage:
        rename = "ALTER TABLE {} RENAME TO {}"
        with stage.application.database.write() as transaction:
            transaction.connection.exec_driver_sql(rename.format("outbox", "away"))
        for _ in range(5):
            stage.application.courier.wake()
            await stage.application.courier.idle()
        assert "the outbox cannot be read: OperationalError" in caplog.text
        with stage.application.database.write() as transaction:
            transaction.connection.exec_driver_sql(rename.format("away", "outbox"))
        await stage.write_and_settle(1)
        assert stage.numbers() == [1]
        assert stage.application.courier.trouble() == ""


async def test_a_message_that_was_held_up_is_not_sent_under_its_old_lease(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.write_and_settle(1)
        engine, posted = stage.application.engine, len(stage.calls("chat.postMessage"))
        let_write, let_read = threading.Event(), threading.Event()
        writing, reading = threading.Barrier(2), threading.Barrier(READERS + 1)
        work = [asyncio.ensure_future(engine.write(lambda: writing.wait(10) + let_write.wait(10)))]
        await asyncio.to_thread(writing.wait, 10)
        plant(stage, "status")
        await until(lambda: engine.waiting == 1)
        work += [
            asyncio.ensure_future(engine.read(lambda: reading.wait(10) + let_read.wait(10))) for _ in range(READERS)
        ]
        await asyncio.to_thread(reading.wait, 10)
        let_write.set()
        await engine.write(lambda: None)
        # Leased, and not yet drawn: until then the process stood still.
        stage.clock.forward(timedelta(seconds=45))
        let_read.set()
        await asyncio.gather(*work)
        await stage.settle()
        assert "held up for too long" in caplog.text
        assert len(stage.calls("chat.postMessage")) == posted
        await stage.forward(minutes=2)
        assert len(stage.calls("chat.postMessage")) == posted + 1
        assert unsettled(stage.settings.database_url) == {}


async def test_a_look_under_way_does_not_keep_the_database_busy(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        stage.line.cut("chat.postMessage", done=True)
        await stage.write_and_settle(1)
        looking = stage.line.hold("conversations.history", done=False)
        stage.clock.forward(timedelta(seconds=16))
        await looking.reached.wait()
        order = stage.application.engine._order
        before = next(order)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.3):
                await asyncio.Event().wait()
        assert next(order) - before < 4, "a transaction a second, not hundreds"
        looking.release()
        await stage.settle()
        assert set(stage.tokens().values()) == {1}


async def test_stopping_finishes_what_is_being_sent(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        held = stage.line.hold("chat.postMessage", done=False)
        await stage.write(1)
        await held.reached.wait()
        stopping = asyncio.create_task(stage.application.stop())
        for _ in range(50):
            await asyncio.sleep(0)
        assert not stopping.done()
        held.release()
        await stopping
        assert stage.numbers() == [1]
        left = unsettled(stage.settings.database_url)
        assert "leased" not in left
        assert "unknown" not in left
        await stage.start_bot()
        await stage.settle()
        assert set(stage.tokens().values()) == {1}
        assert unsettled(stage.settings.database_url) == {}


async def test_stopping_leaves_nothing_leased(tmp_path: Path) -> None:
    async with stage_of(tmp_path, pace=1.0) as stage:
        for number in range(1, 6):
            await stage.write(number)
        await stage.workspace.idle()
        await stage.application.stop()
        left = unsettled(stage.settings.database_url)
        assert set(left) == {"pending"}
        await stage.start_bot()
        await stage.forward(seconds=20)
        assert stage.numbers() == [1, 2, 3, 4, 5]
        assert set(stage.tokens().values()) == {1}


def test_a_send_begins_early_enough_in_its_lease() -> None:
    """It takes twenty seconds at most: ten to open a conversation, ten to post."""
    assert timedelta(seconds=20) <= LEASE / 2
