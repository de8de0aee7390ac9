"""What the buttons of a page do, and what happens when nobody presses one."""

import asyncio
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.databases import KINDS, deadlocks, fresh_address
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS, TRIAGE, World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
NIGHT = "2026-03-04 20:00"


async def paged(world: World, posts: int = 1) -> None:
    """One evening, posts have come in and half of their time is gone: Dee's page sounds."""
    for number in range(1, posts + 1):
        await world.ada.posts(f"{POST}{number}")
    assert len(world.cards()) == posts
    await world.until("2026-03-04 21:31")


@pytest.mark.shows("page_acknowledge")
async def test_acknowledged_is_quiet_for_twenty_minutes(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await paged(world)
        world.dee.is_paged()
        await world.dee.clicks("Acknowledge")
        seen = world.dee.sees("You acknowledged it Wed 4 Mar 21:31.")
        assert "[I take it]" in seen
        assert "[Acknowledge]" not in seen
        assert "Dee Eik acknowledged the page; quiet until Wed 4 Mar 21:51." in world.thread()
        assert "[Claim]" in text_of(world.card(1))
        await world.forward(minutes=19)
        world.dee.has_direct_messages(1)
        world.gro.has_direct_messages(0)
        await world.forward(minutes=2)
        world.dee.has_direct_messages(2)
        assert "You acknowledged it, but nobody has taken it since." in world.dee.is_paged()
        await world.dee.clicks("I take it")
        assert "Dee Eik took it" in text_of(world.card(1))
        world.gro.has_direct_messages(0)


@pytest.mark.shows("page_moves_on", "page_again")
async def test_unanswered_it_goes_to_the_next_to_the_lead_and_to_the_managers(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await paged(world)
        world.dee.is_paged("You are on call")
        world.gro.has_direct_messages(0)
        await world.forward(minutes=10)
        assert "Dee Eik did not answer the page in 10 min." in world.gro.is_paged("Your help is needed: #1")
        world.cy.has_direct_messages(0)
        await world.forward(minutes=10)
        assert "Gro Lie did not answer the page in 10 min." in world.cy.is_paged("Your help is needed: #1")
        assert world.count_in(MANAGERS) == 0
        await world.forward(minutes=10)
        line = world.managers_line()
        assert "🔵 New: nobody has taken it yet" in line
        assert "Answer by Wed 4 Mar 23:00." in line
        assert "Paged, and nobody has taken it: Dee Eik, Gro Lie, Cy Dahl." in line
        world.dee.has_direct_messages(1)
        await world.forward(minutes=31)
        world.dee.has_direct_messages(2)
        assert "Nobody answered the page so far (Dee Eik, Gro Lie, Cy Dahl)." in world.dee.is_paged()
        world.dee.sees("Moved: this page has sounded again below.")
        assert world.thread().count("The managers' channel was told") == 1
        await world.dee.clicks("I take it")
        assert "Dee Eik took it" in world.managers_line()
        for person in (world.dee, world.gro, world.cy):
            person.sees("Settled")


async def test_what_is_taken_and_late_is_one_page_with_true_words(tmp_path: Path) -> None:
    """Dee takes it and does not answer: her first page stays settled, and each later one takes the place before it."""
    async with world_of(tmp_path, begins=NIGHT) as world:
        await paged(world)
        await world.dee.clicks("I take it")
        await world.until("2026-03-04 23:01")
        world.dee.sees("You have it and have not answered yet")
        page = world.dee.is_paged("You are on call: #1 · Facebook · question was due Wed 4 Mar 23:00")
        assert "You have had it since Wed 4 Mar 21:31, and it is late." in page
        assert "[I take it]" not in page
        assert "You acknowledged it" not in page
        world.dee.sees("Settled")
        late = "Dee Eik, who is on call, has it and has not answered; it is late since Wed 4 Mar 23:00."
        assert f"Dee Eik was paged: {late}" in world.thread()
        await world.until("2026-03-04 23:12")
        assert "Dee Eik took it Wed 4 Mar 21:31; it has no answer yet." in world.gro.is_paged("Your help is needed")
        await world.until("2026-03-04 23:32")
        world.cy.is_paged()
        vain = "Paged, and it has no answer yet: Dee Eik, Gro Lie, Cy Dahl."
        assert vain in world.managers_line()
        await world.until("2026-03-05 00:02")
        # A new round has begun; the managers' line stays as it is.
        assert vain in world.managers_line()
        assert "Nobody answered the page so far" not in world.dee.is_paged("was due Wed 4 Mar 23:00")
        await world.dee.clicks("Acknowledge")
        assert "[I take it]" not in world.dee.sees("You acknowledged it Thu 5 Mar 00:02.")
        await world.until("2026-03-05 00:24")
        world.dee.is_paged("was due Wed 4 Mar 23:00")
        world.dee.sees("Moved: this page has sounded again below.")
        assert "Dee Eik acknowledged it, but it has had no answer since." in world.thread()
        assert await world.gro.clicks("I take it") is None
        assert "Paged" not in world.managers_line()
        for person in (world.dee, world.gro, world.cy):
            person.sees("Settled")
            person.sees_all()


@pytest.mark.shows("page_pass")
async def test_passed_on_goes_to_the_next_at_once_and_the_last_to_the_lead(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await paged(world)
        await world.dee.clicks("Pass on")
        world.dee.sees("You passed it on Wed 4 Mar 21:31.")
        assert "Dee Eik passed it on." in world.gro.is_paged("Your help is needed: #1")
        await world.gro.clicks("Pass on")
        assert "Gro Lie passed it on." in world.cy.is_paged("Your help is needed: #1")
        assert "Dee Eik passed the page on to Gro Lie." in world.thread()
        await world.cy.clicks("Pass on")
        assert "Cy Dahl passed the page on, and nobody is left to page." in world.thread()
        assert "Paged, and nobody has taken it: Dee Eik, Gro Lie, Cy Dahl." in world.managers_line()
        await world.bo.clicks("Claim", item=1)
        for person in (world.dee, world.gro, world.cy):
            person.sees("Settled")


@pytest.mark.shows("page_wait")
async def test_it_can_wait_until_the_shift_with_a_reason(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await paged(world)
        await world.dee.clicks("Can wait until 08:00", option="It needs the expert in the morning")
        assert "You said it can wait" in world.dee.sees("You said it can wait")
        thread = world.thread()
        assert "Dee Eik said it can wait until Thu 5 Mar 08:00: It needs the expert in the morning." in thread
        await world.until("2026-03-05 07:59")
        world.dee.has_direct_messages(1)
        world.gro.has_direct_messages(0)
        assert "Late since" in text_of(world.card(1))
        world.managers_line()
        await world.until("2026-03-05 08:01")
        for person in (world.bo, world.finn, world.cy):  # what was late in the night is told in the morning
            person.sees_all()
        await world.bo.clicks("Claim", item=1)
        world.dee.sees("Settled")


async def test_several_items_are_one_page_and_one_click(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await paged(world, posts=3)
        world.dee.has_direct_messages(1)
        page = world.dee.is_paged("You are on call: 3 items, first due 23:00")
        assert [f"#{number} · Facebook" in page for number in (1, 2, 3)] == [True] * 3
        await world.ada.posts("Dangerous! Hvem hjelper? https://www.facebook.com/fjellro/posts/4")
        world.card(4)
        world.dee.has_direct_messages(2)
        world.dee.is_paged("4 items")
        world.dee.sees("Moved: this page has sounded again below.")
        await world.bo.clicks("Claim", item=2)
        world.dee.is_paged("3 items")
        await world.dee.clicks("I take it")
        for number in (1, 3, 4):
            assert "Dee Eik took it" in text_of(world.card(number))
        assert "Bo Berg took it" in text_of(world.card(2))
        world.dee.has_direct_messages(2)


async def test_acknowledged_for_all_and_passed_on_for_all(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await paged(world, posts=2)
        await world.dee.clicks("Acknowledge")
        await world.forward(minutes=21)
        world.dee.has_direct_messages(2)
        world.dee.is_paged("2 items")
        await world.dee.clicks("Pass on")
        world.gro.has_direct_messages(1)
        world.gro.is_paged("Your help is needed: 2 items")
        await world.gro.clicks("I take it")
        world.dee.sees_all()
        assert all("Gro Lie took it" in text_of(card) for card in world.cards())


async def test_a_page_belongs_to_one_person_and_is_settled_once(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await paged(world)
        world.dee.is_paged()
        direct = str(world.workspace.direct("U0DEE"))
        page = world.workspace.history(direct, "U0DEE")[-1]
        await world.dee.clicks("Pass on")
        await world.dee.clicks_on(page, "I take it", direct)
        assert "You settled this page Wed 4 Mar 21:31." in world.dee.sees("You settled this page")
        world.gro.is_paged()
        await world.gro.clicks("I take it")
        world.gro.sees("Settled")


async def test_whoever_was_woken_may_take_it_and_give_it_back_in_a_later_round(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins=NIGHT) as world:
        await paged(world)
        await world.forward(minutes=61)
        for person in (world.dee, world.gro, world.cy):
            person.sees_all()
        world.managers_line()
        assert "Dee Eik was paged: nobody answered the page so far" in world.thread()
        await world.gro.clicks("I take it")
        assert "Gro Lie took it" in text_of(world.card(1))
        await world.gro.clicks("Release", item=1)
        assert "Gro Lie gave it back" in world.thread()
        world.dee.sees_all()
        await world.bo.clicks("Claim", item=1)


async def test_an_owner_who_went_home_leaves_it_to_the_person_on_call(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 15:00") as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        await world.until("2026-03-04 16:31")
        assert "Bo Berg has it but is off work, and it must be answered by Wed 4 Mar 18:00." in world.dee.is_paged()
        await world.dee.clicks("Acknowledge")
        await world.forward(minutes=15)
        world.gro.has_direct_messages(0)
        await world.dee.clicks("I take it")
        assert "Dee Eik took it" in text_of(world.card(1))
        world.dee.sees("Settled")


@pytest.mark.parametrize("kind", KINDS)
async def test_of_all_who_take_it_at_the_same_moment_one_has_it(tmp_path: Path, kind: str) -> None:
    with ExitStack() as stack:
        address = stack.enter_context(fresh_address(kind, tmp_path))
        async with world_of(tmp_path, begins=NIGHT, database=address) as world:
            await paged(world, posts=3)
            cards, direct = world.cards(), str(world.workspace.direct("U0DEE"))
            page = world.workspace.history(direct, "U0DEE")[-1]
            click = world.workspace.click
            outcomes = await asyncio.gather(
                *(click(f"U0{name}", TRIAGE, card["ts"], label="Claim") for card in cards for name in ("BO", "FINN")),
                click("U0DEE", direct, page["ts"], label="I take it"),
                click("U0DEE", direct, page["ts"], label="Acknowledge"),
            )
            await world.settle()
            assert all(outcome.acknowledged for outcome in outcomes)
            for number in (1, 2, 3):
                assert text_of(world.card(number)).count("took it") == 1
                assert world.thread(number).count("took it") == 1
            for person in (world.bo, world.finn, world.dee):
                person.sees_all(TRIAGE)
            world.dee.sees_all()
        assert deadlocks(address) == 0
