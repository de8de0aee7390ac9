"""The bot at work in Microsoft's own Playground: `make demo-teams`."""

import asyncio
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Application
from bot.clock import Clock
from bot.demo.customers import SAMPLES, Sample
from bot.demo.playground import INSTALLED, PERSONAL_CHAT, Playground
from bot.demo.serve import ZONE, first_moment
from bot.settings import Settings
from bot.sources.publisher import Publisher
from handlers.intents import Submit
from routing.item import Author, Post
from storage import references

COMPANY = Path(__file__).parent / "teams_company.toml"
EVENING = time(20, 0)
LOOKED_AGAIN = 0.3
"""Real seconds between two looks whether the page is open."""

HINTS = """
  Open {url}   (stop with Ctrl-C)

  You are Bo Berg. Three customers write as soon as the page is open: cards
  stand in the channel Svar, and the personal chat answers to "status" and "help".
  Here, Enter lets another customer write; n and Enter brings the evening: you are on call.
  The Playground forgets what it shows when the page is loaded again.
  Microsoft's Playground listens on every address of this machine, and it asks nobody who they are.
"""


class TeamsDemo:
    """One running demo. Nothing of it is kept. `publishers`: see `bot.app.Application`."""

    def __init__(
        self,
        folder: Path,
        port: int,
        bot_port: int,
        root: Path = INSTALLED,
        begins: datetime | None = None,
        publishers: Mapping[str, Publisher] | None = None,
    ) -> None:
        self.clock = Clock(begins or last_wednesday(Clock().now()))
        self.playground = Playground(root, folder, port, f"http://127.0.0.1:{bot_port}/api/messages")
        self._folder = folder
        self._bot_port = bot_port
        self._written = 0
        self._publishers = publishers
        self.application: Application | None = None

    async def start(self) -> None:
        """CannotStart, in words."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for file in self._folder.glob("demo.db*"):
            file.unlink()
        settings = Settings(
            teams_unauthenticated="yes",
            teams_cloud_url=self.playground.connector,
            database_url=f"sqlite:///{self._folder / 'demo.db'}",
            handbook=COMPANY,
            port=self._bot_port,
        )
        await self.playground.start()
        self.application = Application(settings, self.clock, pace=timedelta(0), publishers=self._publishers)
        await self.application.start()

    async def stop(self) -> None:
        if self.application is not None:
            await self.application.stop()
        await self.playground.stop()

    async def opened(self) -> None:
        """Returns when somebody has opened the page: what is posted before, the Playground may never show."""
        chat = None
        while chat is None:
            await asyncio.sleep(LOOKED_AGAIN)
            chat = await self._personal_chat()

    async def _personal_chat(self) -> str | None:
        assert self.application is not None
        dispatch, now = self.application.dispatch, self.clock.now()
        return await self.application.engine.read(
            lambda: dispatch.look(lambda scene: references.get(scene.transaction, "teams", PERSONAL_CHAT), now)
        )

    async def customer(self) -> None:
        """The next customer writes: the samples one after the other."""
        sample, self._written = SAMPLES[self._written % len(SAMPLES)], self._written + 1
        await self.write(sample)

    async def write(self, sample: Sample) -> None:
        """One customer writes now, as a source would bring it."""
        assert self.application is not None
        post = Post(
            source=sample.source,
            external_id=f"{sample.id}-{self._written}",
            text=sample.text,
            posted_at=self.clock.now(),
            url=sample.url,
            author=Author(name=sample.author),
        )
        await self.application.engine.ask(Submit(f"demo:{sample.id}-{self._written}", post))
        await self.application.settle()

    async def evening(self) -> None:
        """To the next evening, where a customer writes and the visitor is paged when half of the target is gone."""
        assert self.application is not None
        await self.application.forward(next_evening(self.clock.now()) - self.clock.now())
        await self.customer()
        await self.application.forward(timedelta(hours=1, minutes=40))


def last_wednesday(now: datetime) -> datetime:
    """The last Wednesday: the Playground stamps what is written with real time, which must not come before."""
    moment = first_moment(now)
    return moment if moment <= now else moment - timedelta(days=7)


def next_evening(now: datetime) -> datetime:
    """The first eight o'clock in the evening after `now`."""
    wall = now.astimezone(ZoneInfo(ZONE))
    evening = datetime.combine(wall.date(), EVENING, wall.tzinfo)
    return evening if evening > now else datetime.combine(wall.date() + timedelta(days=1), EVENING, wall.tzinfo)


async def serve_teams_demo(folder: Path, port: int, bot_port: int, announce: Callable[[str], None] = print) -> None:
    """Runs the demo until it is cancelled (Ctrl-C). CannotStart, in words, when it cannot."""
    demo = TeamsDemo(folder, port, bot_port)
    try:
        await demo.start()
        announce(HINTS.format(url=demo.playground.url))
        await demo.opened()
        for _ in range(3):
            await demo.customer()
        await _obey(demo)
    finally:
        await demo.stop()


async def _obey(demo: TeamsDemo) -> None:
    """Reads what the visitor types; without a terminal it only waits."""
    if sys.stdin is not None and sys.stdin.isatty():
        typed: asyncio.Queue[str] = asyncio.Queue()
        asyncio.get_running_loop().add_reader(sys.stdin, lambda: typed.put_nowait(sys.stdin.readline()))
        while True:
            line = await typed.get()
            await (demo.evening() if line.strip().lower() == "n" else demo.customer())
    await asyncio.Event().wait()
