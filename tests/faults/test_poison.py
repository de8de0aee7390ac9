"""One item that cannot be taken on stops nobody else's clock, nor what others are waiting for."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.stories.world import world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"


async def test_a_poisonous_item_is_put_off_and_told_and_the_others_go_on(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.posts(f"{POST}1")
        await world.ada.posts(f"{POST}2")
        world.cards()
        with closing(sqlite3.connect(tmp_path / "svarvakt.db")) as connection:
            (climb,) = connection.execute("SELECT climb FROM item WHERE number = 1").fetchone()
            connection.execute("UPDATE item SET climb = '[]' WHERE number = 1")
            connection.commit()
        await world.forward(hours=1, minutes=31)
        reminded = [person for person in (world.bo, world.finn) if world.workspace.direct(person.user)]
        assert len(reminded) == 1, "the expert of the healthy item is reminded"
        assert "#2 " in reminded[0].is_reminded()
        world.eva.sees("Item 1 could not be decided")
        with closing(sqlite3.connect(tmp_path / "svarvakt.db")) as connection:
            connection.execute("UPDATE item SET climb = ? WHERE number = 1", [climb])
            connection.commit()
        await world.forward(minutes=6)
        other = world.finn if reminded[0].user == "U0BO" else world.bo
        assert "#1 " in other.is_reminded()


async def test_a_request_that_cannot_go_on_is_put_off_and_told_and_the_others_go_on(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        for number in (1, 2):
            await world.ada.posts(f"{POST}{number}")
            await world.bo.clicks("Claim", item=number)
            await world.bo.clicks("Hand over", item=number)
            assert not await world.bo.fills(person="Finn Holm · at work until 16:00")
            world.finn.sees("Bo Berg asks whether you take this over.")
        world.cards()
        with closing(sqlite3.connect(tmp_path / "svarvakt.db")) as connection:
            connection.execute("DELETE FROM internal_note WHERE item = 1")
            connection.commit()
        await world.forward(minutes=15, seconds=10)
        world.eva.sees("Item 1 could not be decided")
        reminded = world.bo.is_reminded()
        assert "Finn Holm has not answered in 15 min: you have it still." in reminded
        assert "#2 " in reminded
        world.finn.sees("You did not answer by")
        # The item itself can be gone on with.
        await world.bo.clicks("Answer", item=1)
        assert not await world.bo.fills(text="I dag!")
