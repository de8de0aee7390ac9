"""The bot in Microsoft's own client: Agents Playground, driven in a headless Chromium.

SVARVAKT_PICTURES=1 keeps in docs/pictures what is seen.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.demo.teams import TeamsDemo
from tests.browser.playground import go_to, page_of, teams_demo

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module")
async def demo(browser: Browser, tmp_path: Path) -> AsyncIterator[TeamsDemo]:
    async with teams_demo(tmp_path / "demo") as demo:
        yield demo


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, demo: TeamsDemo) -> AsyncIterator[Page]:
    async with page_of(browser, demo) as page:
        yield page


async def test_one_item_goes_its_whole_way_in_microsofts_own_client(
    demo: TeamsDemo, page: Page, pictures: Path
) -> None:
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
    await page.screenshot(path=pictures / "teams-card.png")

    # It is claimed by Action.Execute, and the reason is asked for.
    await page.get_by_role("button", name="Claim").click()
    await expect(page.get_by_text("took it").first).to_be_visible()
    await expect(page.get_by_role("button", name="Claim")).to_have_count(0)
    await page.locator("button", has_text="...").last.click()
    await page.get_by_role("menuitem", name="Why?").click()
    await expect(page.get_by_text("Why item 1 went where it went")).to_be_visible()
    await page.screenshot(path=pictures / "teams-why.png")

    # It is answered with inputs in the card: first wrongly, then rightly; in between the form can be left.
    await page.get_by_role("button", name="Answer", exact=True).click()
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("button", name="Release")).to_be_visible()
    await page.get_by_role("button", name="Answer", exact=True).click()
    await page.get_by_label("Link to your answer").fill("not an address")
    await page.get_by_role("button", name="Save answer").click()
    await expect(page.get_by_text("That is no web address")).to_be_visible()
    await page.screenshot(path=pictures / "teams-form.png")
    await page.get_by_label("Link to your answer").fill("https://www.facebook.com/fjellro/posts/7?reply=2")
    await page.get_by_role("button", name="Save answer").click()
    await expect(page.get_by_text("Open the answer").first).to_be_visible()
    await expect(page.get_by_role("button", name="Answer", exact=True)).to_have_count(0)
    await page.screenshot(path=pictures / "teams-answered.png")

    # At night a page comes by itself, and is acknowledged.
    await demo.evening()
    await go_to(page, "Personal Chat")
    await expect(page.get_by_text("You are on call:").first).to_be_visible()
    await page.get_by_role("button", name="Can wait until 08:00").click()
    await expect(page.get_by_text("Nobody is harmed by waiting")).to_be_visible()
    await page.screenshot(path=pictures / "teams-page.png")
    await page.get_by_role("button", name="Acknowledge").click()
    await expect(page.get_by_text("You acknowledged it")).to_be_visible()

    # The manager asks how they stand.
    await page.get_by_role("textbox").first.press_sequentially("status")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("How we stand")).to_be_visible()
    await expect(page.get_by_text("The oldest")).to_be_visible()
    await page.screenshot(path=pictures / "teams-status.png")
