"""What is quicker than a card: a form for a post that no channel brought."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY, INTAKE, TRIAGE
from tests.stories.reading import text_of
from tests.stories.world import world_of

LINK = "https://facebook.com/fjellro/posts/7"
WITH_REACTIONS = COMPANY.replace('triage = "C0TRIAGE"\n', 'triage = "C0TRIAGE"\nreactions = true\n')


@pytest.mark.shows("new_item", "see_card")
async def test_what_no_channel_brought_is_handed_in_by_a_form(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.chooses_everywhere("new_item")
        world.ada.sees_all()
        assert await world.ada.fills(
            words="Hvor er pakken?", link="facebook", written="today 14:05", private="Yes, private"
        ) == {
            "link": "That is no web address. It begins with https:// or http://.",
            "written": "Wed 4 Mar 14:05, Oslo time lies ahead: nobody has written it yet.",
        }
        assert "words" in await world.ada.fills(words="  ", link=LINK, written="")
        assert "written" in await world.ada.fills(words="Hvor er pakken?", written="some day")
        assert not await world.ada.fills(
            words="Hvor er pakken?", link=LINK, author="Kari Nordmann", written="today 9:05", private="no"
        )
        told = world.ada.sees("It is item 1 now.")
        assert "It is for Bo Berg." in told
        assert "Answer by Wed 4 Mar 12:05" in told
        card = text_of(world.card(1))
        assert "Facebook · question" in card
        assert "Hvor er pakken?" in card
        assert "Kari Nordmann" in card
        await world.ada.clicks("Show the card")
        assert "[Claim]" in world.ada.sees("Hvor er pakken?")


@pytest.mark.shows("new_command")
async def test_a_link_that_is_known_shows_the_item_that_it_is(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.bo.posts(f"Hvor er pakken? {LINK}")
        world.cards()
        await world.bo.clicks("Claim", item=1)
        await world.cy.says(world.spoken("new") if world.desk == "slack" else "@Svarvakt new", TRIAGE)
        world.cy.sees_all(TRIAGE)
        assert not await world.cy.fills(words="Where is my parcel?", link=LINK)
        assert "Bo Berg took it" in world.cy.sees("It is item 1 already.")
        # Without a link it is one of its own, and a source of one's own has its word.
        await world.cy.says(world.spoken("new") if world.desk == "slack" else "@Svarvakt new", TRIAGE)
        world.cy.sees_all(TRIAGE)
        assert not await world.cy.fills(words="I want a refund", other_source="App Store", source="facebook")
        world.cy.sees("It is item 2 now.")
        assert "app store · " in text_of(world.card(2))
        # After a mention there is nothing on Slack that could open a form: a button does.
        if world.desk == "slack":
            await world.cy.posts(f"<@{world.workspace.bot_user_id}> new", channel=TRIAGE)
            world.cy.is_told("Slack opens a form only when you press a button:")
            await world.cy.clicks("New item")
            world.cy.sees_form("What did the customer write?")
        await world.guest.chooses_everywhere("new_item")
        world.guest.sees("Guests")
        assert len(world.cards()) == 2


@pytest.mark.shows("react_claim", "react_answer")
async def test_reactions_to_the_card_claim_it_and_ask_for_its_answer(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=WITH_REACTIONS) as world:
        await world.ada.posts(f"Hvor er pakken? {LINK}")
        card = world.card(1)["ts"]
        await world.bo.reacts(card, "tada")
        await world.guest.reacts(card, "eyes")
        assert "[Claim]" in text_of(world.card(1))
        await world.bo.reacts(card, "eyes")
        assert "Answer by" in world.bo.sees("You have item 1 now.")
        assert "Bo Berg took it" in text_of(world.card(1))
        # The others are told what happened, or what is missing; taking it back does nothing.
        await world.finn.reacts(card, "eyes")
        world.finn.sees("Bo Berg took")
        await world.ada.reacts(card, "white_check_mark")
        world.ada.sees("The handbook does not know you")
        await world.bo.takes_back(card, "eyes")
        await world.bo.reacts(card, "eyes")
        world.bo.sees("You have item 1 already.")
        assert "Bo Berg took it" in text_of(world.card(1))
        await world.bo.clicks("Undo")
        world.bo.sees("You gave item 1 back.")
        assert "[Claim]" in text_of(world.card(1))
        await world.finn.reacts(card, "white_check_mark")
        world.finn.sees("[Answer]")
        await world.finn.clicks("Answer")
        assert not await world.finn.fills(link="https://facebook.com/fjellro/posts/7?reply=1")
        assert "Finn Holm answered" in text_of(world.card(1))
        world.finn.sees_all()
        world.finn.sees_all(TRIAGE)


async def test_who_answers_with_approval_may_answer_by_a_reaction_too(tmp_path: Path) -> None:
    level = WITH_REACTIONS.replace('["bo", "finn"]', '["finn", { person = "bo", level = "with_approval" }]')
    async with world_of(tmp_path, handbook=level) as world:
        await world.ada.posts(f"Hvor er pakken? {LINK}")
        await world.bo.reacts(world.card(1)["ts"], "white_check_mark")
        world.bo.sees("[Answer]")
        await world.bo.clicks("Answer")
        world.bo.sees_form("Write it here and do not post it yet.")
        world.bo.sees_all(TRIAGE)


@pytest.mark.only_on("slack", "react_post")
@pytest.mark.shows("react_post")
async def test_reactions_to_the_post_count_once_the_handbook_says_so(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        post = await world.ada.posts(f"Hvor er pakken? {LINK}")
        await world.bo.reacts(post, "eyes", INTAKE)
        assert "[Claim]" in text_of(world.card(1))
        await world.write_handbook(WITH_REACTIONS)
        world.eva.sees_all()
        await world.finn.reacts(post, "eyes", INTAKE)
        world.finn.sees("You have item 1 now.")
        assert "Finn Holm took it" in text_of(world.card(1))
        # The bot's own sign is the same emoji, and no claim.
        assert "eyes" in world.signs(post)
        # What is no card and no item's post is just liked.
        talk = await world.bo.posts("Lunsj?", channel=TRIAGE)
        await world.finn.reacts(talk, "eyes")
