"""The rota in people's own calendars, and a calendar as a layer of the rota. 2026-03-04 is a Wednesday."""

import re
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from icalendar import Calendar
from pydantic import SecretStr
from sqlalchemy import text

from tests.bot.calendar_texts import calendar
from tests.stories.company import COMPANY, WITHOUT_ROTA
from tests.stories.world import World, world_of

PUBLIC = "https://svarvakt.example"


async def begin(world: World, **settings: Any) -> None:
    """The bot starts anew with further settings."""
    world.settings = world.settings.model_copy(update=settings)
    await world.restart_after(seconds=0)


def addresses(told: str, public: str = PUBLIC) -> list[str]:
    """The secrets that somebody was told, each once."""
    return list(dict.fromkeys(re.findall(rf"{public}/calendar/(\S+?)\.ics", told)))


async def read(world: World, secret: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What stands at the address of that secret."""
    assert world.application.web is not None
    address = f"http://127.0.0.1:{world.application.web.port}/calendar/{secret}.ics"
    async with ClientSession() as session, session.request(method, address, headers=headers) as response:
        return response.status, dict(response.headers), await response.read()


def summaries(body: bytes) -> list[str]:
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(body).walk("VEVENT")]


@pytest.mark.shows("calendar", "calendar_new", "calendar_revoke")
async def test_the_rota_in_ones_own_calendar(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await begin(world, public_url=PUBLIC)
        await world.dee.says("/svar kalender")
        told = world.dee.is_told("Your shifts. Subscribe to this address in your calendar:")
        mine, team = addresses(told)
        world.bo.sees_nothing_of("/calendar/")
        status, headers, body = await read(world, mine)
        assert (status, headers["Content-Type"], headers["Cache-Control"]) == (
            200, "text/calendar; charset=utf-8", "private, no-cache",
        )  # fmt: skip
        assert set(summaries(body)) == {"On call: Dee Eik"}
        assert set(summaries((await read(world, team))[2])) == {"On call: Dee Eik", "On call: Gro Lie"}
        assert (await read(world, mine, **{"If-None-Match": headers["Etag"]}))[0] == 304
        assert (await read(world, mine, "HEAD"))[0::2] == (200, b"")
        assert (await read(world, mine[:-1] + "x"))[0] == 404

        await world.dee.says("/svar calendar")
        again = world.dee.is_told("Your shifts: you have had an address since Wed 4 Mar 10:00.")
        assert addresses(again) == []
        await world.dee.clicks("New address")
        (newer,) = addresses(world.dee.is_told("Your shifts. Subscribe"))
        assert [(await read(world, secret))[0] for secret in (mine, newer, team)] == [404, 200, 200]
        await world.dee.clicks("Revoke team address")
        world.dee.is_told("The whole team's shifts: you have no address, and none from before works.")
        assert (await read(world, team))[0] == 404
        with world.application.database.read() as transaction:
            kept = transaction.connection.execute(text("SELECT reply FROM inbox")).scalars().all()
        assert not any(secret in str(row) for row in kept for secret in (mine, team, newer))

        left = re.sub(r'\[\[person\]\]\nid = "dee"[^\[]*', "", COMPANY).replace('["dee", "gro"]', '["gro"]')
        await world.write_handbook(left)
        assert (await read(world, newer))[0] == 404
        await world.write_handbook(COMPANY)
        assert (await read(world, newer))[0] == 404
        for player in (world.eva, world.cy):
            player.sees_all()


async def test_who_gets_no_address(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.dee.says("/svar calendar")
        told = world.dee.is_told("Calendars cannot reach me yet: the setting PUBLIC_URL is missing.")
        assert "Eva Foss can set it." in told
        await world.write_handbook(WITHOUT_ROTA)
        await world.dee.says("/svar calendar")
        world.dee.is_told("The handbook has no rota")
        await world.ada.says("/svar calendar")
        world.ada.is_told("Eva Foss")
        await world.person("guest").says("/svar calendar")
        world.person("guest").is_told("Guests")
        for player in (world.eva, world.cy):
            player.sees_all()


FROM_CALENDAR = (
    COMPANY[: COMPANY.index("[rota]")].replace("schema = 1", "schema = 2").replace("words = [", "any = [")
    + '[rota]\n[[rota.layer]]\nid = "support"\ncalendar = true\n'
)
WEEK = "UID:1\nDTSTART;TZID=Europe/Oslo:20260302T080000\nDTEND;TZID=Europe/Oslo:20260309T080000\nSUMMARY:Vakt: {}"


async def test_a_calendar_is_a_layer_of_the_rota(tmp_path: Path) -> None:
    stands = {"text": calendar(WEEK.format("Dee Eik")), "status": 200}

    async def give(_: web.Request) -> web.Response:
        return web.Response(text=str(stands["text"]), status=int(stands["status"]))

    application = web.Application()
    application.add_routes([web.get("/hush.ics", give)])
    async with TestServer(application) as server, world_of(tmp_path, handbook=FROM_CALENDAR) as world:
        await begin(world, rota_calendars={"SUPPORT": SecretStr(str(server.make_url("/hush.ics")))})
        await world.forward(seconds=21)
        await world.eva.says("/svar status")
        assert "On call\nDee Eik until Mon 9 Mar 08:00\n" in world.eva.is_told("How we stand")

        stands["text"] = calendar(WEEK.format("Gro Lie"))
        await world.forward(minutes=16)
        await world.eva.says("/svar status")
        assert "On call\nGro Lie until Mon 9 Mar 08:00\n" in world.eva.is_told("How we stand")

        # Somebody empties it, and fills it again: nobody's shift is gone, and it is told at once, once.
        for _ in range(2):
            stands["text"] = calendar()
            await world.forward(minutes=31)
            told = world.eva.sees("The calendar of the rota's layer “support” was read, and no shift in it lies ahead")
            assert "The shifts that it held before stay in force" in told
            await world.eva.says("/svar status")
            assert "On call\nGro Lie until Mon 9 Mar 08:00\n" in world.eva.is_told("How we stand")
            await world.eva.says("/svar health")
            world.eva.is_told("layer “support” is of no use: no shift in it lies ahead any more")
            stands["text"] = calendar(WEEK.format("Gro Lie"))
            await world.forward(minutes=16)
        assert world.eva.sees_all().count("was read, and no shift") == 2

        # A zone that nobody knows: its times are the layer's, and it is told once, whatever becomes of its server.
        stands["text"] = calendar(WEEK.format("Gro Lie").replace("Europe/Oslo", "Nowhere/At_All"))
        for status in (200, 404, 200):
            stands["status"] = status
            await world.forward(minutes=31)
        told = world.eva.sees(
            "The calendar of the rota's layer “support” was read, but it names a time zone that nobody"
        )
        assert "so that those times are read in the layer's zone" in told
        assert world.eva.sees_all().count("time zone that nobody knows") == 1
        await world.eva.says("/svar health")
        world.eva.is_told("layer “support” is read, but it names a time zone that nobody knows")
        stands["text"] = calendar(WEEK.format("Gro Lie"))
        await world.forward(minutes=16)

        stands["status"] = 404
        await world.forward(hours=23)
        world.eva.sees_nothing_of("has not been read")
        for _ in range(3):
            await world.forward(hours=1)
        told = world.eva.sees("The calendar of the rota's layer “support” has not been read since Wed 4 Mar 13:39")
        assert "(nothing stands at its address)" in told
        assert world.eva.sees_all().count("has not been read") == 1
        await world.eva.says("/svar status")
        assert "On call\nGro Lie until Mon 9 Mar 08:00\n" in world.eva.is_told("How we stand")
        world.cy.sees_all()
