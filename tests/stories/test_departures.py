"""Somebody leaves, and nobody can take it: what they had finds another, and what has nobody is said at once."""

from pathlib import Path

import pytest

from handlers.books import replace_handbook
from storage import items
from tests.stories.company import COMPANY, WITHOUT_ROTA
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS, TRIAGE, World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
BO = '[[person]]\nid = "bo"\nname = "Bo Berg"\nslack = "U0BO"\n\n'
WITHOUT_BO = COMPANY.replace(BO, "").replace('experts = ["bo", "finn"]', 'experts = ["finn", "gro"]').replace(
    'experts = ["finn", "bo"]', 'experts = ["finn"]'
)  # fmt: skip


async def bo_leaves(world: World, handbook: str = WITHOUT_BO) -> int:
    """The handbook without him comes into force, and the sweep gives back what he had: how many items."""
    database, now = world.application.database, world.clock.now()
    replace_handbook(database, world.worded(handbook), now, "eva", "Bo has left")
    people = [person.id for person in world.application.books.latest(database, now).people]
    with database.read() as transaction:
        left = items.count_carried_by_others(transaction, people)
    await world.forward(seconds=1)
    with database.read() as transaction:
        assert items.count_carried_by_others(transaction, people) == 0
    return left


@pytest.mark.shows("release")
async def test_what_somebody_who_left_had_is_named_anew_and_nothing_else_is(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for number in (1, 2, 3, 4):
            await world.ada.posts(f"{POST}{number}")
        await world.bo.clicks("Claim", item=1)
        await world.finn.clicks("Claim", item=2)
        await world.finn.clicks("Release", item=2)
        world.bo.sees_all()
        named = [text_of(world.card(number)).partition("For\n")[2].partition("\n")[0] for number in (1, 2, 3, 4)]
        his = [number for number, whom in enumerate(named, 1) if "Bo" in whom or "U0BO" in whom]
        assert 1 in his
        assert await bo_leaves(world) == len(his)
        assert await bo_leaves(world) == 0

        assert "🔵 New: nobody has taken it yet" in text_of(world.card(1))
        history = world.thread(1)
        assert "Bo Berg has left; it is free again." in history
        assert "was named for Delivery." in history.partition("has left")[2]
        for number in (2, 3, 4):
            card = text_of(world.card(number))
            assert "For\n" in card
            assert "Bo Berg" not in card.partition("For\n")[2].partition("\n")[0]
            if number in his:
                assert "Bo Berg has left; somebody else is asked." in world.thread(number)
        # Each of the others hears of it once, however many items it is.
        told = world.gro.sees_all() + world.finn.sees_all()
        assert "Bo Berg has left" in told
        assert told.count("Bo Berg has left") <= 2
        await world.finn.clicks("Claim", item=1)


async def test_where_nobody_is_left_who_will_be_at_work_the_managers_hear_it_at_once(tmp_path: Path) -> None:
    never = COMPANY.replace('name = "Cy Dahl"', 'name = "Cy Dahl"\nhours = "never"').replace(
        'name = "Bo Berg"', 'name = "Bo Berg"\nhours = "never"').replace(
        'name = "Finn Holm"', 'name = "Finn Holm"\nhours = "never"')  # fmt: skip
    async with world_of(tmp_path, handbook=never) as world:
        await world.ada.posts(f"{POST}1")
        assert "Cy Dahl is asked as the lead" in text_of(world.card(1))
        line = world.managers_line()
        assert "#1 · Facebook · question" in line
        assert "Nobody who may answer for Delivery will be at work" in line
        assert "Lead: Cy Dahl" in line
        assert world.count_in(MANAGERS) == 1
        for name in ("bo", "cy", "finn", "dee", "gro"):
            getattr(world, name).has_direct_messages(0)
        # It stays there until somebody takes it: half of the target gone, the person on call is woken as always.
        await world.until("2026-03-04 11:31")
        world.dee.is_paged("#1")
        assert "The channel was told at once: nobody can take it now." in world.thread(1)
        await world.dee.clicks("I take it")
        assert "Dee Eik took it" in world.managers_line()
        assert world.count_in(MANAGERS) == 1


async def test_without_a_channel_for_managers_it_is_said_beside_the_card(tmp_path: Path) -> None:
    handbook = WITHOUT_ROTA.replace('managers = "C0MANAGERS"\n', "").replace(
        'hours = "mon-fri 08:00-16:00"', 'hours = "never"')  # fmt: skip
    async with world_of(tmp_path, handbook=handbook) as world:
        await world.ada.posts(f"{POST}1")
        said = world.sees_all(TRIAGE)
        assert said.count("Nobody who may answer for Delivery will be at work") == 2
        assert world.count_in(TRIAGE) == 2
        await world.finn.clicks_on(world.card(1), "Claim")
        assert "Finn Holm took it" in world.sees_all(TRIAGE).partition("---")[2]
        assert world.count_in(TRIAGE) == 2


async def test_at_night_the_person_on_call_can_take_it_and_no_channel_is_alarmed(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts(f"{POST}1")
        assert "Dee Eik is on call" in text_of(world.card(1))
        assert world.count_in(MANAGERS) == 0
        await world.dee.clicks("Claim", item=1)
