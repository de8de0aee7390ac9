"""What `check` says of calendars, and never their addresses."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.check import Finding, Grade, check_calendars
from bot.clock import Clock
from bot.settings import Settings
from tests.bot.calendar_texts import calendar
from tests.stories.test_calendars import FROM_CALENDAR


async def checked(folder: Path, text: str | None, **settings: Any) -> Finding:
    """`text` stands at the address of the layer's calendar; None for no address."""
    file = folder / "handbook.toml"
    file.write_text(FROM_CALENDAR, encoding="utf-8")

    async def give(_: web.Request) -> web.Response:
        return web.Response(text=text)

    application = web.Application()
    application.add_routes([web.get("/hush.ics", give)])
    async with TestServer(application) as server:
        addresses = {} if text is None else {"SUPPORT": SecretStr(str(server.make_url("/hush.ics")))}
        return await check_calendars(Settings(handbook=file, rota_calendars=addresses, **settings))


def day(title: str, ahead: int) -> str:
    """An event of a whole day, so many days from now."""
    at = Clock().now() + timedelta(days=ahead)
    return f"UID:{title}\nDTSTART;VALUE=DATE:{at:%Y%m%d}\nSUMMARY:{title}"


@pytest.mark.parametrize(
    ("text", "grade", "words"),
    [
        (calendar(day("Dee Eik", 1), day("Gro Lie", 2)), Grade.OK, "has 2 shifts of 2 people, from "),
        (calendar(day("Dee Eik", 1), day("Somebody", 2)), Grade.WARNING, "1 of them name nobody of the handbook"),
        (calendar(day("Dee Eik", 1), "UID:x\nSUMMARY:Bo"), Grade.WARNING, "1 of its events cannot be read"),
        (
            calendar(
                day("Dee Eik", 1)
                .replace("VALUE=DATE", "TZID=Nowhere/At_All")
                .replace("\nSUM", "T080000\nDURATION:PT9H\nSUM")
            ),
            Grade.WARNING,
            "1 of its events name a time zone that I do not know: they are read in Europe/Oslo.",
        ),
        (calendar(), Grade.WARNING, "No shift in it lies ahead: put shifts into it"),
        (calendar(day("Dee Eik", -9)), Grade.WARNING, "has 1 shifts of 1 people, from "),
        ("<html>", Grade.WARNING, "cannot be read: what stands there is no iCalendar file."),
        (None, Grade.WARNING, "has no address: set ROTA_CALENDAR_SUPPORT."),
    ],
    ids=["well", "nobody", "left out", "odd zone", "empty", "over", "a page", "no address"],
)
async def test_each_layers_calendar_is_tried(tmp_path: Path, text: str | None, grade: Grade, words: str) -> None:
    finding = await checked(tmp_path, text)
    assert (finding.grade, words in finding.sentences[1]) == (grade, True), finding
    assert "hush" not in str(finding)
    assert finding.sentences[0].startswith("No PUBLIC_URL")


async def test_settings_that_nothing_names(tmp_path: Path) -> None:
    file = tmp_path / "handbook.toml"
    file.write_text(FROM_CALENDAR.replace("calendar = true", 'people = ["dee"]'), encoding="utf-8")
    addresses = {"OTHER": SecretStr("https://calendar.example/hush.ics")}
    settings = Settings(handbook=file, rota_calendars=addresses, public_url="https://svarvakt.example")
    finding = await check_calendars(settings)
    assert finding.sentences == (
        "Given out at https://svarvakt.example/calendar/.",
        "ROTA_CALENDAR_OTHER is set, but no [[rota.layer]] of the handbook names it.",
    )
    assert finding.grade is Grade.WARNING
    file.write_text("nonsense", encoding="utf-8")
    assert (await check_calendars(settings)).grade is Grade.OK
