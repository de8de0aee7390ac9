"""From a signed event to a committed item, through Bolt: against Bolt alone, and against hand-written SQL behind it."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text

from bot.clock import Clock
from bot.desks.slack.quiet import vendors_log
from storage.database import Database
from tests.benchmarks.by_hand import TABLES, Row, Writers, postgresql_writers, sqlite_writers, stored_rows, ts_of
from tests.benchmarks.events import SECRET, Events, Signed
from tests.benchmarks.measuring import Figure, Way, alternate, speed
from tests.benchmarks.places import NAMES, Places
from tests.benchmarks.stage import START, US, bolt_app, dispatch_on, running

AT_ONCE = 16
GOAL = "at least 0.7"


async def measure(place: Places, kind: str, rounds: int, events: int) -> list[Figure]:
    """Events a second of the product, as a share of those of bare Bolt and of Bolt with hand-written SQL."""
    clock = Clock(START)
    source = Events(clock)
    await source.prepare()
    rows = await _rows(place, source, clock)
    ours, by_hand = place.fresh(kind), place.fresh(kind)
    writers = _writers(place, by_hand, rows)
    with running(dispatch_on(ours), clock) as engine:
        apps = {"ours": bolt_app(engine, clock), "bare": bare_bolt(_nothing), "by hand": bare_bolt(_through(writers))}
        taken = await alternate({name: _way(app, source, events) for name, app in apps.items()}, rounds)
        await engine.stop()
    writers.close()
    _check_same_rows(ours, by_hand)
    name, part = NAMES[kind], "Intake through Bolt"
    return [
        speed(part, name, "post to committed item", "Bolt, empty listener", taken["ours"], taken["bare"]),
        speed(part, name, "post to committed item", "Bolt + SQL by hand", taken["ours"], taken["by hand"], GOAL),
    ]


def bare_bolt(listener: Callable[[Mapping[str, Any]], Awaitable[None]]) -> AsyncApp:
    """Bolt as the desk sets it up, with one listener for everything."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=US.team, bot_user_id=US.user, bot_id=US.bot, bot_token="unused"
        )

    app = AsyncApp(
        logger=vendors_log(),
        name="bare",
        client=AsyncWebClient(base_url="http://127.0.0.1:9/api/", logger=vendors_log(), retry_handlers=[]),
        signing_secret=SECRET,
        authorize=authorize,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        attaching_conversation_kwargs_enabled=False,
    )

    async def hear(body: dict[str, Any]) -> None:
        await listener(body)

    app.event(re.compile(""))(hear)
    return app


async def send(app: AsyncApp, signed: list[Signed], at_once: int = AT_ONCE) -> float:
    """Seconds an event, so many under way at once, each from its bytes to its acknowledgement."""
    waiting = iter(signed)

    async def work() -> None:
        for body, headers in waiting:
            answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers, mode="http"))
            assert answer.status == 200, answer.status

    begun = perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return (perf_counter() - begun) / len(signed)


async def _nothing(_: Mapping[str, Any]) -> None:
    return None


def _through(writers: Writers) -> Callable[[Mapping[str, Any]], Awaitable[None]]:
    async def listener(body: Mapping[str, Any]) -> None:
        await asyncio.wrap_future(writers.put(ts_of(body)))

    return listener


def _way(app: AsyncApp, source: Events, events: int) -> Way:
    async def way() -> float:
        return await send(app, source.signed(events))

    return way


async def _rows(place: Places, source: Events, clock: Clock) -> dict[str, list[Row]]:
    """What the product stores for one event."""
    database = place.fresh("sqlite")
    with running(dispatch_on(database), clock) as engine:
        await send(bolt_app(engine, clock), source.signed(1))
        await engine.stop()
    assert database.file is not None
    rows = stored_rows(database.file)
    place.remove(database)
    return rows


def _writers(place: Places, database: Database, rows: Mapping[str, list[Row]]) -> Writers:
    if database.file is not None:
        return sqlite_writers(database.file, rows)
    return postgresql_writers(place.uri(database), rows)


def _check_same_rows(ours: Database, by_hand: Database) -> None:
    """Equals were compared: as many rows in every table."""
    for table in TABLES:
        found = []
        for database in (ours, by_hand):
            with database.read() as transaction:
                found.append(transaction.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar())
        assert found[0] == found[1], (table, found)
