"""Starting, standing well, and stopping: every part of the process together."""

import asyncio
import gc
import re
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import aiohttp
import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from pydantic import SecretStr

from bot import courier, scheduler
from bot.cannot_start import CannotStart
from storage.database import Database
from tests.databases import fresh_address
from tests.faults.stage import Stage, stage_of
from tests.stories.company import COMPANY
from tests.stories.world import Answer


async def get(stage: Stage, path: str) -> Answer:
    assert stage.application.web is not None
    address = f"http://127.0.0.1:{stage.application.web.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return Answer(response.status, await response.json())


def change(stage: Stage, **given: object) -> None:
    """The bot of these settings instead."""
    stage.settings = stage.settings.model_copy(update=given)
    stage.application = stage.new_bot()


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def no_handbook(stage: Stage) -> None:
    stage.settings.handbook.unlink()


def broken_handbook(stage: Stage) -> None:
    stage.settings.handbook.write_text(COMPANY.replace('lead = "cy"', 'lead = "nobody"'), encoding="utf-8")


def newer_schema(stage: Stage) -> None:
    database = Database(stage.settings.database_url)
    with database.write() as transaction:
        transaction.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_from_the_future'")
    database.close()


def no_database(stage: Stage) -> None:
    change(stage, database_url="postgresql+psycopg://nobody:secret@127.0.0.1:9/none")


def wrong_token(stage: Stage) -> None:
    change(stage, slack_bot_token=SecretStr("xoxb-wrong"))


def wrong_app_token(stage: Stage) -> None:
    change(stage, slack_app_token=SecretStr("xapp-wrong"))


def nobody_listens(stage: Stage) -> None:
    change(stage, slack_api_url="http://127.0.0.1:9/api/")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (no_handbook, "handbook.toml is not there"),
        (broken_handbook, "nobody"),
        (newer_schema, "newer"),
        (no_database, "The database cannot be used"),
        (wrong_token, "Slack refuses the credentials (refused: invalid_auth)"),
        (wrong_app_token, "refused: invalid_auth"),
        (nobody_listens, "unreached: ClientConnectorError"),
    ],
)
async def test_what_keeps_it_from_starting_is_said_and_nothing_is_left(
    tmp_path: Path, spoil: Callable[[Stage], None], words: str
) -> None:
    async with stage_of(tmp_path, started=False) as stage:
        before = asyncio.all_tasks()
        spoil(stage)
        with pytest.raises(CannotStart) as told:
            await stage.application.start()
        assert words in str(told.value)
        assert not re.search("secret|xox|xapp", str(told.value))
        assert {task.get_name() for task in asyncio.all_tasks() - before if not workspaces_own(task)} == set()


async def test_a_taken_port_is_said_and_the_first_start_makes_the_tables(tmp_path: Path, taken: int) -> None:
    file = tmp_path / "var" / "new.db"
    async with stage_of(tmp_path, database=f"sqlite:///{file}", started=False) as stage:
        assert not file.exists()
        change(stage, port=taken)
        with pytest.raises(CannotStart, match=f"Port {taken} on 127.0.0.1 is taken"):
            await stage.application.start()
        change(stage, port=0)
        await stage.start_bot()
        await stage.forward(seconds=1)
        await stage.write_and_settle(1)
        assert stage.numbers() == [1]


async def test_tables_that_were_never_made_are_said_on_postgresql(tmp_path: Path) -> None:
    with fresh_address("postgresql", tmp_path, migrated=False) as address:
        async with stage_of(tmp_path, database=address, started=False) as stage:
            with pytest.raises(CannotStart, match="svarvakt migrate"):
                await stage.application.start()


def workspaces_own(task: asyncio.Task[object]) -> bool:
    """The stage's web servers serve each connection in a task."""
    where = task.get_coro()
    return "web_protocol" in str(getattr(where, "cr_code", "")) or "workspace" in str(getattr(where, "cr_code", ""))


@pytest.mark.parametrize("http", [False, True], ids=["socket mode", "http"])
def test_a_whole_life_leaves_no_task_no_thread_and_no_open_end(tmp_path: Path, http: bool) -> None:
    async def life() -> None:
        async with stage_of(tmp_path, http=http) as stage:
            await stage.write_and_settle(1)
            await stage.bo.clicks("Claim", item=1)
            await stage.application.stop()
            await stage.application.stop()
            left = [task for task in asyncio.all_tasks() - {asyncio.current_task()} if not workspaces_own(task)]
            assert [task.get_coro() for task in left if "Line" not in str(task)] == []
            await stage.start_bot()
            await stage.write_and_settle(2)
            assert stage.numbers() == [1, 2]

    threads = set(threading.enumerate())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        asyncio.run(life())
        gc.collect()
    assert [str(one.message) for one in caught if issubclass(one.category, ResourceWarning)] == []
    assert set(threading.enumerate()) - threads == set()


async def test_stopping_while_everything_goes_on(tmp_path: Path) -> None:
    async with stage_of(tmp_path, pace=1.0) as stage:
        for number in range(1, 11):
            await stage.write(number)
        await asyncio.gather(stage.application.stop(), stage.workspace.idle())
        await stage.start_bot()
        await stage.forward(minutes=1)
        assert sorted(stage.numbers()) == list(range(1, 11))
        assert set(stage.tokens().values()) == {1}


async def test_it_says_that_it_is_well(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.write_and_settle(1)
        sentences = {"writers": "running", "sweep": "on time", "courier": "running", "rungs": "on time"}
        assert await get(stage, "/healthz") == Answer(200, {"status": "ok", "checks": sentences})
        ready = {**sentences, "database": "answers; 0 messages wait to be sent"}
        assert await get(stage, "/readyz") == Answer(200, {"status": "ok", "checks": ready})


async def test_it_says_when_the_alarm_has_died(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        alarm: AsyncIOScheduler = stage.application.scheduler._alarm
        alarm.shutdown(wait=False)
        stage.application.scheduler._overdue = scheduler.OVERDUE * 0
        told = await get(stage, "/healthz")
        assert (told.status, told.body["status"]) == (503, "failing")
        await stage.write_and_settle(1)
        await stage.forward(hours=3)
        assert "Cy Dahl was told" in stage.thread(1), "rungs are climbed all the same"


async def test_it_says_when_the_database_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier, "OVERDUE", courier.OVERDUE * 0)
    async with stage_of(tmp_path) as stage:
        with stage.application.database.write() as transaction:
            transaction.connection.exec_driver_sql("ALTER TABLE outbox RENAME TO away")
        assert (await get(stage, "/readyz")).status >= 500
        told = await get(stage, "/healthz")
        assert (told.status, told.body["checks"]["courier"]) == (503, "the outbox could not be read for too long")


async def test_when_it_is_stopped_it_says_so(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.application.stop()
        assert not (await stage.application.probe.health()).passed
        ready = await stage.application.probe.ready()
        assert ready.checks["database"].sentence == "does not answer: EngineStopped"
