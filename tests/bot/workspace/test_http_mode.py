"""HTTP mode: signed requests that Bolt itself verifies."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp

from bot.workspace import Workspace
from tests.bot.workspace.conftest import ADA, INTAKE, Clock

BUTTON = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "Take"}}],
}


@dataclass
class Receiver:
    """A web server in front of the app, and what status each request got."""

    statuses: list[int] = field(default_factory=list)
    retries: list[tuple[str | None, str | None]] = field(default_factory=list)


@pytest.fixture
async def receiver(workspace: Workspace, app: AsyncApp) -> AsyncIterator[Receiver]:
    receiver = Receiver()

    async def receive(request: web.Request) -> web.StreamResponse:
        headers = request.headers
        receiver.retries.append((headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")))
        response = await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))
        receiver.statuses.append(response.status)
        return response

    server = web.Application()
    server.add_routes([web.post("/slack/events", receive)])
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    workspace.events_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield receiver
    await runner.cleanup()


async def test_events_clicks_and_commands_are_signed(workspace: Workspace, app: AsyncApp, receiver: Receiver) -> None:
    @app.event("message")
    async def hear(event: dict[str, Any], say: Any) -> None:
        if event.get("bot_id") is None:
            await say(text="heard", blocks=[BUTTON])

    @app.action("take")
    async def take(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="yours", replace_original=True)

    @app.command("/svar")
    async def svar(ack: Any, command: dict[str, Any]) -> None:
        await ack(f"you said {command['text']}")

    await workspace.post(ADA, INTAKE, "æøå?")
    await workspace.idle()
    answer = workspace.history(INTAKE)[-1]
    assert (await workspace.click(ADA, INTAKE, answer["ts"], label="Take")).acknowledged
    assert (await workspace.command(ADA, INTAKE, "/svar", "på & av")).acknowledged
    assert [message["text"] for message in workspace.history(INTAKE, ADA)] == ["æøå?", "yours", "you said på & av"]
    assert set(receiver.statuses) == {200}


async def test_a_wrong_signature_is_refused_and_the_event_tried_again(
    workspace: Workspace, app: AsyncApp, receiver: Receiver, clock: Clock
) -> None:
    heard = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    right, workspace.signing_secret = workspace.signing_secret, "wrong"
    await workspace.post(ADA, INTAKE, "hello")
    await workspace.idle()
    assert receiver.statuses == [401, 401]
    assert heard == []

    workspace.signing_secret = right
    clock.forward(60)
    await workspace.tick()
    await workspace.idle()
    assert heard == ["hello"]
    assert receiver.retries == [(None, None), ("1", "http_error"), ("2", "http_error")]


async def test_nobody_at_the_address(workspace: Workspace, clock: Clock) -> None:
    workspace.events_url = "http://127.0.0.1:9/nobody"
    await workspace.post(ADA, INTAKE, "hello")
    await workspace.idle()
    assert workspace.waiting == 1
    assert not (await workspace.command(ADA, INTAKE, "/svar")).acknowledged
