"""From the click to what people see, in real time and under Slack's rate limits: the form, and the changed card.

The other side is a bare Bolt app on the same workspace that acknowledges and calls chat.update, and nothing else. The
workspace runs in the same process: what it costs is counted, on both sides alike.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import quantiles
from time import perf_counter
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Application
from bot.clock import Clock
from bot.workspace import Workspace
from bot.workspace.changes import Change
from handlers.dispatch import Dispatch
from handlers.intents import Submit
from routing.delivery import PACE
from routing.item import Post
from storage.database import Database
from tests.benchmarks.events import TEXT
from tests.benchmarks.measuring import Figure, cost
from tests.benchmarks.places import NAMES, Places
from tests.benchmarks.stage import START, dispatch_on
from tests.stories.company import COMPANY, INTAKE, MANAGERS, PEOPLE, TRIAGE
from tests.stories.world import settings_for

BY = "U0BO"
GOAL = "under 300 ms"
BURST_GOAL = "under 60 s"
LONGEST = 180.0
BARE: "dict[tuple[int, float, int], Taken]" = {}
"""What the bare app took: it has no database, and so it is measured once."""


@dataclass
class Screen:
    """What stands on the clicker's screen, and how long each click took to show there."""

    workspace: Workspace
    waiting: dict[str, float] = field(default_factory=dict)
    seen: list[float] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def heard(self, change: Change) -> None:
        ts = str(change.body.get("ts", "form" if change.body.get("type") == "view" else ""))
        if ts in self.waiting and (ts == "form" or self._is_taken(ts)):
            self.seen.append(perf_counter() - self.waiting.pop(ts))
            self.changed.set()

    async def clicked(self, ts: str, click: Callable[[], Any]) -> None:
        self.waiting[ts] = perf_counter()
        await click()

    async def all_seen(self) -> None:
        """AssertionError when something is never shown."""
        async with asyncio.timeout(LONGEST):
            while self.waiting:
                self.changed.clear()
                await self.changed.wait()

    def _is_taken(self, ts: str) -> bool:
        message = next(one for one in self.workspace.history(TRIAGE) if one["ts"] == ts)
        return "Taken" in str(message)


async def measure(place: Places, kind: str, clicks: int, a_minute: int, burst: int) -> list[Figure]:
    """95th percentiles of the form and of the changed card at so many clicks a minute; then a `burst` in a minute."""
    pause = 60 / a_minute
    ours = await _ours(place, kind, clicks, pause, burst)
    if (clicks, pause, burst) not in BARE:
        BARE[clicks, pause, burst] = await _bare(clicks, pause, burst)
    bare = BARE[clicks, pause, burst]
    what = f"p95 of {clicks} at {a_minute} a minute"
    against = "bare Bolt app that calls chat.update"
    return [
        _figure(kind, f"click to form, {what}", "views.open alone", ours.forms, bare.forms, GOAL),
        _figure(kind, f"click to changed card, {what}", against, ours.cards, bare.cards, GOAL),
        _figure(kind, f"slowest of {burst} cards clicked within a minute", against, ours.burst, bare.burst, BURST_GOAL),
    ]


@dataclass(frozen=True)
class Taken:
    """Seconds: 95th percentiles, and the slowest of the burst."""

    forms: float
    cards: float
    burst: float


def _figure(kind: str, what: str, against: str, ours: float, bare: float, goal: str) -> Figure:
    return cost("Cards", NAMES[kind], what, against, [ours], [bare], goal)


async def _ours(place: Places, kind: str, clicks: int, pause: float, burst: int) -> Taken:
    """The bot as it runs, every card posted beforehand."""
    database, clock = place.fresh(kind), Clock(START)
    async with _workspace(clock) as workspace:
        _make_items(dispatch_on(database), clicks + burst)
        file = place.folder / "handbook.toml"
        file.write_text(COMPANY, encoding="utf-8")
        settings = settings_for(workspace, database.url.render_as_string(hide_password=False), file)
        await _post_cards(Application(settings, clock, pace=timedelta(0)))
        application = Application(settings, clock, pace=PACE)
        await application.start()
        await application.settle()
        workspace.core.rate_limits.enabled = True
        try:
            taken = await _take(workspace, clicks, pause, burst)
        finally:
            await application.stop()
        _check_all_claimed(database, clicks + burst)
        return taken


