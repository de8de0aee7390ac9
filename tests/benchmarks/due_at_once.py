"""Many items due at the same moment: how long until the last is decided and queued, and how late each is, with the real
scheduler on the real clock; beside it one APScheduler job for each item."""

import asyncio
from collections.abc import Callable
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
GOALS = {FEW: ("under 100 ms", "under 1 s")}
ALL_GOAL = "under 2 s"


class Recorder(Metrics):
    """Notes when each chunk was committed."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.at = START
        self.soon = timedelta()
        self.late: list[float] = []
        self.came = asyncio.Event()

    def next_at(self) -> datetime:
        """The due moment of the next round, of which nothing is late yet."""
        self.at, self.late = self._clock.now() + self.soon, []
        return self.at

    def swept(self, swept: Swept) -> None:
        self.late += [(self._clock.now() - self.at).total_seconds()] * swept.due
        self.came.set()


async def measure(place: Places, kind: str, rounds: int, opened: int, many: int) -> list[Figure]:
    """Among so many open items: a few due at once, again and again, and many due at once."""
    figures: list[Figure] = []
    for due, times in ((FEW, 10 * rounds), (many, rounds)):
        ours = await _ours(place, kind, opened, due, times)
        theirs = await _theirs(place, kind, opened, due, 1 if due == many else rounds)
        part, name, what = "Due at once", NAMES[kind], f"{due:,} of {opened:,} open"
        against = "one APScheduler job an item"
        middle, most = GOALS.get(due, ("", ""))
        figures += [
            cost(part, name, f"{what}: median lateness", against, *_of(median, ours, theirs), middle),
            cost(
                part, name, f"{what}: lateness, 99 of 100", against, *_of(_most, _pooled(ours), _pooled(theirs)), most
            ),
        ]
        if due == many:
            figures.append(cost(part, name, f"{what}: all are queued", against, *_of(max, ours, theirs), ALL_GOAL))
    return figures


def _soon(due: int) -> timedelta:
    """How long before they are due they are written: the alarm is to be set, not to be overtaken."""
    return timedelta(seconds=0.25 + due / 3_000)


def _of(
    figure: Callable[[list[float]], float], ours: list[list[float]], theirs: list[list[float]]
) -> tuple[list[float], list[float]]:
    """The figure of every round of ours, beside the middle one of theirs."""
    other = median(figure(late) for late in theirs)
    return [figure(late) for late in ours], [other] * len(ours)


def _pooled(rounds: list[list[float]]) -> list[list[float]]:
    """All rounds as one: how late 99 of 100 are is a matter of all of them."""
    return [[late for one in rounds for late in one]]


def _most(late: list[float]) -> float:
    return quantiles(late, n=100, method="inclusive")[-1] if len(late) > 1 else late[0]


async def _ours(place: Places, kind: str, opened: int, due: int, times: int) -> list[list[float]]:
    database = place.fresh(kind)
    fill_open(database, max(opened, due * times + 1))
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
    recorder.soon = _soon(due)
    rounds = [await _round(database, schedulers[0], recorder, 2 + number * due, due) for number in range(times)]
    await schedulers[0].stop()
    await engine.stop()
    place.remove(database)
    return rounds


async def _round(database: Database, scheduler: Scheduler, recorder: Recorder, first: int, due: int) -> list[float]:
    at = recorder.next_at()
    make_due_at(database, first, due, at)
    scheduler.consider(at)
    while len(recorder.late) < due:
        recorder.came.clear()
        await recorder.came.wait()
    await scheduler.idle()
    return recorder.late


async def _theirs(place: Places, kind: str, opened: int, due: int, times: int) -> list[list[float]]:
    database = place.fresh(kind)
    fill_open(database, max(opened, due * times + 1))
    dispatch: Dispatch = dispatch_on(database)
    rounds = []
    for number in range(times):
        clock, first = Clock(START), 2 + number * due
        at = clock.now() + 4 * _soon(due)  # filling the store takes a while
        make_due_at(database, first, due, at)
        address = _jobs_of(database)
        numbers = range(first, first + due)
        rounds.append(await asyncio.to_thread(job_each.lateness, address, dispatch, clock, numbers, at))
    place.remove(database)
    return rounds


def _jobs_of(database: Database) -> str:
    """A file of its own on SQLite, as its handbook shows; the same database on PostgreSQL."""
    if database.file is not None:
        return f"sqlite:///{database.file}.jobs"
    return database.url.render_as_string(hide_password=False)
