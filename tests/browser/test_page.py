"""The page in a browser, on the real demo: what a newcomer does in the first ten minutes."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.demo.customers import SAMPLES
from bot.demo.serve import Demo
from tests.browser.screen import screen_of

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

LARGEST_PICTURE = 300_000
BO, ADA, CY, DEE, EVA, FINN, GRO = "U0BO", "U0ADA", "U0CY", "U0DEE", "U0EVA", "U0FINN", "U0GRO"
GREEN, TAKEN = "🟢", "🟣 Taken"

GROUND = "getComputedStyle(document.querySelector('.conversation-main')).backgroundColor"

UNANSWERED = (
    (CY, "trukket meg to ganger"),
    (BO, "Hvor er pakken min?"),
    (FINN, "Two weeks for a delivery"),
    (GRO, "slo ut i flammer"),
)
"""What would ring at night, and who answers it."""

WRITTEN = (
    ("reparasjon", "Glidelåsen på jakka", "Gear and repair"),
    ("storlek", "Är Skare-jackan stor", "Gear and repair"),
    ("gavekort", "Kan man bruge et norsk gavekort", "Billing"),
    ("snail", "Two weeks for a delivery", "Delivery"),
)
"""A sample in Norwegian, Swedish, Danish, English; words of it; the field it goes to."""


async def test_a_colleague_claims_and_answers(browser: Browser, demo: Demo, pictures: Path) -> None:
    async with screen_of(browser, demo.workspace.url, height=1000) as screen:
        await screen.becomes(CY)
        await screen.becomes(BO)
        card = screen.card("Hvor er pakken min?")
        await card.get_by_test_id("button-Claim").click()
        await expect(card).to_contain_text(f"{TAKEN}: Bo Berg took it")

        await card.get_by_test_id("button-Answer").click()
        await screen.by("modal-submit").click()
        await expect(screen.by("input-error").first).to_have_text(
            "Paste your answer here, or give the link to it below."
        )
        # What is chosen comes after what is typed, and what is typed is there again when the form was closed.
        text = screen.by("input-Your answer")
        await text.fill("Hei!")
        await screen.by("modal").locator("select").first.select_option(index=1)
        await expect(text).to_have_value(re.compile(r"Hei!\n\nBeklager ventetiden! .* Hilsen Bo Berg"))
        await screen.by("modal-close").click()
        await card.get_by_test_id("button-Answer").click()
        await expect(text).to_have_value(re.compile(r"Hei!\n\nBeklager ventetiden! .* Hilsen Bo Berg"))
        assert await screen.picture(pictures / "answer.png") < LARGEST_PICTURE
        await text.fill("")
        link = screen.by("input-Link to your answer")
        await link.fill("https://www.facebook.com/fjellro/posts/1001?reply_comment_id=17")
        await screen.by("modal-submit").click()
        await expect(screen.by("modal")).to_have_count(0)
        await expect(card).to_contain_text(f"{GREEN} Answered: Bo Berg answered")
        await expect(card.get_by_test_id("button-Claim")).to_have_count(0)

        await card.get_by_test_id("thread-link").click()
        await expect(screen.by("thread-panel")).to_contain_text("Bo Berg answered")
        await screen.by("thread-close").click()

        await screen.cards.last.scroll_into_view_if_needed()
        assert await screen.picture(pictures / "day.png") < LARGEST_PICTURE


async def test_a_colleague_without_rights_looks_on_while_customers_write(browser: Browser, demo: Demo) -> None:
    async with screen_of(browser, demo.workspace.url) as screen:
        await screen.becomes(ADA)
        card = screen.card("slo ut i flammer")
        await card.get_by_test_id("button-Claim").click()
        await expect(screen.private).to_contain_text("Only visible to you")
        await expect(screen.private).to_contain_text("Gear and repair")
        await expect(card).to_contain_text("nobody has taken it")
        await card.get_by_test_id("overflow").first.click()
        await screen.by("option-Why?").click()
        await expect(screen.private).to_contain_text("Somebody may get hurt")
        await screen.becomes(CY)
        await expect(screen.by("message-ephemeral")).to_have_count(0)
        await expect(screen.card("slo ut i flammer")).to_be_visible()

        for sample, words, field in WRITTEN:
            before = await screen.cards.count()
            await screen.customer_writes(sample)
            await expect(screen.cards).to_have_count(before + 1)
            await expect(screen.cards.last).to_contain_text(words)
            await expect(screen.cards.last).to_contain_text(field)
            await expect(screen.cards.last.get_by_test_id("button-Claim")).to_be_visible()
        await screen.opens("customer-posts")
        await expect(screen.cards.last).to_contain_text("Two weeks for a delivery")


async def test_a_night(browser: Browser, demo: Demo, pictures: Path) -> None:
    async with screen_of(browser, demo.workspace.url, scheme="dark") as screen:
        for person, words in UNANSWERED:
            await screen.becomes(person)
            await screen.opens("svar")
            await screen.card(words).get_by_test_id("button-Answer").click()
            await screen.by("input-Your answer").fill("Vi ordner det med en gang.")
            await screen.by("modal-submit").click()
            await expect(screen.card(words)).to_contain_text(GREEN)
        for _ in range(6):
            await screen.moves_the_clock("clock-1h")
        await screen.customer_writes("pakke")
        await expect(screen.cards.last).to_contain_text("Hvor er pakken min?")
        badge = screen.by(f"face-{DEE}").locator(".badge")
        await expect(badge).to_have_count(0)
        for _ in range(2):
            await screen.moves_the_clock("clock-1h")
        await expect(badge).to_have_text("1")

        await screen.by(f"face-{DEE}").click()
        await expect(screen.by("conversation-Svarvakt")).to_have_attribute("aria-current", "page")
        await expect(screen.card("You are on call")).to_contain_text("Hvor er pakken min?")
        assert await screen.picture(pictures / "night.png") < LARGEST_PICTURE
        await screen.card("You are on call").get_by_test_id("button-I take it").click()
        await expect(screen.cards.last.get_by_test_id("button-Pass on")).to_have_count(0)
        await screen.opens("svar")
        await expect(screen.cards.last).to_contain_text(f"{TAKEN}: Dee Eriksson took it")

        await screen.moves_the_clock("clock-morning")
        await expect(screen.by("clock")).to_contain_text(re.compile("Thu 5 Mar.*08:15", re.DOTALL))


async def test_a_manager_asks_how_they_stand_in_dark_and_in_light(browser: Browser, demo: Demo) -> None:
    async with screen_of(browser, demo.workspace.url, scheme="dark") as screen:
        await screen.becomes(EVA)
        await screen.writes("/svar status")
        await expect(screen.private).to_contain_text("How we stand")
        for words in ("Open", "At risk", "Late", "On call", "Dee Eriksson", "1 declined", "The oldest"):
            await expect(screen.private).to_contain_text(words)
        before = await screen.cards.count()
        await screen.private.get_by_test_id("button-Share in the channel").click()
        await expect(screen.cards).to_have_count(before + 1)
        await expect(screen.cards.last).to_contain_text("Shared by Eva Foss")
        await screen.becomes(BO)
        await expect(screen.cards.last).to_contain_text("How we stand")

        dark = await screen.page.evaluate(GROUND)
        await screen.by("theme").click()
        light = await screen.page.evaluate(GROUND)
        assert _brightness(dark) < 60 < 200 < _brightness(light)
        await screen.page.reload()
        await expect(screen.cards.last).to_contain_text("How we stand")
        assert await screen.page.evaluate(GROUND) == light


async def test_on_a_phone(browser: Browser, demo: Demo) -> None:
    await demo.forward(3 * 3600)
    async with screen_of(browser, demo.workspace.url, width=390, height=844) as screen:
        await screen.becomes(EVA)
        await screen.writes("/svar status")
        await expect(screen.private).to_contain_text("How we stand")
        assert await screen.overflow() == ""
        for conversation in ("managers", "customer-posts", "svar"):
            await screen.by("drawer").click()
            await screen.opens(conversation)
            assert await screen.overflow() == "", conversation
        await screen.by("customers").click()
        assert await screen.overflow() == "", "the menu of customers"
        await screen.page.keyboard.press("Escape")
        await screen.becomes(DEE)
        await expect(screen.cards.last).to_contain_text("You are on call")
        assert await screen.overflow() == "", "a page"
        await screen.becomes(BO)
        await screen.by("drawer").click()
        await screen.opens("svar")
        await screen.card("Callum Reid").get_by_test_id("button-Answer").click()
        await expect(screen.by("modal-submit")).to_be_visible()
        assert await screen.overflow() == "", "a form"


async def test_home_follows_what_its_person_does_there_and_nothing_else(
    browser: Browser, demo: Demo, pictures: Path
) -> None:
    async with screen_of(browser, demo.workspace.url, width=390, height=844) as screen:
        await screen.becomes(BO)
        await screen.by("drawer").click()
        await screen.opens("Svarvakt")
        await screen.by("tab-home").click()
        home = screen.by("home")
        await expect(home).to_contain_text("The team's queue")
        assert await screen.overflow() == "", "the home"
        await home.get_by_test_id("button-Answer").first.click()
        await screen.by("input-Your answer").fill("Vi ordner det med en gang.")
        await screen.by("modal-submit").click()
        await expect(screen.by("modal")).to_have_count(0)
        await expect(home).to_contain_text("1 waits for you")
        await demo.write(SAMPLES[0])
        await demo.application.settle()
        await expect(home).to_contain_text("1 waits for you")
        await home.get_by_test_id("button-I am away…").click()
        await screen.by("input-Until when?").fill("friday")
        assert await screen.overflow() == "", "the form"
        await screen.by("modal-submit").click()
        await expect(screen.by("modal")).to_contain_text("You are away until Fri 6 Mar, end of day.")
        await screen.by("modal-close").click()
        await expect(home).to_contain_text("You are away until Fri 6 Mar, end of day.")
        await home.get_by_test_id("button-I am back").click()
        await screen.by("modal-close").click()
        await expect(home.get_by_test_id("button-I am away…")).to_be_visible()
    async with screen_of(browser, demo.workspace.url) as screen:
        await screen.becomes(FINN)
        await screen.opens("Svarvakt")
        await screen.by("tab-home").click()
        await expect(screen.by("home")).to_contain_text("On call now")
        assert await screen.picture(pictures / "home.png") < LARGEST_PICTURE


def _brightness(color: str) -> float:
    """0 to 255, of "rgb(1, 2, 3)"."""
    return sum(float(part) for part in re.findall(r"[\d.]+", color)[:3]) / 3