async def _bare(clicks: int, pause: float, burst: int) -> Taken:
    clock = Clock(START)
    async with _workspace(clock) as workspace:
        client = AsyncWebClient(workspace.bot_token, workspace.api_url, retry_handlers=[])
        app = AsyncApp(client=client, signing_secret="unused", process_before_response=True)

        async def claim(ack: Any, body: Any) -> None:
            place = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
            await ack()
            while not await _updated(client, place):
                pass

        async def form(ack: Any, body: Any) -> None:
            view = {"type": "modal", "title": {"type": "plain_text", "text": "Answer"}, "blocks": []}
            await client.views_open(trigger_id=body["trigger_id"], view=view)
            await ack()

        app.action("claim")(claim)
        app.action("answer")(form)
        handler = AsyncSocketModeHandler(app, workspace.app_token)
        await handler.connect_async()
        await workspace.connected()
        buttons = [_button("claim", "Claim"), _button("answer", "Answer")]
        blocks = [{"type": "actions", "elements": buttons}]
        for _ in range(clicks + burst):
            await client.chat_postMessage(channel=TRIAGE, text="New", blocks=blocks)
        workspace.core.rate_limits.enabled = True
        try:
            return await _take(workspace, clicks, pause, burst)
        finally:
            await handler.close_async()


async def _updated(client: AsyncWebClient, place: dict[str, str]) -> bool:
    """Whether Slack took it; waits as long as it asks to where it did not."""
    try:
        await client.chat_update(**place, text="Taken", blocks=[])
    except SlackApiError as error:
        await asyncio.sleep(float(error.response.headers["Retry-After"]))
        return False
    return True


def _button(action: str, label: str) -> dict[str, Any]:
    return {"type": "button", "action_id": action, "text": {"type": "plain_text", "text": label}}


async def _take(workspace: Workspace, clicks: int, pause: float, burst: int) -> Taken:
    """Clicks as people would: one after the other at a steady pace, then many within a minute."""
    cards = [message["ts"] for message in workspace.history(TRIAGE) if "Claim" in str(message)]
    assert len(cards) == clicks + burst
    forms = await _opened(workspace, cards[:clicks], pause)
    steady = await _claimed(workspace, cards[:clicks], pause)
    await asyncio.sleep(pause)
    many = await _claimed(workspace, cards[clicks:], 60 / burst if burst > clicks else 0)
    return Taken(_p95(forms), _p95(steady), max(many))


async def _opened(workspace: Workspace, cards: Sequence[str], pause: float) -> list[float]:
    """One form after the other, as one person opens them; each is closed again."""
    screen = Screen(workspace)
    quiet = workspace.on_change(screen.heard)
    for ts in cards:
        await screen.clicked("form", lambda ts=ts: workspace.click(BY, TRIAGE, ts, label="Answer"))
        await screen.all_seen()
        await workspace.close_view(BY)
        await asyncio.sleep(pause)
    quiet()
    return screen.seen


async def _claimed(workspace: Workspace, cards: Sequence[str], pause: float) -> list[float]:
    """A click every so often, whether the one before has shown or not."""
    screen = Screen(workspace)
    quiet = workspace.on_change(screen.heard)
    async with asyncio.TaskGroup() as clicks:
        for ts in cards:
            clicks.create_task(screen.clicked(ts, lambda ts=ts: workspace.click(BY, TRIAGE, ts, label="Claim")))
            await asyncio.sleep(pause)
        await screen.all_seen()
    quiet()
    return screen.seen


def _p95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


@asynccontextmanager
async def _workspace(clock: Clock) -> AsyncIterator[Workspace]:
    """Its limits are off until everything stands there."""
    workspace = Workspace(now=clock.epoch, limits=True)
    workspace.core.rate_limits.enabled = False
    await workspace.start()
    for name, real_name in PEOPLE.items():
        workspace.add_person(name, real_name=real_name, id=f"U0{name.upper()}")
    for name, channel in (("customer-posts", INTAKE), ("svar", TRIAGE), ("managers", MANAGERS)):
        workspace.add_channel(name, id=channel)
    try:
        yield workspace
    finally:
        await workspace.stop()


async def _post_cards(application: Application) -> None:
    await application.start()
    await application.settle()
    await application.stop()


def _make_items(dispatch: Dispatch, count: int) -> None:
    for number in range(1, count + 1):
        post = Post("facebook", f"bench-{number}", f"{TEXT} {number}", START)
        dispatch.command(Submit(f"bench-{number}", post), START)


def _check_all_claimed(database: Database, count: int) -> None:
    with database.read() as transaction:
        found = transaction.connection.exec_driver_sql("SELECT count(*) FROM item WHERE state = 'claimed'").scalar()
    assert found == count, found
