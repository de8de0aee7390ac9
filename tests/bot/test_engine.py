"""Queues, writer threads and readers, on real databases."""

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot import engine as module
from bot.clock import Clock
from bot.engine import MOST_QUESTIONS, MOST_WAITING, Engine, EngineStopped, Lane, TooBusy
from handlers.books import Books, offer
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Said, Submit
from handlers.replies import Busy, Done, Refused, Stored
from handlers.scene import Wakes
from routing.item import Post
from storage import cursors, history, items
from storage.database import READERS, Database
from storage.errors import StorageBusy, StorageDown
from storage.group import Group
from tests.stories.company import COMPANY

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
BO, FINN = Actor("slack", "U0BO"), Actor("slack", "U0FINN")


def post(number: int) -> Submit:
    text, posted = "Hvor er pakken min?", NOW - timedelta(minutes=5)
    return Submit(f"k{number}", Post(source="facebook", external_id=str(number), text=text, posted_at=posted))


def claim(key: object, actor: Actor = BO, item: int = 1) -> Click:
    return Click(f"claim {key}", actor, "claim", f"item:{item}")


@pytest.fixture
def woken() -> list[Wakes]:
    return []


@pytest.fixture
async def engine(database: Database, woken: list[Wakes]) -> AsyncIterator[Engine]:
    offer(database, COMPANY, NOW)
    engine = Engine(Dispatch(database, Books(), ("slack",)), Clock(NOW), woken.append)
    engine.start()
    yield engine
    await engine.stop()


@dataclass
class Held:
    """Every writer is at work until it is let go."""

    tasks: list[asyncio.Future[None]]
    go_on: threading.Event

    async def let_go(self) -> None:
        self.go_on.set()
        await asyncio.gather(*self.tasks)


async def hold_writers(engine: Engine) -> Held:
    go_on, count = threading.Event(), engine._dispatch.database.writers
    at_work = threading.Barrier(count + 1)

    def work() -> None:
        at_work.wait(10)
        go_on.wait(10)

    held = Held([asyncio.ensure_future(engine.write(work)) for _ in range(count)], go_on)
    await asyncio.to_thread(at_work.wait, 10)
    return held


async def begun(*work: asyncio.Task[object]) -> None:
    """The tasks have come as far as they can."""
    for _ in range(3):
        await asyncio.sleep(0)
    assert work


async def test_a_command_is_stored_before_it_is_answered(engine: Engine, woken: list[Wakes]) -> None:
    assert await engine.ask(post(1)) == Stored(1, existed=False)
    with engine._dispatch.database.read() as transaction:
        assert items.read(transaction, 1) is not None
    assert woken[-1].outbox
    assert woken[-1].due_at is not None
    again = await engine.ask(post(1))
    assert isinstance(again, Stored)
    assert again.number == 1, "a repeat gets the first result"


async def test_fifty_claims_at_once_have_one_winner(engine: Engine) -> None:
    await engine.ask(post(1))
    replies = await asyncio.gather(*(engine.ask(claim(n, (BO, FINN)[n % 2])) for n in range(50)))
    with engine._dispatch.database.read() as transaction:
        told = [entry for entry in history.read(transaction, 1) if entry.what == "claimed"]
    assert len(told) == 1
    kinds = Counter(type(reply) for reply in replies)
    assert kinds == {Done: 25, Refused: 25}, "the owner has it; the others are told who has"


async def test_clicks_go_before_events_and_events_before_the_clocks_work(engine: Engine) -> None:
    held = await hold_writers(engine)
    order: list[Lane] = []
    lock = threading.Lock()

    def note(lane: Lane) -> None:
        with lock:
            order.append(lane)

    lanes = [Lane.CLOCK, Lane.EVENT, Lane.CLICK] * 40
    work = [asyncio.create_task(engine.write(partial(note, lane), lane)) for lane in lanes]
    await begun(*work)
    assert engine.waiting == len(lanes)
    await held.let_go()
    await asyncio.gather(*work)
    # With several writers two neighbours may finish in either order.
    slack = engine._dispatch.database.writers - 1
    assert [lane for place, lane in enumerate(order) if abs(place - 40 * lane - 19.5) > 20 + slack] == []
    if not slack:
        assert order == sorted(order)


