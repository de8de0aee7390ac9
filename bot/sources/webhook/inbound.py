"""`POST /intake/<name>`: one customer post from another program.

202 with the item's number; 200 when it was there already; 400 with every problem; 401 unsigned, replayed or unknown;
408 too slow; 413 too large; 415 not JSON; 503 when too much is waiting. On anything but 2xx nothing was stored.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from aiohttp import web
from pydantic import SecretStr

from bot.desk import Ask
from bot.engine import EngineStopped, TooBusy
from bot.sources.webhook.reading import Problem, read_post
from bot.sources.webhook.sender import Senders, Verified
from bot.web_answers import problem
from handlers.intents import Submit
from handlers.replies import Busy, Stored
from routing.item import Post

RETRY_AFTER = 5
"""Seconds that a sender is asked to wait while too much is waiting."""

LONGEST_READING = 30.0
"""Seconds within which the whole body must arrive."""

LONGEST_DELIVERY = 200
"""Characters of `webhook-id`, which is kept for a week."""

UNAUTHORISED = (
    "The request is not signed with this intake's secret, its time is more than five minutes off, "
    "its body is not UTF-8, or there is no such intake."
)


def intake_routes(
    secrets: Mapping[str, SecretStr], ask: Ask, now: Callable[[], datetime]
) -> list[web.AbstractRouteDef]:
    """Routes for all intakes: `secrets` by the name in the address. Mount them in a server that limits bodies."""
    senders = Senders(secrets)

    async def take(request: web.Request) -> web.Response:
        if request.headers.get("Content-Encoding", "identity").lower() != "identity":
            return problem(415, "The body must not be compressed.")
        try:
            async with asyncio.timeout(LONGEST_READING):
                body = await request.read()
        except TimeoutError:
            return problem(408, "The body did not arrive in time.")
        name = request.match_info["name"]
        headers = {key.lower(): value for key, value in request.headers.items()}
        verified = senders.verify(name, headers, body)
        if verified is None:
            return problem(401, UNAUTHORISED, {"WWW-Authenticate": "Bearer"})
        if request.content_type != "application/json" and not request.content_type.endswith("+json"):
            return problem(415, "The body must be application/json.")
        if len(verified.delivery) > LONGEST_DELIVERY:
            return _refused((Problem("webhook-id", f"webhook-id has more than {LONGEST_DELIVERY} characters."),))
        post = read_post(body, now())
        if not isinstance(post, Post):
            return _refused(post)
        try:
            reply = await ask(Submit(_key(name, verified, post), post))
        except (TooBusy, EngineStopped):
            reply = Busy()
        return _answer(reply)

    return [web.post("/intake/{name}", take)]


def _key(name: str, verified: Verified, post: Post) -> str:
    """Names this delivery. Two senders may number theirs alike, so the intake's name is part of it."""
    if verified.delivery:
        return f"webhook:{name}:{verified.delivery}"
    return f"intake:{name}:{post.source}:{post.external_id}"


def _refused(problems: tuple[Problem, ...]) -> web.Response:
    return web.json_response({"problems": [asdict(each) for each in problems]}, status=400)


def _answer(reply: object) -> web.Response:
    if isinstance(reply, Stored):
        return web.json_response({"item": reply.number}, status=200 if reply.existed else 202)
    if isinstance(reply, Busy):
        return problem(503, "Too much is waiting. Try again shortly.", {"Retry-After": str(RETRY_AFTER)})
    raise TypeError(f"a post was answered with {type(reply).__name__}")
