"""Many items due at the same moment: how long until the last is decided and queued, and how late each is, with the real
scheduler on the real clock; beside it one APScheduler job for each item."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles

from bot.clock import Clock
from bot.engine import Engine
from bot.metrics import Metrics
from bot.scheduler import Scheduler
from bot.sweeper import Sweeper
from handlers.dispatch import Dispatch
from handlers.escalate import Swept
from handlers.scene import Wakes
from storage.database import Database
from tests.benchmarks import job_each
from tests.benchmarks.filling import fill_open, make_due_at
from tests.benchmarks.measuring import Figure, cost
from tests.benchmarks.places import NAMES, Places
from tests.benchmarks.stage import START, dispatch_on

FEW = 10
MANY_ROUNDS = 3
"""The same items fall due again: of the other way, whose round takes a minute, there is one."""
GOALS = {FEW: ("under 100 ms", "under 1 s")}
ALL_GOAL = "under 2 s"

Look = Callable[[list[float]], float]
"""A figure of how late the items of a round were."""


class Recorder(Metrics):
    """Notes when each chunk was committed."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.at = START
        self.late: list[float] = []
        self.came = asyncio.Event()

    def next_at(self, soon: timedelta) -> datetime:
        """The due moment of the next round, of which nothing is late yet."""
        self.at, self.late = self._clock.now() + soon, []
        return self.at

    def swept(self, swept: Swept) -> None:
        self.late += [(self._clock.now() - self.at).total_seconds()] * swept.due
        self.came.set()


@dataclass(frozen=True)
class Late:
    """Seconds from the due moment to the commit, of each item of each round."""

    few: list[list[float]]
    many: list[list[float]]


async def measure(place: Places, kind: str, rounds: int, sizes: Sequence[int], many: int) -> list[Figure]:
    """A few due at once, again and again, then many; among so many open items each time. The other way, whose work is
    the same however many are open, is measured among the fewest."""
    theirs = await _theirs(place, kind, min(sizes), many, rounds)
    figures: list[Figure] = []
    for opened in sizes:
        figures += _figures(NAMES[kind], opened, many, await _ours(place, kind, opened, many, 10 * rounds), theirs)
    return figures


def _figures(name: str, opened: int, many: int, ours: Late, theirs: Late) -> list[Figure]:
    figures = []
    for due, mine, other in ((FEW, ours.few, theirs.few), (many, ours.many, theirs.many)):
        middle, most = GOALS.get(due, ("", ""))
        looks: list[tuple[str, Look, list[list[float]], list[list[float]], str]] = [
            ("median lateness", median, mine, other, middle),
            # How late 99 of 100 are is a matter of all rounds.
            ("lateness, 99 of 100", _most, _pooled(mine), _pooled(other), most),
        ]
        if due == many:
            looks.append(("all are queued", max, mine, other, ALL_GOAL))
        for what, look, one, two, goal in looks:
            seconds, against = [look(late) for late in one], median(look(late) for late in two)
            figures.append(cost(
                "Due at once", name, f"{due:,} of {opened:,} open: {what}", "one APScheduler job an item",
                seconds, [against] * len(seconds), goal,
            ))  # fmt: skip
    return figures


def _soon(due: int) -> timedelta:
    """How long before they are due they are written: the alarm is to be set, not to be overtaken."""
    return timedelta(seconds=0.25 + due / 3_000)


def _pooled(rounds: list[list[float]]) -> list[list[float]]:
    """All rounds as one: how late 99 of 100 are is a matter of all of them."""
    return [[late for one in rounds for late in one]]


def _most(late: list[float]) -> float:
    return quantiles(late, n=100, method="inclusive")[-1] if len(late) > 1 else late[0]


async def _ours(place: Places, kind: str, opened: int, many: int, times: int) -> Late:
    database = place.fresh(kind)
    fill_open(database, max(opened, FEW * times + many + 1))
    dispatch, clock = dispatch_on(database), Clock(START)
    recorder = Recorder(clock)
    schedulers: list[Scheduler] = []

    def woken(wakes: Wakes) -> None:
        schedulers[0].consider(wakes.due_at)

    engine = Engine(dispatch, clock, woken)
    schedulers.append(Scheduler(clock, Sweeper(engine, dispatch, clock, woken, recorder).sweep))
    engine.start()
    schedulers[0].start()
    await schedulers[0].idle()
    few = [await _round(database, schedulers[0], recorder, 2 + number * FEW, FEW) for number in range(times)]
    late = Late(
        few, [await _round(database, schedulers[0], recorder, 2 + times * FEW, many) for _ in range(MANY_ROUNDS)]
    )
    await schedulers[0].stop()
    await engine.stop()
    place.remove(database)
    return late


async def _round(database: Database, scheduler: Scheduler, recorder: Recorder, first: int, due: int) -> list[float]:
    at = recorder.next_at(_soon(due))
    make_due_at(database, first, due, at)
    scheduler.consider(at)
    while len(recorder.late) < due:
        recorder.came.clear()
        await recorder.came.wait()
    await scheduler.idle()
    return recorder.late


async def _theirs(place: Places, kind: str, opened: int, many: int, times: int) -> Late:
    database = place.fresh(kind)
    last = FEW * times + many + 1
    fill_open(database, max(opened, last))
    dispatch: Dispatch = dispatch_on(database)
    jobs = job_each.Jobs(_jobs_of(database), dispatch)
    # Those that are open besides have their jobs too.
    jobs.add(range(last + 1, opened + 2), Clock(START).real(START + timedelta(days=30)))
    few = [await _their_round(database, jobs, 2 + number * FEW, FEW) for number in range(times)]
    late = Late(few, [await _their_round(database, jobs, 2 + times * FEW, many)])
    jobs.close()
    place.remove(database)
    return late


async def _their_round(database: Database, jobs: job_each.Jobs, first: int, due: int) -> list[float]:
    clock = Clock(START)
    at = clock.now() + 4 * _soon(due)  # filling the store takes a while
    make_due_at(database, first, due, at)
    return await asyncio.to_thread(jobs.lateness, clock, range(first, first + due), at)


def _jobs_of(database: Database) -> str:
    """A file of its own on SQLite, as its handbook shows; the same database on PostgreSQL."""
    if database.file is not None:
        return f"sqlite:///{database.file}.jobs"
    return database.url.render_as_string(hide_password=False)
