"""Praise is answered with one click, and shared with the team."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import world_of

PRAISE = "Thank you, you are great! https://www.facebook.com/fjellro/posts/"
THANKS = "Tusen takk, Kari! Det hilser vi til alle i Fjellro."
WITH_THANKS = (
    COMPANY.replace('managers = "C0MANAGERS"\n', 'managers = "C0MANAGERS"\nteam = "C0MANAGERS"\n')
    + """
[[situation]]
id = "thanks"
name = "Praise"

[[answer]]
id = "thanks-nb"
situation = "thanks"
language = "nb"
text = "Tusen takk, {customer}! Det hilser vi til alle i {company}."
"""
)
KARI = {"source": "facebook", "text": "Tusen takk, dere er flinke!", "author": {"name": "Kari"}, "language": "nb"}


@pytest.mark.shows("thank", "share_praise")
async def test_one_click_thanks_and_another_shares_it(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=WITH_THANKS) as world:
        await world.hands_in({**KARI, "external_id": "1", "url": "https://facebook.com/1"})
        card = text_of(world.card(1))
        assert card.endswith(
            "[Claim]\n[Answer]\n[Thank]\n[Wrong?]\n[I liked it]\n[Share with the team]\n[Ask an expert]\n"
            "[Tip the owner]\n[Decline]\n[Merge with…]\n[Report conflict]\n[Pause]\n[Not an item]\n[Why?]"
        )
        await world.bo.clicks("Thank", item=1)
        told = world.bo.is_told("Item 1 is answered. Copy this and post it below the customer's words:")
        assert THANKS in told
        assert "[Share with the team]\n[Undo]" in told
        card = text_of(world.card(1))
        assert "🟢 Answered: Bo Berg thanked the customer Wed 4 Mar 10:00" in card
        assert THANKS in card
        assert card.endswith("[Share with the team]\n[Re-open]\n[Why?]")
        assert "Bo Berg thanked the customer." in world.thread(1)
        await world.finn.clicks("Share with the team", item=1)
        world.finn.is_told("The team will see item 1 in a moment.")
        shared = world.managers_line()
        assert shared.startswith("Praise from a customer\nTusen takk, dere er flinke!\nKari wrote Wed 4 Mar 10:00")
        assert "Finn Holm shared it with you." in shared
        assert "Finn Holm shared it with the team." in world.thread(1)
        # Once: whoever comes second hears who has, and where it stands.
        await world.cy.clicks("Share with the team", item=1)
        world.cy.is_told("Finn Holm shared it Wed 4 Mar 10:00.")
        assert world.count_in("C0MANAGERS") == 1


@pytest.mark.shows("liked", "undo_thanks")
async def test_a_like_is_an_answer_and_either_is_taken_back(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"{PRAISE}1")
        before = text_of(world.card(1))
        await world.bo.clicks("I liked it", item=1)
        world.bo.is_told("Item 1 is answered: you liked it on the platform.")
        assert "🟢 Answered: Bo Berg liked the post Wed 4 Mar 10:00" in text_of(world.card(1))
        await world.bo.clicks("Undo")
        world.bo.is_told("Item 1 is open again, as it was.")
        assert text_of(world.card(1)) == before
        # What he had claimed before stays his.
        await world.bo.clicks("Claim", item=1)
        await world.bo.clicks("Thank", item=1)
        world.bo.is_told("Thank you so much for your kind words!")
        await world.forward(minutes=50)
        await world.bo.clicks("Undo")
        world.bo.is_told("Item 1 is open again, as it was.")
        assert "🟣 Taken: Bo Berg took it Wed 4 Mar 10:00" in text_of(world.card(1))
        thread = world.thread(1)
        for line in (
            "Bo Berg liked the post.",
            "Bo Berg took the like back: it is open again.",
            "Bo Berg thanked the customer.",
            "Bo Berg took the thank-you back: it is open again.",
        ):
            assert line in thread
        # An hour later it is no slip of the finger any more.
        await world.bo.clicks("Thank", item=1)
        world.bo.is_told("Copy this")
        await world.forward(hours=1)
        await world.bo.clicks("Undo")
        world.bo.is_told("That was Wed 4 Mar 10:50, which is too long ago to take back. Re-open item 1 on its card.")
        # Without a channel for the team it is shared where the cards stand.
        await world.finn.clicks("Share with the team", item=1)
        world.finn.is_told("The team will see item 1 in a moment.")
        assert "Finn Holm shared it with you." in world.cy.sees("Praise from a customer")
        await world.until("2026-03-04 13:01")
        await world.eva.says("/svar status")
        assert "Facebook: 100% (1 of 1)" in world.eva.is_told("How we stand")


async def test_who_may_not_and_what_is_no_praise(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"{PRAISE}1")
        shown = world.card(1)
        await world.ada.clicks("Thank", item=1)
        world.ada.is_told("The handbook does not know you.")
        await world.ada.clicks("Share with the team", item=1)
        world.ada.is_told("The handbook does not know you.")
        await world.cy.clicks("Wrong?", item=1, option="It is: question")
        for label, said in (
            ("Thank", "One click answers praise only, and item 1 is none."),
            ("Share with the team", "Only praise is shared with the team, and item 1 is none."),
        ):
            await world.bo.clicks_on(shown, label)
            world.bo.is_told(said)
        await world.hands_in({**KARI, "external_id": "2", "private": True})
        card = text_of(world.card(2))
        assert "[Thank]" in card
        assert "[Share with the team]" not in card
        await world.write_handbook(
            COMPANY.replace(
                'experts = ["finn", "bo"]', 'experts = ["finn", { person = "bo", level = "with_approval" }]'
            )
        )
        world.eva.sees_all()
        for label in ("Thank", "I liked it"):
            await world.bo.clicks(label, item=2)
            world.bo.is_told("An answer to item 2 has to be approved first: press Answer and write it.")
        await world.write_handbook(COMPANY)
        world.eva.sees_all()
        await world.finn.clicks("Claim", item=2)
        await world.bo.clicks("Thank", item=2)
        world.bo.is_told("Finn Holm took item 2 Wed 4 Mar 10:00.")
