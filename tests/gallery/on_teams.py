"""Every document drawn as Microsoft's Agents Playground draws it: one picture each."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import aiohttp
from aiohttp import web
from playwright.async_api import Browser, expect

from bot.demo.playground import PERSONAL_CHAT, Playground
from tests.browser.ports import free_port
from tests.gallery.checks import teams_activity
from tests.gallery.documents import Sample

ROOT = Path(__file__).parents[2]
PATIENCE = 20_000
"""Real milliseconds for a card to be seen."""


async def draw(
    browser: Browser, samples: Sequence[Sample], scheme: Literal["light", "dark"]
) -> AsyncIterator[tuple[str, bytes]]:
    """Name and picture of each sample, as PNG. The Playground has one look: `scheme` changes what surrounds it."""
    async with _playground() as playground:
        context = await browser.new_context(
            viewport={"width": 1280, "height": 2400}, color_scheme=scheme, timezone_id="Europe/Oslo", locale="en-GB"
        )
        page = await context.new_page()
        await page.goto(playground.url)
        await expect(page.get_by_text("installationUpdate 201").first).to_be_visible(timeout=PATIENCE)
        cards = page.locator(".ac-adaptiveCard")
        address = f"{playground.connector}/v3/conversations/{PERSONAL_CHAT}/activities"
        async with aiohttp.ClientSession() as session:
            for number, sample in enumerate(samples):
                activity = {**teams_activity(sample.document), "conversation": {"id": PERSONAL_CHAT}}
                async with session.post(address, json=activity) as response:
                    assert response.status < 300, f"{sample.name}: {response.status} {await response.text()}"
                await expect(cards).to_have_count(number + 1, timeout=PATIENCE)
                yield sample.name, await cards.last.screenshot(animations="disabled")
        await context.close()


@asynccontextmanager
async def _playground() -> AsyncIterator[Playground]:
    """With something behind it that takes what it is sent: else it opens no chat."""

    async def taken(_: web.Request) -> web.Response:
        return web.Response(status=201)

    bot = web.Application()
    bot.router.add_post("/api/messages", taken)
    runner = web.AppRunner(bot)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    with tempfile.TemporaryDirectory() as folder:
        address = f"http://127.0.0.1:{port}/api/messages"
        playground = Playground(ROOT / ".venv" / "playground", Path(folder), free_port(), address)
        try:
            await playground.start()
            yield playground
        finally:
            await playground.stop()
            await runner.cleanup()
