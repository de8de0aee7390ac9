"""Where an item goes, to whom, and that both reasons can be read."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY, WITHOUT_ROTA
from tests.stories.reading import text_of
from tests.stories.world import world_of

LINK = "https://www.facebook.com/fjellro/posts/"


@pytest.mark.shows("card", "why")
async def test_a_rule_sends_it_and_the_card_says_why(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"Hvor er pakken min? {LINK}1")
        card = text_of(world.card(1))
        assert "Delivery" in card
        assert "The rule “parcels” sends it to Delivery: it found “pakken”." in card
        assert "was not named before" in card

        await world.cy.clicks("Why?")
        why = world.cy.sees("Why item 1 went where it went")
        assert "The rule “parcels” sends it to Delivery: it found “pakken”." in why
        assert "It is a question: it has a question mark." in why
        assert "Facebook is to be answered within 3 h, around the clock, from Wed 4 Mar 10:00, Oslo time." in why


async def test_the_handbooks_own_words_stand_beside_the_rule(tmp_path: Path) -> None:
    handbook = COMPANY.replace(
        'id = "parcels"\n', 'id = "parcels"\nname = "Parcels"\nbecause = "Bo and Finn run the store."\n'
    )
    async with world_of(tmp_path, handbook=handbook) as world:
        await world.ada.posts(f"Hvor er pakken min? {LINK}1")
        card = text_of(world.card(1))
        assert "The rule “Parcels” sends it to Delivery" in card
        assert "The handbook says why: Bo and Finn run the store." in card


async def test_no_rule_fits_and_the_card_says_so(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"Hva koster det? {LINK}1")
        card = text_of(world.card(1))
        assert "Billing" in card
        assert "No rule fits, so it goes to Billing, which takes what has no rule." in card


@pytest.mark.shows("mention")
async def test_the_next_item_goes_to_the_one_with_less_to_do(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"Hvor er pakken min? {LINK}1")
        await world.ada.posts(f"Hvor er pakken vår? {LINK}2")
        first, second = (text_of(world.card(number)) for number in (1, 2))
        assert ("<@U0BO>" in first) != ("<@U0BO>" in second)
        assert "is at work and has the fewest open items" in second


async def test_an_urgent_rule_is_seen_on_the_card(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"Dangerous! Glass in the box {LINK}1")
        card = text_of(world.card(1))
        assert "question · urgency: critical" in card
        assert "The rule “danger”" in card


@pytest.mark.parametrize(
    ("rule", "post", "found"),
    [
        ('source = "x"', "What does it cost? https://x.com/ola/status/1", "X"),
        ('language = "sv"', f"Jag undrar vad det kostar {LINK}1", "Facebook"),
        ('kind = "praise"', f"Tusen takk, dere er flinke! {LINK}1", "Facebook"),
        ('words = ["refusjon"]', f"Jeg venter på refusjonen {LINK}1", "Facebook"),
    ],
)
async def test_rules_know_source_language_kind_and_words(tmp_path: Path, rule: str, post: str, found: str) -> None:
    handbook = COMPANY.replace("[rota]", f'[[rule]]\nid = "special"\n{rule}\ndomain = "delivery"\n\n[rota]')
    async with world_of(tmp_path, handbook=handbook) as world:
        await world.ada.posts(post)
        card = text_of(world.card(1))
        assert f"· {found} ·" in card
        assert "The rule “special” sends it to Delivery" in card


async def test_after_hours_the_card_pings_nobody_and_says_who_starts_first(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 22:00") as world:
        await world.ada.posts(f"Hvor er pakken min? {LINK}1")
        card = text_of(world.card(1))
        assert "<@U" not in card
        assert "Nobody who may answer for Delivery is at work in time; Bo Berg starts first, Thu 5 Mar 08:00." in card
        assert "Dee Eik is on call until Mon 9 Mar 08:00." in card
        await world.bo.clicks("Claim")


async def test_without_a_rota_the_card_says_from_when_its_time_runs(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 22:00", handbook=WITHOUT_ROTA) as world:
        await world.ada.posts(f"Hvor er pakken min? {LINK}1")
        card = text_of(world.card(1))
        assert "Came outside our hours: the time to answer runs from Thu 5 Mar 08:00." in card
        assert "Answer by\nThu 5 Mar 11:00" in card
        await world.until("2026-03-05 07:59")
        for name in ("bo", "cy", "dee", "finn"):
            getattr(world, name).has_direct_messages(0)
        await world.cy.says("/svar status")
        assert "1 came outside our hours" in world.cy.sees("How we stand")
        await world.bo.clicks("Claim")


@pytest.mark.only_on("slack", "integration")
async def test_the_customers_language_and_words_stay_untouched(tmp_path: Path) -> None:
    words = "Hvor blir det av pakken?! 😤 «Jeg gråter» æøå — 1 < 2 & 3 > 2 *ikke fet* _ikke skrå_"
    async with world_of(tmp_path) as world:
        await world.integration_posts(text=words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        assert words in text_of(world.card(1))


async def test_a_channels_own_language_decides_where_the_words_do_not_tell(tmp_path: Path) -> None:
    danish = '\n[[rule]]\nid = "danes"\nlanguage = "da"\ndomain = "billing"\npriority = 5\n'
    here = COMPANY.replace('intake = ["C0INTAKE"]', 'intake = [{ channel = "C0INTAKE", language = "da" }]')
    for handbook, field in ((COMPANY + danish, "Delivery"), (here + danish, "Billing")):
        folder = tmp_path / field
        folder.mkdir()
        async with world_of(folder, handbook=handbook) as world:
            await world.ada.posts("Pakke 12? https://www.facebook.com/fjellro/posts/7")
            assert f"Field\n{field}" in text_of(world.card(1))
