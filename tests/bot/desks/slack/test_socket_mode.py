"""The connection that Slack sends through: lost, found again, and let go of."""

import asyncio

import pytest

from handlers.intents import Intent, Noticed
from handlers.replies import Done, Reply
from tests.bot.desks.slack.scene import INTAKE, Scene


@pytest.mark.parametrize("abruptly", [False, True])
async def test_after_a_reconnect_what_was_missed_is_read(scene: Scene, abruptly: bool) -> None:
    desk = await scene.connect()
    await desk.catch_up()
    await scene.workspace.disconnect_sockets(abruptly=abruptly)
    await scene.workspace.post(scene.ada, INTAKE, "written meanwhile")
    await scene.asked.until(lambda: "written meanwhile" in {each.text for each in scene.asked.of(Noticed)})


async def test_slack_may_be_away_for_longer_than_an_address_is_valid(scene: Scene) -> None:
    desk = await scene.connect()
    await desk.catch_up()
    port = int(scene.workspace.url.rpartition(":")[2])
    await scene.workspace.stop()
    await scene.workspace.post(scene.ada, INTAKE, "written meanwhile")
    await scene.workspace.start(port=port)
    await scene.asked.until(lambda: "written meanwhile" in {each.text for each in scene.asked.of(Noticed)})


async def test_stopping_waits_for_what_is_being_handled(scene: Scene) -> None:
    desk = await scene.connect()
    entered, go_on = asyncio.Event(), asyncio.Event()
    finished: list[Intent] = []

    async def slowly(intent: Intent) -> Reply:
        entered.set()
        await go_on.wait()
        finished.append(intent)
        return Done()

    desk._events._ask = slowly
    await scene.workspace.post(scene.ada, INTAKE, "hei")
    await entered.wait()
    stopping = asyncio.ensure_future(desk.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    go_on.set()
    await stopping
    assert len(finished) == 1
    await scene.workspace.idle()
    assert scene.workspace.waiting == 0
    assert scene.workspace.connections == 0
    await desk.stop()


async def test_a_desk_can_be_started_again(scene: Scene) -> None:
    desk = await scene.connect()
    await desk.stop()
    await desk.start()
    await scene.workspace.post(scene.ada, INTAKE, "hei")
    await scene.workspace.idle()
    assert len(scene.asked.of(Noticed)) == 1
