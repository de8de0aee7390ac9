"""Somebody at Microsoft's Agents Playground: the bot behind it, and the page in a headless Chromium.

SVARVAKT_NEEDS_BROWSER=1 makes a missing Node, Playground or Chromium a failure instead of a reason to skip.
"""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, Page, expect

from bot.demo.playground import missing
from bot.demo.teams import TeamsDemo
from bot.sources.publisher import Publisher
from tests.browser.ports import free_port
from tests.browser.screen import NEEDED

INSTALLED = Path(__file__).parents[2] / ".venv" / "playground"
PATIENCE = 20_000
"""Real milliseconds for anything to be seen."""


@asynccontextmanager
async def teams_demo(folder: Path, publishers: Mapping[str, Publisher] | None = None) -> AsyncIterator[TeamsDemo]:
    """The real one, on a day that stands fast: Wednesday, eleven o'clock."""
    if lacking := missing(INSTALLED):
        if os.environ.get(NEEDED) == "1":
            pytest.fail(lacking)
        pytest.skip(lacking)
    begins = datetime(2026, 3, 4, 11, 0, tzinfo=ZoneInfo("Europe/Oslo"))
    demo = TeamsDemo(folder, free_port(), free_port(), INSTALLED, begins, publishers)
    try:
        await demo.start()
        yield demo
    finally:
        await demo.stop()


@asynccontextmanager
async def page_of(browser: Browser, demo: TeamsDemo) -> AsyncIterator[Page]:
    """Its page; at the end no script of it may have failed."""
    expect.set_options(timeout=PATIENCE)
    context = await browser.new_context(
        viewport={"width": 1280, "height": 900}, timezone_id="Europe/Oslo", locale="en-GB"
    )
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        await page.goto(demo.playground.url)
        await expect(page.get_by_text("installationUpdate 201").first).to_be_visible()
        yield page
        assert not errors
    finally:
        await context.close()


async def go_to(page: Page, conversation: str) -> None:
    await page.get_by_text(conversation, exact=True).first.click()
