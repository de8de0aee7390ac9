"""The stage for stories: one company, its chat, its bot with the production wiring, on one clock.

    await ada.posts("Where is my parcel? https://facebook.com/fjellro/1")
    await bo.clicks("Claim")
    cy.sees("Bo Berg took it")
    await world.forward(hours=3)
    dee.is_paged()

Whatever the bot posts must be looked at: a message that nobody expected fails the story at its end.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from aiohttp import ClientSession
from pydantic import SecretStr

from bot.clock import Clock
from bot.handbook_watch import LOOKS
from bot.settings import Settings
from bot.sources.publisher import Publisher
from bot.workspace import Workspace
from storage.database import PATIENCE
from tests.databases import copy_migrated
from tests.gallery.shapes import strange
from tests.stories.company import COMPANY, INTAKE, MANAGERS, PEOPLE, TRIAGE
from tests.stories.player import Player
from tests.stories.reading import text_of
from tests.stories.troubles import Troubles
from tests.stories.watched import WatchedApplication

__all__ = ["INTAKE", "MANAGERS", "TRIAGE", "World", "start_bot", "world_of"]

OSLO = ZoneInfo("Europe/Oslo")


def oslo(text: str) -> datetime:
    """ "2026-03-04 10:00" as wall time in Oslo. 2026-03-04 is a Wednesday."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


SECRET = "a-secret-of-the-shop-for-tests"


@dataclass(frozen=True)
class Answer:
    """What another program was answered over HTTP."""

    status: int
    body: Any


