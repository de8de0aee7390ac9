"""The bot in Microsoft's own client: Agents Playground, driven in a headless Chromium.

SVARVAKT_PICTURES=1 keeps in docs/pictures what is seen; SVARVAKT_NEEDS_BROWSER=1 makes a missing Node, Playground
or Chromium a failure instead of a reason to skip.
"""

import os
import shutil
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.demo.playground import missing
from bot.demo.teams import TeamsDemo
from tests.browser.ports import free_port

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
PLAYGROUND = ROOT / ".venv" / "playground"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 20_000
"""Real milliseconds for anything to be seen."""

pytestmark = pytest.mark.browser


def lacking() -> str:
    return missing(PLAYGROUND) or ("" if CHROMIUM else "no Chromium is on this machine")


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[TeamsDemo]:
    if lacking():
        if os.environ.get("SVARVAKT_NEEDS_BROWSER"):
            pytest.fail(lacking())
        pytest.skip(lacking())
    begins = datetime(2026, 3, 4, 11, 0, tzinfo=ZoneInfo("Europe/Oslo"))
    found = TeamsDemo(tmp_path / "demo", free_port(), free_port(), PLAYGROUND, begins)
    await found.start()
    yield found
    await found.stop()


@pytest.fixture
async def page(demo: TeamsDemo) -> AsyncIterator[Page]:
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = await browser.new_context(
            viewport={"width": 1280, "height": 900}, timezone_id="Europe/Oslo", locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        opened = await context.new_page()
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        await opened.goto(demo.playground.url)
        await expect(opened.get_by_text("installationUpdate 201").first).to_be_visible()
        yield opened
        assert not errors
        await browser.close()


async def picture(page: Page, name: str) -> None:
    if os.environ.get("SVARVAKT_PICTURES") == "1":
        await page.screenshot(path=PICTURES / f"teams-{name}.png")


async def go_to(page: Page, conversation: str) -> None:
    await page.get_by_text(conversation, exact=True).first.click()


async def test_one_item_goes_its_whole_way_in_microsofts_own_client(demo: TeamsDemo, page: Page) -> None:
    # A post arrives: in a channel the Playground hands on what mentions the bot.
    await go_to(page, "General")
    box = page.get_by_role("textbox").first
    await box.press_sequentially("@")
    await page.get_by_text("Svarvakt", exact=True).first.click()
    await box.press_sequentially(" Hvor er pakken min? https://www.facebook.com/fjellro/posts/7")
    await page.get_by_role("button", name="Post", exact=True).click()
    await go_to(page, "Svar")
    await expect(page.get_by_text("#1 · Facebook · question")).to_be_visible()
    await expect(page.get_by_text("New: nobody has taken it yet")).to_be_visible()
    await picture(page, "card")

    # It is claimed by Action.Execute, and the reason is asked for.
    await page.get_by_role("button", name="Claim").click()
    await expect(page.get_by_text("took it").first).to_be_visible()
    await expect(page.get_by_role("button", name="Claim")).to_have_count(0)
    await page.locator("button", has_text="...").last.click()
    await page.get_by_role("menuitem", name="Why?").click()
    await expect(page.get_by_text("Why item 1 went where it went")).to_be_visible()
    await picture(page, "why")

    # It is answered with inputs in the card: first wrongly, then rightly; in between the form can be left.
    await page.get_by_role("button", name="Answer", exact=True).click()
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("button", name="Release")).to_be_visible()
    await page.get_by_role("button", name="Answer", exact=True).click()
    await page.get_by_label("Link to your answer").fill("not an address")
    await page.get_by_role("button", name="Save answer").click()
    await expect(page.get_by_text("That is no web address")).to_be_visible()
    await picture(page, "form")
    await page.get_by_label("Link to your answer").fill("https://www.facebook.com/fjellro/posts/7?reply=2")
    await page.get_by_role("button", name="Save answer").click()
    await expect(page.get_by_text("Open the answer").first).to_be_visible()
    await expect(page.get_by_role("button", name="Answer", exact=True)).to_have_count(0)
    await picture(page, "answered")

    # At night a page comes by itself, and is acknowledged.
    await demo.evening()
    await go_to(page, "Personal Chat")
    await expect(page.get_by_text("You are on call:").first).to_be_visible()
    await page.get_by_role("button", name="Can wait until 08:00").click()
    await expect(page.get_by_text("Nobody is harmed by waiting")).to_be_visible()
    await picture(page, "page")
    await page.get_by_role("button", name="Acknowledge").click()
    await expect(page.get_by_text("You acknowledged it")).to_be_visible()

    # The manager asks how they stand.
    await page.get_by_role("textbox").first.press_sequentially("status")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("How we stand")).to_be_visible()
    await expect(page.get_by_text("The oldest")).to_be_visible()
    await picture(page, "status")
