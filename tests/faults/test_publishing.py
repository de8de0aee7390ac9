"""An answer that goes out at its source: whatever dies on the way, it stands there once."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.intents import Actor, Click, Filled
from handlers.moves import move
from handlers.publishing import queue
from handlers.replies import Done, OpenForm, Refused
from handlers.scene import Scene
from routing.item import State
from routing.reasons import Reason
from routing.request import Request, RequestKind
from storage import approvals, items
from storage.approvals import ApprovalState
from tests.databases import KINDS, fresh_address
from tests.faults.stage import Stage, stage_of, unsettled
from tests.stories.publisher import StandIn
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS

BO = Actor("slack", "U0BO")
WORDS = "Hei, Hemmelig! Den kommer i dag."


async def publishes(stage: Stage) -> None:
    """Bo answers item 1, and presses Publish twice."""
    ask = stage.application.engine.ask
    preview = await ask(Filled("preview", BO, "answer", "item:1", {"text": WORDS, "how": "publish"}))
    assert isinstance(preview, OpenForm)
    assert await ask(Filled("publish", BO, "publish", preview.form.subject)) == Done()
    assert isinstance(await ask(Filled("again", BO, "publish", preview.form.subject)), Refused)


async def shows(stage: Stage, words: str) -> None:
    """Waits for the card to say so. The bot that is slow to publish sends other messages as ever, and may have this one
    under way when the other bot is done; it cannot be waited for as a whole."""
    async with asyncio.timeout(30):
        while words not in text_of(stage.card(1)):
            await stage.others[-1].settle()
            await asyncio.sleep(0.01)


def dies(stage: Stage) -> None:
    """What the process had under way is gone, and nothing of it was written back."""
    for task in stage.application.courier._under_way:
        task.cancel()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("done", [False, True], ids=["between commit and send", "between send and record"])
async def test_a_crash_neither_loses_nor_doubles_an_answer(tmp_path: Path, kind: str, done: bool) -> None:
    gate = asyncio.Event()
    source = StandIn(lets_go=gate) if done else StandIn(opens=gate)
    with fresh_address(kind, tmp_path) as address:
        async with stage_of(tmp_path, database=address, publishers={"facebook": source}) as stage:
            await stage.write_and_settle(1)
            await publishes(stage)
            await source.reached.wait()
            dies(stage)
            await stage.application.stop()
            assert source.words == ([WORDS] if done else [])
            gate.set()
            await stage.start_bot()
            await stage.forward(seconds=90)
            assert source.words == [WORDS]
            assert len(source.given) == (1 if done else 2)
            assert "Bo Berg answered" in text_of(stage.card(1))
            assert unsettled(address) == {}


async def test_who_was_slow_beyond_the_lease_doubles_nothing(tmp_path: Path) -> None:
    """The lease runs out while the source takes its time; another bot looks, and what comes late changes nothing."""
    source = StandIn(lets_go=asyncio.Event())
    with fresh_address("postgresql", tmp_path) as address:
        async with stage_of(tmp_path, database=address, publishers={"facebook": source}) as stage:
            await stage.write_and_settle(1)
            await publishes(stage)
            await source.reached.wait()
            other = stage.new_bot()
            stage.others.append(other)
            await other.start()
            stage.clock.forward(timedelta(seconds=61))
            await other.settle()
            stage.clock.forward(timedelta(seconds=16))
            await other.settle()
            await shows(stage, "Bo Berg answered")
            assert source.lets_go is not None
            source.lets_go.set()
            await stage.settle()
            assert (source.words, len(source.given)) == ([WORDS], 1)
            assert stage.thread(1).count("went out") == 1
            assert unsettled(address) == {}


async def test_what_is_stopped_never_goes_out_and_what_left_is_never_stopped(tmp_path: Path) -> None:
    gate = asyncio.Event()
    source = StandIn(opens=gate)
    async with stage_of(tmp_path, publishers={"facebook": source}) as stage:
        await stage.write_and_settle(1)
        await publishes(stage)
        await source.reached.wait()
        assert isinstance(await stage.application.engine.ask(Click("s", BO, "stop_publishing", "item:1")), Refused)
        gate.set()
        await stage.settle()
        assert source.words == [WORDS]
        assert "Bo Berg answered" in text_of(stage.card(1))


async def test_what_somebody_else_has_seen_goes_out_as_its_writers(tmp_path: Path) -> None:
    """Whoever approves an answer sends it on its way by `publishing.queue`."""
    source = StandIn()

    def approved(scene: Scene) -> bool:
        item = items.lock(scene.transaction, 1)
        assert item is not None
        because = Reason("approval_situation", {"situation": "Libel"})
        approval = approvals.ask(scene.transaction, 1, item.round, "bo", scene.now, because, WORDS)
        approvals.settle(scene.transaction, approval, ApprovalState.APPROVED, "cy", scene.now)
        request = Request(RequestKind.APPROVAL, "bo", ("cy",), scene.now)
        waits = replace(item, state=State.WAITING_FOR_APPROVAL, owner="bo", claimed_at=scene.now, request=request)
        waiting = move(scene, item, waits, who="bo", what="claimed", values={"role": "expert"})
        assert waiting is not None
        return queue(scene, waiting, "bo", WORDS) is not None

    async with stage_of(tmp_path, publishers={"facebook": source}) as stage:
        await stage.write_and_settle(1)
        application = stage.application
        done, wakes = await application.engine.write(lambda: application.dispatch.run(approved, stage.clock.now()))
        application._woken(wakes)
        await stage.settle()
        assert done
        assert source.words == [WORDS]
        assert "Bo Berg answered" in text_of(stage.card(1))


async def test_the_words_of_an_answer_are_in_no_log_and_in_no_row_of_the_outbox(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = StandIn(befalls=["lost"], deaf=True)
    async with stage_of(tmp_path, publishers={"facebook": source}) as stage:
        await stage.write_and_settle(1)
        await publishes(stage)
        await stage.forward(minutes=40)
        assert "Hemmelig" not in stage.sees_all(MANAGERS) + stage.eva.sees_all()
        with stage.application.database.read() as transaction:
            query = "SELECT payload, error FROM outbox UNION ALL SELECT reply, key FROM inbox"
            rows = str(transaction.connection.exec_driver_sql(query).all())
        assert "Hemmelig" not in rows
        assert not any("Hemmelig" in record.getMessage() for record in caplog.records)
