"""What must not grow with the years: a new item's cost with what is open, a status's with what is closed."""

from time import perf_counter

from slack_bolt.async_app import AsyncApp

from bot.clock import Clock
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Said
from handlers.replies import Done
from routing.item import Place
from tests.benchmarks.events import CHANNEL, Events
from tests.benchmarks.filling import fill_closed, fill_open
from tests.benchmarks.intake import send
from tests.benchmarks.measuring import Figure, Way, alternate, cost
from tests.benchmarks.places import NAMES, Places
from tests.benchmarks.stage import START, bolt_app, dispatch_on, running

GOAL = "about 1"
PERIOD = 7
"""Days that a status looks back on."""


async def measure_intake(place: Places, kind: str, rounds: int, events: int, few: int, many: int) -> list[Figure]:
    """How many times as long one event takes among many open items as among few, one after the other."""
    clock = Clock(START)
    source = Events(clock)
    await source.prepare()
    databases = {"few": place.fresh(kind), "many": place.fresh(kind)}
    fill_open(databases["few"], few)
    fill_open(databases["many"], many)
    with (
        running(dispatch_on(databases["few"]), clock) as engine_few,
        running(dispatch_on(databases["many"]), clock) as engine_many,
    ):
        ways = {
            name: _posting(bolt_app(engine, clock), source, events)
            for name, engine in (("few", engine_few), ("many", engine_many))
        }
        taken = await alternate(ways, rounds)
        await engine_few.stop()
        await engine_many.stop()
    for database in databases.values():
        place.remove(database)
    what, against = f"post to committed item, {many:,} open", f"the same with {few:,} open"
    return [cost("Intake as items pile up", NAMES[kind], what, against, taken["many"], taken["few"], GOAL)]


async def measure_status(place: Places, kind: str, rounds: int, opened: int, closed: int, days: int) -> list[Figure]:
    """How many times as long `/svar status` takes with years of closed items as with the last week's alone."""
    week = closed * PERIOD // days
    databases = {"week": place.fresh(kind), "years": place.fresh(kind)}
    fill_closed(databases["week"], week, PERIOD)
    fill_closed(databases["years"], closed, days)
    ways: dict[str, Way] = {}
    for name, database in databases.items():
        fill_open(database, opened)
        ways[name] = _asking(dispatch_on(database))
    taken = await alternate(ways, rounds)
    for database in databases.values():
        place.remove(database)
    what = f"/svar status, {opened:,} open, {closed:,} closed over {days} days"
    against = f"the same with the last week's {week:,} closed alone"
    return [cost("Status", NAMES[kind], what, against, taken["years"], taken["week"], GOAL)]


def _posting(app: AsyncApp, source: Events, events: int) -> Way:
    async def way() -> float:
        return await send(app, source.signed(events), at_once=1)

    return way


def _asking(dispatch: Dispatch) -> Way:
    said = Said("slack:status", Actor("slack", "U0EVA"), "status", Place("slack", CHANNEL, ""))

    async def way() -> float:
        begun = perf_counter()
        reply = dispatch.question(said, START).reply
        taken = perf_counter() - begun
        assert isinstance(reply, Done), reply
        return taken

    return way
