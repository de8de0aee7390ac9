"""Claim, release, and those who come too late or may not."""

import asyncio
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.databases import KINDS, fresh_address
from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import INTAKE, TRIAGE, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"
CROWD = [f"p{number:02}" for number in range(50)]


def handbook_of_a_crowd() -> str:
    people = "".join(f'[[person]]\nid = "{name}"\nname = "{name}"\nslack = "U0{name.upper()}"\n\n' for name in CROWD)
    experts = ", ".join(f'"{name}"' for name in CROWD)
    return COMPANY.replace('experts = ["bo", "finn"]', f"experts = [{experts}]").replace(
        "[[domain]]", f"{people}[[domain]]", 1
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.shows("claim")
async def test_of_fifty_who_claim_at_once_one_wins_and_the_others_are_told(tmp_path: Path, kind: str) -> None:
    with ExitStack() as stack:
        address = stack.enter_context(fresh_address(kind, tmp_path))
        async with world_of(tmp_path, database=address, handbook=handbook_of_a_crowd()) as world:
            for name in CROWD:
                world.workspace.add_person(name, id=f"U0{name.upper()}")
            await world.ada.posts(POST)
            card = world.card(1)
            clicks = (world.workspace.click(f"U0{name.upper()}", TRIAGE, card["ts"], label="Claim") for name in CROWD)
            outcomes = await asyncio.gather(*clicks)
            await world.settle()

            assert all(outcome.acknowledged for outcome in outcomes)
            winner = next(name for name in CROWD if f"{name} took it" in text_of(world.card(1)))
            for name in CROWD:
                if name != winner:
                    assert f"{winner} took item 1 Wed 4 Mar 10:00." in world.person(name).sees(f"{winner} took item 1")
            assert world.thread().count("took it") == 1


async def test_a_second_claim_by_the_owner_is_you_have_it(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        card = world.card(1)
        await world.bo.clicks_on(card, "Claim")
        await world.bo.clicks_on(card, "Claim")
        world.bo.is_told("You have item 1 already.")


@pytest.mark.shows("unknown_colleague")
async def test_who_may_not_claim_is_told_what_is_missing_and_who_can_grant_it(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        await world.gro.clicks("Claim", item=1)
        world.gro.sees(
            "Only those who answer for Delivery can do this: Bo Berg, Finn Holm. Cy Dahl is the lead and can add you."
        )
        await world.ada.clicks("Claim", item=1)
        world.ada.sees(f'The handbook does not know you. Eva Foss can add you to it, with {world.desk} = "U0ADA".')
        assert "[Claim]" in text_of(world.card(1))


@pytest.mark.shows("guests")
async def test_guests_can_do_nothing(tmp_path: Path) -> None:
    no = "Guests and people of other organisations cannot use Svarvakt."
    async with world_of(tmp_path) as world:
        await world.guest.posts("Is my post an item? https://www.facebook.com/fjellro/posts/9")
        assert not world.cards()
        await world.ada.posts(POST)
        card = world.card(1)
        for label in ("Claim", "Answer", "Decline", "Not an item", "Why?"):
            await world.guest.clicks(label, item=1)
            world.guest.is_told(no)
        for words in ("/svar status", "/svar help", "/svar"):
            await world.guest.says(words)
            world.guest.is_told(no)
        assert text_of(world.card(1)) == text_of(card)


@pytest.mark.shows("release")
async def test_the_owner_releases_it(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        post = await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        world.has_signs(post, ["eyes"])
        await world.bo.clicks("Release", item=1)
        card = text_of(world.card(1))
        assert "New: nobody has taken it yet" in card
        assert "[Claim]" in card
        world.has_signs(post, [])
        assert "Bo Berg gave it back." in world.thread()
        world.finn.is_reminded("Bo Berg gave it back, and you are named for it now.")


async def test_the_lead_releases_it_and_others_cannot(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        await world.finn.clicks("Release", item=1)
        world.finn.sees("Item 1 is Bo Berg's: only they, or Cy Dahl as the lead of Delivery, can give it back.")
        await world.gro.clicks("Release", item=1)
        world.gro.sees("Only those who answer for Delivery can do this")
        await world.cy.clicks("Release", item=1)
        assert "Cy Dahl gave it back." in world.thread()
        world.finn.is_reminded("Cy Dahl gave it back, and you are named for it now.")


@pytest.mark.shows("told_alone")
async def test_stale_clicks_on_a_closed_item_are_told_what_happened(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        old = world.card(1)
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text="Den er på vei.")
        closed = text_of(world.card(1))
        for label in ("Claim", "Answer", "Decline", "Not an item"):
            await world.finn.clicks_on(old, label)
            world.finn.is_told("Bo Berg answered item 1 Wed 4 Mar 10:00.")
        assert text_of(world.card(1)) == closed


@pytest.mark.shows("own_channel")
async def test_a_domain_may_have_a_channel_of_its_own(tmp_path: Path) -> None:
    handbook = COMPANY.replace('triage = "C0TRIAGE"', 'triage = "C0TRIAGE"\ndomains = { delivery = "C0INTAKE" }')
    async with world_of(tmp_path, handbook=handbook) as world:
        await world.ada.posts(POST)
        assert not world.cards()
        assert world.count_in(INTAKE) == 1
        world.ada.sees("Facebook · question")
        await world.ada.posts("Hva koster den? https://www.facebook.com/fjellro/posts/2")
        assert len(world.cards()) == 1
