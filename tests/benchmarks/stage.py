"""The product's own parts, wired as the process wires them, without the network around them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from slack_bolt.async_app import AsyncApp

from bot.by_name import language_model
from bot.clock import Clock
from bot.desks.slack.api import Api
from bot.desks.slack.cards import Cards
from bot.desks.slack.directs import Directs
from bot.desks.slack.events import Events
from bot.desks.slack.giving import Giving
from bot.desks.slack.handed import HandedFiles
from bot.desks.slack.homes import Homes
from bot.desks.slack.inbound import Inbound
from bot.desks.slack.interactions import Interactions
from bot.desks.slack.noticed import Self
from bot.desks.slack.people import People
from bot.desks.slack.replies import Replies
from bot.desks.slack.settings import SlackSettings
from bot.desks.slack.submissions import Submissions
from bot.desks.slack.unsent import Unsent
from bot.engine import Engine
from handlers.books import Books, offer
from handlers.dispatch import Dispatch
from storage.database import Database
from tests.benchmarks.events import CHANNEL, SECRET
from tests.handlers.examples import speaker
from tests.stories.company import COMPANY

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
"""A Wednesday morning in Oslo: the experts are at work."""

US = Self("U0BOT", "B0BOT", "A0APP", "T0TEAM")


def dispatch_on(database: Database) -> Dispatch:
    """The company's handbook is in force."""
    books = Books()
    offer(database, COMPANY, START)
    books.latest(database, START)
    language_model().begin().result()
    return Dispatch(database, books, ("slack",), language_model())


@contextmanager
def running(dispatch: Dispatch, clock: Clock) -> Iterator[Engine]:
    """The writer threads. Nobody is woken after a commit: neither courier nor scheduler run."""
    engine = Engine(dispatch, clock, lambda _: None)
    engine.start()
    yield engine


def bolt_app(engine: Engine, clock: Clock) -> AsyncApp:
    """The Slack desk's Bolt application with all its listeners."""
    settings = SlackSettings("xoxb-unused", None, SECRET, "http://127.0.0.1:9/api/")
    api = Api(settings)
    cards = Cards(lambda _: None)
    directs = Directs(api)
    giving = Giving(api, cards, lambda _: speaker(), directs)
    people, replies = (
        People(api, clock.now),
        Replies(api, cards, lambda _: speaker(), giving, directs, Homes(engine.ask, api, cards)),
    )
    inbound = Inbound(
        settings,
        Events(engine.ask, lambda: (CHANNEL,), people, replies, HandedFiles(engine.ask, api, replies), lambda _: False),
        Interactions(engine.ask, api, people, replies, lambda _: speaker()),
        Submissions(engine.ask, cards, people, replies, lambda _: speaker()),
        Unsent(engine.ask, people),
    )
    inbound.connected(US)
    return inbound.app
