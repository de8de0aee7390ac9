"""One company on Slack and Teams at once: one item, two cards, one identity for each person."""

from pathlib import Path

import pytest

from tests.stories.reading import text_of
from tests.stories.teams import company_on_both

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"

pytestmark = pytest.mark.staged_on("slack")


async def test_claimed_on_one_desk_the_card_on_the_other_follows(tmp_path: Path) -> None:
    async with company_on_both(tmp_path) as (slack, teams):
        await slack.ada.posts(POST)
        await teams.settle()
        assert "[Claim]" in text_of(teams.card(1))
        await teams.bo.clicks("Claim", item=1)
        await slack.settle()
        assert "Bo Berg took it" in text_of(slack.card(1))
        # The same person on the other desk: the claim is theirs there too.
        await slack.bo.clicks("Answer", item=1)
        assert await slack.bo.fills(link="https://www.facebook.com/fjellro/posts/1?reply=2") == {}
        await teams.settle()
        for world in (slack, teams):
            assert "Bo Berg answered" in text_of(world.card(1))
            assert "Bo Berg took it" in world.thread(1)


async def test_posts_come_in_on_both_and_numbers_are_common(tmp_path: Path) -> None:
    async with company_on_both(tmp_path) as (slack, teams):
        await slack.ada.posts(POST)
        await teams.ada.posts("Hva koster den? https://x.com/ola/status/2")
        await slack.settle()
        for world in (slack, teams):
            assert [text_of(card).split(" · ")[0] for card in world.cards()] == ["#1", "#2"]
        await teams.finn.clicks("Decline", item=1)
        await teams.finn.fills(reason="Spam or advertising")
        await slack.settle()
        assert "Finn Holm declined" in text_of(slack.card(1))


async def test_who_is_on_both_is_paged_once(tmp_path: Path) -> None:
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
