"""Who is woken after hours, when, and who never is. Dee is on call this week, Gro the next; Cy leads."""

from pathlib import Path

import pytest

from handlers.books import replace_handbook
from tests.stories.company import COMPANY, WITHOUT_ROTA
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"
NIGHT = "2026-03-04 20:00"


@pytest.mark.shows("page", "page_take")
async def test_half_the_target_gone_pages_the_person_on_call(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await world.ada.posts(POST)
        world.card(1)
        await world.until("2026-03-04 21:29")
        world.dee.has_direct_messages(0)
        await world.until("2026-03-04 21:31")
        page = world.dee.is_paged("You are on call: #1 · Facebook · question must be answered by 23:00")
        assert "Hvor er pakken min?" in page
        assert (
            "Nobody who may answer for Delivery is at work before Thu 5 Mar 08:00; it is due Wed 4 Mar 23:00." in page
        )
        for button in ("I take it", "Can wait until 08:00", "Pass on", "Acknowledge"):
            assert f"[{button}]" in page
        assert "Dee Eik was paged: nobody who may answer for Delivery is at work before" in world.thread()
        for name in ("bo", "cy", "finn", "gro"):
            getattr(world, name).has_direct_messages(0)

        await world.dee.clicks("I take it")
        assert "Dee Eik took it Wed 4 Mar 21:31" in text_of(world.card(1))
        world.dee.sees("Settled: nothing on this page needs you any more.")
        await world.forward(minutes=50)
        assert "You have it and have not answered yet, with 45 min left." in world.dee.is_reminded()
        world.gro.has_direct_messages(0)


@pytest.mark.parametrize(("urgency", "paged"), [("critical", True), ("high", True), ("normal", False), ("low", False)])
async def test_urgent_items_page_at_once(tmp_path: Path, urgency: str, paged: bool) -> None:
    handbook = COMPANY.replace('urgency = "critical"', f'urgency = "{urgency}"')
    async with world_of(tmp_path, begins=NIGHT, handbook=handbook) as world:
        await world.ada.posts("Dangerous! Who helps? https://www.facebook.com/fjellro/posts/1")
        world.card(1)
        if paged:
            world.dee.is_paged()
            await world.dee.clicks("I take it")
            world.dee.sees("Settled")
        else:
            world.dee.has_direct_messages(0)


@pytest.mark.parametrize(
    ("text", "urgency"),
    [("Tusen takk for hjelpen!", "normal"), ("Dangerous? Hvem hjelper?", "low")],
    ids=["praise", "low urgency"],
)
async def test_praise_and_low_urgency_never_wake_anybody(tmp_path: Path, text: str, urgency: str) -> None:
    handbook = COMPANY.replace('urgency = "critical"', f'urgency = "{urgency}"')
    async with world_of(tmp_path, begins=NIGHT, handbook=handbook) as world:
        await world.ada.posts(f"{text} https://www.facebook.com/fjellro/posts/1")
        world.card(1)
        await world.until("2026-03-05 07:59")
        for name in ("bo", "cy", "dee", "finn", "gro"):
            getattr(world, name).has_direct_messages(0)
        assert "Paged" not in world.managers_line()
        assert "was paged" not in world.thread(1)
        await world.bo.clicks("Claim", item=1)


async def test_an_expert_who_starts_in_time_covers(tmp_path: Path) -> None:
    """At 05:45 the deadline is 08:45: Bo starts at 08:00, 45 minutes before. Posted at 05:15 it would be too late."""
    async with world_of(tmp_path, begins="2026-03-05 05:45") as world:
        await world.ada.posts(POST)
        assert "Bo Berg starts in time, Thu 5 Mar 08:00" in text_of(world.card(1))
        await world.until("2026-03-05 07:59")
        for name in ("bo", "cy", "dee", "finn", "gro"):
            getattr(world, name).has_direct_messages(0)
        await world.bo.clicks("Claim", item=1)


async def test_an_expert_who_starts_too_late_does_not_cover(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-05 05:15") as world:
        await world.ada.posts(POST)
        world.card(1)
        await world.until("2026-03-05 06:46")
        world.dee.is_paged()
        await world.until("2026-03-05 08:06")
        world.gro.sees_all()
        world.cy.sees_all()
        world.dee.sees_all()
        world.dee.sees("Settled: nothing on this page needs you any more.")
        assert "Nobody needs to be woken any more." in world.thread()
        assert "Somebody who may answer is at work: Bo Berg, Finn Holm, Cy Dahl." in world.thread()
        for name in ("bo", "finn"):
            getattr(world, name).sees_all()
        await world.bo.clicks("Claim", item=1)
        world.sees_all(MANAGERS)


async def test_a_blog_on_friday_afternoon_wakes_somebody_on_saturday(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-06 15:00") as world:
        await world.ada.posts("Hvorfor kommer ikke pakken? https://blogg.example/innlegg")
        assert "Answer by\nSat 7 Mar 15:00" in text_of(world.card(1))
        await world.until("2026-03-07 02:59")
        for name in ("bo", "cy", "dee", "finn"):
            getattr(world, name).has_direct_messages(0)
        await world.until("2026-03-07 03:01")
        world.dee.is_paged("· Blog ·")
        await world.dee.clicks("I take it")
        world.dee.sees("Settled")


async def test_a_company_without_a_rota_wakes_nobody_at_night(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-06 15:30", handbook=WITHOUT_ROTA) as world:
        await world.ada.posts(POST)
        await world.ada.posts("Dangerous! Hjelp? https://www.facebook.com/fjellro/posts/2")
        assert len(world.cards()) == 2
        await world.until("2026-03-06 18:31")
        for name in ("bo", "cy", "dee", "finn", "gro"):
            getattr(world, name).has_direct_messages(0)
        await world.until("2026-03-09 07:59")
        for name in ("bo", "cy", "dee", "finn", "gro"):
            getattr(world, name).has_direct_messages(0)
        assert world.count_in(MANAGERS) == 2
        world.sees_all(MANAGERS)
        for number in (1, 2):
            await world.bo.clicks("Claim", item=number)


async def test_who_cannot_be_reached_is_passed_over_at_once(tmp_path: Path) -> None:
    """Dee, on call, is known on Teams alone: Gro is paged in the same moment, and the administrator hears of it."""
    handbook = COMPANY.replace('slack = "U0DEE"', 'teams = "dee@example.com"')
    async with world_of(tmp_path, begins=NIGHT, handbook=handbook) as world:
        await world.ada.posts(POST)
        world.card(1)
        await world.until("2026-03-04 21:31")
        world.eva.sees("Dee Eik cannot be reached: the handbook gives no chat identity on a connected desk.")
        assert "Dee Eik cannot be reached" in world.gro.is_paged("#1")
        assert "Gro Lie was paged: Dee Eik cannot be reached" in world.thread()
        await world.gro.clicks("I take it")


async def test_a_handbook_without_a_managers_channel(tmp_path: Path) -> None:
    handbook = COMPANY.replace('managers = "C0MANAGERS"\n', "")
    async with world_of(tmp_path, begins=NIGHT, handbook=handbook) as world:
        await world.ada.posts(POST)
        await world.until("2026-03-05 00:00")
        for person in (world.dee, world.gro, world.cy):
            person.sees_all()
        assert "Nobody is left to page after Dee Eik, Gro Lie, Cy Dahl" in world.thread()
        assert "The managers' channel" not in world.thread()
        await world.bo.clicks("Claim", item=1)


async def test_no_page_after_an_answer(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text="I morgen.")
        await world.until("2026-03-05 12:00")
        assert "answered" in text_of(world.card(1))
        for name in ("bo", "cy", "dee", "finn", "gro"):
            getattr(world, name).has_direct_messages(0)


async def test_taken_elsewhere_while_the_page_waits(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await world.ada.posts(POST)
        await world.until("2026-03-04 21:31")
        page = world.dee.is_paged()
        assert page
        await world.bo.clicks("Claim", item=1)
        world.dee.sees("Settled: nothing on this page needs you any more.")
        await world.forward(minutes=30)
        world.gro.has_direct_messages(0)


async def test_the_next_night_rings_anew(tmp_path: Path) -> None:
    """A page that others settled is over: the next one is a message of its own, and rings."""
    async with world_of(tmp_path, begins=NIGHT) as world:
        await world.ada.posts(POST)
        await world.until("2026-03-04 21:31")
        world.dee.is_paged("#1")
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text="I morgen.")
        world.dee.sees("Settled")
        await world.until("2026-03-05 20:00")
        await world.ada.posts(f"{POST}2")
        assert len(world.cards()) == 2
        await world.until("2026-03-05 21:31")
        world.dee.has_direct_messages(2)
        world.dee.is_paged("#2")
        await world.dee.clicks("I take it")


async def test_a_new_handbook_counts_at_once_for_what_is_open(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts(POST)
        world.card(1)
        changed = COMPANY.replace('people = ["dee", "gro"]', 'people = ["gro", "dee"]')
        replace_handbook(world.application.database, world.worded(changed), world.clock.now(), "eva", "a swap")
        await world.forward(hours=1, minutes=35)
        world.gro.is_paged()
        world.dee.has_direct_messages(0)
