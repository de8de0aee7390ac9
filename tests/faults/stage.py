"""The stage for faults: as that of the stories, with a line that can be cut, a pace, and a bot that can be replaced."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import Application
from bot.clock import Clock
from bot.sources.publisher import Publisher
from bot.workspace import Workspace
from bot.workspace.model import Message
from storage import backlog
from storage.database import Database
from tests.databases import copy_migrated
from tests.faults.line import Line
from tests.stories.company import COMPANY, PEOPLE
from tests.stories.reading import text_of
from tests.stories.world import INTAKE, MANAGERS, TRIAGE, World, oslo, settings_for

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/{}"


@dataclass
class Stage(World):
    """`others` are further bots on the same database, as replicas are."""

    line: Line = field(kw_only=True)
    pace: timedelta = field(kw_only=True, default=timedelta(0))
    patience: timedelta = field(kw_only=True, default=timedelta(seconds=10))
    others: list[Application] = field(kw_only=True, default_factory=list)
    publishers: Mapping[str, Publisher] | None = field(kw_only=True, default=None)

    def new_bot(self) -> Application:
        return Application(self.settings, self.clock, self.pace, self.patience, self.publishers)

    async def start_bot(self) -> None:
        """Starts the bot; again after a stop, with everything that it had in memory gone."""
        if self.application.web is not None:
            self.application = self.new_bot()
        await self.application.start()
        if self.settings.slack_signing_secret is not None and self.application.web is not None:
            self.workspace.events_url = f"http://127.0.0.1:{self.application.web.port}/slack/events"

    async def write(self, number: int | str) -> str:
        """A customer's post comes into the intake channel; returns its ts at once."""
        return await self.workspace.post(self.ada.user, INTAKE, POST.format(number))

    async def write_and_settle(self, *numbers: int) -> None:
        for number in numbers:
            await self.write(number)
        await self.settle()

    def messages(self) -> Iterator[Message]:
        """Everything that the bot has posted for everybody, in all channels and threads."""
        for timeline in self.workspace.core.state.timelines.values():
            for message in timeline.by_moment.values():
                if message.author == self.workspace.bot_user_id:
                    yield message

    def tokens(self) -> Counter[str]:
        """How often each message of the outbox stands in the workspace."""
        known = (message.metadata for message in self.messages())
        return Counter(str(metadata["event_payload"]["token"]) for metadata in known if metadata)

    def numbers(self) -> list[int]:
        """The items' numbers on the cards in the triage channel, in the order of the cards."""
        return [int(text_of(card).split()[0].removeprefix("#")) for card in self.workspace.history(TRIAGE)]

    def calls(self, method: str) -> list[dict[str, Any]]:
        """The arguments of every call of a method that the workspace has answered well."""
        return [call.arguments for call in self.workspace.log if call.method == method and call.response.get("ok")]


@asynccontextmanager
async def stage_of(
    folder: Path,
    *,
    database: str = "",
    begins: str = "2026-03-04 10:00",
    now: datetime | None = None,
    http: bool = False,
    handbook: str = COMPANY,
    pace: float = 0.0,
    patience: float = 10.0,
    started: bool = True,
    publishers: Mapping[str, Publisher] | None = None,
) -> AsyncIterator[Stage]:
    """Opens the stage. `started` False: the bot is built, not started."""
    clock = Clock(now or oslo(begins))
    workspace = Workspace(now=clock.epoch, limits=False)
    await workspace.start()
    for name, real_name in PEOPLE.items():
        workspace.add_person(name, real_name=real_name, id=f"U0{name.upper()}")
    for name, channel in (("customer-posts", INTAKE), ("svar", TRIAGE), ("managers", MANAGERS)):
        workspace.add_channel(name, id=channel)
    line = Line(workspace)
    await line.start()
    file = folder / "handbook.toml"
    file.write_text(handbook, encoding="utf-8")
    address = database or copy_migrated(folder / "svarvakt.db")
    settings = settings_for(workspace, address, file, http=http).model_copy(update={"slack_api_url": line.url})
    rest, patient = timedelta(seconds=pace), timedelta(seconds=patience)
    stage = Stage(
        workspace, clock, settings, Application(settings, clock, rest, patient, publishers), line=line, pace=rest,
        patience=patient, publishers=publishers,
    )  # fmt: skip
    try:
        if started:
            await stage.start_bot()
            # The workspace cuts time stamps to the second: a post of this one would lie before the first catching up.
            await stage.forward(seconds=1)
        yield stage
    finally:
        line.mend()
        for application in (stage.application, *stage.others):
            await application.stop()
        await line.stop()
        await workspace.stop()


def unsettled(address: str) -> dict[str, int]:
    """What the outbox still holds, by state: nothing, once everything has arrived."""
    database = Database(address)
    try:
        with database.read() as transaction:
            found: Counter[str] = Counter()
            for one in backlog.counts(transaction):
                found[str(one.state)] += one.count
            return dict(found)
    finally:
        database.close()
