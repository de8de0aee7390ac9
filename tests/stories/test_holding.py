"""A holding answer: "we have seen this". It ends the paging, sets one new deadline, and is no answer."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
LINK = "https://www.facebook.com/fjellro/posts/1?comment=2"
NIGHT = "2026-03-04 20:00"
PLAYBOOK = """
[[answer]]
id = "holding-nb"
language = "nb"
holding = true
text = "Hei {customer}! Vi har sett dette, og du får svar senest {time}. Hilsen {company}"

[[answer]]
id = "thanks-nb"
language = "nb"
text = "Tusen takk!"
"""
PREPARED = COMPANY + PLAYBOOK


@pytest.mark.shows("hold")
async def test_a_holding_answer_lets_everybody_sleep_and_the_promise_is_kept_to(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT, handbook=PREPARED) as world:
        await world.ada.posts(f"{POST}1")
        await world.ada.posts(f"{POST}2")
        assert "[Holding answer]" in text_of(world.card(1))
        await world.until("2026-03-04 21:31")
        world.dee.is_paged("2 items")
        # On call: the prepared words, to be copied as they are; an answer of her own is not hers to give.
        await world.dee.clicks("Holding answer", option="#1 · Facebook · question")
        words = "Hei! Vi har sett dette, og du får svar senest tor. 5. mars 11:00. Hilsen Fjellro"
        world.dee.sees_form(words)
        world.dee.sees_form("It promises an answer by Thu 5 Mar 11:00: that is the new deadline.")
        assert await world.dee.fills() == {"link": "Give the link to your holding answer, or say that it has none."}
        await world.dee.fills(link=LINK)
        card = text_of(world.card(1))
        assert "New: nobody has taken it yet · held until Thu 5 Mar 11:00" in card
        assert "Answer by\nThu 5 Mar 11:00" in card
        thread = world.thread(1)
        assert "Dee Eik sent a holding answer: it promises an answer by Thu 5 Mar 11:00, the new deadline." in thread
        assert "3 h from Thu 5 Mar 08:00, when Delivery starts again." in thread
        assert words not in thread
        # The other one is still on the page; held as well, with a button, the page is over.
        world.dee.is_paged("#2 · Facebook · question must be answered by 23:00")
        await world.dee.clicks("Holding answer")
        await world.dee.fills(posted="no_link")
        world.dee.sees("Settled: nothing on this page needs you any more.")
        # Open and held, not answered.
        await world.dee.says("/svar status")
        assert "2 held" in world.dee.sees("How we stand")
        await world.until("2026-03-05 09:29")
        for name in ("bo", "cy", "finn", "gro"):
            getattr(world, name).has_direct_messages(0)
        world.dee.has_direct_messages(1)
        # From here on it is an item like any other, with its ladder from the beginning.
        await world.until("2026-03-05 09:31")
        assert "Nobody has taken it yet, with 1 h 30 min left." in world.bo.sees_all() + world.finn.sees_all()
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(link=LINK)
        assert "held" not in text_of(world.card(1))
        await world.finn.clicks("Claim", item=2)


async def test_a_second_one_moves_no_deadline_and_a_broken_promise_wakes_again(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT, handbook=PREPARED) as world:
        await world.ada.posts(f"{POST}1")
        # Bo may answer: his own words will do, and they are what the record says.
        await world.bo.clicks("Holding answer", item=1)
        world.bo.sees_form("Hei! Vi har sett dette")
        await world.bo.fills(text="Vi ser på det, og svarer i morgen.", posted="no_link")
        assert "held until Thu 5 Mar 11:00" in text_of(world.card(1))
        await world.until("2026-03-05 17:00")
        for person in (world.bo, world.finn, world.cy, world.dee, world.gro):
            person.sees_all()
        world.sees_all(MANAGERS)
        card = text_of(world.card(1))
        assert "Late since Thu 5 Mar 11:00" in card
        assert "held until" not in card
        assert "is late since Thu 5 Mar 11:00 and nobody who may answer for Delivery is at work" in world.thread(1)
        await world.dee.clicks("Holding answer")
        world.dee.sees_form("A holding answer was sent before: the deadline stays Thu 5 Mar 11:00.")
        world.dee.sees_form("du får svar senest fre. 6. mars 11:00")
        await world.dee.fills(link=LINK)
        assert "Dee Eik sent another holding answer; the deadline stays Thu 5 Mar 11:00." in world.thread(1)
        for person in (world.dee, world.gro, world.cy):
            person.sees("Settled")
        before = world.thread(1)
        await world.until("2026-03-06 07:59")
        assert world.thread(1) == before
        await world.bo.clicks("Claim", item=1)


async def test_a_louder_question_ends_the_rest_and_what_was_promised_stays(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT, handbook=PREPARED) as world:
        asked = {"source": "facebook", "external_id": "1", "text": "Hvor er pakken min?"}
        await world.hands_in(asked)
        await world.until("2026-03-04 21:31")
        world.dee.is_paged("#1")
        await world.dee.clicks("Holding answer")
        await world.dee.fills(link=LINK)
        world.dee.sees("Settled")
        await world.until("2026-03-04 22:30")
        await world.hands_in({**asked, "external_id": "2", "in_reply_to": "1", "text": "Hallo?"})
        world.dee.has_direct_messages(1)
        await world.until("2026-03-04 23:00")
        await world.hands_in({**asked, "external_id": "3", "in_reply_to": "1", "text": "Den er dangerous!"})
        world.dee.is_paged("It has become urgent since the holding answer, and nobody who may answer for Delivery")
        card = text_of(world.card(1))
        assert "held until Thu 5 Mar 11:00" in card
        assert "[Holding answer]" in card
        thread = world.thread(1)
        assert "Wed 4 Mar 20:00 — Facebook is to be answered within 3 h, around the clock" in thread
        assert "Wed 4 Mar 21:31 — A holding answer was sent: 3 h from Thu 5 Mar 08:00" in thread
        assert thread.count("A holding answer was sent") == 1
        await world.dee.says("/svar status")
        assert "1 held" in world.dee.sees("How we stand")
        # Another holding answer gives quiet until somebody comes.
        await world.dee.clicks("Holding answer", item=1)
        await world.dee.fills(link=LINK)
        world.dee.sees("Settled")
        await world.until("2026-03-05 08:30")
        for person in (world.gro, world.cy):
            person.has_direct_messages(0)
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(link=LINK)
        await world.hands_in({**asked, "external_id": "4", "in_reply_to": "1", "text": "Men når kommer den?"})
        world.bo.sees_all()
        thread = world.thread(1)
        for words in (
            "Facebook is to be answered",
            "A holding answer was sent",
            "The customer asked again: to be answered",
        ):
            assert words in thread


async def test_what_cannot_be_held_is_said(tmp_path: Path) -> None:
    """No prepared words, nobody who ever starts, nobody who may, and an item that is closed."""
    async with world_of(tmp_path, begins=NIGHT) as world:
        await world.ada.posts(f"{POST}1")
        await world.until("2026-03-04 21:31")
        world.dee.is_paged("#1")
        await world.dee.clicks("Holding answer")
        world.dee.sees("The handbook has no holding answer for Delivery. Eva Foss can add one to the handbook")
        await world.bo.clicks("Holding answer", item=1)
        world.bo.sees_form("The handbook has no holding answer for Delivery.")
        assert await world.bo.fills(posted="no_link") == {"text": "Say what you have posted: it stands in the record."}
        await world.ada.clicks("Holding answer", item=1)
        world.ada.sees("The handbook does not know you.")
        await world.cy.clicks("Answer", item=1)
        await world.cy.fills(text="I dag.")
        assert await world.bo.fills(text="Vi ser på det.", posted="no_link") == {}
        world.bo.sees_form("Cy Dahl answered item 1")
        world.dee.sees("Settled")
