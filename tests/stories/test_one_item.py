"""The whole way of one item, on each desk; on Slack over Socket Mode and over HTTP."""

from pathlib import Path

import pytest

from tests.stories.reading import text_of
from tests.stories.world import World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"


@pytest.mark.shows("card_follows")
@pytest.mark.shows("socket", on="slack")
@pytest.mark.shows("https", on="teams")
async def test_a_post_is_claimed_and_answered(tmp_path: Path, on_desk: str) -> None:
    async with world_of(tmp_path, **({"http": False} if on_desk == "slack" else {})) as world:
        await expects_the_whole_way(world)


@pytest.mark.staged_on("slack")
@pytest.mark.shows("https")
async def test_it_is_the_same_over_http(tmp_path: Path) -> None:
    async with world_of(tmp_path, http=True) as world:
        await expects_the_whole_way(world)


async def expects_the_whole_way(world: World) -> None:
    await world.ada.posts(POST)
    card = text_of(world.card(1))
    assert "Facebook · question" in card
    assert "<@U0BO>" in card or "<@U0FINN>" in card
    assert "Wed 4 Mar 13:00" in card

    await world.bo.clicks("Claim")
    world.cy.sees("Bo Berg took it")

    await world.bo.clicks("Answer")
    world.bo.sees_form("Answer item 1")
    assert await world.bo.fills(link="not an address") == {
        "link": "That is no web address. It begins with https:// or http://."
    }
    assert await world.bo.fills(link="https://www.facebook.com/fjellro/posts/1?reply=2") == {}
    world.cy.sees("Bo Berg answered")
    assert "came in from Facebook" in world.thread()
    assert "Bo Berg took it" in world.thread()
    assert "[Claim]" not in text_of(world.card(1))


async def test_the_person_on_call_is_paged_after_hours(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts(POST)
        world.card(1)
        await world.forward(hours=1, minutes=20)
        world.dee.has_direct_messages(0)
        await world.forward(minutes=15)
        world.dee.is_paged("Facebook")
        await world.dee.clicks("I take it")
        world.cy.sees("Dee Eik took it")
        world.dee.sees("Settled")
