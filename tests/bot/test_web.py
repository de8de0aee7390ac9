import asyncio
import io
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.cannot_start import CannotStart
from bot.web import Check, Health, PortTaken, WebServer

WELL = Health({"sweep": Check(True, "Swept 3 seconds ago.")})
ILL = Health({"sweep": Check(True, "Swept 3 seconds ago."), "database": Check(False, "The database does not answer.")})


def answers(health: Health) -> Callable[[], Awaitable[Health]]:
    async def ready() -> Health:
        return health

    return ready


async def crash(request: web.Request) -> web.Response:
    raise ValueError(f"cannot make sense of {await request.text()}")


async def echo(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


@asynccontextmanager
async def serving(health: Health = WELL, ready: Callable[[], Awaitable[Health]] | None = None) -> AsyncIterator[str]:
    routes = [web.post("/crash", crash), web.post("/echo", echo)]
    server = WebServer("127.0.0.1", 0, routes, answers(health), ready or answers(health))
    await server.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        await server.stop()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize(("health", "status", "word"), [(WELL, 200, "ok"), (ILL, 503, "failing")])
async def test_health_is_told_check_by_check(path: str, health: Health, status: int, word: str) -> None:
    async with serving(health) as address, aiohttp.request("GET", address + path) as response:
        assert response.status == status
        assert await response.json() == {
            "status": word,
            "checks": {name: check.sentence for name, check in health.checks.items()},
        }


async def test_readiness_that_hangs_is_failing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never() -> Health:
        await asyncio.Event().wait()
        return WELL

    monkeypatch.setattr("bot.web.LONGEST_READINESS", 0.01)
    async with serving(ready=never) as address, aiohttp.request("GET", address + "/readyz") as response:
        assert response.status == 503


@pytest.mark.parametrize(
    ("method", "path", "size", "status", "sentence"),
    [
        ("GET", "/nowhere", 0, 404, "There is nothing at this address."),
        ("GET", "/crash", 0, 405, "This address does not take that method."),
        ("POST", "/crash", 9, 500, "Something went wrong here. Try again later."),
        ("POST", "/echo", 1024 * 1024 + 1, 413, "The body is too large."),
    ],
)
async def test_errors_are_json_without_details(method: str, path: str, size: int, status: int, sentence: str) -> None:
    async with serving() as address, aiohttp.request(method, address + path, data=io.BytesIO(b"x" * size)) as response:
        assert response.status == status
        assert await response.json() == {"error": sentence}


async def test_a_body_of_the_full_size_passes() -> None:
    async with serving() as address, aiohttp.request("POST", address + "/echo", data=b"x" * 1024 * 1024) as response:
        assert response.status == 200


async def test_logs_name_the_crash_and_not_the_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with (
            serving() as address,
            aiohttp.request("POST", address + "/crash?who=Kari", data=b"Hvor er pakken?"),
        ):
            pass
    assert "ValueError in test_web.py:" in caplog.text
    assert "pakken" not in caplog.text
    assert "Kari" not in caplog.text


async def test_a_malformed_request_is_not_quoted_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with serving() as address:
            reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
            writer.write(b"POST /echo HTTP/1.1\r\nHvor er pakken\r\n\r\n")
            answer = await reader.read()
            writer.close()
            await writer.wait_closed()
    assert b" 400 " in answer.splitlines()[0]
    assert "A request could not be served" in caplog.text
    assert "pakken" not in caplog.text


async def test_a_taken_port_is_told_in_words() -> None:
    async with serving() as address:
        port = int(address.rpartition(":")[2])
        second = WebServer("127.0.0.1", port, [], answers(WELL), answers(WELL))
        with pytest.raises(PortTaken, match=f"Port {port} on 127.0.0.1 is taken"):
            await second.start()
        await second.stop()


async def test_an_address_of_another_machine_is_told_in_words() -> None:
    server = WebServer("192.0.2.1", 0, [], answers(WELL), answers(WELL))
    with pytest.raises(CannotStart, match=r"Cannot listen on 192\.0\.2\.1"):
        await server.start()
