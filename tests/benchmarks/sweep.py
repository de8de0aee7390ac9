"""The clock's own work: an empty sweep and one with ten due, among a thousand and among a million open items."""

from collections.abc import Callable
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


async def measure(place: Places, kind: str, rounds: int, few: int, many: int) -> list[Figure]:
    """How many times as long a sweep takes among many open items as among few."""
    databases = {"few": place.fresh(kind), "many": place.fresh(kind)}
    fill_open(databases["few"], few)
    fill_open(databases["many"], many)
    stages = {name: (database, dispatch_on(database)) for name, database in databases.items()}
    ways: dict[str, Way] = {}
    for name, (database, dispatch) in stages.items():
        ways[f"empty, {name}"] = _empty(dispatch)
        ways[f"ten, {name}"] = _ten(database, dispatch)
    taken = await alternate(ways, rounds)
    for database in databases.values():
        place.remove(database)
    part, name, against = "Sweep", NAMES[kind], f"the same among {few:,} open"
    return [
        cost(part, name, f"nothing due among {many:,} open", against, taken["empty, many"], taken["empty, few"], GOAL),
        cost(part, name, f"{DUE} due among {many:,} open", against, taken["ten, many"], taken["ten, few"], GOAL),
    ]


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
