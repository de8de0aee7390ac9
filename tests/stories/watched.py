"""The program of the stories: the production wiring, and a watch on what each desk gives it and is given by it."""

from collections.abc import Collection, Mapping
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from sqlalchemy import select

from bot.app import Application
from bot.clock import Clock
from bot.desk import Desk
from bot.legs.leg import Leg
from bot.settings import Settings
from bot.sources.publisher import Publisher
from handlers.intents import Actor, Click, Filled, Handed, Intent, Said
from handlers.parcels import Alarm, Mark, Parcel, PublicAnswer
from handlers.replies import Reply
from routing.delivery import GaveUp, Outcome, Published, RetryAfter, Sent, Unknown
from routing.item import Place
from storage.courier import LEASED_COLUMNS, Leased
from storage.database import PATIENCE, Transaction
from storage.tables import outbox
from tests.gallery.documents import MET, name_of_message
from tests.gallery.replies import shown_by
from tests.stories.watch import Watch

WATCHES = [Watch()]
"""The watch of the story that runs is the last."""

_CATCHING_UP: ContextVar[bool] = ContextVar("catching_up", default=False)


class WatchedDesk:
    """A desk, and the watch on it."""

    def __init__(self, desk: Any, application: "WatchedApplication") -> None:
        self._desk = desk
        self._application = application
        self.name: str = desk.name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def routes(self) -> list[web.RouteDef]:
        found: list[web.RouteDef] = self._desk.routes()
        self._application.over_https[self.name] = bool(found)
        return found

    async def send(self, parcel: Parcel | Mark) -> Outcome:
        leased = await self._application.row_of(parcel)
        if isinstance(parcel, Parcel):
            MET.meet(name_of_message(leased.kind, parcel.message), parcel.message)
        outcome: Outcome = await self._desk.send(parcel)
        self._application.watch.sent(leased, parcel, outcome, triage=self._application.triage(self.name))
        return outcome

    async def find(self, conversation: str, tokens: Collection[str], since: datetime) -> Mapping[str, Place]:
        found: Mapping[str, Place] = await self._desk.find(conversation, tokens, since)
        self._application.watch.found(self.name, found)
        return found

    async def quiet_time(self, user: str) -> tuple[datetime, datetime] | None:
        span: tuple[datetime, datetime] | None = await self._desk.quiet_time(user)
        if span is not None:
            self._application.watch.facts[self.name].add("quiet time seen")
        return span

    async def catch_up(self) -> None:
        before = _CATCHING_UP.set(True)
        try:
            await self._desk.catch_up()
        finally:
            _CATCHING_UP.reset(before)


class WatchedLeg:
    """The second leg of pages, and the watch on it: what arrived counts on each desk that is connected."""

    def __init__(self, leg: Leg, application: "WatchedApplication") -> None:
        self._leg = leg
        self._application = application

    async def send(self, alarm: Alarm) -> Outcome:
        outcome = await self._leg.send(alarm)
        if isinstance(outcome, Sent):
            for desk in self._application.dispatch.desks:
                self._application.watch.facts[desk].add("second_leg posted")
        return outcome

    async def close(self) -> None:
        await self._leg.close()


class WatchedPublisher:
    """A source that can publish, and the watch on it: what stands there counts on each desk that is connected."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self.source, self.account, self.longest = publisher.source, publisher.account, publisher.longest
        self.desks: tuple[str, ...] = ()
        self.close = publisher.close

    async def publish(self, answer: PublicAnswer) -> Published | RetryAfter | GaveUp | Unknown:
        outcome = await self._publisher.publish(answer)
        self._saw(f"publish {'posted' if isinstance(outcome, Published) else 'refused'}")
        return outcome

    async def look_up(self, token: str, since: datetime) -> Published | None:
        found = await self._publisher.look_up(token, since)
        if found is not None:
            self._saw("publish found by looking")
        return found

    def _saw(self, fact: str) -> None:
        for desk in self.desks:
            WATCHES[-1].facts[desk].add(fact)


class WatchedApplication(Application):
    """Overrides only where a desk is made and where it asks; both call what production calls."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        patience: timedelta = PATIENCE,
        publishers: Mapping[str, Publisher] | None = None,
    ) -> None:
        watched = {name: WatchedPublisher(publisher) for name, publisher in (publishers or {}).items()}
        super().__init__(settings, clock, timedelta(0), patience, watched)
        for publisher in watched.values():
            publisher.desks = self.dispatch.desks
        self.sources = publishers
        self.patience = patience
        self.watch = WATCHES[-1]
        self.over_https: dict[str, bool] = {}

    async def start(self) -> None:
        self.watch.lives += 1
        await super().start()

    async def row_of(self, parcel: Parcel | Mark) -> Leased:
        """The row of the outbox that a parcel was drawn of."""

        def read() -> Leased:
            with self.database.read() as transaction:
                return _row(transaction, parcel.token)

        return await self.engine.read(read)

    def triage(self, desk: str) -> str:
        channels = self.books.last_read().desk(desk)
        return channels.triage if channels is not None else ""

    async def _ask(self, intent: Intent) -> Reply:
        reply = await super()._ask(intent)
        for name, document in shown_by(intent, reply):
            MET.meet(name, document)
        actor = intent.actor if isinstance(intent, Click | Filled | Said | Handed) else None
        self.watch.heard(intent, reply, known=self._knows(actor), catching_up=_CATCHING_UP.get())
        if actor is not None:
            self.watch.facts[actor.desk].add(
                "heard over HTTPS" if self.over_https.get(actor.desk) else "heard at a socket"
            )
        return reply

    def _knows(self, actor: Actor | None) -> bool:
        return actor is not None and self.books.last_read().person_by(actor.desk, actor.user) is not None

    def _make_desks(self) -> dict[str, Desk]:
        return {name: WatchedDesk(desk, self) for name, desk in super()._make_desks().items()}

    def _make_legs(self) -> dict[str, Leg]:
        return {name: WatchedLeg(leg, self) for name, leg in super()._make_legs().items()}


def _row(transaction: Transaction, token: str) -> Leased:
    found = transaction.connection.execute(select(*LEASED_COLUMNS).where(outbox.c.token == token)).one()
    return Leased(**found._mapping)
