"""Fetching a calendar from a server on this machine; nothing of its address is ever said."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.calendars.fetching import LARGEST, Fetched, fetch
from bot.calendars.troubles import CalendarTrouble
from handlers.words.calendar_sentences import CALENDAR_TROUBLES
from tests.bot.calendar_texts import ONE


class Shelf:
    """What stands at /hush.ics, and what was asked."""

    def __init__(self, body: bytes = ONE.encode(), status: int = 200, **headers: str) -> None:
        self.body, self.status, self.headers = body, status, headers
        self.asked: list[dict[str, str]] = []

    async def give(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.headers))
        if self.headers.get("ETag") and request.headers.get("If-None-Match") == self.headers["ETag"]:
            return web.Response(status=304)
        return web.Response(body=self.body, status=self.status, headers=self.headers)


@asynccontextmanager
async def serving(shelf: Shelf) -> AsyncIterator[str]:
    application = web.Application()
    application.add_routes([web.get("/hush.ics", shelf.give)])
    async with TestServer(application) as server:
        yield str(server.make_url("/hush.ics"))


async def trouble(address: str) -> str:
    with pytest.raises(CalendarTrouble) as caught:
        await fetch(address)
    assert "hush" not in f"{caught.value!r} {caught.value.__cause__}"
    assert caught.value.code in CALENDAR_TROUBLES
    return caught.value.code


async def test_what_has_not_changed_is_not_sent_again() -> None:
    shelf = Shelf(ETag='"1"', **{"Last-Modified": "Wed, 04 Mar 2026 10:00:00 GMT"})
    async with serving(shelf) as address:
        first = await fetch(address)
        assert first == Fetched(ONE, '"1"', "Wed, 04 Mar 2026 10:00:00 GMT")
        assert await fetch(address, first) is first
        assert shelf.asked[1]["If-Modified-Since"] == "Wed, 04 Mar 2026 10:00:00 GMT"
        shelf.headers = {}
        shelf.body = b"\xef\xbb\xbf" + ONE.encode()
        assert await fetch(address, first) == Fetched(ONE)


@pytest.mark.parametrize(
    ("shelf", "code"),
    [
        (Shelf(status=404), "gone"),
        (Shelf(status=401), "not_allowed"),
        (Shelf(status=500), "server_error"),
        (Shelf(status=304), "server_error"),
        (Shelf(b"x" * (LARGEST + 1)), "too_large"),
        (Shelf(b"\xff\xfe"), "not_text"),
        (Shelf(status=302, Location="http://127.0.0.1:1/hush.ics"), "redirected"),
        (Shelf(status=302, Location="file:///etc/hush"), "redirected"),
        (Shelf(status=302, Location="http://[hush"), "unreachable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_goes_wrong(shelf: Shelf, code: str) -> None:
    async with serving(shelf) as address:
        assert await trouble(address) == code


async def test_a_server_that_is_not_there_or_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await trouble("http://127.0.0.1:1/hush.ics") == "unreachable"
    assert await trouble("http://calendar.example/hush.ics") == "redirected"
    monkeypatch.setattr("bot.calendars.fetching.LONGEST", 0.0001)
    async with serving(Shelf()) as address:
        assert await trouble(address) == "too_slow"
