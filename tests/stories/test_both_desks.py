"""One company on Slack and Teams at once: one item, two cards, one identity for each person."""

from pathlib import Path

import pytest

from tests.stories.reading import text_of
from tests.stories.teams import company_on_both

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"


@pytest.mark.shows("both_desks")
async def test_claimed_on_one_desk_the_card_on_the_other_follows(tmp_path: Path) -> None:
    """The post comes in here, it is claimed there, and answered here by the same person."""
    async with company_on_both(tmp_path) as (here, there):
        await here.ada.posts(POST)
        await there.settle()
        assert "[Claim]" in text_of(there.card(1))
        await there.bo.clicks("Claim", item=1)
        await here.settle()
        assert "Bo Berg took it" in text_of(here.card(1))
        # The same person on the other desk: the claim is theirs there too.
        await here.bo.clicks("Answer", item=1)
        assert await here.bo.fills(link="https://www.facebook.com/fjellro/posts/1?reply=2") == {}
        await there.settle()
        for world in (here, there):
            assert "Bo Berg answered" in text_of(world.card(1))
            assert "Bo Berg took it" in world.thread(1)


async def test_posts_come_in_on_both_and_numbers_are_common(tmp_path: Path) -> None:
    async with company_on_both(tmp_path) as (here, there):
        await here.ada.posts(POST)
        await there.ada.posts("Hva koster den? https://x.com/ola/status/2")
        await here.settle()
        for world in (here, there):
            assert [text_of(card).split(" · ")[0] for card in world.cards()] == ["#1", "#2"]
        await there.finn.clicks("Decline", item=1)
        await there.finn.fills(reason="Spam or advertising")
        await here.settle()
        assert "Finn Holm declined" in text_of(here.card(1))


@pytest.mark.staged_on("slack")
async def test_who_is_on_both_is_paged_once(tmp_path: Path) -> None:
    """On the first desk that reaches them, wherever the post came in."""
    async with company_on_both(tmp_path, begins="2026-03-04 20:00") as (slack, teams):
        await teams.ada.posts(POST)
        await teams.forward(hours=1, minutes=35)
        slack.dee.is_paged("Facebook")
        teams.dee.has_direct_messages(0)
        await slack.dee.clicks("I take it")
        await teams.settle()
        assert "Dee Eik took it" in text_of(teams.card(1))
        slack.dee.sees("Settled")
        slack.cards()
