"""`/metrics`: for whoever has the token; without one in the settings, for this machine alone."""

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import SecretStr

from bot.settings_checks import is_loopback
from bot.web_answers import problem
from storage.errors import StorageError

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
"""What a proxy adds: behind one, everybody seems to be on this machine."""


def metrics_route(text: Callable[[], Awaitable[bytes]], token: SecretStr | None) -> web.RouteDef:
    """The route; `text` makes what is told."""

    async def told(request: web.Request) -> web.Response:
        refused = _refused(request, token)
        if refused is not None:
            return refused
        try:
            body = await text()
        except StorageError:
            return problem(503, "The database does not answer.")
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return web.get("/metrics", told)


def _refused(request: web.Request, token: SecretStr | None) -> web.Response | None:
    if token is not None:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        expected = token.get_secret_value().encode()
        if scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), expected):
            return None
        headers = {"WWW-Authenticate": 'Bearer realm="metrics"'}
        return problem(401, "Give the METRICS_TOKEN of this Svarvakt as a bearer token.", headers)
    here = request.remote is not None and is_loopback(request.remote)
    if here and not any(name in request.headers for name in _FORWARDED):
        return None
    return problem(403, "Only programs on this machine may read this: set METRICS_TOKEN to read it from elsewhere.")
