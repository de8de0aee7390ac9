"""A running demo on a free port, and one browser for all tests of this folder."""

import os
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.demo.serve import Demo
from tests.browser.screen import browsing

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def demo(browser: Browser, tmp_path: Path) -> AsyncIterator[Demo]:
    """The real one, on a day that stands fast so that pictures of it stay the same: Wednesday, shortly before two."""
    begins = datetime(2026, 3, 4, 11, 0, tzinfo=ZoneInfo("Europe/Oslo"))
    demo = Demo(tmp_path, lambda sentence: None, begins)
    try:
        await demo.start("127.0.0.1", 0)
        yield demo
    finally:
        await demo.stop()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures go: into docs/ only when they were asked for (`make pictures`)."""
    return PICTURES if os.environ.get("SVARVAKT_PICTURES") == "1" else tmp_path
