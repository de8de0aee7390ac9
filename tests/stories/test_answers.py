"""Answering: who may, what is stored, and what the others see."""

from pathlib import Path

import pytest

from tests.stories.reading import text_of
from tests.stories.world import world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"
ANSWER = "https://www.facebook.com/fjellro/posts/1?reply=2"


@pytest.mark.shows("answer")
async def test_an_answer_to_an_unclaimed_item_claims_it(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        post = await world.ada.posts(POST)
        await world.finn.clicks("Answer", item=1)
        form = text_of(world.finn.sees_form("Answer item 1"))
        assert "Hvor er pakken min?" in form
        assert await world.finn.fills(link=ANSWER) == {}
        card = text_of(world.card(1))
        assert "🟢 Answered: Finn Holm answered Wed 4 Mar 10:00" in card
        assert "Open the answer" in card
        thread = world.thread()
        assert thread.index("Finn Holm took it.") < thread.index("Finn Holm answered.")
        world.has_signs(post, ["white_check_mark"])
        for label in ("Claim", "Answer", "Decline", "Not an item", "Release"):
            assert f"[{label}]" not in card


@pytest.mark.shows("form_sent_back")
async def test_an_answer_needs_a_link_or_words(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Answer", item=1)
        empty = {"text": "Paste your answer here, or give the link to it below."}
        no_address = {"link": "That is no web address. It begins with https:// or http://."}
        for refused, wrong in (
            (empty, {"link": "", "text": ""}),
            (empty, {"link": "  ", "text": " \n "}),
            (no_address, {"link": "facebook.com/fjellro"}),
            (no_address, {"link": "javascript:alert(1)"}),
            (no_address, {"link": "https://"}),
            (no_address, {"link": "https://face book.com/1"}),
            (no_address, {"link": "https://[::1"}),
        ):
            assert await world.bo.fills(**wrong) == refused
        assert "[Claim]" in text_of(world.card(1))
        assert await world.bo.fills(link="", text="Den er på vei, beklager!") == {}
        assert "Den er på vei, beklager!" in text_of(world.card(1))


async def test_nobody_but_the_owner_answers_a_claimed_item(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        for label in ("Answer", "Decline", "Not an item"):
            await world.finn.clicks(label, item=1)
            world.finn.is_told("Bo Berg took item 1 Wed 4 Mar 10:00.")
        assert not world.workspace.open_views("U0FINN")
        assert "Bo Berg took it" in text_of(world.card(1))


async def test_who_was_writing_while_another_claimed_is_told_when_sending(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Answer", item=1)
        await world.finn.clicks("Claim", item=1)
        assert await world.bo.fills(link=ANSWER) == {}
        world.bo.sees_form("Finn Holm took item 1 Wed 4 Mar 10:00.")
        assert "Finn Holm took it" in text_of(world.card(1))


async def test_the_person_on_call_may_claim_but_not_answer(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts(POST)
        await world.dee.clicks("Claim", item=1)
        assert "Dee Eik took it" in text_of(world.card(1))
        await world.dee.clicks("Answer", item=1)
        world.dee.is_told(
            "On call you may take, decline and send a holding answer; an answer about Delivery is for: Bo Berg, "
            "Finn Holm, Cy Dahl."
        )


async def test_a_private_message_keeps_its_words_for_those_who_may_answer(tmp_path: Path) -> None:
    body = {
        "source": "facebook", "external_id": "p1", "private": True, "text": "Pakken til meg, Kari, er borte",
        "author": {"name": "Kari Nordmann"}, "url": "https://facebook.com/messages/kari",
    }  # fmt: skip
    async with world_of(tmp_path) as world:
        assert (await world.hands_in(body)).status == 202
        shown = [text_of(world.card(1)), str(world.card(1))]
        await world.ada.clicks("Why?", item=1)
        shown.append(world.ada.is_told("Why item 1 went where it went"))
        await world.ada.says("/svar status")
        shown.append(world.ada.is_told("How we stand"))
        for secret in ("Kari", "borte", "Pakken", "pakke"):
            assert not any(secret in text for text in shown), f"{secret} in {shown}"
        assert "private message" in shown[0]
        await world.dee.clicks("Decline", item=1)
        assert "Kari" not in text_of(world.dee.sees_form("Decline item 1"))
        await world.bo.clicks("Answer", item=1)
        assert "Pakken til meg, Kari, er borte" in text_of(world.bo.sees_form("Answer item 1"))
        await world.bo.fills(text="Hei Kari! Den kommer i dag.")
        assert "Kari" not in text_of(world.card(1))


async def test_what_the_person_on_call_took_waits_for_the_field_and_not_for_a_release(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts(POST)
        world.card(1)
        await world.forward(hours=1, minutes=35)
        world.dee.is_paged()
        await world.dee.clicks("I take it")
        world.dee.sees("Settled")
        await world.bo.clicks("Answer", item=1)
        world.bo.sees_form("Answer item 1")
        assert await world.bo.fills(link="https://www.facebook.com/fjellro/posts/1?reply=2") == {}
        world.cy.sees("Bo Berg answered")
