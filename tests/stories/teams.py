"""The same stage with a local Teams on it instead of a local Slack."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from pydantic import SecretStr

from bot.clock import Clock
from bot.settings import Settings
from bot.sources.publisher import Publisher
from storage.database import PATIENCE
from tests.databases import copy_migrated
from tests.stories.company import COMPANY
from tests.stories.troubles import CHANNELS, TeamsTroubles
from tests.stories.watched import WatchedApplication
from tests.stories.world import CHOSEN, INTAKE, PEOPLE, STAGES, TRIAGE, Player, World, oslo, slack_world, start_bot
from tests.stories.world import SECRET as STORY_SECRET
from tests.teams.connector import APP, SECRET, TENANT
from tests.teams.local import LocalTeams, channel_id


def in_teams(handbook: str) -> str:
    """A handbook of the stories, for a company that works in Teams; who was on Teams alone is on Slack alone then."""
    other = {"slack": "teams", "teams": "slack"}
    named = re.sub(r"(?m)^(slack|teams)(?= = )", lambda match: other[match[1]], handbook)
    named = named.replace("[desks.slack]", "[desks.teams]")
    for channel in CHANNELS:
        named = named.replace(f'"{channel}"', f'"{channel_id(channel)}"')
    return named


def teams_settings(teams: LocalTeams) -> dict[str, Any]:
    """The bot's settings for this Teams: real tokens both ways."""
    return {
        "teams_app_id": APP,
        "teams_app_password": SecretStr(SECRET),
        "teams_tenant_id": TENANT,
        "teams_cloud_url": teams.address,
    }


@dataclass
class TeamsWorld(TeamsTroubles, World):
    """`workspace` is the local Teams: it is read under the same names."""

    desk: ClassVar[str] = "teams"

    def person(self, name: str) -> "TeamsPlayer":
        return TeamsPlayer(self, f"U0{name.upper()}")

    def has_signs(self, ts: str, signs: list[str]) -> None:
        """Teams lets no bot react: the card alone shows it."""

    async def settle(self) -> None:
        while True:
            await self.workspace.idle()
            await self.application.settle()
            teams: Any = self.workspace
            if teams.quiet:
                return

    def sees_all(self, channel: str, user: str | None = None) -> str:
        """What somebody was told in answer to words in a channel stands in their chat, but belongs there."""
        owner = channel.partition(":")[2] if channel.startswith("a:") else None
        return super().sees_all(channel, user or owner)

    def worded(self, handbook: str) -> str:
        return in_teams(handbook)

    def spoken(self, command: str) -> str:
        return command

    def mention(self, name: str) -> str:
        """Somebody mentioned, as people write it here."""
        teams: Any = self.workspace
        return str(teams.mention(f"U0{name.upper()}"))

    def everybody(self) -> list[str]:
        teams: Any = self.workspace
        return list(teams.people)

    def bot_started(self) -> None:
        assert self.application.web is not None
        teams: Any = self.workspace
        teams.bot_url = f"http://127.0.0.1:{self.application.web.port}/api/messages"


@asynccontextmanager
async def teams_world(
    folder: Path,
    *,
    database: str = "",
    begins: str = "2026-03-04 10:00",
    handbook: str = COMPANY,
    patience: timedelta = PATIENCE,
    more: Mapping[str, Any] | None = None,
    publishers: Mapping[str, Publisher] | None = None,
) -> AsyncIterator[World]:
    """Opens the stage; at the end nothing that the bot said may be left unlooked at."""
    clock = Clock(oslo(begins))
    teams = LocalTeams(now=clock.now)
    file = folder / "handbook.toml"
    file.write_text(in_teams(handbook), encoding="utf-8")
    await teams.start()
    for name, real_name in PEOPLE.items():
        teams.add_person(name, real_name=real_name, id=f"U0{name.upper()}")
    teams.add_person("guest", real_name="A Guest", id="U0GUEST", guest=True)
    for channel in CHANNELS:
        teams.add_channel(channel_id(channel))
    settings = Settings(
        database_url=database or copy_migrated(folder / "svarvakt.db"),
        handbook=file,
        port=0,
        intake_secrets={"shop": SecretStr(STORY_SECRET)},
        **teams_settings(teams),
        **(more or {}),
    )
    stands_in: Any = teams
    world = TeamsWorld(stands_in, clock, settings, WatchedApplication(settings, clock, patience, publishers))
    try:
        await start_bot(world)
        yield world
        await world.settle()
        assert not world.unexpected(), "nobody looked at:\n" + "\n".join(world.unexpected())
    finally:
        await world.application.stop()
        await teams.stop()


