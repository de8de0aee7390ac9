"""Hand over: the owner offers an item to somebody who is there and may answer, and has it until they say yes."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY, MANAGERS, TRIAGE
from tests.stories.reading import choices_of, text_of
from tests.stories.world import World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
FINN_IN_THE_MORNING = COMPANY.replace('slack = "U0FINN"', 'slack = "U0FINN"\nhours = "mon-fri 08:00-11:00"')
PRIVATE = {"source": "facebook", "external_id": "1", "text": "Hvor er pakken til Storgata 1?", "private": True}


async def bo_offers_it(world: World, to: str = "Finn Holm · at work until 16:00", line: str = "") -> None:
    await world.bo.clicks("Hand over", item=1)
    world.bo.sees_form("The item stays where it is until the one you ask says yes. They have 15 minutes.")
    assert not await world.bo.fills(person=to, line=line)


@pytest.mark.shows("hand_over", "accept_handover")
async def test_an_item_is_offered_and_taken(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"{POST}1")
        await world.bo.clicks("Claim", item=1)
        await world.bo.clicks("Hand over", item=1)
        # Neither its owner nor anybody who may not answer.
        offered = choices_of(world.bo.sees_form("Who takes it over?"))
        assert offered == ["Finn Holm · at work until 16:00", "Cy Dahl · at work until 16:00"]
        assert "person" in await world.bo.fills(line="x")
        assert not await world.bo.fills(person="Finn Holm · at work until 16:00", line="Du kjenner <!channel> *Posten*")
        card = text_of(world.card(1))
        assert card.splitlines()[1] == (
            "🟣 Taken: Bo Berg took it Wed 4 Mar 10:00 · handed to Finn Holm, who has until Wed 4 Mar 10:15"
        )
        assert "[Answer]\n[Keep it]\n[Release]" in card
        assert "Bo Berg asked Finn Holm to take it over, by Wed 4 Mar 10:15: “Du kjenner" in world.thread()

        asked = world.finn.sees("Bo Berg asks whether you take this over.")
        assert "They write: “Du kjenner" in asked
        assert "Hvor er pakken min?" in asked
        assert "[I take it]\n[Not me]\n[Why?]" in asked
        assert "You can answer until Wed 4 Mar 10:15. Until you take it, Bo Berg has it." in asked
        await world.forward(minutes=4)
        await world.finn.clicks("I take it")
        assert "Finn Holm took it Wed 4 Mar 10:04" in text_of(world.card(1)).splitlines()[1]
        assert "Finn Holm took it over from Bo Berg." in world.thread()
        world.bo.sees("Finn Holm has taken item 1 over.")
        assert "[Answer]" in world.finn.sees("You took it over Wed 4 Mar 10:04.")
        await world.forward(minutes=30)
        world.finn.has_direct_messages(1)
        world.bo.has_direct_messages(1)
        await world.finn.clicks("Answer", item=1)
        assert not await world.finn.fills(text="I dag!")
        assert "Finn Holm answered" in text_of(world.card(1))


@pytest.mark.shows("refuse_handover", "keep_item", "handover_asked")
async def test_it_comes_back_by_a_word_by_silence_and_by_the_owner(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"{POST}1")
        await world.bo.clicks("Claim", item=1)
        await bo_offers_it(world)
        world.finn.sees("Bo Berg asks whether you take this over.")
        await world.finn.clicks("Not me")
        world.finn.sees("You did not take it over: Bo Berg has it still.")
        assert "Finn Holm does not take it over: you have it still." in world.bo.is_reminded()
        assert "handed to" not in text_of(world.card(1))
        assert "Finn Holm does not take it over: Bo Berg has it still." in world.thread()

        await bo_offers_it(world)
        world.finn.sees("You can answer until")
        await world.forward(minutes=14, seconds=50)
        assert "handed to Finn Holm" in text_of(world.card(1))
        await world.forward(seconds=20)
        assert "handed to" not in text_of(world.card(1))
        world.finn.sees("You did not answer by Wed 4 Mar 10:15: Bo Berg has it still.")
        assert "Finn Holm has not answered in 15 min: you have it still." in world.bo.is_reminded()
        assert "Finn Holm did not answer in time: Bo Berg has it still." in world.thread()

        await bo_offers_it(world)
        old = world.workspace.history(str(world.workspace.direct("U0FINN")))[-1]
        world.finn.sees("You can answer until")
        await world.finn.clicks("Keep it", item=1)
        world.finn.is_told("Item 1 is Bo Berg's: only they, or Cy Dahl as the lead of Delivery, can hand it over.")
        await world.bo.clicks("Keep it", item=1)
        world.finn.sees("Bo Berg took the offer back Wed 4 Mar 10:15.")
        assert "Bo Berg took the offer to Finn Holm back." in world.thread()
        # Too late, on a screen that still shows the button.
        await world.finn.clicks_on(old, "I take it", str(world.workspace.direct("U0FINN")))
        world.finn.is_told("Bo Berg took the offer back Wed 4 Mar 10:15.")
        assert "Bo Berg took it" in text_of(world.card(1))
        world.bo.has_direct_messages(2)


async def test_answered_meanwhile_or_given_back_nobody_is_asked_any_more(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for number in (1, 2):
            await world.ada.posts(f"{POST}{number}")
            await world.bo.clicks("Claim", item=number)
        await bo_offers_it(world)
        world.finn.sees("Bo Berg asks whether you take this over.")
        await world.bo.clicks("Answer", item=1)
        assert not await world.bo.fills(text="På vei!")
        told = world.finn.sees("You are not asked any more.")
        assert "Bo Berg answered Wed 4 Mar 10:00" in told
        assert "[" not in told
        await world.bo.clicks("Hand over", item=2)
        assert not await world.bo.fills(person="Cy Dahl · at work until 16:00")
        await world.bo.clicks("Release", item=2)
        assert "You are not asked any more. New: nobody" in world.cy.sees("#2 ").replace("🔵 ", "")
        world.finn.sees("gave it back")
        await world.forward(minutes=20)
        world.bo.has_direct_messages(0)


async def test_the_lead_hands_over_and_others_cannot(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.hands_in(PRIVATE)
        await world.bo.clicks("Claim", item=1)
        await world.finn.clicks("Hand over", item=1)
        world.finn.is_told("Item 1 is Bo Berg's: only they, or Cy Dahl as the lead of Delivery, can hand it over.")
        await world.gro.clicks("Hand over", item=1)
        assert "[Who can?]\n[Tip the owner]" in world.gro.is_told("Only those who answer for Delivery can do this")
        await world.cy.clicks("Hand over", item=1)
        assert choices_of(world.cy.sees_form("Who takes it over?")) == ["Finn Holm · at work until 16:00"]
        assert not await world.cy.fills(person="Finn Holm · at work until 16:00", line="Storgata er Finns")
        # Of a private message neither its words nor what colleagues say of it stand in the channel.
        assert "Cy Dahl asked Finn Holm to take it over, by Wed 4 Mar 10:15.\n" in f"{world.thread()}\n"
        asked = world.finn.sees("Cy Dahl asks whether you take this over from Bo Berg.")
        assert "Storgata 1" in asked
        await world.finn.clicks("Not me")
        world.bo.is_reminded("Finn Holm does not take it over: you have it still.")
        world.cy.sees("Finn Holm has not taken item 1 over: Bo Berg has it still.")
        world.finn.sees_all()


async def test_who_is_there_is_offered_first_and_who_is_off_hears_of_it_as_they_start(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=FINN_IN_THE_MORNING) as world:
        await world.ada.posts(f"{POST}1")
        await world.finn.clicks("Claim", item=1)
        await world.cy.says("/svar away until friday")
        world.cy.sees_all()
        world.cy.sees_all("C0TRIAGE")
        await world.finn.clicks("Hand over", item=1)
        assert choices_of(world.finn.sees_form("Who takes it over?")) == ["Bo Berg · at work until 16:00"]
        assert not await world.finn.fills(person="Bo Berg · at work until 16:00")
        world.bo.sees("Finn Holm asks whether you take this over.")
        await world.bo.clicks("I take it")
        world.finn.sees("Bo Berg has taken item 1 over.")
        await world.until("2026-03-04 11:20")
        await world.bo.clicks("Hand over", item=1)
        form = world.bo.sees_form("Who is off work hears of it when they start.")
        assert choices_of(form) == ["Finn Holm · back 08:00"]
        assert not await world.bo.fills(person="Finn Holm · back 08:00")
        later = "Finn Holm is off work and hears of it Thu 5 Mar 08:00."
        # On Teams it stands where the form stood.
        _ = world.bo.is_told(later) if world.desk == "slack" else world.bo.sees_form(later)
        assert "handed to Finn Holm, who has until Thu 5 Mar 08:15" in text_of(world.card(1))
        # Nobody is messaged in their time off, also not by what the customer adds.
        await world.hands_in({"source": "facebook", "external_id": "r1", "in_reply_to": "1", "text": "Hallo?"})
        world.bo.sees_all()
        world.finn.sees_nothing_of("asks whether you take this over")
        await world.bo.clicks("Keep it", item=1)
        await world.bo.clicks("Release", item=1)
        assert "nobody has taken it yet" in text_of(world.card(1))


async def test_who_was_off_is_asked_as_they_start_and_then_has_their_time(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=FINN_IN_THE_MORNING) as world:
        await world.ada.posts(f"{POST}1")
        await world.bo.clicks("Claim", item=1)
        await world.until("2026-03-04 11:20")
        await world.bo.clicks("Hand over", item=1)
        assert choices_of(world.bo.sees_form("Who takes it over?"))[-1] == "Finn Holm · back 08:00"
        assert not await world.bo.fills(person="Finn Holm · back 08:00")
        await world.until("2026-03-05 07:59")
        world.finn.sees_nothing_of("asks whether you take this over")
        await world.until("2026-03-05 08:10")
        assert "You can answer until Thu 5 Mar 08:15." in world.finn.sees("Bo Berg asks whether you take this over.")
        await world.finn.clicks("I take it")
        assert "Finn Holm took it Thu 5 Mar 08:10" in text_of(world.card(1))
        # What a late item says meanwhile is another story.
        for person in (world.bo, world.cy, world.dee, world.finn, world.gro):
            person.sees_all()
        world.bo.sees_all(TRIAGE)
        world.sees_all(MANAGERS)
