"""What managers are told of many items: one message, the worst first, which is kept up to date; of one a line."""

from pathlib import Path

import pytest

from tests.stories.test_ladder import POST
from tests.stories.world import MANAGERS, World, world_of

TOLD = "The managers' channel was told"


async def posts(world: World, first: int, last: int, words: str = "Hvor er pakken min?") -> None:
    for number in range(first, last + 1):
        await world.ada.posts(POST.replace("Hvor er pakken min?", words).replace("posts/1", f"posts/{number}"))


def looks_at_everything(world: World) -> None:
    for name in ("bo", "cy", "dee", "eva", "finn", "gro"):
        world.person(name).sees_all()
    world.cards()


@pytest.mark.shows("managers_together")
async def test_many_at_once_are_one_message_that_follows_them(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 09:00") as world:
        await posts(world, 1, 12)
        await world.restart_after(hours=3, minutes=31)
        await world.forward(minutes=1)
        assert "12 items need somebody · 12 are late" in (text := world.sees_all(MANAGERS))
        assert "And 2 more." in text
        assert "By source: Facebook 12" in text
        assert "By field: Delivery 12" in text
        assert f"{world.spoken('status')}" in text
        assert text.index("#1 ") < text.index("#2 ") < text.index("#10 ")
        assert "#11 " not in text
        for number in range(1, 13):
            assert world.thread(number).count(TOLD) == 1
        told = world.count_in(MANAGERS)  # beside it one line says that the bot was late

        await world.bo.clicks("Claim", item=1)
        await world.forward(seconds=5)
        text = world.sees_all(MANAGERS)
        assert "11 items need somebody · 1 is taken and not answered yet · 12 are late" in text
        assert text.index("#2 ") < text.index("#11 ")
        await world.bo.clicks("Answer", item=1)
        await world.bo.fills(text="Beklager.")
        for number in range(2, 12):
            await world.finn.clicks("Claim", item=number)
        await world.forward(seconds=30)
        text = world.sees_all(MANAGERS)
        assert "1 item needs somebody · 10 are taken and not answered yet · 11 are late · 1 is closed" in text
        await world.finn.clicks("Claim", item=12)
        await world.forward(seconds=5)
        assert "12 items needed somebody: all of them are taken" in world.sees_all(MANAGERS)
        assert world.count_in(MANAGERS) == told
        looks_at_everything(world)


async def test_one_after_the_other_three_are_lines_and_the_others_wait(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 09:00") as world:
        for number in range(1, 7):
            await posts(world, number, number)
            await world.forward(minutes=1)
        await world.until("2026-03-04 12:37")
        assert world.count_in(MANAGERS) == 3
        assert world.sees_all(MANAGERS).count("nobody has taken it yet") == 3
        await world.bo.clicks("Claim", item=2)
        assert "Bo Berg took it" in world.sees_all(MANAGERS)
        await world.until("2026-03-04 12:44")
        assert world.count_in(MANAGERS) == 4
        text = world.managers_line()
        assert "3 items need somebody" in text
        assert text.count("nobody has taken it yet") == 3
        assert all(world.thread(number).count(TOLD) == 1 for number in range(1, 7))
        looks_at_everything(world)
