"""The only wiring: settings and a clock in, a running process out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from aiohttp import web

from bot.by_name import DeskMaker, language_model
from bot.calendars import importing
from bot.calendars.feed import calendar_routes
from bot.calendars.importing import CalendarImport
from bot.cannot_start import CannotStart
from bot.clock import Clock
from bot.courier import Courier
from bot.desk import Desk
from bot.engine import Engine, EngineStopped, TooBusy
from bot.handbook_file import put_in_force, read_offered, refuse_missing_desks
from bot.handbook_saved import HandbookSaved
from bot.handbook_watch import LOOKS, HandbookWatch
from bot.health import Probe
from bot.legs.leg import Leg
from bot.legs.making import make_legs
from bot.metrics import Metrics
from bot.metrics_route import metrics_route
from bot.quiet_times import LOOKS as QUIET_LOOKS
from bot.quiet_times import QuietTimes
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.sources.publisher import Publisher, accounts_of, carriers_of
from bot.sources.webhook.inbound import intake_routes
from bot.sweeper import Sweeper
from bot.web import WebServer
from handlers import calendar_feed, housekeeping
from handlers.books import Books
from handlers.dispatch import Dispatch
from handlers.intents import Intent
from handlers.lateness import LATE_AFTER
from handlers.replies import Busy, Reply
from handlers.scene import Wakes
from routing.delivery import PACE
from routing.item import Place
from storage import gauges, schema
from storage.database import PATIENCE, Database
from storage.errors import StorageError

log = logging.getLogger(__name__)

CATCH_UP = timedelta(minutes=10)
"""How often the intake channels are read again for what no event has brought."""

CLEAN_UP = timedelta(hours=6)


class Application:
    """One process. `pace`: see `bot.courier.Courier`; `patience`: see `storage.database.Database`. `publishers` are the
    sources that can publish answers, by source: none so far."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        pace: timedelta = PACE,
        patience: timedelta = PATIENCE,
        publishers: Mapping[str, Publisher] | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.database = Database(settings.database_url, patience)
        self.books = Books()
        self.publishers = publishers or {}
        names = tuple(name for name, given in (("slack", settings.slack), ("teams", settings.teams)) if given)
        read_file = partial(read_offered, settings.handbook)
        self.dispatch = Dispatch(
            self.database,
            self.books,
            names,
            language_model(),
            read_file,
            settings.legs,
            settings.public_url or "",
            self._link,
            accounts_of(self.publishers),
        )
        self.engine = Engine(self.dispatch, clock, self._woken)
        saved = HandbookSaved(self.engine, self.dispatch, clock, self._woken)
        self.handbook_watch = HandbookWatch(read_file, saved.take)
        self.calendar_import = CalendarImport(
            settings.rota_calendars, self.books, self.engine, self.dispatch, clock, self._woken
        )
        self.desks: dict[str, Desk] = {}
        self.legs: dict[str, Leg] = {}
        self.carriers = carriers_of(self.publishers)
        self.metrics = Metrics()
        self.sweeper = Sweeper(self.engine, self.dispatch, clock, self._woken, self.metrics)
        self.scheduler = Scheduler(clock, self.sweeper.sweep)
        self.courier = Courier(
            self.engine, self.dispatch, clock, self.desks, pace, self._woken, self.metrics, self.legs, self.carriers
        )
        self.probe = Probe(self.database, self.engine, self.scheduler, self.courier, self._overdue_since)
        self.quiet_times = QuietTimes(self.engine, self.dispatch, clock, self.desks, self._woken)
        self.web: WebServer | None = None
        self.desk_maker = DeskMaker(self._ask, self.engine, self.dispatch, self.books, clock)

    async def start(self) -> None:
        """Prepares the database and the handbook, then listens. CannotStart, in words; what had started is stopped."""
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stops listening, finishes what is under way, closes. What still waits is sent after the next start.

        May be called twice. The desks go after the courier, which sends through them.
        """
        steps: list[Callable[[], Awaitable[None]]] = [self.scheduler.stop, self.quiet_times.stop, self.courier.stop]
        if self.web is not None:
            steps.insert(0, self.web.stop)
        steps += [desk.stop for desk in self.desks.values()]
        steps += [leg.close for leg in self.legs.values()]
        steps += [carrier.close for carrier in self.carriers.values()]
        for step in (*steps, self.engine.stop):
            try:
                await step()
            except Exception as error:
                log.error("%s failed: %s", step.__qualname__, type(error).__name__)
        self.sweeper.stop()
        self.database.close()

    async def settle(self) -> None:
        """Waits until nothing is due, nothing is being stored and nothing is being sent."""
        while True:
            await self.scheduler.idle()
            await self.quiet_times.idle()
            await self.courier.idle()
            # Whoever was woken just now has its turn first.
            await asyncio.sleep(0)
            wanted = (self.scheduler.is_wanted, self.courier.is_wanted, self.quiet_times.is_wanted)
            if not self.engine.waiting and not any(wanted):
                return

    async def forward(self, by: timedelta) -> None:
        """Moves a movable clock as time would pass: from one due moment to the next, each settled before the next."""
        goal = self.clock.now() + by
        while True:
            await self.settle()
            moments = (self.scheduler.next_at, self.courier.next_at)
            soonest = min((moment for moment in moments if moment is not None and moment <= goal), default=None)
            if soonest is None:
                break
            self.clock.forward(max(soonest - self.clock.now(), timedelta(milliseconds=1)))
        self.clock.forward(max(goal - self.clock.now(), timedelta(0)))
        await self.settle()

    async def _start(self) -> None:
        await self.handbook_watch.begin()
        try:
            self._prepare_tables()
            put_in_force(self.database, self.books, self.settings.handbook, self.clock.now())
            refuse_missing_desks(self.books.last_read(), self.dispatch.desks)
        except StorageError as error:
            raise CannotStart(f"The database cannot be used: {error}") from error
        language_model().begin()
        routes: list[web.AbstractRouteDef] = []
        self.desks.update(self._make_desks())
        self.legs.update(self._make_legs())
        for desk in self.desks.values():
            routes += desk.routes()
        routes += intake_routes(self.settings.intake_secrets, self._ask, self.clock.now)
        routes += calendar_routes(self._feed)
        routes.append(metrics_route(self._told_metrics, self.settings.metrics_token))
        self.web = WebServer(self.settings.host, self.settings.port, routes, self.probe.health, self.probe.ready)
        self.engine.start()
        await self.web.start()
        self.scheduler.every(CATCH_UP, self._catch_up)
        self.scheduler.every(CLEAN_UP, self._clean_up)
        self.scheduler.every(LOOKS, self.handbook_watch.look)
        self.scheduler.every(importing.LOOKS, self.calendar_import.look)
        self.scheduler.every(QUIET_LOOKS, self.quiet_times.look)
        self.sweeper.start()
        self.scheduler.start()
        for desk in self.desks.values():
            await self._connect(desk)
        self.courier.start()
        await self._catch_up()

    def _make_desks(self) -> dict[str, Desk]:
        return self.desk_maker.make(self.settings)

    def _make_legs(self) -> dict[str, Leg]:
        return make_legs(self.settings, self.clock.now, self._link)

    def _link(self, place: Place) -> str:
        desk = self.desks.get(place.desk)
        return desk.link(place) if desk is not None else ""

    async def _connect(self, desk: Desk) -> None:
        try:
            await desk.start()
        except self.desk_maker.unreachable as error:
            # The desk's own words, a kind and an error word, hold no token.
            words = str(error) or type(error).__name__
            what = "refuses the credentials" if words.startswith(("refused", "credentials")) else "cannot be reached"
            raise CannotStart(
                f"{desk.name.capitalize()} {what} ({words}).",
                "`svarvakt check` looks at each of them.",
            ) from error

    async def _ask(self, intent: Intent) -> Reply:
        """For desks and sources: Busy when nothing was stored, so that the vendor or the person asks again.

        What is raised beyond that is the fault of the intent, or of the program.
        """
        try:
            return await self.engine.ask(intent)
        except (TooBusy, EngineStopped, StorageError) as error:
            log.warning("a %s was not stored: %s", type(intent).__name__, type(error).__name__)
            return Busy()

    def _prepare_tables(self) -> None:
        """A SQLite file is created or brought up to date (after a copy); PostgreSQL must be migrated by hand."""
        if self.database.file is not None:
            schema.migrate(self.database)
        schema.check(self.database)

    def _overdue_since(self) -> datetime:
        """What was due then, and is not taken, is late. A clock that was moved by hand makes nothing late at once."""
        now = self.clock.now()
        moved_at = self.sweeper.moved_at
        return now - LATE_AFTER if moved_at is None or now - moved_at > LATE_AFTER else datetime.min.replace(tzinfo=UTC)

    async def _told_metrics(self) -> bytes:
        now = self.clock.now()
        found = await self.engine.read(
            lambda: self.dispatch.look(lambda scene: gauges.read(scene.transaction, now), now)
        )
        return self.metrics.text(found, self.engine.waiting)

    def _woken(self, wakes: Wakes) -> None:
        if wakes.outbox:
            self.courier.wake()
        self.scheduler.consider(wakes.due_at)
        self.quiet_times.want(wakes.quiet)

    async def _feed(self, secret: str) -> str | None:
        now = self.clock.now()
        return await self.engine.read(lambda: self.dispatch.look(lambda scene: calendar_feed.feed(scene, secret), now))

    async def _catch_up(self) -> None:
        for desk in self.desks.values():
            await desk.catch_up()

    async def _clean_up(self) -> None:
        now = self.clock.now()
        await self.engine.write(lambda: self.dispatch.run(housekeeping.forget_old, now))


async def serve(settings: Settings, clock: Clock) -> None:
    """Runs until it is cancelled (Ctrl-C, SIGTERM), then stops cleanly. CannotStart, in words."""
    application = Application(settings, clock)
    await application.start()
    log.info("Svarvakt keeps watch on %s; stop it with Ctrl-C.", ", ".join(application.desks))
    try:
        await asyncio.Event().wait()
    finally:
        await application.stop()
