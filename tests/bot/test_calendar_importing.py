"""When the calendars of the rota are read, and by which of several processes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.calendars.importing import EVERY, CalendarImport
from bot.clock import Clock
from bot.engine import Engine
from handlers.books import Books, offer, replace_handbook
from handlers.dispatch import Dispatch
from handlers.scene import Wakes
from storage import calendar_imports
from storage.calendar_imports import Tried
from storage.database import Database
from tests.bot.calendar_texts import calendar
from tests.databases import fresh_database
from tests.stories.test_calendars import FROM_CALENDAR, WEEK
from tests.stories.world import oslo


class Company:
    """One database, one calendar, and as many processes as are made. `asked`: how often the calendar was."""

    def __init__(self, database: Database, address: str) -> None:
        self.database, self.address = database, address
        self.clock = Clock(oslo("2026-03-04 10:00"))
        self.asked = 0
        self.text = calendar(WEEK.format("Dee Eik"))
        self.woken: list[Wakes] = []
        self.engines: list[Engine] = []
        offer(database, FROM_CALENDAR, self.clock.now())

    async def give(self, request: web.Request) -> web.Response:
        self.asked += 1
        if request.headers.get("If-None-Match") == f'"{hash(self.text)}"':
            return web.Response(status=304)
        return web.Response(text=self.text, headers={"ETag": f'"{hash(self.text)}"'})

    def process(self, *, knows_address: bool = True) -> tuple[CalendarImport, Books]:
        books = Books()
        books.latest(self.database, self.clock.now())
        dispatch = Dispatch(self.database, books, ())
        engine = Engine(dispatch, self.clock, self.woken.append)
        engine.start()
        self.engines.append(engine)
        addresses = {"SUPPORT": SecretStr(self.address)} if knows_address else {}
        return CalendarImport(addresses, books, engine, dispatch, self.clock, self.woken.append), books

    def people(self, books: Books) -> list[str]:
        return [shift.person for shift in books.latest(self.database, self.clock.now()).imported]

    def tried(self) -> Tried:
        with self.database.read() as transaction:
            return calendar_imports.tried(transaction)["support"]


@asynccontextmanager
async def company(folder: Path) -> AsyncIterator[Company]:
    heard: list[Company] = []

    async def give(request: web.Request) -> web.Response:
        return await heard[0].give(request)

    application = web.Application()
    application.add_routes([web.get("/rota.ics", give)])
    with fresh_database("sqlite", folder) as database:
        async with TestServer(application) as server:
            heard.append(Company(database, str(server.make_url("/rota.ics"))))
            yield heard[0]
            for engine in heard[0].engines:
                await engine.stop()


async def test_replicas_take_turns_and_all_follow(tmp_path: Path) -> None:
    async with company(tmp_path) as fjellro:
        (one, books), (other, others) = fjellro.process(), fjellro.process()
        for _ in range(2):
            await one.look()
        assert (fjellro.asked, fjellro.people(books), fjellro.people(others)) == (1, ["dee"], ["dee"])
        assert any(wakes.due_at is not None for wakes in fjellro.woken)
        await other.look()
        assert fjellro.asked == 2

        fjellro.text = calendar(WEEK.format("Gro Lie"))
        fjellro.clock.forward(EVERY)
        await one.look()
        await other.look()
        assert (fjellro.asked, fjellro.people(others)) == (3, ["gro"])
        fjellro.clock.forward(EVERY - timedelta(seconds=1))
        await other.look()
        assert fjellro.asked == 3
        fjellro.clock.forward(timedelta(seconds=1))
        await other.look()
        await one.look()
        assert fjellro.asked == 4


async def test_another_handbook_is_reckoned_with_at_once(tmp_path: Path) -> None:
    async with company(tmp_path) as fjellro:
        one, books = fjellro.process()
        fjellro.text = calendar(WEEK.format("Zoe Ek"))
        await one.look()
        assert fjellro.people(books) == [""]
        renamed = FROM_CALENDAR.replace("Finn Holm", "Zoe Ek")
        replace_handbook(fjellro.database, renamed, fjellro.clock.now(), "eva", "")
        books.latest(fjellro.database, fjellro.clock.now())
        await one.look()
        assert (fjellro.asked, fjellro.people(books)) == (2, ["finn"])
        # A day later the window is another, though the calendar says that it has not changed.
        fjellro.clock.forward(timedelta(days=60))
        await one.look()
        assert (fjellro.asked, fjellro.people(books)) == (3, [])


async def test_what_cannot_be_read_is_noted(tmp_path: Path) -> None:
    async with company(tmp_path) as fjellro:
        await fjellro.process(knows_address=False)[0].look()
        assert (fjellro.tried().trouble, fjellro.tried().address_digest) == ("no_address", "")
        one, books = fjellro.process()
        await one.look()
        assert (fjellro.tried().trouble, fjellro.people(books)) == ("", ["dee"])
        fjellro.text = "<html>"
        fjellro.clock.forward(-timedelta(hours=1))
        await one.look()
        assert (fjellro.tried().trouble, fjellro.people(books)) == ("no_calendar", ["dee"])
        assert fjellro.address not in str(fjellro.tried())


async def test_what_is_odd_is_told_once_and_not_for_each_fetch(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with company(tmp_path) as fjellro:
        one, books = fjellro.process()
        odd = WEEK.replace("Europe/Oslo", "Nowhere/At_All").format("Dee Eik")
        fjellro.text = calendar(odd, "UID:x\nSUMMARY:Secret")
        for text in (fjellro.text, "<html>", fjellro.text):
            fjellro.text = text
            for _ in range(2):
                await one.look()
                fjellro.clock.forward(EVERY)
            assert (fjellro.people(books), fjellro.tried().doubts) == (["dee"], ("odd_zone", "left_out"))
        said = [line for line in caplog.messages if "but:" in line]
        assert said == ["the calendar of the rota's layer support was read, but: odd_zone, left_out"]
        assert "Secret" not in caplog.text
        assert fjellro.address not in caplog.text
