"""From a post to its answer, for whoever sees the card: so many clicks and texts, and it is theirs with the last."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.app import Application
from bot.demo.customers import SAMPLES, Sample
from bot.demo.teams import TeamsDemo
from routing.item import State
from storage import items
from tests.browser.counting import Effort, counted
from tests.browser.playground import go_to, page_of, teams_demo
from tests.browser.screen import Screen, screen_of
from tests.stories.company import COMPANY
from tests.stories.publisher import StandIn
from tests.stories.world import World, slack_world

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

BO, CY = "U0BO", "U0CY"
POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1001"
PRAISE = "Thank you, you are great! https://www.facebook.com/fjellro/posts/1002"
WORDS = "Hei! Den kommer i dag. Hilsen Bo"
LINK = "https://www.facebook.com/fjellro/posts/1001?reply_comment_id=17"
ACCOUNT = "Fjellro (Facebook page)"
ANSWERED, THANKED = "🟢 Answered: Bo Berg answered", "🟢 Answered: Bo Berg thanked the customer"

FOUR_EYES = COMPANY.replace('["bo", "finn"]', '["finn", { person = "bo", level = "with_approval" }]', 1)


async def test_what_counts_as_a_click_and_what_as_a_text(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content(
        "<button>Do</button><select><option>a<option>b</select><input><input type=checkbox><textarea></textarea>"
    )
    async with counted(page) as effort:
        await page.get_by_role("button").click()
        await page.get_by_role("button").press(" ")
        await page.get_by_role("combobox").select_option("b")
        await page.get_by_role("checkbox").check()
        for words in ("one two", "three"):
            await page.locator("textarea").fill(words)
        await page.get_by_role("textbox").first.press_sequentially("a b")
        await page.keyboard.press("Enter")
    assert effort == Effort(clicks=6, texts=2)
    async with counted(page) as effort:
        await page.get_by_role("button").click()
    assert effort == Effort(clicks=1, texts=0)
    await page.close()


async def test_on_slack_an_answer_is_recorded(browser: Browser, tmp_path: Path) -> None:
    async with slack_world(tmp_path) as world, at_the_card(browser, world, POST) as screen:
        async with counted(screen.page) as effort:
            await screen.cards.last.get_by_test_id("button-Answer").click()
            await expects_to_write_in(screen, "Your answer")
            await screen.page.keyboard.press("Tab")
            await expects_to_write_in(screen, "Link to your answer")
            await screen.page.keyboard.insert_text(LINK)
            await submits(screen, "Save answer")
            await expect(screen.cards.last).to_contain_text(ANSWERED)
        assert effort == Effort(clicks=2, texts=1)
        await expects_answered_by_bo(world.application)


async def test_on_slack_an_answer_is_published(browser: Browser, tmp_path: Path) -> None:
    source = StandIn(account=ACCOUNT)
    async with (
        slack_world(tmp_path, publishers={"facebook": source}) as world,
        at_the_card(browser, world, POST) as screen,
    ):
        async with counted(screen.page) as effort:
            await screen.cards.last.get_by_test_id("button-Answer").click()
            await expects_to_write_in(screen, "Your answer")
            await screen.page.keyboard.insert_text(WORDS)
            await submits(screen, "Next")
            await expect(screen.by("modal")).to_contain_text(f"as {ACCOUNT}:")
            await expect(screen.by("modal")).to_contain_text(WORDS)
            assert source.words == []
            await submits(screen, "Publish")
            await expect(screen.cards.last).to_contain_text(ANSWERED)
        assert effort == Effort(clicks=3, texts=1)
        assert source.words == [WORDS]
        await expects_answered_by_bo(world.application)


async def test_on_slack_praise_is_thanked_for(browser: Browser, tmp_path: Path) -> None:
    async with slack_world(tmp_path) as world, at_the_card(browser, world, PRAISE) as screen:
        async with counted(screen.page) as effort:
            await screen.cards.last.get_by_test_id("button-Thank").click()
            await expect(screen.cards.last).to_contain_text(THANKED)
        assert effort == Effort(clicks=1, texts=0)
        await expects_answered_by_bo(world.application)
        world.bo.is_told("Item 1 is answered.")


async def test_on_slack_an_answer_is_approved_and_published(browser: Browser, tmp_path: Path) -> None:
    source = StandIn(account=ACCOUNT)
    async with (
        slack_world(tmp_path, handbook=FOUR_EYES, publishers={"facebook": source}) as world,
        at_the_card(browser, world, POST) as screen,
    ):
        async with counted(screen.page) as effort:
            await screen.cards.last.get_by_test_id("button-Answer").click()
            await expects_to_write_in(screen, "Your answer")
            await screen.page.keyboard.insert_text(WORDS)
            await submits(screen, "Send for approval")
            await expect(screen.cards.last).to_contain_text("Waits for approval")
        assert effort == Effort(clicks=2, texts=1)
        await screen.becomes(CY)
        await screen.opens("Svarvakt")
        asked = screen.card(WORDS)
        await expect(asked).to_contain_text(f"It goes out as {ACCOUNT}, for everybody to read.")
        async with counted(screen.page) as effort:
            await asked.get_by_test_id("button-Approve and publish").click()
            await expect(screen.cards.last).to_contain_text("You approved Bo Berg's answer")
        assert effort == Effort(clicks=1, texts=0)
        await world.settle()
        assert source.words == [WORDS]
        await expects_answered_by_bo(world.application)
        world.cy.sees_all()
        assert "Cy Dahl has approved your answer to item 1" in world.bo.sees_all()


async def test_on_teams_answers_are_recorded_and_published_and_praise_is_thanked_for(
    browser: Browser, tmp_path: Path
) -> None:
    source = StandIn(account=ACCOUNT)
    async with teams_demo(tmp_path, {"facebook": source}) as demo, page_of(browser, demo) as page:
        await demo.opened()
        await go_to(page, "Svar")
        await arrives(demo, page, "snail", "#1 · X · question")
        async with counted(page) as effort:
            await presses(page, "Answer")
            await page.get_by_label("Link to your answer").fill(LINK)
            await presses(page, "Save answer")
            await expect(page.get_by_text(ANSWERED)).to_have_count(1)
        assert effort == Effort(clicks=2, texts=1)
        await expects_answered_by_bo(demo.application, 1)

        await arrives(demo, page, "pakke", "#2 · Facebook · question")
        async with counted(page) as effort:
            await presses(page, "Answer")
            await page.get_by_label("Your answer", exact=True).fill(WORDS)
            await presses(page, "Next")
            await expect(page.get_by_text(f"as {ACCOUNT}:")).to_be_visible()
            await expect(page.get_by_text(WORDS)).to_be_visible()
            assert source.words == []
            await presses(page, "Publish")
            await expect(page.get_by_text(ANSWERED)).to_have_count(2)
        assert effort == Effort(clicks=3, texts=1)
        assert source.words == [WORDS]
        await expects_answered_by_bo(demo.application, 2)

        await arrives(demo, page, "takk", "#3 · Facebook · praise")
        async with counted(page) as effort:
            await presses(page, "Thank")
            await expect(page.get_by_text(THANKED)).to_be_visible()
        assert effort == Effort(clicks=1, texts=0)
        await expects_answered_by_bo(demo.application, 3)


@asynccontextmanager
async def at_the_card(browser: Browser, world: World, post: str) -> AsyncIterator[Screen]:
    """Bo, who sees the card of a post that has come in just now."""
    await world.ada.posts(post)
    world.card(1)
    async with screen_of(browser, world.workspace.url) as screen:
        await screen.becomes(BO)
        await screen.opens("svar")
        await expect(screen.cards.last).to_contain_text("New: nobody has taken it yet")
        yield screen


async def expects_to_write_in(screen: Screen, field: str) -> None:
    """Whoever types now writes there."""
    await expect(screen.by(f"input-{field}")).to_be_focused()


async def submits(screen: Screen, label: str) -> None:
    """By the button of the form, which is named so."""
    await screen.by("modal-submit").get_by_text(label, exact=True).click()


async def arrives(demo: TeamsDemo, page: Page, sample: str, headline: str) -> None:
    """A customer writes, and the card stands in the channel."""
    await demo.write(_sample(sample))
    await expect(page.get_by_text(headline)).to_be_visible()


async def presses(page: Page, label: str) -> None:
    """The one button of this name."""
    await page.get_by_role("button", name=label, exact=True).click()


async def expects_answered_by_bo(application: Application | None, number: int = 1) -> None:
    assert application is not None
    dispatch, now = application.dispatch, application.clock.now()
    item = await application.engine.read(
        lambda: dispatch.look(lambda scene: items.read(scene.transaction, number), now)
    )
    assert item is not None
    assert (item.state, item.owner) == (State.ANSWERED, "bo")


def _sample(name: str) -> Sample:
    return next(one for one in SAMPLES if one.id == name)
