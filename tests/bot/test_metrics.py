"""`/metrics`: what is counted, and who may read it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.metrics import Metrics
from bot.metrics_route import metrics_route
from bot.web import Check, Health, WebServer
from handlers.escalate import Swept
from routing.delivery import GaveUp, RetryAfter, Sent, Unknown
from routing.item import Place
from storage.errors import StorageDown
from storage.gauges import Gauges
from tests.stories.test_ladder import POST
from tests.stories.world import world_of

TOKEN = "a-token-of-at-least-24-letters"


async def well() -> Health:
    return Health({"sweep": Check(True, "well")})


@asynccontextmanager
async def serving(token: str | None = None, broken: bool = False) -> AsyncIterator[str]:
    async def text() -> bytes:
        if broken:
            raise StorageDown("as the test wants it")
        return Metrics().text(Gauges(0, 0, 0, 0, ()), 0)

    route = metrics_route(text, SecretStr(token) if token else None)
    server = WebServer("127.0.0.1", 0, [route], well, well)
    await server.start()
    try:
        yield f"http://127.0.0.1:{server.port}/metrics"
    finally:
        await server.stop()


async def status(address: str, **headers: str) -> int:
    async with aiohttp.request("GET", address, headers=headers) as response:
        body = await response.text()
        assert ("# HELP svarvakt_items_open" in body) == (response.status == 200)
        return response.status


async def test_without_a_token_only_this_machine_may_read_it() -> None:
    async with serving() as address:
        assert await status(address) == 200
        # Behind a proxy everybody seems to be on this machine.
        assert await status(address, **{"X-Forwarded-For": "203.0.113.7"}) == 403
        assert await status(address, Forwarded="for=203.0.113.7") == 403


@pytest.mark.parametrize(
    ("given", "expected"),
    [({}, 401), ({"Authorization": "Bearer wrong"}, 401), ({"Authorization": f"Basic {TOKEN}"}, 401),
     ({"Authorization": f"Bearer {TOKEN}"}, 200),
     ({"Authorization": f"bearer {TOKEN}", "X-Forwarded-For": "203.0.113.7"}, 200)],
)  # fmt: skip
async def test_with_a_token_only_who_has_it(given: dict[str, str], expected: int) -> None:
    async with serving(TOKEN) as address:
        assert await status(address, **given) == expected


async def test_a_database_that_is_away_is_said() -> None:
    async with serving(broken=True) as address:
        assert await status(address) == 503


def figures(text: str) -> dict[str, float]:
    found = re.findall(r"(?m)^(svarvakt_\S+(?:\{[^}]*\})?) (\S+)$", text)
    return {name: float(value) for name, value in found if "_created" not in name}


def test_counts_of_sweeps_and_messages() -> None:
    metrics = Metrics()
    metrics.swept(Swept(3, (timedelta(milliseconds=20), timedelta(minutes=2))))
    place = Place("slack", "C0TRIAGE", "1")
    for outcome in (Sent(place), Sent(place), RetryAfter(1), Unknown("x"), GaveUp("x")):
        metrics.delivered("slack", "card", outcome)
    found = figures(metrics.text(Gauges(5, 2, 1, 1, ()), 7).decode())
    assert found["svarvakt_items_due_total"] == 3
    assert (found["svarvakt_steps_taken_total"], found["svarvakt_steps_late_total"]) == (2, 1)
    assert found['svarvakt_step_lateness_seconds_bucket{le="0.025"}'] == 1
    assert found['svarvakt_step_lateness_seconds_bucket{le="300.0"}'] == 2
    counted = {
        outcome: found[f'svarvakt_messages_total{{desk="slack",kind="card",outcome="{outcome}"}}']
        for outcome in ("sent", "retried", "unknown", "gave_up")
    }
    assert counted == {"sent": 2, "retried": 1, "unknown": 1, "gave_up": 1}
    assert (found["svarvakt_items_open"], found["svarvakt_items_late"], found["svarvakt_writer_queue"]) == (5, 2, 7)


async def test_a_running_bot_tells_its_figures_and_no_words_and_no_names(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 09:00") as world:
        await world.ada.posts(POST)
        await world.until("2026-03-04 12:31")
        world.managers_line()
        for person in (world.bo, world.finn, world.cy):
            person.is_reminded()
        assert world.application.web is not None
        address = f"http://127.0.0.1:{world.application.web.port}"
        async with aiohttp.request("GET", f"{address}/metrics") as response:
            text = await response.text()
        async with aiohttp.request("GET", f"{address}/healthz") as response:
            assert (await response.json())["checks"]["rungs"] == "on time"
        found = figures(text)
        assert (found["svarvakt_items_open"], found["svarvakt_items_late"], found["svarvakt_items_overdue"]) == (
            1,
            1,
            0,
        )
        assert found["svarvakt_steps_taken_total"] >= 4
        assert found["svarvakt_steps_late_total"] == 0
        assert found[f'svarvakt_messages_total{{desk="{world.desk}",kind="notice",outcome="sent"}}'] == 3
        assert not re.search(r"pakken|U0BO|\bbo\b|Berg", text)
        world.card(1)
