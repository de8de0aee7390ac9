"""The line between bot and workspace: a real connection that a test may hold or cut, before or after a call is done."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

from bot.workspace import Workspace

LONGEST = 60.0
"""Real seconds after which a test that waits for a call fails instead of hanging."""


@dataclass
class Trouble:
    """What befalls the next `times` calls of a method. `done`: the workspace has done it before."""

    method: str
    done: bool
    times: int = 1
    answer: dict[str, Any] | None = None
    hold: bool = False
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        self.released.set()


class Line:
    """Passes calls of the Web API on. `calls` names those that came, in order."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._troubles: list[Trouble] = []
        self._counted = asyncio.Condition()
        self._session: ClientSession | None = None
        application = web.Application()
        application.router.add_route("*", "/api/{method}", self._pass_on)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        self.calls: list[str] = []
        self.url = ""

    async def start(self) -> None:
        self._session = ClientSession()
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"

    async def stop(self) -> None:
        for trouble in self._troubles:
            trouble.release()
        await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()

    def cut(self, method: str, *, done: bool, times: int = 1) -> Trouble:
        """The connection breaks, and the bot cannot know whether it was done."""
        return self._add(Trouble(method, done, times))

    def hold(self, method: str, *, done: bool) -> Trouble:
        """The call stays where it is until `release`; then it goes on, or its answer does."""
        return self._add(Trouble(method, done, hold=True))

    def answer(self, method: str, answer: dict[str, Any], times: int = 1) -> Trouble:
        """Slack says something that makes no sense, and does nothing."""
        return self._add(Trouble(method, False, times, answer))

    def mend(self) -> None:
        """Nothing more befalls anything."""
        self._troubles.clear()

    async def called(self, count: int, method: str = "") -> None:
        """Returns at the call that makes so many in all, or of one method."""
        async with asyncio.timeout(LONGEST), self._counted:
            await self._counted.wait_for(lambda: len([one for one in self.calls if method in ("", one)]) >= count)

    def _add(self, trouble: Trouble) -> Trouble:
        self._troubles.append(trouble)
        return trouble

    def _take(self, method: str) -> Trouble | None:
        for trouble in self._troubles:
            if trouble.method in (method, "*"):
                trouble.times -= 1
                if trouble.times <= 0:
                    self._troubles.remove(trouble)
                return trouble
        return None

    async def _pass_on(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        body = await request.read()
        async with self._counted:
            self.calls.append(method)
            self._counted.notify_all()
        trouble = self._take(method)
        if trouble is None or trouble.done:
            answered = await self._forward(request, method, body)
        if trouble is None:
            return answered
        trouble.reached.set()
        if trouble.answer is not None:
            return web.json_response(trouble.answer)
        if trouble.hold:
            await trouble.released.wait()
            if request.transport is None or request.transport.is_closing():
                return web.Response()
            return answered if trouble.done else await self._forward(request, method, body)
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def _forward(self, request: web.Request, method: str, body: bytes) -> web.Response:
        assert self._session is not None
        headers = {name: request.headers[name] for name in ("Authorization", "Content-Type") if name in request.headers}
        address = f"{self._workspace.api_url}{method}"
        async with self._session.request(
            request.method, address, data=body, headers=headers, params=request.query
        ) as answer:
            kept = {name: answer.headers[name] for name in ("Retry-After",) if name in answer.headers}
            return web.Response(
                status=answer.status, body=await answer.read(), headers=kept, content_type=answer.content_type
            )
