"""What is wrong with the delegation is told to who can mend it: once, at their hour, and no more often than they like.
2026-03-04 is a Wednesday."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.world import MANAGERS, World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/{}"
HEADING = "What you should know today"
ALONE = "Delivery hangs on Bo Berg alone."

ON_BO = COMPANY.replace('lead = "cy"\nexperts = ["bo", "finn"]', 'lead = "bo"\nexperts = ["bo"]')
"""Deliveries are Bo's alone."""

OWNED = COMPANY.replace(
    'id = "gro"\nname = "Gro Lie"', 'id = "gro"\nroles = ["handbook_owner"]\ndigest = "09:30"\nname = "Gro Lie"'
)
"""Gro keeps the handbook, and gets her message at half past nine."""


def silence(world: World, *names: str) -> None:
    for name in names:
        world.person(name).has_direct_messages(0)


async def test_of_a_healthy_delegation_nobody_hears(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-03 18:00", handbook=OWNED) as world:
        await world.forward(days=9)
        silence(world, "bo", "cy", "eva", "finn")
        world.expects_hand_overs()


@pytest.mark.shows("digest")
async def test_the_lead_hears_once_as_the_shift_begins_and_again_after_a_week(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-03 18:00", handbook=ON_BO) as world:
        await world.until("2026-03-04 07:59")
        silence(world, "bo")
        await world.until("2026-03-04 08:01")
        told = world.bo.sees(ALONE)
        assert HEADING in told
        assert "Who answers" in told
        assert "[Less of this]" in told
        await world.until("2026-03-10 20:00")
        world.bo.has_direct_messages(1)
        await world.until("2026-03-11 08:01")
        world.bo.has_direct_messages(2)
        world.bo.sees_all()
        silence(world, "cy", "eva", "finn")
        world.expects_hand_overs()


@pytest.mark.shows("digest", "away")
async def test_what_is_new_is_told_the_next_morning_with_who_is_why(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=ON_BO) as world:
        await world.settle()
        world.bo.sees(ALONE)
        await world.bo.says("/svar away tomorrow until 12:00")
        world.bo.is_told("You are away")
        await world.cy.says("/svar health")
        assert ALONE not in world.cy.is_told("How healthy the delegation is")
        await world.until("2026-03-05 11:59")
        world.bo.sees_nothing_of("nobody who may answer is there")
        # He comes back at noon, and the gap is over: nothing is new.
        await world.until("2026-03-05 15:00")
        world.bo.has_direct_messages(1)
        await world.bo.says("/svar away 9.3. until 10.3.")
        world.bo.is_told("You are away")
        await world.until("2026-03-06 08:01")
        told = world.bo.sees(
            "nobody who may answer is there in its hours from Mon 9 Mar 08:00 until Tue 10 Mar 16:00 (16 h)"
        )
        assert "Bo Berg is away until Wed 11 Mar 00:00." in told
        await world.until("2026-03-11 12:00")
        world.bo.sees_all()
        world.expects_hand_overs()


@pytest.mark.shows("less_digest", "undo_less", "more_digest", "health")
async def test_less_of_this_and_undo(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=ON_BO) as world:
        await world.settle()
        world.bo.sees(ALONE)
        await world.bo.clicks("Less of this")
        world.bo.sees("“Who answers”: once a week at most.")
        await world.bo.clicks("Undo")
        world.bo.sees("“Who answers”: whenever there is something new, once a day at most.")
        for often in ("once a week at most.", "once a month at most.", "no more."):
            await world.bo.clicks("Less of this")
            world.bo.sees(f"“Who answers”: {often}")
        world.bo.sees_all()
        before = world.count_in(MANAGERS)
        await world.until("2026-03-20 12:00")
        assert world.bo.sees_all().count(HEADING) == 1
        await world.bo.says("/svar health")
        assert "[Tell me again: Who answers]" in world.bo.is_told(ALONE)
        await world.bo.clicks("Tell me again: Who answers")
        world.bo.sees("“Who answers”: whenever there is something new, once a day at most.")
        await world.until("2026-03-23 08:01")
        assert world.bo.sees_all().count(HEADING) == 2
        assert world.count_in(MANAGERS) == before
        world.expects_hand_overs()


@pytest.mark.shows("restart")
async def test_after_days_without_the_bot_there_is_one_message(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-03 18:00", handbook=ON_BO) as world:
        await world.forward(minutes=1)
        await world.restart_after(days=2, hours=20)  # Friday 14:01
        world.bo.sees(ALONE)
        world.bo.has_direct_messages(1)
        await world.restart_after(hours=1)
        world.bo.has_direct_messages(1)


async def test_nobody_is_told_in_the_evening_or_at_a_weekend(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-06 17:00", handbook=ON_BO) as world:
        await world.until("2026-03-09 07:59")
        silence(world, "bo")
        await world.until("2026-03-09 08:01")
        world.bo.sees(ALONE)
        world.expects_hand_overs()


@pytest.mark.shows("correct", "digest", "rules")
async def test_corrections_are_told_once_a_week_to_owners_and_leads(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=OWNED) as world:
        for number in (1, 2):
            await world.ada.posts(POST.format(number))
            await world.bo.clicks("Wrong?", option="It belongs to Billing", item=number)
            await world.bo.clicks("Answer", item=number)
            await world.bo.fills(text="I dag.")
        await world.until("2026-03-05 08:01")
        said = "“parcels”: of 2 items 2 were moved; 0 got another kind, 0 another language."
        assert "Corrections of the last week" in world.cy.sees(said)
        world.gro.sees_nothing_of(HEADING)
        await world.until("2026-03-05 09:31")
        world.gro.sees(said)
        await world.until("2026-03-13 12:00")
        assert world.cy.sees_all().count(HEADING) == 1
        assert world.gro.sees_all().count(HEADING) == 1
        await world.gro.says("/svar rules")
        told = world.gro.is_told("Rules in the last 90 days")
        assert "parcels: 2 decided · 2 moved (100%)" in told
        assert "Never used: danger." in told
        await world.cy.says("/svar regler 1")
        assert "Never used: parcels, danger." in world.cy.is_told("Rules in the last 1 day")
        world.cards()
        for name in ("bo", "finn", "eva"):
            world.person(name).sees_all()
        world.expects_hand_overs()


@pytest.mark.shows("health")
async def test_who_may_ask_how_healthy_it_is(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=ON_BO) as world:
        await world.settle()
        world.bo.sees(ALONE)
        await world.eva.says("/svar health")
        assert "🟠 " + ALONE in world.eva.is_told("How healthy the delegation is")
        await world.cy.says("/svar helse")
        assert "Nothing is wrong" in world.cy.is_told("How healthy the delegation is")
        for command in ("health", "rules"):
            await world.finn.says(f"/svar {command}")
            world.finn.is_told(
                "That is for those who lead a field, for managers and for owners of the handbook: Eva Foss."
            )
            await world.ada.says(f"/svar {command}")
            world.ada.is_told("The handbook does not know you.")
            await world.guest.says(f"/svar {command}")
            world.guest.is_told("Guests")
