"""Socket Mode: the connection that Slack sends through, kept up."""

import asyncio
from collections.abc import Callable

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.desks.slack.api import Api
from bot.desks.slack.quiet import LOG, vendors_log

_HELLO_WITHIN = 15.0
_FINISH_WITHIN = 5.0
_LOOKS_UNTIL_NEW_ADDRESS = 3


class _Handler(AsyncSocketModeHandler):
    """Counts what is being handled, up to and including its acknowledgement."""

    def __init__(self, app: AsyncApp, app_token: str, api: Api, ping_seconds: float) -> None:
        self.handling = 0
        self.nothing_left = asyncio.Event()
        self.nothing_left.set()
        super().__init__(app, app_token, logger=vendors_log(), web_client=api.client, ping_interval=ping_seconds)
        if api.direct:
            self.client.proxy = None

    # Bolt's own handler takes this client alone, although its base promises any.
    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        self.handling += 1
        self.nothing_left.clear()
        try:
            await super().handle(client, req)
        finally:
            self.handling -= 1
            if not self.handling:
                self.nothing_left.set()


class SocketMode:
    """One connection. `reconnected` is called after every `hello` but the first. Times are real seconds."""

    def __init__(
        self, app: AsyncApp, app_token: str, api: Api, reconnected: Callable[[], None], ping_seconds: float
    ) -> None:
        self._app = app
        self._app_token = app_token
        self._api = api
        self._reconnected = reconnected
        self._ping_seconds = ping_seconds
        self._handler: _Handler | None = None
        self._watching: asyncio.Task[None] | None = None
        self._greeted = asyncio.Event()

    async def start(self) -> None:
        """Connect and wait for Slack's hello; raises SlackCallError or TimeoutError."""
        answer = await self._api.call(self._api.client.apps_connections_open(app_token=self._app_token))
        self._greeted.clear()
        self._handler = handler = _Handler(self._app, self._app_token, self._api, self._ping_seconds)
        # Given here, since the SDK would try a refused token for ever.
        handler.client.wss_uri = answer["url"]
        handler.client.message_listeners.append(self._heard)
        async with asyncio.timeout(_HELLO_WITHIN):
            await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt does not type it
            await self._greeted.wait()
        self._watching = asyncio.get_running_loop().create_task(self._watch(handler.client))

    async def stop(self) -> None:
        """Finish what is being handled (five seconds at most) and disconnect."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
            self._watching = None
        if self._handler is None:
            return
        handler, self._handler = self._handler, None
        try:
            async with asyncio.timeout(_FINISH_WITHIN):
                await handler.nothing_left.wait()
        except TimeoutError:
            LOG.warning("disconnecting while %d requests of Slack's are being handled", handler.handling)
        client = handler.client
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt does not type it
        tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
        await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)

    async def _heard(self, client: AsyncBaseSocketModeClient, message: dict[str, object], raw: str | None) -> None:
        if message.get("type") != "hello":
            return
        if self._greeted.is_set():
            self._reconnected()
        self._greeted.set()

    async def _watch(self, client: SocketModeClient) -> None:
        """The SDK tries one address for ever once it has it; addresses run out, so it is made to ask for a new one."""
        away = 0
        while True:
            await asyncio.sleep(self._ping_seconds)
            away = 0 if await client.is_connected() else away + 1
            if away >= _LOOKS_UNTIL_NEW_ADDRESS:
                LOG.warning("not connected to Slack; asking for a new address")
                client.wss_uri = None
                away = 0
