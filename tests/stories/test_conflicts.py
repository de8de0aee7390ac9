"""A conflict: one line locks the item, the lead has it with the evidence, and nobody else can answer meanwhile."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.player import Player
from tests.stories.reading import text_of
from tests.stories.test_holding import PLAYBOOK
from tests.stories.world import MANAGERS, World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
LINE = "He threatens to come to our shop."
LOCKED = "Item 1 is locked: the lead, Cy Dahl, has this."
SETTLED, MISTAKE = "It is settled", "It was reported by mistake"
UNLOCK = "only Cy Dahl can unlock it, and whoever reported the conflict within 5 minutes."
PREPARED = COMPANY + PLAYBOOK
WITH_DEPUTY = COMPANY.replace('experts = ["bo", "finn"]', 'experts = ["bo"]\ndeputies = ["finn"]')


def heard(player: Player, words: str) -> str:
    """What somebody is told when they have sent a form: Teams shows it where the form was."""
    if player.world.desk == "teams":
        return text_of(player.sees_form(words))
    return player.is_told(words)


async def reports(world: World, player: Player, item: int = 1) -> None:
    await player.clicks("Report conflict", item=item)
    assert await player.fills(line=LINE) == {}
    heard(player, f"Item {item} is locked")


@pytest.mark.shows("report_conflict", "settle_conflict")
async def test_the_lead_has_it_with_the_evidence_and_everybody_else_is_refused(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        asked = {"source": "facebook", "external_id": "1", "text": "Hvor er pakken min? Ellers kommer jeg!",
                 "author": {"name": "Per Ås", "handle": "@peras"}}  # fmt: skip
        await world.hands_in(asked)
        await world.hands_in(asked | {"external_id": "2", "text": "Jeg mener det. Hvor er den?", "in_reply_to": "1"})
        await world.bo.clicks("Claim", item=1)
        before = world.card(1)
        await world.finn.clicks("Report conflict", item=1)
        world.finn.sees_form("Nobody can answer it until Cy Dahl or a deputy has unlocked it.")
        assert await world.finn.fills(line="  ") == {
            "line": "Say in a line what the conflict is: whoever settles it reads it first."
        }
        assert await world.finn.fills(line=LINE) == {}
        assert "[Unlock…]" in heard(world.finn, "Item 1 is locked, and Cy Dahl hears of it now.")

        card, history = text_of(world.card(1)), world.thread(1)
        assert "🔒 Locked: the lead, Cy Dahl, has this" in card
        assert "Taken by\nBo Berg" in card
        assert "[Answer]" not in card
        assert LINE not in card + history
        assert "Finn Holm reported a conflict: it is locked, and the lead has it." in history
        assert "Cy Dahl was asked to see to the conflict." in history
        told = world.cy.sees("Finn Holm reported a conflict")
        for words in (LINE, "Ellers kommer jeg!", "Per Ås (@peras) wrote", "Jeg mener det.", "Answer by", "[Unlock…]"):
            assert words in told

        # Everybody else: also the owner, and with the buttons of a card that they looked at before.
        for name in ("bo", "finn"):
            player = getattr(world, name)
            for action in ("Answer", "Decline", "Pause", "Not an item", "Report conflict"):
                await player.clicks_on(before, action)
                player.is_told(LOCKED if (name, action) != ("finn", "Pause") else "Item 1 is Bo Berg's")
            await player.clicks("Holding answer", item=1)
            player.is_told(LOCKED)
        await world.bo.clicks_on(before, "Release")
        world.bo.is_told(LOCKED)
        await world.bo.clicks("Unlock…", item=1)
        world.bo.is_told(UNLOCK)

        # The evidence is for those who may settle it.
        await world.bo.says("/svar show 1")
        assert LINE not in world.bo.is_told("The history of item 1")
        await world.cy.says("/svar show 1")
        shown = world.cy.is_told("The history of item 1")
        assert LINE in shown
        assert "Kept as it was" in shown

        # What the customer writes meanwhile stands below what was kept.
        await world.hands_in(asked | {"external_id": "3", "text": "Jeg står utenfor nå?", "in_reply_to": "1"})
        assert "Jeg står utenfor nå?" in world.cy.sees("Finn Holm reported a conflict")

        await world.forward(minutes=20)
        await world.cy.clicks("Unlock…")
        assert "Give it back to Bo Berg" in str(world.cy.sees_form("Why can it go on?"))
        assert "reason" in await world.cy.fills(note="I have called him.")
        assert await world.cy.fills(reason=SETTLED, note="I have called him.") == {}
        card = text_of(world.card(1))
        assert "🟣 Taken: Bo Berg took it" in card
        assert "[Answer]" in card
        assert "Cy Dahl unlocked it: It is settled." in world.thread(1)
        told = world.bo.is_reminded("Cy Dahl unlocked it, and you have it again: It is settled.")
        assert "I have called him." in told
        world.finn.sees("Item 1, of which you reported a conflict, is unlocked by Cy Dahl: It is settled.")
        told = world.cy.sees("✅ Settled: Cy Dahl unlocked it")
        assert "[Unlock…]" not in told
        assert LINE in told
        await world.bo.clicks("Answer", item=1)
        assert await world.bo.fills(text="I dag.") == {}


async def test_whoever_reported_it_takes_it_back_within_five_minutes(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for number in (1, 2):
            await world.ada.posts(f"{POST}{number}")
        await reports(world, world.bo)
        await world.forward(minutes=4)
        await world.bo.clicks("Unlock…", item=1)
        assert "I take it" not in str(world.bo.sees_form("Why can it go on?"))
        assert await world.bo.fills(reason=MISTAKE) == {}
        assert "🔵 New: nobody has taken it yet" in text_of(world.card(1))
        assert "Bo Berg unlocked it: It was reported by mistake." in world.thread(1)
        assert "Settled: Bo Berg unlocked it" in world.cy.sees("reported a conflict")

        await reports(world, world.bo, item=2)
        await world.forward(minutes=6)
        await world.bo.clicks("Unlock…", item=2)
        world.bo.is_told(UNLOCK)
        # The lead goes on with it themself.
        await world.cy.clicks("Unlock…", item=2)
        assert await world.cy.fills(reason=SETTLED, to="I take it") == {}
        assert "Cy Dahl unlocked it and took it: It is settled." in world.thread(2)
        assert "🟣 Taken: Cy Dahl took it" in text_of(world.card(2))
        world.bo.sees("Item 2, of which you reported a conflict, is unlocked by Cy Dahl: It is settled.")
        world.cy.sees_all()


async def test_after_half_an_hour_the_deputy_is_asked_as_well(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=WITH_DEPUTY) as world:
        await world.ada.posts(f"{POST}1")
        await world.bo.clicks("Claim", item=1)
        await reports(world, world.bo)
        world.cy.sees("Bo Berg reported a conflict")
        await world.forward(minutes=29)
        world.finn.has_direct_messages(0)
        await world.forward(minutes=2)
        assert LINE in world.finn.sees("Bo Berg reported a conflict")
        assert "Finn Holm was asked to see to the conflict." in world.thread(1)
        # The clock runs: its ladder climbs, and says that it is locked.
        await world.forward(hours=1, minutes=50)
        assert "Locked: the lead, Cy Dahl, has this" in world.bo.is_reminded("You have it")
        await world.finn.clicks("Unlock…")
        assert await world.finn.fills(reason=SETTLED) == {}
        assert "Settled: Finn Holm unlocked it" in world.cy.sees("reported a conflict")
        assert "you have it again: It is settled." in world.bo.is_reminded()
        for name in ("bo", "cy", "finn"):
            getattr(world, name).sees_all()


async def test_the_lead_reports_it_themself(tmp_path: Path) -> None:
    """The deputy is told; the lead can unlock it all the same. A pause ends with it."""
    async with world_of(tmp_path, handbook=WITH_DEPUTY) as world:
        await world.ada.posts(f"{POST}1")
        await world.cy.clicks("Pause", item=1)
        await world.cy.fills(reason="Waiting for the customer", until="2026-03-05 12:00")
        await reports(world, world.cy)
        assert "🔒 Locked: the lead, Cy Dahl, has this" in text_of(world.card(1))
        world.finn.sees("Cy Dahl reported a conflict")
        await world.forward(minutes=10)
        await world.cy.clicks("Unlock…", item=1)
        assert await world.cy.fills(reason=SETTLED) == {}
        assert "🔵 New: nobody has taken it yet" in text_of(world.card(1))
        for name in ("bo", "cy", "finn"):
            getattr(world, name).sees_all()


@pytest.mark.shows("hold_locked")
async def test_at_night_the_person_on_call_keeps_the_customer_informed(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 15:50", handbook=PREPARED) as world:
        await world.ada.posts(f"{POST}1")
        await world.bo.clicks("Claim", item=1)
        await reports(world, world.bo)
        world.cy.sees("Bo Berg reported a conflict")
        await world.until("2026-03-04 16:21")
        told = world.dee.sees("Bo Berg reported a conflict")
        assert "You can send a holding answer; Cy Dahl or a deputy unlocks it when they are there." in told
        assert "[Unlock…]" not in told
        await world.dee.clicks("Holding answer")
        assert await world.dee.fills(posted="no_link") == {}
        card = text_of(world.card(1))
        assert "🔒 Locked: the lead, Cy Dahl, has this · held until Thu 5 Mar 11:00" in card
        assert "[Holding answer]" not in card
        assert "Answer by Thu 5 Mar 11:00." in world.dee.sees("Bo Berg reported a conflict")
        await world.until("2026-03-05 08:30")
        await world.cy.clicks("Unlock…", item=1)
        assert await world.cy.fills(reason=SETTLED) == {}
        assert "✅ Settled" in world.dee.sees("Bo Berg reported a conflict")
        for name in ("bo", "cy", "dee", "gro", "finn"):
            getattr(world, name).sees_all()
        world.sees_all(MANAGERS)


async def test_a_private_message_opens_for_those_alone_who_may_answer_it(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 15:50", handbook=PREPARED) as world:
        await world.hands_in({"source": "facebook", "external_id": "1", "text": "Hvor er pakken min?", "private": True})
        await reports(world, world.bo)
        told = world.cy.sees("Bo Berg reported a conflict")
        assert LINE in told
        assert "Hvor er pakken min?" in told
        await world.until("2026-03-04 16:21")
        told = world.dee.sees("Bo Berg reported a conflict")
        assert "A private message. Its words open only for those who may answer it." in told
        assert LINE not in told
        await world.dee.clicks("Unlock…", item=1)
        world.dee.is_told(UNLOCK)
        world.cards()


async def test_what_is_reported_at_night_waits_for_the_lead_and_pages_offer_no_taking(tmp_path: Path) -> None:
    """Whoever is on call reports it: nobody else can see to it before the morning, and the page says so."""
    async with world_of(tmp_path, begins="2026-03-04 20:00", handbook=PREPARED) as world:
        await world.ada.posts(f"{POST}1")
        await reports(world, world.dee)
        assert "Nobody is there to see to the conflict: somebody is asked Thu 5 Mar 08:00." in world.thread(1)
        world.cy.has_direct_messages(0)
        await world.until("2026-03-04 21:31")
        page = world.dee.sees("You are on call")
        assert "Locked: the lead, Cy Dahl, has this" in page
        assert "[I take it]" not in page
        assert "[Holding answer]" in page
        await world.until("2026-03-05 08:01")
        world.cy.sees("Dee Eik reported a conflict")
        for name in ("bo", "cy", "dee", "gro", "finn"):
            getattr(world, name).sees_all()
        world.sees_all(MANAGERS)
        world.cards()
