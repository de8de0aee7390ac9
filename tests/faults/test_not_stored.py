"""What could not be stored is not acknowledged, and comes again; what cannot be read is kept and told."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from storage import unreadable
from tests.databases import KINDS, fresh_address
from tests.faults.stage import Stage, stage_of, unsettled
from tests.stories.world import INTAKE, Answer

Breaking = Callable[[], AbstractContextManager[None]]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Somebody else holds the SQLite file's lock."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


@contextmanager
def down(address: str) -> Iterator[None]:
    """The PostgreSQL server breaks every connection to this database and takes none."""
    url = make_url(address).set(drivername="postgresql")
    name = url.database
    with psycopg.connect(url.set(database="postgres").render_as_string(False), autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh_address(request.param, tmp_path) as address:
        yield address


@pytest.fixture
def broken(address: str) -> Breaking:
    if address.startswith("sqlite:///"):
        return partial(locked, Path(address.removeprefix("sqlite:///")))
    return partial(down, address)


async def answered(stage: Stage) -> None:
    """Every delivery that is under way has ended, well or not. The bot itself may be unable to settle."""
    await stage.workspace.idle()


@pytest.mark.parametrize("http", [False, True], ids=["socket mode", "http"])
async def test_slack_keeps_what_could_not_be_stored(tmp_path: Path, address: str, broken: Breaking, http: bool) -> None:
    async with stage_of(tmp_path, database=address, http=http, patience=0.05) as stage:
        stage.workspace.acknowledge_within = 0.6
        with broken():
            await stage.write(1)
            await answered(stage)
            assert stage.workspace.waiting == 1, "not acknowledged, twice"
        assert stage.numbers() == []
        await stage.forward(seconds=61)
        assert (stage.workspace.waiting, stage.numbers()) == (0, [1])
        await stage.forward(minutes=1)
        assert set(stage.tokens().values()) == {1}
        assert unsettled(address) == {}
        with stage.application.database.read() as transaction:
            assert unreadable.list_open(transaction) == [], "a database that is down is no fault of the event"


async def test_whoever_presses_a_button_is_told_to_try_again(tmp_path: Path, address: str, broken: Breaking) -> None:
    async with stage_of(tmp_path, database=address, patience=0.05) as stage:
        await stage.write_and_settle(1)
        ts = stage.card(1)["ts"]
        with broken():
            pressed = await stage.workspace.click("U0BO", "C0TRIAGE", ts, label="Claim")
            assert pressed.acknowledged
        await stage.forward(minutes=1)
        stage.bo.sees("nothing was stored. Please try again")
        await stage.bo.clicks("Claim", item=1)
        stage.cy.sees("Bo Berg took it")


async def test_another_program_is_told_to_come_again(tmp_path: Path, address: str, broken: Breaking) -> None:
    post = {"source": "shop", "external_id": "1", "text": "Hvor er pakken min?"}
    async with stage_of(tmp_path, database=address, patience=0.05) as stage:
        with broken():
            refused = await stage.hands_in(post)
        assert refused.status == 503
        await stage.forward(minutes=1)
        assert await stage.hands_in(post) == Answer(202, {"item": 1})
        assert await stage.hands_in(post) == Answer(200, {"item": 1})
        assert stage.numbers() == [1]


@pytest.mark.parametrize("http", [False, True], ids=["socket mode", "http"])
async def test_an_event_that_cannot_be_read_twice_is_kept_and_told(tmp_path: Path, http: bool) -> None:
    words = "Hemmelige ord fra kunden"
    async with stage_of(tmp_path, http=http) as stage:
        stage.workspace.acknowledge_within = 0.6
        event = {"type": "message", "channel": INTAKE, "channel_type": "channel", "user": "U0ADA", "text": words}
        stage.workspace.core.delivery.offer({
            "type": "event_callback", "event_id": "Ev0ODD", "team_id": stage.workspace.team_id,
            "api_app_id": stage.workspace.app_id, "event": {**event, "ts": "not a time stamp"},
        })  # fmt: skip
        await stage.settle()
        assert (stage.workspace.waiting, stage.workspace.dead) == (0, []), "acknowledged at the second try"
        with stage.application.database.read() as transaction:
            (kept,) = unreadable.list_open(transaction)
        assert words in kept.raw
        assert words not in stage.eva.sees("needs an administrator")
        await stage.write_and_settle(1)
        assert stage.numbers() == [1]
