"""Which messages of an intake channel become items."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import INTAKE, TRIAGE, start_bot, world_of

ADDRESS = "https://www.facebook.com/fjellro/posts/1"
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hvor er pakken?"}}


@pytest.mark.only_on("slack", "integration")
@pytest.mark.parametrize(
    "post",
    [
        {"text": "Hvor er pakken?"},
        {"text": "", "blocks": [SECTION]},
        {"text": "", "attachments": [{"fallback": "x", "text": "Hvor er pakken?"}]},
        {"text": "", "attachments": [{"fallback": "x", "blocks": [SECTION]}]},
    ],
    ids=["text", "blocks", "attachment", "attachment's blocks"],
)
@pytest.mark.shows("integration")
async def test_what_an_integration_posts_is_always_an_item(tmp_path: Path, post: dict[str, Any]) -> None:
    async with world_of(tmp_path) as world:
        await world.integration_posts(**post)
        card = text_of(world.card(1))
        assert "Facebook · question" in card
        assert "Hvor er pakken?" in card


@pytest.mark.only_on("slack", "integration")
async def test_the_card_holds_the_customers_words_alone_and_says_who_wrote_them(tmp_path: Path) -> None:
    attachment = {
        "author_name": "Kari Nordmann",
        "title": "Comment on Fjellro",
        "title_link": f"{ADDRESS}?comment=7",
        "text": f"Hvor er pakken? Se https://fjellro.example/sporing\n<{ADDRESS}?comment=7>",
        "fallback": "Kari Nordmann: Hvor er pakken?",
    }
    async with world_of(tmp_path) as world:
        await world.integration_posts(text="New comment", attachments=[attachment])
        message = world.card(1)
        quoted = next(block for block in message["blocks"] if block["type"] == "rich_text")
        assert text_of({"blocks": [quoted]}) == "Hvor er pakken? Se https://fjellro.example/sporing"
        assert "Kari Nordmann wrote" in text_of(message)
        assert f"{ADDRESS}?comment=7" in str(message)


@pytest.mark.shows("intake")
async def test_peoples_posts_with_link_quotation_or_file_are_items(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"Se her: <{ADDRESS}>")
        assert "· Facebook ·" in text_of(world.card(1))
        await world.ada.posts("&gt; Hvor er pakken min?")
        assert "Hvor er pakken min?" in text_of(world.card(2))
        await world.ada.posts("skjermbilde av en klage", files=["klage.png"])
        assert "skjermbilde av en klage" in text_of(world.card(3))
        await world.ada.posts("", files=["bare-bilde.png"])
        assert "(no text)" in text_of(world.card(4))


@pytest.mark.shows("ask_back", "make_item")
async def test_other_words_are_asked_about_in_private_and_made_an_item(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        post = await world.ada.posts("En kunde ringte: hvor er pakken?")
        assert not world.cards()
        world.ada.is_told("Is this a customer's post?")
        await world.ada.clicks("Make this an item")
        world.ada.is_told("It is item 1 now.")
        assert "En kunde ringte: hvor er pakken?" in text_of(world.card(1))
        await world.bo.clicks("Claim", item=1)
        world.has_signs(post, ["eyes"])


@pytest.mark.shows("leave_it")
async def test_other_words_are_left_alone(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.bo.posts("Skal vi spise lunsj?")
        world.bo.is_told("Is this a customer's post?")
        world.ada.sees_nothing_of("Is this a customer's post?")
        await world.bo.clicks("No, just talk")
        world.bo.is_told("All right, I leave it.")
        await world.forward(hours=4)
        assert not world.cards()


@pytest.mark.shows("make_item_menu")
async def test_any_message_is_made_an_item_from_its_own_menu(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        question = await world.cy.posts("Kunden vil vite hva den koster", channel=TRIAGE)
        assert not world.cards()
        await world.bo.makes_an_item_of(question, TRIAGE)
        world.bo.is_told("It is item 1 now.")
        # Another one who wants it, too, is told that it is one already.
        await world.finn.makes_an_item_of(question, TRIAGE)
        world.finn.is_told("It is item 1 already.")
        assert "Kunden vil vite hva den koster" in text_of(world.card(1))


async def test_where_all_posts_are_customers_nobody_is_asked(tmp_path: Path) -> None:
    handbook = COMPANY.replace('triage = "C0TRIAGE"\n', 'triage = "C0TRIAGE"\npeople = "all"\n')
    async with world_of(tmp_path, handbook=handbook) as world:
        await world.ada.posts("En kunde ringte: hvor er pakken?")
        assert "En kunde ringte" in text_of(world.card(1))


async def test_the_bots_own_posts_are_never_items(tmp_path: Path) -> None:
    """Cards go where posts come from, the status is shared there, and its answers stand there."""
    handbook = COMPANY.replace('triage = "C0TRIAGE"', f'triage = "{INTAKE}"\npeople = "all"')
    async with world_of(tmp_path, handbook=handbook) as world:
        await world.ada.posts(f"Hvor er pakken? {ADDRESS}")
        await world.bo.says("/svar status", INTAKE)
        await world.bo.clicks("Share in the channel")
        await world.application.stop()
        await start_bot(world)
        await world.settle()
        ours = [text_of(message) for message in world.workspace.history(INTAKE) if message.get("bot_id")]
        assert [text.splitlines()[0] for text in ours] == ["#1 · Facebook · question", "How we stand"]
        for user in ("ada", "bo"):
            getattr(world, user).sees("How we stand")
            getattr(world, user).sees("Answer by\nWed 4 Mar 13:00")
        world.bo.sees("Shared in the channel.")


async def test_one_post_is_one_item(tmp_path: Path) -> None:
    """Its event, Slack's repeat of it, and catching up are one; editing and replying make no second."""
    async with world_of(tmp_path) as world:
        post = await world.ada.posts(f"Hvor er pakken? {ADDRESS}")
        await world.ada.posts(f"Ny lenke: {ADDRESS}?fresh", thread_ts=post)
        await world.workspace.edit("U0ADA", INTAKE, post, f"Hvor er pakken nå? {ADDRESS}")
        await world.settle()
        for desk in world.application.desks.values():
            await desk.catch_up()
        await world.settle()
        assert len(world.cards()) == 1
        assert "Hvor er pakken? " in text_of(world.card(1))
        await world.workspace.delete("U0ADA", INTAKE, post)
        await world.settle()
        assert "[Claim]" in text_of(world.card(1))


