"""Composes workspace and bot, seeds a morning's posts, prints one address, and stops on Ctrl-C."""

import asyncio
import errno
import random
import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import Application
from bot.cannot_start import CannotStart
from bot.clock import Clock
from bot.demo.customers import SAMPLES, Sample
from bot.demo.seed import seed
from bot.demo.stage import INTAKE, set_stage
from bot.settings import Settings
from bot.workspace import Workspace

COMPANY = Path(__file__).parent / "company.toml"
ZONE = "Europe/Oslo"
BEGINS = time(11, 0)
"""Wall time at which the seeded day begins; it ends shortly before two."""

MORNING = time(8, 15)


class Demo:
    """One running demo. `announce` is told what goes on, a sentence at a time; `begins` is `first_moment` of now."""

    def __init__(self, folder: Path, announce: Callable[[str], None], begins: datetime | None = None) -> None:
        self.clock = Clock(begins or first_moment(Clock().now()))
        self.workspace = Workspace(now=self.clock.epoch, limits=False)
        self._folder = folder
        self._announce = announce
        self._integrations: dict[str, str] = {}
        self._moving = asyncio.Lock()
        self._movers: set[asyncio.Task[None]] = set()
        self._random = random.Random(7)
        self.application: Application | None = None

    async def start(self, host: str, port: int) -> None:
        """Listens first, so that a second start is refused before it touches the first one's database."""
        try:
            await self.workspace.start(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CannotStart(f"Cannot listen on {host}, port {port}: {error.strerror or error}.") from error
            raise CannotStart(
                f"Port {port} on {host} is taken: perhaps a demo runs there already (http://{host}:{port}). "
                f"Otherwise choose another port: svarvakt demo --port 0 takes any free one."
            ) from error
        self._announce("A small company's chat is open …")
        self._integrations = set_stage(self.workspace)
        self.application = Application(self._settings(), self.clock, pace=timedelta(0))
        await self.application.start()
        self._announce("… Svarvakt has joined it …")
        await seed(self)
        self._lend_controls()

    async def stop(self) -> None:
        """Breaks off a move of the clock, which would wait for an application that has stopped, and stops all."""
        for mover in self._movers:
            mover.cancel()
        await asyncio.gather(*self._movers, return_exceptions=True)
        if self.application is not None:
            await self.application.stop()
        await self.workspace.stop()

    async def forward(self, seconds: float) -> None:
        """Moves the one clock, from due moment to due moment, as time would pass. One move at a time."""
        mover = asyncio.create_task(self._move(timedelta(seconds=seconds)))
        self._movers.add(mover)
        mover.add_done_callback(self._movers.discard)
        await mover

    async def _move(self, by: timedelta) -> None:
        assert self.application is not None
        async with self._moving:
            await self.workspace.idle()
            await self.application.forward(by)
            await self.workspace.tick()
            await self.workspace.idle()

    async def next_morning(self) -> None:
        """To the next quarter past eight; at night that is the same day's."""
        await self.forward((next_morning(self.clock.now()) - self.clock.now()).total_seconds())

    async def customers(self, sample: str | None, count: int) -> None:
        """Customers write: one sample by its id, or some at random."""
        chosen = [one for one in SAMPLES if one.id == sample] or self._random.sample(SAMPLES, min(count, len(SAMPLES)))
        for one in chosen:
            await self.write(one)

    async def write(self, sample: Sample) -> str:
        """One customer's post, as an integration brings it into the intake channel; returns its `ts`."""
        post = {
            "author_name": sample.author,
            "author_link": sample.url,
            "text": sample.text,
            "fallback": sample.text,
        }
        return await self.workspace.post_as_integration(
            self._integrations[sample.integration], INTAKE, text="", attachments=[post]
        )

    def _settings(self) -> Settings:
        self._folder.mkdir(parents=True, exist_ok=True)
        handbook = self._folder / "handbook.toml"
        handbook.write_text(handbook_of(self.clock.now()), encoding="utf-8")
        database = self._folder / "demo.db"
        for file in self._folder.glob("demo.db*"):
            file.unlink()
        return Settings(
            slack_bot_token=SecretStr(self.workspace.bot_token),
            slack_app_token=SecretStr(self.workspace.app_token),
            slack_api_url=self.workspace.api_url,
            database_url=f"sqlite:///{database}",
            handbook=handbook,
            port=0,
        )

    def _lend_controls(self) -> None:
        page = self.workspace.page
        page.forward, page.next_morning, page.customers = self.forward, self.next_morning, self.customers
        page.zone = ZONE
        page.samples = [
            {"id": one.id, "label": one.label, "source": one.source, "language": one.language} for one in SAMPLES
        ]


def first_moment(now: datetime) -> datetime:
    """The Wednesday of this week: far from both weekends, whatever the day is when somebody tries the demo."""
    wall = now.astimezone(ZoneInfo(ZONE))
    return datetime.combine(wall.date() + timedelta(days=2 - wall.weekday()), BEGINS, wall.tzinfo)


def next_morning(now: datetime) -> datetime:
    """The first quarter past eight after `now`."""
    wall = now.astimezone(ZoneInfo(ZONE))
    morning = datetime.combine(wall.date(), MORNING, wall.tzinfo)
    return morning if morning > now else datetime.combine(wall.date() + timedelta(days=1), MORNING, wall.tzinfo)


def handbook_of(now: datetime) -> str:
    """The company's handbook, its rota begun this week: so it is always the same person who is on call."""
    wall = now.astimezone(ZoneInfo(ZONE)).date()
    monday = wall - timedelta(days=wall.weekday())
    return re.sub(r"(?m)^starts = .*$", f"starts = {monday.isoformat()}", COMPANY.read_text(encoding="utf-8"))


def say(sentence: str) -> None:
    """To standard output, at once also where that is a file or a pipe."""
    print(sentence, flush=True)


async def serve_demo(folder: Path, host: str, port: int, announce: Callable[[str], None] = say) -> None:
    """Runs the demo until it is cancelled (Ctrl-C). CannotStart, in words, when it cannot."""
    demo = Demo(folder, announce)
    try:
        await demo.start(host, port)
        announce(f"\n  Open {demo.workspace.url}   (stop with Ctrl-C)\n")
        await asyncio.Event().wait()
    finally:
        await demo.stop()
