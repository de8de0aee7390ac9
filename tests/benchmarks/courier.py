"""From the outbox to the chat: the product's courier against Slack's own client posting the same messages."""

import asyncio
import itertools
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import aiohttp
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text

from bot.app import Application
from bot.clock import Clock
from bot.courier import SIDE_BY_SIDE
from bot.settings import Settings
from handlers.dispatch import Dispatch
from handlers.intents import Noticed
from handlers.scene import Scene
from routing.delivery import Priority
from routing.item import Place
from storage import outbox
from storage.database import Database
from storage.outbox import Queued
from tests.benchmarks.chat import CONVERSATIONS, Chat, chat
from tests.benchmarks.events import CHANNEL, TEXT
from tests.benchmarks.measuring import Figure, Way, alternate, speed
from tests.benchmarks.places import NAMES, Places
from tests.benchmarks.stage import START, dispatch_on
from tests.stories.company import COMPANY


async def measure(place: Places, kind: str, rounds: int, messages: int) -> list[Figure]:
    """Messages a second of the courier, as a share of those of the bare client."""
    database = place.fresh(kind)
    _make_items(dispatch_on(database), (rounds + 1) * messages)
    async with chat() as server:
        application = Application(_settings(server, database, place.folder), Clock(START), pace=timedelta(0))
        await application.start()
        try:
            await application.settle()
            ours = _courier(application, messages)
            async with aiohttp.ClientSession() as session:
                client = AsyncWebClient(server.bot_token, server.api_url, session=session, retry_handlers=[])
                client.proxy = None
                taken = await alternate({"ours": ours, "bare": _client(client, messages)}, rounds)
        finally:
            await application.stop()
    _check_all_sent(database, (rounds + 1) * messages)
    what, against = f"outbox to chat, {len(CONVERSATIONS)} conversations", f"Slack's client, {SIDE_BY_SIDE} at once"
    return [speed("Courier", NAMES[kind], what, against, taken["ours"], taken["bare"])]


def _settings(server: Chat, database: Database, folder: Path) -> Settings:
    handbook = folder / "handbook.toml"
    handbook.write_text(COMPANY, encoding="utf-8")
    return Settings(
        slack_bot_token=SecretStr(server.bot_token),
        slack_signing_secret=SecretStr(server.signing_secret),
        slack_api_url=server.api_url,
        database_url=database.url.render_as_string(hide_password=False),
        handbook=handbook,
        port=0,
    )


def _make_items(dispatch: Dispatch, count: int) -> None:
    """Items of which nothing is queued: no desk is connected yet."""
    silent = Dispatch(dispatch.database, dispatch.books, ())
    for number in range(1, count + 1):
        message = Place("slack", CHANNEL, f"1772614740.{number:06d}")
        key = f"slack:{CHANNEL}:{message.message}"
        silent.command(Noticed(key, message, None, TEXT, START - timedelta(minutes=1), "Facebook Pages"), START)


def _courier(application: Application, messages: int) -> Way:
    """Queues the lines that tell managers of items, then lets the courier send them."""
    numbers = itertools.count(1)

    def queue(scene: Scene) -> None:
        outbox.queue_many(scene.transaction, [
            Queued(
                desk="slack", conversation=CONVERSATIONS[number % len(CONVERSATIONS)], kind="managers",
                subject=f"item:{number}", payload={}, priority=Priority.CARD, due_at=scene.now,
                merge_key=f"managers:{number}:slack",
            )
            for number in itertools.islice(numbers, messages)
        ])  # fmt: skip

    async def way() -> float:
        await application.engine.write(lambda: application.dispatch.run(queue, application.clock.now()))
        begun = perf_counter()
        application.courier.wake()
        await application.courier.idle()
        return (perf_counter() - begun) / messages

    return way


def _client(client: AsyncWebClient, messages: int) -> Way:
    """Posts again what the courier has posted, word for word."""

    async def way() -> float:
        answer = await client.conversations_history(channel=CONVERSATIONS[1], limit=1)
        found = answer["messages"][0]
        waiting = iter(range(messages))

        async def work() -> None:
            for number in waiting:
                await client.chat_postMessage(channel=CONVERSATIONS[number % len(CONVERSATIONS)], **_words(found))

        begun = perf_counter()
        await asyncio.gather(*(work() for _ in range(SIDE_BY_SIDE)))
        return (perf_counter() - begun) / messages

    return way


def _words(message: dict[str, Any]) -> dict[str, Any]:
    metadata = {"event_type": "svarvakt_post", "event_payload": {"token": "0" * 36}}
    return {"text": message["text"], "blocks": message["blocks"], "metadata": metadata, "unfurl_links": False}


def _check_all_sent(database: Database, count: int) -> None:
    with database.read() as transaction:
        found = transaction.connection.execute(text("SELECT count(*) FROM outbox WHERE state = 'sent'")).scalar()
    assert found == count, found
