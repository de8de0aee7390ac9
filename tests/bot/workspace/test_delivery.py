"""Resending: events until they are acknowledged, on the given clock; clicks never."""

import asyncio
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.workspace import Workspace
from tests.bot.workspace.conftest import ADA, INTAKE, Clock, Connect


async def test_an_event_is_sent_again_at_once_after_one_minute_and_after_five(
    workspace: Workspace, app: AsyncApp, connect: Connect, clock: Clock
) -> None:
    tries: list[tuple[str, Any]] = []
    accept = False

    @app.event("message")
    async def hear(body: dict[str, Any], request: Any) -> None:
        tries.append((body["event_id"], request.headers.get("x-slack-retry-num")))
        if not accept:
            # An answer that never comes: Bolt acknowledges only what a listener ends.
            await asyncio.Event().wait()

    workspace.acknowledge_within = 0.05
    await connect(app)
    await workspace.post(ADA, INTAKE, "hello")
    await workspace.idle()
    assert [number for _, number in tries] == [["0"], ["1"]]
    assert workspace.waiting == 1

    clock.forward(59)
    assert await workspace.tick() == 0
    clock.forward(1)
    assert await workspace.tick() == 1
    await workspace.idle()
    assert len(tries) == 3

    accept = True
    workspace.acknowledge_within = 3.0
    clock.forward(299)
    assert await workspace.tick() == 0
    clock.forward(1)
    assert await workspace.tick() == 1
    await workspace.idle()
    assert [number for _, number in tries] == [["0"], ["1"], ["2"], ["3"]]
    assert len({event_id for event_id, _ in tries}) == 1
    assert workspace.waiting == 0
    assert workspace.dead == []


async def test_an_event_is_given_up_after_three_retries(
    workspace: Workspace, app: AsyncApp, connect: Connect, clock: Clock
) -> None:
    tries = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        tries.append(event["text"])
        await asyncio.Event().wait()

    workspace.acknowledge_within = 0.05
    await connect(app)
    await workspace.post(ADA, INTAKE, "hello")
    await workspace.idle()
    for _ in range(4):
        clock.forward(300)
        await workspace.tick()
        await workspace.idle()
    assert tries == ["hello"] * 4
    assert [payload["event"]["text"] for payload in workspace.dead] == ["hello"]


async def test_the_clock_is_watched_without_a_tick(
    workspace: Workspace, app: AsyncApp, connect: Connect, clock: Clock
) -> None:
    tries: list[int] = []
    third = asyncio.Event()

    @app.event("message")
    async def hear() -> None:
        tries.append(len(tries))
        if len(tries) < 3:
            await asyncio.Event().wait()
        third.set()

    workspace.acknowledge_within = 0.05
    await connect(app)
    await workspace.post(ADA, INTAKE, "hello")
    await workspace.idle()
    clock.forward(60)
    await asyncio.wait_for(third.wait(), 5)
    assert tries == [0, 1, 2]


async def test_clicks_and_commands_are_never_sent_again_and_the_person_is_told(
    workspace: Workspace, app: AsyncApp, connect: Connect, clock: Clock
) -> None:
    tries = []

    @app.action("take")
    async def take() -> None:
        tries.append("click")

    @app.command("/svar")
    async def svar() -> None:
        tries.append("command")
        await asyncio.Event().wait()

    button = {"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "Take"}}
    ts = (
        await app.client.chat_postMessage(channel=INTAKE, text="x", blocks=[{"type": "actions", "elements": [button]}])
    )["ts"]
    alone = await workspace.click(ADA, INTAKE, ts, action_id="take")
    assert not alone.acknowledged

    workspace.acknowledge_within = 0.05
    await connect(app)
    clicked = await workspace.click(ADA, INTAKE, ts, action_id="take")
    commanded = await workspace.command(ADA, INTAKE, "/svar", "status")
    assert not clicked.acknowledged
    assert not commanded.acknowledged
    assert clicked.seconds >= 0.05
    clock.forward(600)
    assert await workspace.tick() == 0
    await workspace.idle()
    assert tries == ["click", "command"]
    assert len(workspace.notices(ADA)) == 3
    assert "operation_timeout" in workspace.notices(ADA)[-1]
