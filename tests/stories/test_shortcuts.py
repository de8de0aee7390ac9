"""What is quicker than a card: a form for a post that no channel brought."""

from pathlib import Path

import pytest

from tests.stories.company import TRIAGE
from tests.stories.reading import text_of
from tests.stories.world import world_of

LINK = "https://facebook.com/fjellro/posts/7"


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
        await world.guest.chooses_everywhere("new_item")
        world.guest.sees("Guests")
        assert len(world.cards()) == 2
