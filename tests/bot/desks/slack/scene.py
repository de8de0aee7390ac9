"""A workspace, the desk connected to it, and somebody who is asked: the intents are kept, the answers are given."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from aiohttp import web

from bot.desks.slack import SlackDesk, SlackSettings
from bot.workspace.server import Workspace
from handlers.intents import CaughtUp, Intent
from handlers.parcels import Parcel
from handlers.replies import Done, Reply
from routing.delivery import Sent
from routing.messages import Block, Lines, Message
from tests.handlers.examples import speaker

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
INTAKE = "C0INTAKE"
TRIAGE = "C0TRIAGE"

Json = dict[str, Any]
T = TypeVar("T")

IMPATIENT = 1.0
"""Seconds that Slack, or the desk, waits where a test lets nothing come: long enough for what does come meanwhile."""


@dataclass
class Asked:
    """Whom the desk asks. `answer` decides; an exception that it returns is raised. `positions` are the cursors."""

    answer: Callable[[Intent], Reply | Exception] = lambda _: Done()
    intents: list[Intent] = field(default_factory=list)
    positions: dict[str, str] = field(default_factory=dict)
    _heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, intent: Intent) -> Reply:
        self.intents.append(intent)
        self._heard.set()
        answer = self.answer(intent)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(intent, CaughtUp):
            self.positions[intent.conversation] = intent.position
        return answer

    async def position(self, channel: str) -> str | None:
        return self.positions.get(channel)

    async def until(self, come: Callable[[], bool]) -> None:
        """Wait for intents until it is true; ten real seconds at most."""
        async with asyncio.timeout(10):
            while not come():
                self._heard.clear()
                await self._heard.wait()

    def of(self, kind: type[T]) -> list[T]:
        return [intent for intent in self.intents if isinstance(intent, kind)]


class Scene:
    """The people are Ada and Bo (members), Gus (a guest) and Sam (of another organisation)."""

    def __init__(self) -> None:
        self.now = START
        self.workspace = Workspace(now=lambda: self.now.timestamp(), limits=False)
        self.ada = self.workspace.add_person("ada", real_name="Ada Lund", id="U0ADA")
        self.bo = self.workspace.add_person("bo", real_name="Bo Berg", id="U0BO")
        self.gus = self.workspace.add_person("gus", guest=True, id="U0GUS")
        self.sam = self.workspace.add_person("sam", stranger=True, id="U0SAM")
        self.workspace.add_channel("kundepost", id=INTAKE)
        self.workspace.add_channel("triage", id=TRIAGE)
        self.facebook = self.workspace.add_integration("Facebook Pages")
        self.asked = Asked()
        self.people = {"ada": self.ada, "bo": self.bo}
        self.desk: SlackDesk | None = None
        self._server: web.AppRunner | None = None

    def forward(self, **passed: float) -> None:
        self.now += timedelta(**passed)

    def new_desk(self, *, http: bool = False, call_seconds: float = 5.0) -> SlackDesk:
        workspace = self.workspace
        settings = SlackSettings(
            bot_token=workspace.bot_token,
            app_token=None if http else workspace.app_token,
            signing_secret=workspace.signing_secret,
            api_url=workspace.api_url,
        )
        return SlackDesk(
            settings=settings,
            ask=self.asked,
            intake=lambda: (INTAKE,),
            identity=self.people.get,
            position=self.asked.position,
            now=lambda: self.now,
            speaks=lambda _: speaker(),
            vouched=lambda user: user in self.people.values(),
            reacts=lambda emoji: emoji == "thumbsup",
            call_seconds=call_seconds,
            ping_seconds=0.2,
        )

    async def connect(self, *, http: bool = False, call_seconds: float = 5.0) -> SlackDesk:
        self.desk = desk = self.new_desk(http=http, call_seconds=call_seconds)
        await desk.start()
        if http:
            application = web.Application()
            application.add_routes(desk.routes())
            self._server = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
            await self._server.setup()
            site = web.TCPSite(self._server, "127.0.0.1", 0)
            await site.start()
            self.workspace.events_url = f"http://127.0.0.1:{self._server.addresses[0][1]}/slack/events"
        return desk

    @property
    def events_url(self) -> str:
        assert self.workspace.events_url is not None
        return self.workspace.events_url

    async def close(self) -> None:
        if self.desk is not None:
            await self.desk.stop()
        if self._server is not None:
            await self._server.cleanup()
        await self.workspace.stop()

    async def card(self, *blocks: Block, channel: str = TRIAGE, token: str = "t-1") -> str:
        """Post a card through the desk and return its time stamp."""
        assert self.desk is not None
        sent = await self.desk.send(Parcel(token, "slack", channel, message(*blocks)))
        assert isinstance(sent, Sent)
        return sent.place.message

    def seen(self, channel: str, user: str | None = None) -> list[Json]:
        """What stands in a channel, the newest last; with a user, what only they see as well."""
        return sorted(self.workspace.history(channel, user), key=lambda each: float(each["ts"]))

    def whispers(self, channel: str, user: str) -> list[str]:
        """The texts that this person alone sees."""
        return [each["text"] for each in self.seen(channel, user) if each.get("is_ephemeral") or each.get("ephemeral")]


def message(*blocks: Block, summary: str = "summary") -> Message:
    return Message(blocks, summary)


def said(sentence: str) -> Message:
    return Message((Lines(((sentence,),)),), sentence)
