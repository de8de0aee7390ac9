"""A whole life in a minute: every duration of the handbook may be seconds. And a handbook in force stays in force."""

from pathlib import Path

import pytest

from tests.stories.company import COMPANY
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS, world_of

QUICK = (
    COMPANY.replace(
        "[rota]",
        """[[target]]
sources = ["facebook"]
answer_within = "20s"

[[rung]]
id = "half"
at = "50%"
when = "unclaimed"
whom = ["expert"]

[[rung]]
id = "late"
at = "100%"
when = "unclaimed"
whom = ["lead"]

[[rung]]
id = "owner"
at = "-5s"
when = "claimed"
whom = ["owner"]

[[rung]]
id = "managers"
at = "+10s"
when = "open"
whom = ["managers"]

[rota]""",
    )
    + 'margin = "5s"\npass_on_after = "10s"\nacknowledgement_lasts = "5s"\nsounds_again_after = "15s"\n'
)
POST = "Hvor er pakken? https://www.facebook.com/fjellro/posts/"


async def test_a_whole_life_in_a_minute(tmp_path: Path) -> None:
    async with world_of(tmp_path, handbook=QUICK) as world:
        await world.ada.posts(f"{POST}1")
        card = text_of(world.card(1))
        assert "Answer by\nWed 4 Mar 10:00" in card
        await world.bo.clicks("Why?")
        assert "Facebook is to be answered within 20 s" in world.bo.is_told("Why item 1")
        await world.forward(seconds=40)
        assert " left." in world.bo.is_reminded()
        assert "Was due" in world.cy.is_reminded()
        assert "nobody has taken it yet · late" in world.managers_line()
        await world.finn.clicks("Answer", item=1)
        await world.finn.fills(text="I dag.")
        assert "Finn Holm answered" in world.managers_line()
        assert world.count_in(MANAGERS) == 1
        await world.forward(minutes=5)
        for person, count in ((world.bo, 1), (world.cy, 1), (world.finn, 0)):
            person.has_direct_messages(count)
        await world.eva.says("/svar status")
        assert "Facebook: 0% (0 of 1)" in world.eva.is_told("How we stand")


async def test_a_night_in_a_minute(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00", handbook=QUICK) as world:
        await world.ada.posts(f"{POST}1")
        world.card(1)
        await world.forward(seconds=60)
        for person in (world.dee, world.gro, world.cy):
            person.sees_all()
        thread = world.thread()
        for name in ("Dee Eik", "Gro Lie", "Cy Dahl"):
            assert f"{name} was paged:" in thread
        assert "Paged, and nobody has taken it: Dee Eik, Gro Lie, Cy Dahl." in world.managers_line() or (
            "Dee Eik was paged: nobody answered the page so far" in thread
        )
        await world.gro.clicks("I take it")
        assert "Gro Lie took it" in world.managers_line()
        assert "Gro Lie took it" in text_of(world.card(1))


async def test_the_handbook_in_force_survives_a_restart_and_a_changed_file(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"{POST}1")
        changed = COMPANY.replace('words = ["pakke", "parcel"]', 'words = ["nothing of the kind"]')
        world.settings.handbook.write_text(changed, encoding="utf-8")
        await world.restart_after(minutes=1)
        await world.ada.posts(f"{POST}2")
        assert "The rule “parcels” sends it to Delivery" in text_of(world.card(2))
        await world.bo.clicks("Claim", item=1)
        assert "Bo Berg took it" in text_of(world.card(1))
        assert len(world.cards()) == 2


@pytest.mark.shows("restart")
async def test_what_waited_while_the_bot_was_down_happens_once_it_is_back(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00") as world:
        await world.ada.posts(f"{POST}1")
        world.card(1)
        await world.restart_after(hours=2)
        world.dee.has_direct_messages(1)
        world.dee.is_paged("#1")
        await world.restart_after(minutes=5)
        world.dee.has_direct_messages(1)
        assert "I was late: 1 reminder or other step due Wed 4 Mar 21:30, by 30 min." in world.managers_line()
        await world.dee.clicks("I take it")
        world.dee.sees("Settled")
        assert "Dee Eik took it" in text_of(world.card(1))
