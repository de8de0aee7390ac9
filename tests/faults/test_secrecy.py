"""Secrets and customers' words reach no log, at no level, whatever goes wrong."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr

from bot.logs import CHATTY, set_up
from storage.outbox import Queued, queue
from tests.faults.stage import Stage, stage_of
from tests.stories.test_calendars import FROM_CALENDAR, addresses
from tests.stories.world import INTAKE, SECRET

WORDS = "Zebrakvist"
"""Stands in everything that customers and colleagues write."""

LINK = "https://www.facebook.com/fjellro/posts/1"
REACHES_DEBUG = {"sqlalchemy": "statements with their parameters, so bot/logs.py keeps it at WARNING"}


class Kept(logging.Handler):
    """Every record as a file would get it, with the traceback of its exception."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(params=["LOG_LEVEL=debug", "every logger at DEBUG"])
def log(request: pytest.FixtureRequest) -> Iterator[Kept]:
    root, kept = logging.getLogger(), Kept()
    names = (*CHATTY, "svarvakt", "svarvakt.slack.library")
    before = {name: logging.getLogger(name).level for name in names}
    level = root.level
    set_up("debug")
    root.setLevel(logging.DEBUG)
    if request.param == "every logger at DEBUG":
        for name in names:
            if name not in REACHES_DEBUG:
                logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(kept)
    yield kept
    root.removeHandler(kept)
    root.setLevel(level)
    for name, was in before.items():
        logging.getLogger(name).setLevel(was)


def expects_nothing_told(log: Kept, stage: Stage) -> None:
    workspace = stage.workspace
    hidden = {WORDS, SECRET, workspace.bot_token, workspace.app_token, workspace.signing_secret, "ticket="}
    logging.getLogger("bot.app").debug("the log is kept")
    assert "the log is kept" in log.lines[-1]
    assert [line[:400] for line in log.lines if any(word in line for word in hidden)] == []


@pytest.mark.parametrize("http", [False, True], ids=["socket mode", "http"])
async def test_a_whole_story(tmp_path: Path, log: Kept, http: bool) -> None:
    async with stage_of(tmp_path, http=http, begins="2026-03-04 20:00") as stage:
        await stage.ada.posts(f"Hvor er pakken, {WORDS}? {LINK}")
        await stage.integration_posts(text=f"{WORDS} is dangerous", attachments=[{"text": WORDS, "fallback": WORDS}])
        await stage.hands_in({"source": "shop", "external_id": WORDS, "text": WORDS, "author": {"name": WORDS}})
        await stage.hands_in({"source": WORDS, "text": 5, WORDS: WORDS})
        await stage.hands_in(WORDS.encode(), {"Authorization": f"Bearer {WORDS}"})
        await stage.ada.says(f"/svar {WORDS}")
        await stage.ada.says(f"/svar route {WORDS} er farlig, {WORDS}? source: {WORDS}")
        await stage.bo.clicks("Claim", item=1)
        await stage.bo.clicks("Decline", item=1)
        await stage.forward(hours=2)
        expects_nothing_told(log, stage)


async def test_addresses_of_calendars(tmp_path: Path, log: Kept) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.application.stop()
        hush = {"SUPPORT": SecretStr(f"http://127.0.0.1:1/{WORDS}.ics")}
        stage.settings = stage.settings.model_copy(update={"public_url": "https://a.example", "rota_calendars": hush})
        await stage.start_bot()
        await stage.dee.says("/svar calendar")
        assert stage.application.web is not None
        mine, team = addresses(stage.dee.is_told("Your shifts"), "https://a.example")
        async with ClientSession() as session:
            for secret in (mine, team, WORDS):
                address = f"http://127.0.0.1:{stage.application.web.port}/calendar/{secret}.ics"
                async with session.get(address, headers={"If-None-Match": WORDS}) as response:
                    assert response.status == (404 if secret == WORDS else 200)
        await stage.write_handbook(FROM_CALENDAR)
        await stage.forward(hours=25)
        await stage.forward(hours=1)
        assert any("support was not read: unreachable" in line for line in log.lines)
        expects_nothing_told(log, stage)
        assert not any(secret in line for line in log.lines for secret in (mine, team))


async def test_everything_goes_wrong(tmp_path: Path, log: Kept) -> None:
    async with stage_of(tmp_path) as stage:
        stage.workspace.acknowledge_within = 0.6
        stage.line.answer("chat.postMessage", {"ok": True, "error": WORDS})
        stage.line.answer("chat.postMessage", {"ok": False, "error": "internal_error", "detail": WORDS})
        stage.line.cut("chat.postMessage", done=True)
        await stage.ada.posts(f"Hvor er pakken, {WORDS}? {LINK}")
        await stage.forward(minutes=5)
        event = {"type": "message", "channel": INTAKE, "channel_type": "channel", "user": "U0ADA", "text": WORDS}
        for number, ts in enumerate((WORDS, None, "1e999")):
            stage.workspace.core.delivery.offer({
                "type": "event_callback", "event_id": f"Ev{number}", "team_id": stage.workspace.team_id,
                "api_app_id": stage.workspace.app_id, "event": {**event, "ts": ts},
            })  # fmt: skip
        await stage.settle()
        nonsense = Queued("slack", "C0TRIAGE", "nonsense", "item:1", {"reason": WORDS}, 0, stage.clock.now())
        with stage.application.database.write() as transaction:
            queue(transaction, nonsense)
            queue(transaction, Queued("slack", "C0TRIAGE", "card", "item:99", {}, 0, stage.clock.now()))
        stage.application.courier.wake()
        await stage.forward(minutes=5)
        with stage.application.database.write() as transaction:
            transaction.connection.exec_driver_sql("ALTER TABLE history RENAME TO gone")
        await stage.workspace.post("U0ADA", INTAKE, f"Nok en pakke, {WORDS}! {LINK}2")
        await stage.workspace.idle()
        stage.clock.forward(stage.patience * 1000)
        await stage.workspace.tick()
        await stage.workspace.idle()
        expects_nothing_told(log, stage)
