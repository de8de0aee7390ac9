"""`GET /calendar/<secret>.ics`: the shifts of whoever was given that address. Anything else there is 404.

The secret is all the proof there is, so that it is never logged, and nothing between us and the reader may keep what
was answered. ETag and `If-None-Match` spare those who ask every few minutes.
"""

import asyncio
from collections.abc import Awaitable, Callable
from hashlib import sha256

from aiohttp import ETag, web

from bot.engine import EngineStopped
from bot.web_answers import SENTENCES, problem
from handlers.calendars import ENDING, PATH
from storage.errors import StorageError

HEADERS = {
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

LONGEST_SECRET = 100

Read = Callable[[str], Awaitable[str | None]]
"""The iCalendar file of a secret; None for one that nobody has. Raises StorageError, EngineStopped."""


def calendar_routes(read: Read) -> list[web.AbstractRouteDef]:
    """One at a time is read: calendars can wait, people who press buttons cannot."""
    alone = asyncio.Lock()

    async def give(request: web.Request) -> web.Response:
        secret = request.match_info["secret"]
        if len(secret) > LONGEST_SECRET:
            return problem(404, SENTENCES[404], HEADERS)
        try:
            async with alone:
                text = await read(secret)
        except (StorageError, EngineStopped):
            return problem(503, "This cannot be answered now. Try again later.", {**HEADERS, "Retry-After": "60"})
        if text is None:
            return problem(404, SENTENCES[404], HEADERS)
        body = text.encode()
        tag = ETag(sha256(body).hexdigest()[:32])
        if any(known.value in (tag.value, "*") for known in request.if_none_match or ()):
            response = web.Response(status=304, headers=HEADERS)
        else:
            response = web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=HEADERS)
        response.etag = tag
        return response

    return [web.get(f"{PATH}{{secret}}{ENDING}", give)]
