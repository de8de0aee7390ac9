"""A local Slack: Web API, Socket Mode or signed HTTP, response URLs, and the page in the browser.

Tests, stories and the demo use `Workspace` in process; the app that is tried talks to it over the network as to Slack.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from aiohttp import web

from bot.workspace.acts import Acts
from bot.workspace.changes import Change
from bot.workspace.core import Core
from bot.workspace.faults import Fault
from bot.workspace.model import Json
from bot.workspace.page_api import PageApi
from bot.workspace.page_controls import PageControls
from bot.workspace.page_guard import guard
from bot.workspace.page_socket import PageSockets
from bot.workspace.routes import routes
from bot.workspace.scene import Scene
from bot.workspace.web_api.service import Logged, WebApi

SHUTDOWN = 1.0


class Workspace(Scene, Acts):
    """One Slack workspace on this machine.

    `now` gives epoch seconds; `limits` switches Slack's rate limits on. `core` holds the parts, for whoever needs
    more than the acts below.
    """

    def __init__(self, now: Callable[[], float], limits: bool = True) -> None:
        super().__init__(Core(now, limits))
        self.page = PageControls()
        self._web_api = WebApi(self.core)
        self._sockets = PageSockets(self.core)
        self._runner: web.AppRunner | None = None
        self._ticker: asyncio.Task[None] | None = None
        self._disconnecting: asyncio.Task[None] | None = None
        self.team_id = self.core.state.team_id
        self.app_id = self.core.state.app_id
        self.bot_id = self.core.state.bot_id
        self.bot_user_id = self.core.state.bot_user_id
        self.bot_token = self.core.state.bot_token
        self.app_token = self.core.state.app_token

    # Settings

    @property
    def url(self) -> str:
        """Where the workspace listens, "http://127.0.0.1:PORT"."""
        return self.core.url

    @property
    def api_url(self) -> str:
        """The base_url for Slack's web client."""
        return f"{self.core.url}/api/"

    @property
    def limits(self) -> bool:
        """Whether Slack's rate limits are on."""
        return self.core.rate_limits.enabled

    @limits.setter
    def limits(self, on: bool) -> None:
        self.core.rate_limits.enabled = on

    @property
    def events_url(self) -> str | None:
        """The app's request URL: set means HTTP mode, None means Socket Mode."""
        return self.core.events_url

    @events_url.setter
    def events_url(self, url: str | None) -> None:
        self.core.events_url = url

    @property
    def signing_secret(self) -> str:
        """The secret that signs what is sent over HTTP; may be changed at any time."""
        return self.core.state.signing_secret

    @signing_secret.setter
    def signing_secret(self, secret: str) -> None:
        self.core.state.signing_secret = secret

    @property
    def scopes(self) -> set[str]:
        """What the bot's token may do, as on Slack's own page for it; may be changed at any time."""
        return self.core.state.scopes

    @property
    def acknowledge_within(self) -> float:
        """How long the app has to acknowledge, in real seconds; Slack's three unless a test shortens it."""
        return self.core.delivery.acknowledge_within

    @acknowledge_within.setter
    def acknowledge_within(self, seconds: float) -> None:
        self.core.delivery.acknowledge_within = seconds

    # Running

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. Raises OSError when the port is taken, RuntimeError when running."""
        if self._runner is not None:
            raise RuntimeError("the workspace runs already")
        page = PageApi(self.core, self.page, self)
        application = web.Application(middlewares=[guard(lambda: self.core.url)], client_max_size=64 * 1024 * 1024)
        application.add_routes([*routes(self.core, self._web_api), *page.routes(), *self._sockets.routes()])
        self._web_api.stopping.clear()
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN)
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        bound = runner.addresses[0][1]
        self.core.url = f"http://{host}:{bound}"
        self._ticker = asyncio.get_running_loop().create_task(self.core.delivery.run())

    async def stop(self) -> None:
        """Close every socket and end every task; what was said stays readable. May be called twice."""
        self._web_api.stopping.set()
        for task in (self._ticker, self._disconnecting):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        self._ticker = self._disconnecting = None
        await self.core.delivery.close()
        await self.core.socket_mode.close()
        await self._sockets.close()
        await self.core.http_mode.close()
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def idle(self) -> None:
        """Return when every event is acknowledged or given up and no Web API request is being served.

        An event that waits for the clock to reach its next attempt does not hold this up: see `tick` and `waiting`.
        """
        await self.core.activity.idle()

    async def tick(self) -> int:
        """Send what the clock has made due again; returns how many events. `idle` waits for them."""
        return self.core.delivery.tick()

    @property
    def waiting(self) -> int:
        """How many events wait for their next attempt."""
        return self.core.delivery.waiting

    @property
    def dead(self) -> list[Json]:
        """Events that nobody was connected to receive, or that were given up; they stand in history only."""
        return self.core.delivery.dead

    @property
    def connections(self) -> int:
        """How many Socket Mode clients are connected."""
        return self.core.socket_mode.count()

    async def connected(self, count: int = 1) -> None:
        """Return when so many Socket Mode clients are connected."""
        await self.core.socket_mode.wait_for(count)

    @property
    def log(self) -> list[Logged]:
        """The Web API calls so far: (method, arguments, response)."""
        return self._web_api.log

    @property
    def said(self) -> list[tuple[str, Json]]:
        """What was sent to the app so far: (events_api, interactive or slash_commands, payload)."""
        return list(self.core.delivery.said)

    def on_change(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Call back with a Change whenever a screen would change; call the result to end that."""
        return self.core.changes.listen(callback)

    def fail_next(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int | None = None,
        drop: bool = False,
        delay: float = 0.0,
        retry_after: int = 1,
        times: int = 1,
    ) -> None:
        """Let the next calls of a Web API method ("*" for any) fail.

        `error`: Slack's word ("ratelimited" comes as 429 with `retry_after`); `status`: an HTTP status; `drop`: done,
        but never answered; `delay`: served after so many real seconds. Nothing of an error or status is stored.
        """
        self.core.faults.add(method, Fault(error, status, drop, delay, retry_after, times))

    def disconnect_sockets(self, *, abruptly: bool = False) -> asyncio.Task[None]:
        """End every Socket Mode connection, with Slack's `disconnect` message or without a word; may be awaited."""
        loop = asyncio.get_running_loop()
        self._disconnecting = loop.create_task(self.core.socket_mode.disconnect(abruptly))
        return self._disconnecting
