"""Secret addresses of calendars over HTTP; what stands there is in tests/stories/test_calendars.py."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.calendars.feed import calendar_routes
from bot.engine import EngineStopped
from bot.web_answers import answer_in_json
from storage.errors import StorageDown


async def read(secret: str) -> str | None:
    if secret == "down":
        raise StorageDown("no database")
    if secret == "stopped":
        raise EngineStopped
    return "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" if secret == "right" else None


@asynccontextmanager
async def serving() -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    application = web.Application(middlewares=[answer_in_json])
    application.add_routes(calendar_routes(read))
    async with TestServer(application) as server, aiohttp.ClientSession() as session:
        yield session, str(server.make_url("/calendar"))


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "right.ics", {}, 200),
        ("HEAD", "right.ics", {}, 200),
        ("GET", "right.ics", {"If-None-Match": '"old", W/"{tag}"'}, 304),
        ("HEAD", "right.ics", {"If-None-Match": '"{tag}"'}, 304),
        ("GET", "right.ics", {"If-None-Match": "*"}, 304),
        ("GET", "right.ics", {"If-None-Match": '"old"'}, 200),
        ("GET", "wrong.ics", {"If-None-Match": "*"}, 404),
        ("GET", "right", {}, 404),
        ("GET", ".ics", {}, 404),
        ("GET", "right.ics/more", {}, 404),
        ("GET", "a" * 101 + ".ics", {}, 404),
        ("GET", "%00%2F..%2F.ics", {}, 404),
        ("POST", "right.ics", {}, 405),
        ("GET", "down.ics", {}, 503),
        ("GET", "stopped.ics", {}, 503),
    ],
)
async def test_what_is_answered(method: str, path: str, headers: dict[str, str], status: int) -> None:
    async with serving() as (session, address):
        async with session.get(f"{address}/right.ics") as first:
            tag = first.headers["ETag"].strip('"')
        given = {name: value.replace("{tag}", tag) for name, value in headers.items()}
        async with session.request(method, f"{address}/{path}", headers=given) as response:
            body = await response.text()
    assert response.status == status
    if status in (200, 304):
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert response.headers["ETag"] == f'"{tag}"'
    assert ("VCALENDAR" in body) == (status == 200 and method == "GET")
