"""The one address that Teams sends to: `POST /api/messages`."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.desks.teams.activities import Came, Malformed, read
from bot.desks.teams.asking import NotStoredError
from bot.desks.teams.framework import Framework, NotAuthentic
from bot.desks.teams.keys import KeysUnreachable
from bot.desks.teams.quiet import LOG
from bot.desks.teams.settings import TeamsSettings

PATH = "/api/messages"

LONGEST_READING = 15.0
"""Real seconds within which the whole body must arrive: Teams itself waits no longer for an answer."""

Handle = Callable[[Came], Awaitable[dict[str, Any] | None]]


def routes(settings: TeamsSettings, framework: Framework, handle: Handle) -> list[web.RouteDef]:
    """Return the route.

    What is no activity gets 400 or 415, what comes too slowly 408, who is not Teams 401 or 403; what failed 500 or 503.
    """

    async def receive(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            return web.Response(status=415)
        try:
            async with asyncio.timeout(LONGEST_READING):
                body = json.loads(await request.read())
        except TimeoutError:
            return web.Response(status=408)
        except (ValueError, RecursionError, web.RequestPayloadError):
            return web.Response(status=400)
        if not isinstance(body, dict):
            return web.Response(status=400)
        return await _answer(body, request.headers.get("Authorization"))

    async def _answer(body: dict[str, Any], authorization: str | None) -> web.Response:
        try:
            came = read(body)
            # Before anything is sent anywhere: whoever names another address gets no answer at all.
            if not settings.trusts(came.service_url):
                LOG.warning("an activity named a service that is not Teams'")
                return web.Response(status=403)
            answered = await framework.receive(body, authorization, lambda: handle(came))
        except Malformed:
            return web.Response(status=400)
        except NotAuthentic as error:
            LOG.warning("an activity was not from Teams: %s", error)
            return web.Response(status=401)
        except KeysUnreachable:
            LOG.warning("the keys that sign what Teams sends cannot be fetched")
            return web.Response(status=503)
        except NotStoredError:
            return web.Response(status=503)
        except Exception as error:
            LOG.error("something Teams sent was not stored: %s", type(error).__name__)
            return web.Response(status=500)
        if answered.body is None:
            return web.Response(status=answered.status)
        return web.json_response(answered.body, status=answered.status)

    return [web.post(PATH, receive)]
