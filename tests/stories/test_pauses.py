"""A pause: the clock stands still for a reason, with an end; nobody is reminded meanwhile, and nothing is lost."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
LEGAL, CUSTOMER = "Waiting for legal advice", "Waiting for the customer"


@pytest.mark.shows("pause", "resume")
async def test_a_pause_with_an_end_and_one_that_is_ended(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 09:00") as world:
        post = await world.ada.posts(f"{POST}1")
        await world.finn.clicks("Pause", item=1)
        world.finn.is_told("Nobody has item 1: claim it first. Unclaimed, only Cy Dahl can pause it")
        await world.bo.clicks("Claim", item=1)
        await world.finn.clicks("Pause", item=1)
        world.finn.is_told("Item 1 is Bo Berg's: only they, or Cy Dahl as lead or deputy of Delivery, can do this.")

        await world.bo.clicks("Pause", item=1)
        world.bo.sees_form("“friday” (it wakes Mon 9 Mar 08:00, when work begins again)")
        assert "reason" in await world.bo.fills(until="tomorrow 12:00")
        assert await world.bo.fills(reason=LEGAL, until="soon") == {
            "until": "A pause needs an end. Say for example “friday”, “24.12. 12:00” or “2 days”."
        }
        assert (
            "7 days at most: until Wed 11 Mar 09:00" in (await world.bo.fills(reason=LEGAL, until="3 weeks"))["until"]
        )
        assert await world.bo.fills(reason=LEGAL, until="2026-03-05 12:00") == {}
        card = text_of(world.card(1))
        assert "⏸️ Paused: Bo Berg paused it until Thu 5 Mar 12:00: Waiting for legal advice" in card
        assert "Thu 5 Mar 14:59" in card  # by when, once it goes on: a moment less than three hours are left
        assert "Bo Berg paused it until Thu 5 Mar 12:00: Waiting for legal advice." in world.thread()
        world.has_signs(post, ["double_vertical_bar"])
        await world.eva.says("/svar status")
        assert "paused until Thu 5 Mar 12:00" in world.eva.is_told("How we stand")

        await world.until("2026-03-05 11:59")
        for name in ("bo", "cy", "dee", "finn"):
            getattr(world, name).has_direct_messages(0)
        await world.until("2026-03-05 12:01")
        assert "The pause is over; it must be answered by Thu 5 Mar 14:59." in world.bo.is_reminded(
            "Answer by Thu 5 Mar"
        )
        assert "🟣 Taken: Bo Berg took it" in text_of(world.card(1))
        await world.until("2026-03-05 14:16")
        assert " left." in world.bo.is_reminded()
        world.bo.has_direct_messages(2)

        await world.cy.clicks("Pause", item=1)
        assert await world.cy.fills(reason=CUSTOMER, until="until friday") == {}
        card = text_of(world.card(1))
        assert "Cy Dahl paused it until" in card
        assert "Taken by\nBo Berg" in card
        await world.forward(minutes=10, seconds=30)
        await world.bo.clicks("Resume", item=1)
        assert "Thu 5 Mar 15:10" in text_of(world.card(1))
        assert "Bo Berg ended the pause; it must be answered by Thu 5 Mar 15:10." in world.thread()
        await world.until("2026-03-05 15:05")
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text="I dag.")
        await world.eva.says("/svar status")
        assert "0 late" not in world.eva.is_told("How we stand")
        world.bo.has_direct_messages(2)
        world.bo.sees_all()


async def test_what_is_paused_is_answered_and_its_owner_may_go(tmp_path: Path) -> None:
    """An answer ends a pause. Whoever leaves, or is away at its end, loses nothing: somebody is named anew."""
    async with world_of(tmp_path, begins="2026-03-04 09:00") as world:
        for number in (1, 2, 3):
            await world.ada.posts(f"{POST}{number}")
        for number in (1, 2):
            await world.finn.clicks("Claim", item=number)
            await world.finn.clicks("Pause", item=number)
            await world.finn.fills(reason=CUSTOMER, until="2026-03-06 12:00")
        await world.cy.clicks("Pause", item=3)
        await world.cy.fills(reason=CUSTOMER, until="2026-03-05 09:00")

        await world.bo.clicks("Answer", item=1)
        world.bo.is_told("Finn Holm paused item 1 until Fri 6 Mar 12:00.")
        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(text="I dag.")
        assert "🟢 Answered: Finn Holm answered Wed 4 Mar 09:00" in text_of(world.card(1))

        await world.finn.says("/svar away until monday")
        world.finn.is_told("away")
        assert "⏸️ Paused: Finn Holm paused it until Fri 6 Mar 12:00" in text_of(world.card(2))
        await world.until("2026-03-05 09:01")
        assert "🔵 New: nobody has taken it yet" in text_of(world.card(3))
        world.bo.is_reminded("The pause is over; it must be answered by Thu 5 Mar 11:59.")
        await world.bo.clicks("Answer", item=3)
        await world.bo.fills(text="I dag.")
        await world.until("2026-03-06 12:01")
        card = text_of(world.card(2))
        assert "🔵 New: nobody has taken it yet" in card
        assert "Bo Berg" in card
        world.bo.is_reminded("The pause is over; it must be answered by Fri 6 Mar 14:59.")
        for name in ("bo", "finn"):
            getattr(world, name).sees_all()


async def test_a_page_ends_with_a_pause(tmp_path: Path) -> None:
    """The lead pauses what nobody has taken: the one on call is let alone, also when their page is pressed."""
    async with world_of(tmp_path, begins="2026-03-04 20:00", handbook=COMPANY) as world:
        await world.ada.posts(f"{POST}1")
        await world.until("2026-03-04 21:31")
        world.dee.is_paged("#1")
        await world.cy.clicks("Pause", item=1)
        await world.cy.fills(reason=LEGAL, until="2026-03-05 07:00")
        assert "When the pause ends, nobody who may answer for Delivery is at work." in text_of(world.card(1))
        world.dee.sees("Settled: nothing on this page needs you any more.")
        await world.until("2026-03-05 06:59")
        world.dee.has_direct_messages(1)
        await world.until("2026-03-05 07:01")
        assert "Thu 5 Mar 08:2" in text_of(world.card(1))
        await world.bo.clicks("Claim", item=1)
        # Until a day: until somebody is there again after it. Until a time in the night: the page says of the pause.
        await world.bo.clicks("Pause", item=1)
        assert await world.bo.fills(reason=CUSTOMER, until="yesterday") == {
            "until": "That is over already. Say for example “friday”, “24.12. 12:00” or “2 days”."
        }
        await world.bo.fills(reason=CUSTOMER, until="friday")
        assert "paused it until Mon 9 Mar 08:00" in text_of(world.card(1))
        assert "When the pause ends" not in text_of(world.card(1))
        await world.until("2026-03-09 07:59")
        for name in ("cy", "gro", "dee"):
            getattr(world, name).sees_all()
        await world.bo.clicks("Resume", item=1)
        await world.bo.clicks("Pause", item=1)
        await world.bo.fills(reason=CUSTOMER, until="2026-03-09 22:00")
        await world.until("2026-03-10 00:30")
        world.gro.is_paged("It was paused until Mon 9 Mar 22:00 by Bo Berg: Waiting for the customer.")
        world.sees_all(MANAGERS)
        for name in ("bo", "cy", "gro", "dee"):
            getattr(world, name).sees_all()