@dataclass
class World(Troubles):
    """`seen` holds (channel, ts) of the bot's messages that the story has looked at."""

    desk: ClassVar[str] = "slack"

    workspace: Workspace
    clock: Clock
    settings: Settings
    application: WatchedApplication
    seen: set[tuple[str, str]] = field(default_factory=set)
    told: dict[str, set[tuple[str, str, str]]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Player:
        if name in PEOPLE or name == "guest":
            return self.person(name)
        raise AttributeError(name)

    def person(self, name: str) -> Player:
        """Somebody whom a story has added itself: `workspace.add_person(name, id=f"U0{name.upper()}")`."""
        return Player(self, f"U0{name.upper()}")

    async def settle(self) -> None:
        """Waits until nothing is going on: no event, no click, nothing due, nothing to send."""
        while True:
            await self.workspace.idle()
            await self.application.settle()
            if self.workspace.core.activity.quiet:
                return

    async def forward(self, **by: float) -> None:
        """Moves the clock as time passes: `hours=3`, `minutes=10`."""
        await self.settle()
        await self.application.forward(timedelta(**by))
        await self.workspace.tick()
        await self.settle()

    async def until(self, moment: str) -> None:
        """To a wall time in Oslo, "2026-03-05 08:00"."""
        await self.forward(seconds=(oslo(moment) - self.clock.now()).total_seconds())

    async def restart_after(self, **by: float) -> None:
        """The bot stops, time goes by, and it starts with nothing in its memory."""
        await self.settle()
        await self.application.stop()
        self.clock.forward(timedelta(**by))
        await start_bot(self)
        await self.settle()

    async def write_handbook(self, text: str) -> None:
        """The handbook's file is saved, worded for this desk, and the bot sees it: it looks twice."""
        self.settings.handbook.write_text(self.worded(text), encoding="utf-8")
        for _ in range(2):
            await self.forward(seconds=LOOKS.total_seconds() + 0.1)

    async def integration_posts(self, name: str = "Facebook Pages", **post: Any) -> str:
        known = {one.name: one.id for one in self.workspace.core.state.integrations.values()}
        bot = known.get(name) or self.workspace.add_integration(name)
        ts = await self.workspace.post_as_integration(bot, INTAKE, **post)
        await self.settle()
        return ts

    async def hands_in(self, body: Mapping[str, Any] | bytes, headers: Mapping[str, str] | None = None) -> "Answer":
        """Another program posts to /intake/shop, with the secret as its bearer unless `headers` say otherwise."""
        assert self.application.web is not None
        given = {"Authorization": f"Bearer {SECRET}"} if headers is None else dict(headers)
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        address = f"http://127.0.0.1:{self.application.web.port}/intake/shop"
        async with (
            ClientSession() as session,
            session.post(
                address, data=BytesIO(data), headers={"Content-Type": "application/json", **given}
            ) as response,
        ):
            answer = Answer(response.status, await response.json())
        await self.settle()
        return answer

    def cards(self) -> list[dict[str, Any]]:
        """The cards in the triage channel, the oldest first; looking at them is expecting them."""
        found = [message for message in self.workspace.history(TRIAGE) if self._is_ours(message)]
        self.seen |= {(TRIAGE, message["ts"]) for message in found}
        return found

    def card(self, number: int | None = None) -> dict[str, Any]:
        """The card of an item, or the newest."""
        cards = self.cards()
        assert cards, "no card has been posted"
        if number is None:
            return cards[-1]
        return next(card for card in cards if f"#{number} " in text_of(card).partition("\n")[0])

    def thread(self, number: int | None = None) -> str:
        """The history below a card, as text; it is one reply that is edited, never two."""
        card = self.card(number)
        replies = [reply for reply in self.workspace.replies(TRIAGE, card["ts"]) if reply["ts"] != card["ts"]]
        assert len(replies) == 1, f"{len(replies)} replies below the card"
        return text_of(replies[0])

    def below_card(self, number: int) -> list[str]:
        """Everything that stands in a card's thread, as text, the oldest first."""
        card = self.card(number)
        return [text_of(one) for one in self.workspace.replies(TRIAGE, card["ts"]) if one["ts"] != card["ts"]]

    def has_signs(self, ts: str, signs: list[str]) -> None:
        """These reactions, and no others, stand on a post: on desks whose bots can react."""
        assert self.signs(ts) == signs

    def signs(self, ts: str, channel: str = INTAKE) -> list[str]:
        """Names of the reactions that stand on a message."""
        message = next(message for message in self.workspace.history(channel) if message["ts"] == ts)
        return [reaction["name"] for reaction in message.get("reactions", ())]

    def managers_line(self) -> str:
        """The newest message in the managers' channel."""
        found = [message for message in self.workspace.history(MANAGERS) if self._is_ours(message)]
        assert found, "nothing stands in the managers' channel"
        self.seen.add((MANAGERS, found[-1]["ts"]))
        return text_of(found[-1])

    def count_in(self, channel: str) -> int:
        """How many messages of the bot stand in a channel, threads apart."""
        return sum(self._is_ours(message) for message in self.workspace.history(channel))

    def expects_hand_overs(self) -> None:
        """The rota's people have been told that their shifts began and ended, in a story that is about other things."""
        for person in (self.person("dee"), self.person("gro")):
            person.sees_all()

    def sees_all(self, channel: str, user: str | None = None) -> str:
        """Looks at everything in a channel; returns it all, the oldest first."""
        messages = self.workspace.history(channel, user)
        self.seen |= {(channel, message["ts"]) for message in messages}
        return "\n---\n".join(text_of(message) for message in messages)

    def unexpected(self) -> list[str]:
        """What the bot has posted and nobody has looked at, in words."""
        channels = (TRIAGE, MANAGERS, INTAKE)
        public = [(c, message) for c in (*channels, *self._directs()) for message in self.workspace.history(c)]
        said = [(f"in {c}", c, message) for c, message in public if self._is_ours(message)]
        for user in self.everybody():
            alone = [(c, message) for c in channels for message in self.workspace.history(c, user)]
            said += [(f"{user} alone in {c}", c, message) for c, message in alone if message.get("ephemeral")]
        return [f"{where}: {text_of(it)[:200]}" for where, c, it in said if (c, it["ts"]) not in self.seen]

    def worded(self, handbook: str) -> str:
        """A handbook of the stories as this desk's company would write it."""
        return handbook

    def spoken(self, command: str) -> str:
        """How a command is said to the bot here."""
        return f"/svar {command}"

    def mention(self, name: str) -> str:
        """Somebody mentioned, as it is written here: "bo"."""
        return f"<@U0{name.upper()}>"

    def everybody(self) -> list[str]:
        """The ids of all people."""
        return list(self.workspace.core.state.people)

    def bot_started(self) -> None:
        """Tells the workspace where the bot listens."""
        if self.settings.slack_signing_secret is not None and self.application.web is not None:
            self.workspace.events_url = f"http://127.0.0.1:{self.application.web.port}/slack/events"

    def _is_ours(self, message: Mapping[str, Any]) -> bool:
        return message.get("user") == self.workspace.bot_user_id

    def _directs(self) -> list[str]:
        found = (self.workspace.direct(user) for user in self.everybody())
        return [channel for channel in found if channel]


def settings_for(workspace: Workspace, database: str, handbook: Path, *, http: bool = False) -> Settings:
    """The bot's settings for this workspace: Socket Mode, or signed HTTP."""
    secret = SecretStr(workspace.signing_secret)
    way: dict[str, Any] = (
        {"slack_signing_secret": secret} if http else {"slack_app_token": SecretStr(workspace.app_token)}
    )
    return Settings(
        slack_bot_token=SecretStr(workspace.bot_token),
        slack_api_url=workspace.api_url,
        database_url=database,
        handbook=handbook,
        port=0,
        intake_secrets={"shop": SecretStr(SECRET)},
        **way,
    )


def world_of(folder: Path, **options: Any) -> AbstractAsyncContextManager[World]:
    """Opens the stage of the desk that this run of the story is about: see `slack_world` for the options."""
    return STAGES[CHOSEN[-1]](folder, **options)


@asynccontextmanager
async def slack_world(
    folder: Path,
    *,
    database: str = "",
    begins: str = "2026-03-04 10:00",
    http: bool | None = None,
    handbook: str = COMPANY,
    started: bool = True,
    patience: timedelta = PATIENCE,
    more: Mapping[str, Any] | None = None,
    publishers: Mapping[str, Publisher] | None = None,
) -> AsyncIterator[World]:
    """Opens the stage; at the end nothing that the bot said may be left unlooked at.

    `more` are further settings, `publishers` sources that can publish. `started`: the bot is at work. `patience`: how
    long it waits for a database that somebody else holds.
    """
    clock = Clock(oslo(begins))
    workspace = Workspace(now=clock.epoch, limits=False)
    workspace.acknowledge_within = 12.0  # Slack waits three seconds; a busy machine is no fault of the bot's
    file = folder / "handbook.toml"
    file.write_text(handbook, encoding="utf-8")
    await workspace.start()
    for name, real_name in PEOPLE.items():
        workspace.add_person(name, real_name=real_name, id=f"U0{name.upper()}")
    workspace.add_person("guest", real_name="A Guest", id="U0GUEST", guest=True)
    for name, channel in (("customer-posts", INTAKE), ("svar", TRIAGE), ("managers", MANAGERS)):
        workspace.add_channel(name, id=channel)
    address = database or copy_migrated(folder / "svarvakt.db")
    over_http = os.environ.get("SVARVAKT_STORIES_OVER") == "http" if http is None else http
    settings = settings_for(workspace, address, file, http=over_http).model_copy(update=dict(more or {}))
    world = World(workspace, clock, settings, WatchedApplication(settings, clock, patience, publishers))
    try:
        if started:
            await start_bot(world)
        yield world
        await world.settle()
        assert not world.unexpected(), "nobody looked at:\n" + "\n".join(world.unexpected())
        assert not (wrong := strange(workspace)), "\n".join(wrong)
    finally:
        await world.application.stop()
        await workspace.stop()


async def start_bot(world: World) -> None:
    """Starts the bot, again after a stop with everything that it has in memory gone."""
    if world.application.web is not None:
        before = world.application
        world.application = WatchedApplication(world.settings, world.clock, before.patience, before.sources)
    await world.application.start()
    world.bot_started()
    await asyncio.sleep(0)


STAGES: dict[str, Callable[..., AbstractAsyncContextManager[World]]] = {"slack": slack_world}
CHOSEN = ["slack"]
"""The desk whose stage `world_of` opens: every story runs once on each."""
