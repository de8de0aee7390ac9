"""The web server: what desks and sources listen on, and how the process says that it is well."""

import asyncio
import errno
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.cannot_start import CannotStart
from bot.web_answers import answer_in_json, quiet_logger

LARGEST_BODY = 1024 * 1024
"""Bytes of one request's body."""

LONGEST_READINESS = 5.0
"""Seconds after which a readiness check that does not answer counts as failing."""

LONGEST_SHUTDOWN = 10.0
"""Seconds that requests under way get to finish."""


@dataclass(frozen=True)
class Check:
    """What was looked at, in one sentence that holds no customer's words."""

    passed: bool
    sentence: str


@dataclass(frozen=True)
class Health:
    """How the process is, check by check."""

    checks: Mapping[str, Check]

    @property
    def passed(self) -> bool:
        return all(check.passed for check in self.checks.values())

    def response(self) -> web.Response:
        """200 or 503, as probes expect."""
        return web.json_response(
            {
                "status": "ok" if self.passed else "failing",
                "checks": {name: check.sentence for name, check in self.checks.items()},
            },
            status=200 if self.passed else 503,
        )


class PortTaken(CannotStart):
    """Somebody else, perhaps an earlier start of this program, listens there already."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} on {host} is taken: another program, or this one started twice, listens there already. "
            "Stop that one or choose another port."
        )


class WebServer:
    """One listening address. `port` 0 lets the operating system pick a free one; `.port` tells which.

    `health` is asked for `/healthz` (does the process do its work?), `ready` for `/readyz` (may traffic come here?).
    Requests are never logged, since paths and bodies may hold customers' words.
    """

    def __init__(
        self,
        host: str,
        port: int,
        routes: Iterable[web.AbstractRouteDef],
        health: Callable[[], Awaitable[Health]],
        ready: Callable[[], Awaitable[Health]],
    ) -> None:
        self._host = host
        self._port = port
        self._health = health
        self._ready = ready
        application = web.Application(client_max_size=LARGEST_BODY, middlewares=[answer_in_json])
        application.add_routes([web.get("/healthz", self._healthz), web.get("/readyz", self._readyz), *routes])
        self._runner = web.AppRunner(
            application, access_log=None, logger=quiet_logger(), shutdown_timeout=LONGEST_SHUTDOWN
        )

    @property
    def port(self) -> int:
        """The port that is listened on; before `start` the one asked for."""
        addresses = self._runner.addresses
        return int(addresses[0][1]) if addresses else self._port

    async def start(self) -> None:
        """Listens. Raises PortTaken, or CannotStart where the address itself cannot be used."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(self._host, self._port) from error
            raise CannotStart(
                f"Cannot listen on {self._host}, port {self._port}: {error.strerror or error}."
            ) from error

    async def stop(self) -> None:
        """Lets requests under way finish, then closes. May be called twice."""
        await self._runner.cleanup()

    async def _healthz(self, request: web.Request) -> web.Response:
        return (await self._health()).response()

    async def _readyz(self, request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(LONGEST_READINESS):
                return (await self._ready()).response()
        except TimeoutError:
            late = Check(False, f"The checks did not end within {LONGEST_READINESS:.0f} seconds.")
            return Health({"readiness": late}).response()
