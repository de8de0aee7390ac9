"""Serves /api/{method}: token, faults, limits, then the method; and keeps a log of every call."""

from __future__ import annotations

import asyncio
import json
from typing import NamedTuple

from aiohttp import web

from bot.workspace.core import Core
from bot.workspace.faults import Fault
from bot.workspace.model import Json
from bot.workspace.refusal import MissingScope, RateLimited, Refusal
from bot.workspace.web_api import METHODS
from bot.workspace.web_api.call import Call

KEPT = 50_000


class Logged(NamedTuple):
    """One call: the method, its arguments without the token, and the answer."""

    method: str
    arguments: Json
    response: Json


class WebApi:
    """The Web API of one workspace. `log` keeps the last calls (when it is full, the older half goes)."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.log: list[Logged] = []
        self.stopping = asyncio.Event()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one request."""
        method = request.match_info["method"]
        fault = self._core.faults.take(method)
        with self._core.activity.work():
            arguments, error = await read_arguments(request)
            if fault is not None and fault.delay:
                await asyncio.sleep(fault.delay)
            status, headers, answer = self._answer(method, arguments, error, fault)
            self._remember(method, arguments, answer)
        if fault is not None and fault.drop:
            # Done, but the client never hears of it: the line stays silent until it gives up.
            await self.stopping.wait()
        if fault is not None and fault.status is not None:
            return web.Response(status=fault.status, text="fault asked for")
        return web.json_response(answer, status=status, headers=headers)

    def _remember(self, method: str, arguments: Json, answer: Json) -> None:
        if len(self.log) >= KEPT:
            del self.log[: KEPT // 2]
        shown = {key: value for key, value in arguments.items() if key != "token"}
        self.log.append(Logged(method, shown, answer))

    def _answer(
        self, method: str, arguments: Json, error: str | None, fault: Fault | None
    ) -> tuple[int, dict[str, str], Json]:
        try:
            if error is not None:
                raise Refusal(error)
            if fault is not None and fault.status is not None:
                return fault.status, {}, {"ok": False, "error": f"status {fault.status}"}
            if fault is not None and fault.error == "ratelimited":
                raise RateLimited(fault.retry_after)
            if fault is not None and fault.error is not None:
                raise Refusal(fault.error)
            # Slack names the token's scopes on every answer.
            scopes = {"X-OAuth-Scopes": ",".join(sorted(self._core.state.scopes))}
            return 200, scopes, {"ok": True} | self._call(method, arguments)
        except RateLimited as limited:
            return 429, {"Retry-After": str(limited.retry_after)}, {"ok": False, "error": "ratelimited"}
        except Refusal as refusal:
            return 200, {}, refusal.body()

    def _call(self, name: str, arguments: Json) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Refusal("unknown_method")
        if name != "api.test":
            self._check_token(arguments.get("token"), method.app_token)
        if method.scope and method.scope not in self._core.state.scopes:
            raise MissingScope(method.scope, sorted(self._core.state.scopes))
        wait = self._core.rate_limits.method(name, method.tier)
        if wait:
            raise RateLimited(wait)
        return method.serve(Call(self._core, arguments))

    def _check_token(self, token: object, for_app: bool) -> None:
        state = self._core.state
        if not token:
            raise Refusal("not_authed")
        if token not in (state.bot_token, state.app_token):
            raise Refusal("invalid_auth")
        if token != (state.app_token if for_app else state.bot_token):
            raise Refusal("not_allowed_token_type")


async def read_arguments(request: web.Request) -> tuple[Json, str | None]:
    """Return a request's arguments with its token, and Slack's error word when the body cannot be read."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.read() or b"{}")
        except ValueError:
            return arguments, "invalid_json"
        if not isinstance(body, dict):
            return arguments, "json_not_object"
        arguments |= body
    elif request.can_read_body:
        arguments |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer" and token:
        arguments["token"] = token.strip()
    return arguments, None
