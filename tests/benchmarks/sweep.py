"""The clock's own work: an empty sweep and one with ten due, among ten thousand and among a million open items."""

from collections.abc import Callable, Sequence
from time import perf_counter

from handlers import escalate
from handlers.dispatch import Dispatch
from storage.database import Database
from tests.benchmarks.filling import fill_open, make_due
from tests.benchmarks.measuring import Figure, Way, alternate, cost, seconds_each
from tests.benchmarks.places import NAMES, Places
from tests.benchmarks.stage import START, dispatch_on

DUE = 10
EMPTY_SWEEPS = 50
GOAL = "about 1"


async def measure(place: Places, kind: str, rounds: int, sizes: Sequence[int]) -> list[Figure]:
    """How many times as long a sweep takes among many open items as among the fewest."""
    databases = {size: place.fresh(kind) for size in sizes}
    ways: dict[str, Way] = {}
    for size, database in databases.items():
        fill_open(database, size)
        dispatch = dispatch_on(database)
        ways[f"empty, {size}"] = _empty(dispatch)
        ways[f"ten, {size}"] = _ten(database, dispatch)
    taken = await alternate(ways, rounds)
    for database in databases.values():
        place.remove(database)
    fewest, part, name = min(sizes), "Sweep", NAMES[kind]
    against = f"the same among {fewest:,} open"
    return [
        cost(part, name, f"{what} due among {size:,} open", against, taken[f"{way}, {size}"],
             taken[f"{way}, {fewest}"], GOAL)
        for way, what in (("empty", "nothing"), ("ten", str(DUE)))
        for size in sizes
        if size != fewest
    ]  # fmt: skip


def _empty(dispatch: Dispatch) -> Way:
    async def way() -> float:
        return seconds_each(lambda: _sweep(dispatch, 0), EMPTY_SWEEPS)

    return way


def _ten(database: Database, dispatch: Dispatch) -> Way:
    number = _counter()

    async def way() -> float:
        make_due(database, number(), DUE, START)
        begun = perf_counter()
        _sweep(dispatch, DUE)
        return perf_counter() - begun

    return way


def _sweep(dispatch: Dispatch, expected: int) -> None:
    swept, _ = dispatch.run(escalate.sweep, START)
    assert swept.due == expected, swept


def _counter() -> Callable[[], int]:
    """First numbers of stretches of copies: the first item of all is real and stays out."""
    last = 2 - DUE

    def following() -> int:
        nonlocal last
        last += DUE
        return last

    return following
