"""Somebody knows better than routing: another field, another kind, another language."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
TWO_FIELDS = COMPANY.replace(
    'lead = "cy"\nexperts = ["finn", "bo"]\ndefault = true', 'lead = "eva"\nexperts = ["finn", "gro"]\ndefault = true'
)
"""Bo answers for deliveries alone."""


@pytest.mark.shows("correct")
async def test_the_wrong_field_is_set_right_and_both_decisions_stay_in_the_history(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=TWO_FIELDS) as world:
        await world.ada.posts(f"{POST}1")
        assert "Field\nDelivery" in text_of(world.card(1))
        await world.bo.clicks("Wrong?", option="It belongs to Billing", item=1)
        card = text_of(world.card(1))
        assert "Field\nBilling" in card
        assert "Bo Berg moved it from Delivery to Billing." in card
        history = world.thread()
        assert "Bo Berg was named for Delivery." in history or "Finn Holm was named for Delivery." in history
        assert "Bo Berg moved it from Delivery to Billing." in history
        assert "was named for Billing." in history
        await world.bo.clicks("Wrong?", option="It belongs to Delivery", item=1)
        world.bo.is_told("Only those who answer for Billing can do this")
        world.finn.sees_all()
        world.gro.sees_all()


@pytest.mark.shows("correct")
async def test_whoever_has_it_keeps_it_only_where_they_may_answer(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=TWO_FIELDS) as world:
        await world.ada.posts(f"{POST}1")
        await world.ada.posts(f"{POST}2")
        await world.bo.clicks("Claim", item=1)
        await world.finn.clicks("Claim", item=2)
        await world.bo.clicks("Wrong?", option="It belongs to Billing", item=1)
        await world.finn.clicks("Wrong?", option="It belongs to Billing", item=2)
        assert "New: nobody has taken it yet" in text_of(world.card(1))
        assert "Finn Holm took it" in text_of(world.card(2))
        for name in ("finn", "gro", "eva"):
            getattr(world, name).sees_all()


async def test_praise_wakes_nobody_once_it_is_known_to_be_praise(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts("Pakken kom midt i middagen, typisk dere https://www.facebook.com/fjellro/posts/3")
        assert "question" in text_of(world.card(1))
        await world.dee.clicks("Wrong?", option="It is: praise", item=1)
        assert "praise" in text_of(world.card(1))
        assert "Dee Eik corrected what it is: praise, not question." in world.thread()
        await world.forward(hours=9)
        world.dee.has_direct_messages(0)
        world.sees_all("C0MANAGERS")


async def test_what_turns_out_to_be_praise_stands_on_no_page_any_more(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts(POST)
        world.card(1)
        await world.until("2026-03-04 21:31")
        world.dee.is_paged("#1")
        await world.dee.clicks("Wrong?", option="It is: praise", item=1)
        world.dee.sees("Settled")
        await world.until("2026-03-04 23:00")
        world.dee.sees_all()
        world.gro.has_direct_messages(0)


async def test_the_language_is_set_right_and_rules_for_it_are_asked_anew(tmp_path: Path) -> None:
    handbook = COMPANY + '\n[[rule]]\nid = "swedes"\nlanguage = "sv"\ndomain = "billing"\npriority = 5\n'
    async with world_of(tmp_path, handbook=handbook) as world:
        await world.ada.posts(f"{POST}4")
        assert "Field\nDelivery" in text_of(world.card(1))
        await world.bo.clicks("Wrong?", option="The language is Swedish", item=1)
        assert "Field\nBilling" in text_of(world.card(1))
        assert "Bo Berg corrected the language: Swedish, not Norwegian Bokmål." in world.thread()
        assert "The rule “swedes” sends it to Billing." in text_of(world.card(1))
        assert "parcels" not in text_of(world.card(1))
        for name in ("finn", "bo"):
            getattr(world, name).sees_all()


async def test_a_colleague_of_no_field_is_told_who_may(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"{POST}5")
        await world.ada.clicks("Wrong?", option="It is: praise", item=1)
        world.ada.is_told("does not know you")
        assert "question" in text_of(world.card(1))


@pytest.mark.shows("own_channel", "moves_channel")
async def test_a_card_moves_to_the_channel_of_its_new_field(tmp_path: Path) -> None:
    handbook = COMPANY.replace(
        'managers = "C0MANAGERS"', 'managers = "C0MANAGERS"\ndomains = { billing = "C0MANAGERS" }'
    )
    async with world_of(tmp_path, handbook=handbook) as world:
        await world.ada.posts(f"{POST}6")
        await world.bo.clicks("Wrong?", option="It belongs to Billing", item=1)
        assert "has moved to Billing." in text_of(world.cards()[0])
        assert "Field\nBilling" in world.sees_all("C0MANAGERS")
        for name in ("finn", "bo", "cy", "eva"):
            getattr(world, name).sees_all()
