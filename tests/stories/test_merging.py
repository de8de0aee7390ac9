"""Two posts that are one question: suggested with a reason, merged, answered together, and taken out again."""

from pathlib import Path

import pytest

from tests.stories.reading import text_of
from tests.stories.world import World, world_of

KARI = {"source": "x", "author": {"name": "Kari", "handle": "@kari"}}
LINK = "https://x.com/fjellro/status/2"


async def writes(world: World, number: int, text: str, **more: object) -> str:
    """A post that becomes this item; its card."""
    answer = await world.hands_in({**KARI, "external_id": f"p{number}", "text": text, **more})
    assert answer.body == {"item": number}
    return text_of(world.card(number))


def expects_note(world: World, words: str) -> str:
    """What Bo is told about a form that he sent: Teams says it above the card in the form's place."""
    return world.bo.is_told(words) if world.desk == "slack" else text_of(world.bo.sees_form(words))


@pytest.mark.shows("merge", "unmerge")
async def test_two_posts_of_one_author_are_merged_and_taken_apart_again(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        card = await writes(world, 1, "Hvor er pakken min?")
        assert "Perhaps the same" not in card
        await world.bo.clicks("Claim", item=1)
        await world.forward(minutes=20)
        card = await writes(world, 2, "Hallo, svarer dere ikke? Dette er dangerous!")
        assert "Perhaps the same as #1 · X: the same author, 20 min earlier.\n[Merge with…]\n[Not the same]" in card
        await world.finn.clicks("Claim", item=2)
        await world.gro.clicks("Merge with…", item=2)
        world.gro.is_told("Only those who answer for Delivery can do this")
        await world.cy.clicks("Merge with…", item=2)
        world.cy.sees_form("#1 · X · question · Hvor er pakken min?")
        assert not await world.cy.fills()

        card = text_of(world.card(2))
        assert card.splitlines()[1] == "⚪ Merged: Cy Dahl merged it Wed 4 Mar 10:20"
        assert "Merged into #1 · X · 🟣 Bo Berg took it Wed 4 Mar 10:00" in card
        assert "Perhaps" not in card
        assert card.endswith("[Take out again]\n[Why?]")
        card = text_of(world.card(1))
        assert "Together with 1 other: #2 · X (Kari)" in card
        assert "#1 · X · question · urgency: critical" in card  # the more urgent of the two
        assert "Answer by\nWed 4 Mar 13:00" in card  # the earlier of the two
        assert "Cy Dahl merged item 2 into it: they are answered together." in world.thread(1)
        assert "The urgency is critical now, as that of item 2." in world.thread(1)
        assert "Cy Dahl merged it into item 1: they are answered together." in world.thread(2)
        assert "Cy Dahl merged item 2 into item 1, which you have" in world.bo.sees_all()
        assert "Cy Dahl merged item 2, which you had, into item 1." in world.finn.sees_all()

        # What becomes of the one stands on the card of the other; it is counted beside.
        await world.bo.clicks("Answer", item=1)
        assert not await world.bo.fills(link=LINK)
        assert "Merged into #1 · X · 🌗 Bo Berg took it" in text_of(world.card(2))
        await world.bo.clicks("Add what is missing", item=1)
        assert not await world.bo.fills(merged_2=LINK)
        assert "Merged into #1 · X · 🟢 Bo Berg answered Wed 4 Mar 10:20" in text_of(world.card(2))
        await world.until("2026-03-04 13:30")
        await world.eva.says("/svar status")
        told = world.eva.is_told("How we stand")
        assert "X: 100% (1 of 1)" in told
        assert "1 merged" in told

        await world.finn.clicks("Take out again", item=2)
        card = text_of(world.card(2))
        assert "Late since Wed 4 Mar 13:20" in card  # its own clock ran on
        assert "Merged" not in card
        assert "[Merge with…]" in card
        assert "Finn Holm took it out of item 1 again: it is answered by itself." in world.thread(2)
        assert "Finn Holm took item 2 out again" in world.thread(1)
        assert "Together" not in text_of(world.card(1))
        for name in ("bo", "cy", "finn"):
            world.person(name).sees_all()
        world.sees_all("C0MANAGERS")


@pytest.mark.shows("not_same")
async def test_what_is_not_the_same_and_what_cannot_be_merged(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await writes(world, 1, "Hvor er pakken min?")
        card = await writes(world, 2, "Hvor er pakken min?", author={"name": "Ola"})
        assert "Perhaps" not in card  # many ask this, and they are two
        words = "Pakken min ligger i Ålesund siden mandag, og ingen i butikken tar telefonen. Hva skal jeg gjøre?"
        await writes(world, 3, words)
        card = await writes(world, 4, f"Hei! {words} https://x.com/4", author={"name": "Ola"}, source="facebook")
        assert "Perhaps the same as #3 · X: nearly the same words, at the same time." in card
        await world.bo.clicks("Not the same", item=4)
        assert "Perhaps" not in text_of(world.card(4))
        assert "Bo Berg said that it is not the same as #3." in world.thread(4)

        await world.bo.clicks("Merge with…", item=4)
        world.bo.sees_form("The number of the other item")
        assert await world.bo.fills(number="the other one") == {
            "number": "Say with which item: its number stands first on its card."
        }
        assert "There is no item 40" in (await world.bo.fills(number="40"))["number"]
        assert "into itself" in (await world.bo.fills(number="#4"))["number"]
        await writes(world, 5, "Min adresse er Storgata 1", private=True)
        assert "private message" in (await world.bo.fills(number="5"))["number"]
        await world.finn.clicks("Answer", item=3)
        assert not await world.finn.fills(link=LINK)
        assert "Item 3 is closed (answered)" in (await world.bo.fills(number="3"))["number"]
        # A number may have been another's: what it is is shown, with the way back.
        assert not await world.bo.fills(number="1")
        assert "Hvor er pakken min?" in expects_note(world, "Item 4 is part of this one now:")
        # What is merged into a part is merged into the whole, and what has parts takes them along.
        await world.bo.clicks("Merge with…", item=1)
        assert "merged into this one already" in (await world.bo.fills(number="4"))["number"]
        assert not await world.bo.fills(number="2")
        expects_note(world, "Item 1 is part of this one now:")
        assert "Together with 2 others: #1 · X (Kari), #4 · Facebook (Ola)" in text_of(world.card(2))
        assert "Merged into #2 · X" in text_of(world.card(4))
        await world.bo.clicks("Take out again", item=4)
        assert "Together with 1 other: #1 · X (Kari)" in text_of(world.card(2))
        for name in ("bo", "finn"):
            world.person(name).sees_all()


async def test_what_the_customer_writes_below_a_merged_post_belongs_to_the_other(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await writes(world, 1, "Hvor er pakken min?", author={"name": "Ola", "handle": "@ola"})
        await writes(world, 2, "Jeg venter også på pakken.")
        await world.bo.clicks("Merge with…", item=2)
        assert not await world.bo.fills(number="1")
        expects_note(world, "Item 2 is part of this one now:")
        await world.bo.clicks("Answer", item=1)
        assert not await world.bo.fills(link=LINK, merged_2=LINK)
        for name, after, text in (("8", "p2", "Men når kommer den?"), ("9", "8", "Og hvorfor svarer ingen?")):
            answer = await world.hands_in({**KARI, "external_id": name, "in_reply_to": after, "text": text})
            assert answer.body == {"item": 1}
            card = text_of(world.card(1))
            assert "🟣 Taken: Bo Berg took it" in card
            assert text in card
            assert "Merged into #1 · X · 🟣 Bo Berg took it" in text_of(world.card(2))
        world.bo.is_reminded("The customer has written again after your answer.")
        assert len(world.cards()) == 2