@pytest.mark.parametrize("lane", list(Lane))
async def test_a_full_queue_refuses(engine: Engine, lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", {Lane.CLICK: 4, Lane.EVENT: 10, Lane.CLOCK: 20})
    await engine.ask(post(1))
    held = await hold_writers(engine)
    work = [asyncio.create_task(engine.write(lambda: None)) for _ in range(module.MOST_WAITING[lane])]
    await begun(*work)
    match lane:
        case Lane.CLICK:
            assert await engine.ask(claim(1)) == Busy()
            assert await engine.ask(Said("s", BO, "away today")) == Busy()
        case Lane.EVENT:
            with pytest.raises(TooBusy):
                await engine.ask(post(2))
        case Lane.CLOCK:
            with pytest.raises(TooBusy):
                await engine.write(lambda: None)
    await held.let_go()
    await asyncio.gather(*work)
    assert await engine.ask(post(2)) == Stored(2, existed=False)


def test_clicks_are_refused_before_events_and_events_before_the_clocks_work() -> None:
    assert MOST_QUESTIONS < MOST_WAITING[Lane.CLICK] < MOST_WAITING[Lane.EVENT] < MOST_WAITING[Lane.CLOCK]


async def test_too_many_questions_are_refused_and_commands_are_not(engine: Engine) -> None:
    go_on = threading.Event()
    readers = [asyncio.create_task(engine.read(lambda: go_on.wait(10))) for _ in range(READERS)]
    await begun(*readers)
    asked = [asyncio.create_task(engine.ask(Said(f"s{n}", BO, "status"))) for n in range(MOST_QUESTIONS + 3)]
    await begun(*asked)
    assert [await task for task in asked if task.done()] == [Busy()] * 3
    assert await engine.ask(post(1)) == Stored(1, existed=False), "questions do not pass through the writers"
    go_on.set()
    replies = await asyncio.gather(*asked)
    assert Counter(type(reply) for reply in replies) == {Done: MOST_QUESTIONS, Busy: 3}


@pytest.mark.parametrize(("losses", "wins"), [(0, True), (module.TRIES - 1, True), (module.TRIES, False)])
async def test_work_that_lost_is_done_again(engine: Engine, losses: int, wins: bool) -> None:
    tries: list[None] = []

    def work() -> int:
        tries.append(None)
        if len(tries) <= losses:
            raise StorageBusy("somebody else was quicker")
        return len(tries)

    if wins:
        assert await engine.write(work) == losses + 1
    else:
        with pytest.raises(StorageBusy):
            await engine.write(work)
        assert len(tries) == module.TRIES


@pytest.mark.parametrize("error", [StorageDown("gone"), ValueError("a mistake"), GeneratorExit()])
async def test_what_work_raises_is_the_askers_and_the_writers_go_on(engine: Engine, error: BaseException) -> None:
    def work() -> None:
        raise error

    with pytest.raises(type(error)):
        await engine.write(work)
    assert engine.alive
    assert await engine.ask(post(1)) == Stored(1, existed=False)


async def test_whoever_does_not_wait_any_more_is_not_worked_for(engine: Engine) -> None:
    held = await hold_writers(engine)
    done: list[None] = []
    work = asyncio.create_task(engine.write(lambda: done.append(None)))
    await begun(work)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    await held.let_go()
    await engine.write(lambda: None)
    assert done == []


async def test_stopping_finishes_what_is_queued_and_takes_nothing_more(engine: Engine) -> None:
    held = await hold_writers(engine)
    work = [asyncio.create_task(engine.ask(post(number))) for number in range(1, 21)]
    await begun(*work)
    stopping = asyncio.create_task(engine.stop())
    await begun(stopping)
    with pytest.raises(EngineStopped):
        await engine.ask(post(99))
    with pytest.raises(EngineStopped):
        await engine.ask(Said("s", BO, "status"))
    await held.let_go()
    replies = await asyncio.gather(*work)
    await stopping
    await engine.stop()
    assert sorted(reply.number for reply in replies if isinstance(reply, Stored)) == list(range(1, 21))
    assert not engine.alive
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith(("writer", "reader"))] == []


async def test_a_database_that_hangs_does_not_keep_the_process(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "LONGEST_STOP", 0.05)
    held = await hold_writers(engine)
    work = asyncio.create_task(engine.ask(post(1)))
    await begun(work)
    await engine.stop()
    with pytest.raises(EngineStopped):
        await work
    assert "did not end; 1 waiting" in caplog.text
    await held.let_go()
    for thread in engine._threads:
        await asyncio.to_thread(thread.join, 10)


async def test_what_waited_together_is_told_after_one_commit(engine: Engine) -> None:
    database = engine._dispatch.database
    held = await hold_writers(engine)
    seen: list[int] = []

    def look() -> None:
        with database.read() as transaction:
            seen.append(len(items.oldest_open(transaction, 100)))

    posts = [asyncio.create_task(engine.ask(post(number))) for number in range(1, 11)]
    looking = asyncio.create_task(engine.write(look))
    await begun(*posts, looking)
    await held.let_go()
    assert len(set(await asyncio.gather(*posts))) == 10
    await looking
    assert database.together == 1 or seen == [0], "nobody sees any of them before the commit"
    look()
    assert seen[-1] == 10


async def test_who_fails_or_loses_among_others_is_alone_with_it(engine: Engine) -> None:
    tries: Counter[str] = Counter()

    def store(number: int, name: str, error: Exception | None = None, losses: int = 0) -> int:
        tries[name] += 1
        with engine._dispatch.database.write() as transaction:
            cursors.put(transaction, "slack", name, name, NOW)
            if tries[name] <= losses:
                raise StorageBusy("somebody else was quicker")
            if error is not None:
                raise error
        return number

    held = await hold_writers(engine)
    work = [
        asyncio.create_task(engine.write(partial(store, number, name, error, losses)))
        for number, (name, error, losses) in enumerate(
            [("a", None, 0), ("b", ValueError("a mistake"), 0), ("c", None, 2), ("d", StorageDown("gone"), 0)]
        )
    ]
    await begun(*work)
    await held.let_go()
    found = await asyncio.gather(*work, return_exceptions=True)
    assert [type(each).__name__ if isinstance(each, Exception) else each for each in found] == [
        0, "ValueError", 2, "StorageDown",
    ]  # fmt: skip
    assert tries == {"a": 1, "b": 1, "c": 3, "d": 1}
    with engine._dispatch.database.read() as transaction:
        assert [name for name in "abcd" if cursors.get(transaction, "slack", name)] == ["a", "c"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_commit_that_fails_is_told_to_all_who_shared_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(group: Group) -> None:
        error = StorageDown("the disk is full")
        group.roll_back(error)
        raise error

    held = await hold_writers(engine)
    work = [asyncio.create_task(engine.ask(post(number))) for number in range(1, 6)]
    await begun(*work)
    with monkeypatch.context() as patched:
        patched.setattr(Group, "commit", fails)
        await asyncio.gather(held.let_go(), return_exceptions=True)
        found = await asyncio.gather(*work, return_exceptions=True)
    assert [type(each) for each in found] == [StorageDown] * 5
