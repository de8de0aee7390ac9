"""A Teams desk on a local Connector, with handlers that answer what the test wants."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from bot.desks.teams.desk import TeamsDesk
from bot.desks.teams.settings import TeamsSettings, local_cloud
from handlers.intents import Intent, Met, Parted, Said
from handlers.replies import Ignored, Reply
from tests.handlers.examples import speaker
from tests.teams.connector import APP, SECRET, TENANT
from tests.teams.local import LocalTeams, channel_id

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
INTAKE, TRIAGE = channel_id("C0INTAKE"), channel_id("C0TRIAGE")


@dataclass
class Asked:
    """Takes the place of the handlers: keeps what is asked, answers what it was given, else nothing to do."""

    intents: list[Intent] = field(default_factory=list)
    replies: list[Reply | Exception] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)

    async def __call__(self, intent: Intent) -> Reply:
        match intent:
            case Met():
                self.references[intent.conversation] = intent.reference
                return Ignored()
            case Parted():
                self.references.pop(intent.conversation, None)
                return Ignored()
        self.intents.append(intent)
        reply = self.replies.pop(0) if self.replies else Ignored()
        if isinstance(reply, Exception):
            raise reply
        return reply

    async def kept(self, conversation: str) -> str | None:
        return self.references.get(conversation)


@dataclass
class Scene:
    teams: LocalTeams
    desk: TeamsDesk
    asked: Asked
    moment: list[datetime]

    def later(self, **by: float) -> None:
        """Moves the desk's clock."""
        self.moment[0] += timedelta(**by)

    def only(self) -> Any:
        """The one intent."""
        assert len(self.asked.intents) == 1, self.asked.intents
        return self.asked.intents[0]

    def all_said(self) -> list[Said]:
        """What people wrote to the bot, when they did nothing else."""
        found = [one for one in self.asked.intents if isinstance(one, Said)]
        assert len(found) == len(self.asked.intents), self.asked.intents
        return found


def settings_of(teams: LocalTeams, **other: Any) -> TeamsSettings:
    given: dict[str, Any] = {"app_id": APP, "tenant_id": TENANT, "app_password": SECRET, **other}
    return TeamsSettings(cloud=local_cloud(teams.address), **given)


@asynccontextmanager
async def scene(call_seconds: float = 5.0, **settings: Any) -> AsyncIterator[Scene]:
    teams = LocalTeams(lambda: NOW)
    await teams.start()
    for user, name in (("U0BO", "Bo Berg"), ("U0ADA", "Ada Lund")):
        teams.add_person(name, id=user)
    teams.add_person("A Guest", id="U0GUEST", guest=True)
    for channel in (INTAKE, TRIAGE):
        teams.add_channel(channel)
    asked, moment = Asked(), [NOW]
    desk = TeamsDesk(
        settings=settings_of(teams, **settings), ask=asked, intake=lambda: (INTAKE,), kept=asked.kept,
        identity=lambda person: {"bo": "U0BO", "ada": "U0ADA", "left": "U0LEFT"}.get(person),
        now=lambda: moment[0], vouched=lambda user: user == "U0BO", speaks=lambda _: speaker(),
        reacts=lambda emoji: emoji in ("eyes", "white_check_mark", "like"), call_seconds=call_seconds,
    )  # fmt: skip
    application = web.Application()
    application.add_routes(desk.routes())
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    teams.bot_url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    try:
        await desk.start()
        yield Scene(teams, desk, asked, moment)
    finally:
        await desk.stop()
        await runner.cleanup()
        await teams.stop()
