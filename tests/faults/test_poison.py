"""One item whose row cannot be read stops nobody else's clock."""

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
