"""What is written while nobody listens becomes items all the same, once."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.databases import KINDS, fresh_address
from tests.faults.stage import Stage, stage_of, unsettled
from tests.stories.world import INTAKE


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh_address(request.param, tmp_path) as address:
        yield address


def expects_items(stage: Stage, *numbers: int) -> None:
    assert stage.numbers() == list(numbers)
    assert set(stage.tokens().values()) == {1}
    assert unsettled(stage.settings.database_url) == {}


@asynccontextmanager
async def unheard(stage: Stage) -> AsyncIterator[None]:
    """Slack knows no address for events meanwhile, and loses them."""
    address, stage.workspace.events_url = stage.workspace.events_url, None
    yield
    stage.workspace.events_url = address


async def test_after_an_hour_away_everything_is_caught_up_within_a_minute(tmp_path: Path, address: str) -> None:
    async with stage_of(tmp_path, database=address) as stage:
        await stage.write_and_settle(1)
        await stage.application.stop()
        for number in range(2, 7):
            stage.clock.forward(timedelta(minutes=12))
            await stage.write(number)
        await stage.start_bot()
        await stage.forward(seconds=59)
        expects_items(stage, 1, 2, 3, 4, 5, 6)
        # What the events brought and what catching up finds is one and the same.
        await stage.write_and_settle(7)
        await stage.forward(minutes=30)
        expects_items(stage, 1, 2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize("abruptly", [False, True], ids=["politely", "abruptly"])
async def test_after_a_broken_connection_it_is_caught_up(tmp_path: Path, abruptly: bool) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.write_and_settle(1)
        await stage.workspace.disconnect_sockets(abruptly=abruptly)
        await stage.write(2)
        assert len(stage.workspace.dead) == 1, "nobody was there to hear it"
        await stage.line.called(2, "chat.postMessage")
        await stage.settle()
        expects_items(stage, 1, 2)


async def test_a_post_that_no_event_has_brought_is_found_within_ten_minutes(tmp_path: Path) -> None:
    async with stage_of(tmp_path, http=True) as stage:
        async with unheard(stage):
            await stage.write(1)
        await stage.forward(minutes=9)
        assert stage.numbers() == []
        await stage.forward(minutes=1, seconds=1)
        expects_items(stage, 1)


async def test_an_event_that_comes_again_and_again_and_is_caught_up_too_is_one_item(tmp_path: Path) -> None:
    async with stage_of(tmp_path, http=True) as stage:
        async with unheard(stage):
            await stage.write(1)
        (event,) = stage.workspace.dead
        for again in (event, event, {**event, "event_id": "Ev0ANOTHER"}):
            stage.workspace.core.delivery.offer(again)
        await stage.settle()
        expects_items(stage, 1)
        await stage.forward(minutes=11)
        expects_items(stage, 1)


async def test_a_page_of_history_more_than_once_is_read_to_its_end(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.application.stop()
        for number in range(450):
            await stage.workspace.post("U0ADA", INTAKE, f"just talk {number}")
        await stage.write(1)
        stage.workspace.fail_next("conversations.history", error="ratelimited", retry_after=0)
        await stage.start_bot()
        await stage.settle()
        expects_items(stage, 1)
