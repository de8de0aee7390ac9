"""Two bots on one PostgreSQL database: what one does the other does not do again."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.handbook_watch import LOOKS
from handlers import escalate
from handlers.intents import Actor, Click, Submit
from handlers.replies import Done
from routing.item import Post
from storage import handbooks, history, items
from tests.databases import fresh_address
from tests.faults.stage import Stage, stage_of, unsettled
from tests.stories.company import COMPANY
from tests.stories.world import TRIAGE


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with fresh_address("postgresql", tmp_path) as address:
        yield address


@asynccontextmanager
async def two_bots(folder: Path, address: str, begins: str) -> AsyncIterator[Stage]:
    async with stage_of(folder, database=address, begins=begins) as stage:
        other = stage.new_bot()
        stage.others.append(other)
        await other.start()
        await stage.workspace.connected(2)
        yield stage


async def settled(stage: Stage) -> None:
    """Both, and neither has left anything to the other."""
    bots = (stage.application, *stage.others)
    for _ in range(3):
        for bot in bots:
            bot.courier.wake()
        await stage.settle()
        for bot in bots:
            await bot.settle()


async def forward(stage: Stage, **by: float) -> None:
    """Five minutes after the other, for both."""
    for _ in range(int(timedelta(**by) / timedelta(minutes=5))):
        stage.clock.forward(timedelta(minutes=5))
        await settled(stage)


async def test_everything_is_sent_exactly_once(tmp_path: Path, address: str) -> None:
    async with two_bots(tmp_path, address, "2026-03-04 10:00") as stage:
        await asyncio.gather(*(stage.write(number) for number in range(1, 11)))
        await settled(stage)
        assert sorted(stage.numbers()) == list(range(1, 11))
        await asyncio.gather(
            *(
                bot.engine.ask(Click(f"claim {number}", Actor("slack", "U0BO"), "claim", f"item:{number}"))
                for number in range(1, 11)
                for bot in (stage.application, *stage.others)
            )
        )
        await settled(stage)
        assert set(stage.tokens().values()) == {1}
        assert unsettled(address) == {}
        shown = Counter(message.channel for message in stage.messages() if message.thread_ts is None)
        assert shown[TRIAGE] == 10
        for number in range(1, 11):
            assert "Bo Berg took it" in stage.thread(number)


async def test_one_of_many_claims_wins_on_either_bot(tmp_path: Path, address: str) -> None:
    async with two_bots(tmp_path, address, "2026-03-04 10:00") as stage:
        await stage.write(1)
        await settled(stage)
        people = ("U0BO", "U0FINN", "U0CY")
        replies = await asyncio.gather(
            *(
                bot.engine.ask(Click(f"{turn} {user}", Actor("slack", user), "claim", "item:1"))
                for turn in range(8)
                for user in people
                for bot in (stage.application, *stage.others)
            )
        )
        await settled(stage)
        with stage.application.database.read() as transaction:
            item = items.read(transaction, 1)
            told = [entry for entry in history.read(transaction, 1) if entry.what == "claimed"]
        assert item is not None
        assert item.owner is not None
        assert len(told) == 1
        assert any(isinstance(reply, Done) for reply in replies)


@pytest.mark.parametrize("chunk", [escalate.CHUNK, 2], ids=["in one chunk", "chunk after chunk, decided ahead"])
async def test_no_rung_is_climbed_twice(
    tmp_path: Path, address: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escalate, "CHUNK", chunk)
    async with two_bots(tmp_path, address, "2026-03-04 08:30") as stage:
        for number in range(1, 6):
            await stage.write(number)
        await settled(stage)
        await forward(stage, hours=3, minutes=10)
        with stage.application.database.read() as transaction:
            for number in range(1, 6):
                rungs = Counter(
                    (entry.what, str(entry.values.get("told") or entry.values.get("paged") or ""))
                    for entry in history.read(transaction, number)
                )
                assert [rung for rung, count in rungs.items() if count > 1] == []
                assert len(rungs) > 4
        assert set(stage.tokens().values()) == {1}
        assert unsettled(address) == {}


async def test_a_saved_handbook_is_in_force_once_and_both_go_by_it(tmp_path: Path, address: str) -> None:
    async with two_bots(tmp_path, address, "2026-03-04 10:00") as stage:
        changed = COMPANY.replace('domain = "delivery"\n\n[[rule]]', 'domain = "billing"\n\n[[rule]]')
        for text in (changed.replace('lead = "cy"', 'lead = "nobody"'), changed):
            stage.settings.handbook.write_text(text, encoding="utf-8")
            for _ in range(3):
                stage.clock.forward(LOOKS * 1.1)
                await settled(stage)
        with stage.application.database.read() as transaction:
            assert [row.why for row in handbooks.newest(transaction, 9)] == [
                "handbook.toml", "the file at the first start"
            ]  # fmt: skip
        said = stage.sees_all(stage.workspace.direct("U0EVA") or "")
        assert said.count("cannot be used as it is") == said.count("is in force now") == 1
        posts = [Post("facebook", str(number), "Hvor er pakken?", stage.clock.now()) for number in (1, 2)]
        for bot, post in zip((stage.application, *stage.others), posts, strict=True):
            await bot.engine.ask(Submit(post.external_id, post))
        await settled(stage)
        with stage.application.database.read() as transaction:
            assert [item.domain for item in items.read_many(transaction, (1, 2))] == ["billing", "billing"]
