"""SIGKILL at the worst moments, and at any: nothing is lost and nothing is doubled.

SVARVAKT_SOAK_SECONDS makes the random part go on for so long.
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import Clock, monotonic
from tests.faults.process import Process
from tests.faults.stage import Stage, stage_of, unsettled
from tests.stories.reading import text_of
from tests.stories.world import INTAKE

KILLS = 4
"""In the short form."""

MOST_CALLS = 14
"""The latest moment of a kill: so many calls of the Web API after the first post of its round."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """In real time, since the bot's process has a real clock."""
    async with stage_of(tmp_path, now=Clock().now(), started=False) as stage:
        yield stage


async def survives(stage: Stage, posts: list[str]) -> None:
    """A bot of our own, whose clock can be moved past leases, takes over and finds everything in order."""
    stage.line.mend()
    await stage.start_bot()
    await stage.forward(minutes=3)
    shown = [text_of(card) for card in stage.cards()]
    assert unsettled(stage.settings.database_url) == {}
    assert [post for post in posts if not any(f"{post}\n" in card for card in shown)] == []
    assert len(shown) == len(posts)
    assert sorted(stage.numbers()) == list(range(1, len(posts) + 1))
    assert [post for post in posts if sum(f"{post}\n" in card for card in shown) != 1] == []
    assert set(stage.tokens().values()) == {1}
    assert unsettled(stage.settings.database_url) == {}


@pytest.mark.parametrize("done", [False, True], ids=["between commit and send", "between send and record"])
async def test_killed(stage: Stage, tmp_path: Path, done: bool) -> None:
    process = Process(stage, tmp_path)
    await process.start()
    posting = stage.line.hold("chat.postMessage", done=done)
    await stage.write(1)
    await posting.reached.wait()
    await process.kill()
    posting.release()
    assert len(stage.numbers()) == done
    await survives(stage, ["posts/1"])


async def test_killed_at_any_moment(stage: Stage, tmp_path: Path) -> None:
    seconds = float(os.environ.get("SVARVAKT_SOAK_SECONDS", "0"))
    seed = os.environ.get("SVARVAKT_SOAK_SEED") or str(Clock().epoch())
    chance = random.Random(seed)
    process = Process(stage, tmp_path)
    posts: list[str] = []
    # The workspace cuts time stamps to the second, so the first reading of the channel needs a second of its own.
    await process.start()
    assert await process.stop() == 0
    began = monotonic()
    kills = 0
    print(f"SVARVAKT_SOAK_SEED={seed!r}")
    while kills < KILLS or monotonic() - began < seconds:
        await process.start()
        moment = len(stage.line.calls) + chance.randint(1, MOST_CALLS)
        held = stage.line.hold("chat.postMessage", done=chance.random() < 0.5) if chance.random() < 0.5 else None
        for _ in range(chance.randint(1, 4)):
            posts.append(f"posts/{len(posts) + 1}")
            await stage.workspace.post(
                "U0ADA", INTAKE, f"Hvor er pakken? https://www.facebook.com/fjellro/{posts[-1]}\n."
            )
        await reached(stage, moment, held.reached if held else asyncio.Event())
        for _ in range(chance.randint(0, 30)):
            await asyncio.sleep(0)
        await process.kill()
        kills += 1
        stage.line.mend()
        if held:
            held.release()
        posts.append(f"posts/{len(posts) + 1}")
        await stage.workspace.post("U0ADA", INTAKE, f"Hvor er pakken? https://www.facebook.com/fjellro/{posts[-1]}\n.")
    print(f"{kills} kills, {len(posts)} posts")
    await survives(stage, posts)


async def reached(stage: Stage, calls: int, held: asyncio.Event) -> None:
    """So many calls, a call that is held, or a second of quiet: whichever is first."""
    waiting = [asyncio.ensure_future(stage.line.called(calls)), asyncio.ensure_future(held.wait())]
    await asyncio.wait(waiting, timeout=1.0, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
