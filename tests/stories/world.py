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
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from aiohttp import ClientSession
from pydantic import SecretStr

from bot.app import Application
from bot.clock import Clock
from bot.settings import Settings
from bot.workspace import Workspace, elements
from tests.stories.company import COMPANY
from tests.stories.reading import text_of

INTAKE, TRIAGE, MANAGERS = "C0INTAKE", "C0TRIAGE", "C0MANAGERS"
PEOPLE = {
    "ada": "Ada Lund", "bo": "Bo Berg", "cy": "Cy Dahl", "dee": "Dee Eik", "eva": "Eva Foss", "finn": "Finn Holm",
    "gro": "Gro Lie",
}  # fmt: skip
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
class World:
    """`seen` holds (channel, ts) of the bot's messages that the story has looked at."""

    desk: ClassVar[str] = "slack"

    workspace: Workspace
    clock: Clock
    settings: Settings
    application: Application
    seen: set[tuple[str, str]] = field(default_factory=set)
    told: dict[str, set[tuple[str, str, str]]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> "Player":
        if name in PEOPLE or name == "guest":
            return self.person(name)
        raise AttributeError(name)

    def person(self, name: str) -> "Player":
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
            session.post(address, data=data, headers={"Content-Type": "application/json", **given}) as response,
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
        return next(card for card in cards if f"#{number} " in text_of(card))

    def thread(self, number: int | None = None) -> str:
        """The history below a card, as text; it is one reply that is edited, never two."""
        card = self.card(number)
        replies = [reply for reply in self.workspace.replies(TRIAGE, card["ts"]) if reply["ts"] != card["ts"]]
        assert len(replies) == 1, f"{len(replies)} replies below the card"
        return text_of(replies[0])

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

    def unexpected(self) -> list[str]:
        """What the bot has posted and nobody has looked at, in words."""
        channels = (TRIAGE, MANAGERS, INTAKE)
        public = [(c, message) for c in (*channels, *self._directs()) for message in self.workspace.history(c)]
        said = [(f"in {c}", c, message) for c, message in public if self._is_ours(message)]
        for user in self.everybody():
            alone = [(c, message) for c in channels for message in self.workspace.history(c, user)]
            said += [(f"{user} alone in {c}", c, message) for c, message in alone if message.get("ephemeral")]
        return [f"{where}: {text_of(it)[:200]}" for where, c, it in said if (c, it["ts"]) not in self.seen]

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


@dataclass
class Player:
    """One person at their screen."""

    world: World
    user: str

    @property
    def told(self) -> set[tuple[str, str, str]]:
        """The private lines that they have looked at, as they read then."""
        return self.world.told.setdefault(self.user, set())

    async def posts(self, text: str, channel: str = INTAKE, **more: Any) -> str:
        ts = await self.world.workspace.post(self.user, channel, text, **more)
        await self.world.settle()
        return ts

    async def clicks(self, label: str, *, item: int | None = None, **more: Any) -> None:
        """On the card of an item; without one on the newest message that has such a button, private ones first."""
        channel, ts = self._find(label, item)
        outcome = await self.world.workspace.click(self.user, channel, ts, label=label, **more)
        await self.world.settle()
        assert outcome.acknowledged, f"the click on {label} was not acknowledged"

    async def clicks_on(self, message: Mapping[str, Any], label: str) -> None:
        """On a message as their screen still shows it, though it has been edited since."""
        core = self.world.workspace.core
        found = elements.find(message["blocks"], None, label, None)
        stored = core.people.message(self.user, TRIAGE, message["ts"])
        outcome = await core.interactions.press(self.user, core.state.channels[TRIAGE], stored, found, None)
        await self.world.settle()
        assert outcome.acknowledged

    async def fills(self, **values: str) -> Mapping[str, str]:
        """Fills in the open form and sends it; returns what was refused, by field."""
        outcome = await self.world.workspace.submit(self.user, values)
        await self.world.settle()
        return dict(outcome.errors or {})

    async def says(self, command: str, channel: str = TRIAGE) -> None:
        name, _, text = command.partition(" ")
        outcome = await self.world.workspace.command(self.user, channel, name, text)
        await self.world.settle()
        assert outcome.acknowledged

    def sees(self, words: str) -> str:
        """Somewhere on this person's screen stands a message of the bot with these words; returns its whole text."""
        shown = self._screen()
        for channel, message in shown:
            text = text_of(message)
            if words in text:
                self.world.seen.add((channel, message["ts"]))
                return text
        listing = "\n---\n".join(f"{channel}: {text_of(message)}" for channel, message in shown)
        raise AssertionError(f"{self.user} sees no {words!r}. On the screen:\n{listing}")

    def is_told(self, words: str) -> str:
        """A private line that they have not looked at before says so."""
        fresh = []
        for channel, message in self._screen():
            text = text_of(message)
            if message.get("ephemeral") and (channel, message["ts"], text) not in self.told:
                self.world.seen.add((channel, message["ts"]))
                self.told.add((channel, message["ts"], text))
                fresh.append(text)
        assert any(words in text for text in fresh), f"{self.user} is not told {words!r}, but: {fresh}"
        return next(text for text in fresh if words in text)

    def sees_nothing_of(self, words: str) -> None:
        found = [text_of(message) for _, message in self._screen() if words in text_of(message)]
        assert not found, f"{self.user} sees {words!r}: {found[0]}"

    def sees_form(self, words: str) -> dict[str, Any]:
        views = self.world.workspace.open_views(self.user)
        assert views, f"{self.user} has no form open"
        assert words in text_of(views[-1]), f"no {words!r} in: {text_of(views[-1])}"
        return views[-1]

    def is_paged(self, words: str = "You are on call") -> str:
        """Their newest direct message is a page that waits for them."""
        text = self._newest_direct()
        assert words in text, text
        assert "I take it" in text, f"{self.user} is not paged, but was told: {text}"
        return text

    def is_reminded(self, words: str = "") -> str:
        text = self._newest_direct()
        assert "Answer by" in text, text
        assert "I take it" not in text, text
        assert words in text, text
        return text

    def has_direct_messages(self, count: int) -> None:
        direct = self.world.workspace.direct(self.user)
        found = self.world.workspace.history(direct, self.user) if direct else []
        listing = "\n---\n".join(text_of(message) for message in found)
        assert len(found) == count, f"{self.user} has {len(found)} direct messages, not {count}:\n{listing}"

    def _newest_direct(self) -> str:
        direct = self.world.workspace.direct(self.user)
        found = self.world.workspace.history(direct, self.user) if direct else []
        assert found, f"{self.user} has no direct message"
        self.world.seen.add((str(direct), found[-1]["ts"]))
        return text_of(found[-1])

    def _screen(self) -> list[tuple[str, dict[str, Any]]]:
        """Every message that this person can see, the newest first: directs and private ones before the card's."""
        workspace = self.world.workspace
        channels = [workspace.direct(self.user), TRIAGE, INTAKE]
        if self.user in ("U0EVA", "U0CY"):
            channels.append(MANAGERS)
        shown = []
        for channel in channels:
            if channel is None:
                continue
            for message in reversed(workspace.history(channel, self.user)):
                shown.append((channel, message))
                if message.get("reply_count"):
                    replies = workspace.replies(channel, message["ts"], self.user)
                    shown += [(channel, reply) for reply in replies if reply["ts"] != message["ts"]]
        return sorted(shown, key=lambda pair: not pair[1].get("ephemeral") and pair[0] != channels[0])

    def _find(self, label: str, item: int | None) -> tuple[str, str]:
        if item is not None:
            return TRIAGE, self.world.card(item)["ts"]
        for channel, message in self._screen():
            if f"[{label}]" in text_of(message):
                return channel, message["ts"]
        raise AssertionError(f"{self.user} sees no button {label!r}")


def settings_for(workspace: Workspace, database: str, handbook: Path, *, http: bool = False) -> Settings:
    """The bot's settings for this workspace: Socket Mode, or signed HTTP."""
    secret = SecretStr(workspace.signing_secret)
    way = {"slack_signing_secret": secret} if http else {"slack_app_token": SecretStr(workspace.app_token)}
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
    http: bool = False,
    handbook: str = COMPANY,
    started: bool = True,
) -> AsyncIterator[World]:
    """Opens the stage; at the end nothing that the bot said may be left unlooked at. `started`: the bot is at work."""
    clock = Clock(oslo(begins))
    workspace = Workspace(now=clock.epoch, limits=False)
    file = folder / "handbook.toml"
    file.write_text(handbook, encoding="utf-8")
    await workspace.start()
    for name, real_name in PEOPLE.items():
        workspace.add_person(name, real_name=real_name, id=f"U0{name.upper()}")
    workspace.add_person("guest", real_name="A Guest", id="U0GUEST", guest=True)
    for name, channel in (("customer-posts", INTAKE), ("svar", TRIAGE), ("managers", MANAGERS)):
        workspace.add_channel(name, id=channel)
    address = database or f"sqlite:///{folder / 'svarvakt.db'}"
    settings = settings_for(workspace, address, file, http=http)
    world = World(workspace, clock, settings, Application(settings, clock, pace=timedelta(0)))
    try:
        if started:
            await start_bot(world)
        yield world
        await world.settle()
        assert not world.unexpected(), "nobody looked at:\n" + "\n".join(world.unexpected())
    finally:
        await world.application.stop()
        await workspace.stop()


async def start_bot(world: World) -> None:
    """Starts the bot, again after a stop with everything that it has in memory gone."""
    if world.application.web is not None:
        world.application = Application(world.settings, world.clock, pace=timedelta(0))
    await world.application.start()
    world.bot_started()
    await asyncio.sleep(0)


STAGES: dict[str, Callable[..., AbstractAsyncContextManager[World]]] = {"slack": slack_world}
CHOSEN = ["slack"]
"""The desk whose stage `world_of` opens: every story runs once on each."""
