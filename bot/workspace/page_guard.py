"""Lets only this machine's own page in: others could otherwise reach it through a visitor's browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
GUARDED = ("/page/", "/files/")


def guard(url: Callable[[], str]) -> Middleware:
    """Return a middleware that answers 403 unless Host, and Origin when present, are the page's own address."""

    @web.middleware
    async def check(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.path == "/" or request.path.startswith(GUARDED):
            hosts = {f"{name}:{urlsplit(url()).port}" for name in LOOPBACK}
            origin = request.headers.get("Origin")
            own = request.host in hosts and (origin is None or origin in {f"http://{host}" for host in hosts})
            if not own:
                return web.json_response({"ok": False, "error": "This page is for this computer only."}, status=403)
        return await handler(request)

    return check
