"""Rate limits: 429 with Retry-After by the given clock, and the switch."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from tests.bot.workspace.conftest import INTAKE, Clock


async def refused_for(client: AsyncWebClient, channel: str) -> int:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=channel, text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response["error"] == "ratelimited"
    return int(caught.value.response.headers["Retry-After"])


async def test_one_message_a_second_in_each_channel(workspace: Workspace, client: AsyncWebClient, clock: Clock) -> None:
    workspace.limits = True
    other = workspace.add_channel("annen")
    for _ in range(3):
        await client.chat_postMessage(channel=INTAKE, text="burst")
    assert await refused_for(client, INTAKE) == 1
    await client.chat_postMessage(channel=other, text="elsewhere")
    clock.forward(1)
    await client.chat_postMessage(channel=INTAKE, text="a second later")
    assert await refused_for(client, INTAKE) == 1
    workspace.limits = False
    await client.chat_postMessage(channel=INTAKE, text="switched off")
    assert len(workspace.history(INTAKE)) == 5


@pytest.mark.parametrize(("method", "a_minute"), [("users.list", 20), ("conversations.info", 50), ("users.info", 100)])
async def test_tiers(workspace: Workspace, client: AsyncWebClient, clock: Clock, method: str, a_minute: int) -> None:
    workspace.limits = True
    arguments = {"channel": INTAKE, "user": "U0ADA"}
    for _ in range(a_minute):
        await client.api_call(method, params=arguments)
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, params=arguments)
    wait = int(caught.value.response.headers["Retry-After"])
    assert wait >= 1
    clock.forward(wait)
    await client.api_call(method, params=arguments)