STAGES["teams"] = teams_world


@dataclass
class TeamsPlayer(Player):
    async def clicks_on(self, message: Mapping[str, Any], label: str, channel: str = TRIAGE) -> None:
        teams: Any = self.world.workspace
        conversation, stored = teams._message(message["ts"])
        outcome = await teams.press(self.user, conversation, stored, message["card"], label, {})
        await self.world.settle()
        assert outcome.acknowledged

    async def goes_back(self, label: str) -> None:
        teams: Any = self.world.workspace
        conversation, stored, card = teams._views[self.user]
        outcome = await teams.press(self.user, conversation, stored, card, label, {})
        await self.world.settle()
        assert outcome.acknowledged

    async def hands_over(self, name: str, text: str | bytes) -> None:
        """Attaches a file to a message to the bot, in the personal chat."""
        teams: Any = self.world.workspace
        acknowledged = await teams.hand_over(self.user, name, text.encode() if isinstance(text, str) else text)
        await self.world.settle()
        assert acknowledged

    async def puts_away(self) -> None:
        await self.world.workspace.click_in_view(self.user, label="Keep as draft")
        await self.world.settle()

    def field(self, name: str) -> str:
        teams: Any = self.world.workspace
        return str(teams.stands_in(self.user, name))

    async def gets_file(self) -> tuple[str, str]:
        """Allows the newest file that the bot offers; its name and text, as they now stand in the OneDrive."""
        teams: Any = self.world.workspace
        message, name, text = await teams.take_file(self.user)
        await self.world.settle()
        self.world.seen |= {(channel, message) for channel in (teams.chat(self.user).id, TRIAGE, INTAKE)}
        return name, text


@asynccontextmanager
async def company_on_both(folder: Path, *, begins: str = "2026-03-04 10:00") -> AsyncIterator[tuple[World, World]]:
    """One bot on a local Slack and a local Teams; everybody is on both. The desk of this run of the story is first."""
    async with slack_world(folder, begins=begins, started=False) as slack:
        teams = LocalTeams(now=slack.clock.now)
        await teams.start()
        for name, real_name in PEOPLE.items():
            teams.add_person(name, real_name=real_name, id=f"U0{name.upper()}")
        for channel in CHANNELS:
            teams.add_channel(channel_id(channel))
        handbook = re.sub(r"(?m)^slack = (.*)$", r"slack = \1\nteams = \1", COMPANY)
        section = COMPANY[COMPANY.index("[desks.slack]") : COMPANY.index("[[person]]")]
        slack.settings.handbook.write_text(
            handbook.replace("[[person]]", f"{in_teams(section)}[[person]]", 1), encoding="utf-8"
        )
        settings = slack.settings.model_copy(update=teams_settings(teams))
        slack.settings, slack.application = settings, WatchedApplication(settings, slack.clock)
        stands_in: Any = teams
        world = TeamsWorld(stands_in, slack.clock, settings, slack.application)
        try:
            await start_bot(slack)
            world.bot_started()
            yield (slack, world) if CHOSEN[-1] == slack.desk else (world, slack)
            await world.settle()
            assert not world.unexpected(), "nobody looked at:\n" + "\n".join(world.unexpected())
        finally:
            await slack.application.stop()
            await teams.stop()