@pytest.mark.only_on("slack", "sign")
@pytest.mark.shows("sign")
async def test_the_sign_on_the_post_follows_the_state(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        post = await world.integration_posts(text=f"Hvor er pakken? {ADDRESS}")
        signs = [world.signs(post)]
        for label in ("Claim", "Release", "Claim"):
            await world.bo.clicks(label, item=1)
            signs.append(world.signs(post))
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text="I dag.")
        signs.append(world.signs(post))
        assert signs == [[], ["eyes"], [], ["eyes"], ["white_check_mark"]]
        world.finn.is_reminded("Bo Berg gave it back")
        assert world.count_in(TRIAGE) == 1


@pytest.mark.only_on("slack", "catch_up")
@pytest.mark.shows("catch_up")
async def test_posts_of_an_absent_hour_are_items_when_the_bot_is_back(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.forward(minutes=1)
        await world.ada.posts(f"Hvor er pakken? {ADDRESS}")
        await world.application.stop()
        await world.workspace.post("U0ADA", INTAKE, f"Og pakken vår? {ADDRESS}2")
        await world.workspace.post("U0ADA", INTAKE, "Skal vi spise lunsj?")
        world.clock.forward(timedelta(hours=1))
        await start_bot(world)
        await world.settle()
        assert len(world.cards()) == 2
        assert "Answer by\nWed 4 Mar 13:01" in text_of(world.card(2))
