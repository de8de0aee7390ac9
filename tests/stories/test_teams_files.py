"""Files in Teams' personal chat: the way there and back through the whole program."""

from pathlib import Path

import pytest

from tests.stories.world import TRIAGE, world_of


@pytest.mark.staged_on("teams")
async def test_a_file_that_is_no_handbook_is_told_so_in_the_chat(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.eva.hands_over("notes.txt", "Hei")
        world.eva.is_told("one that ends in .toml")
        await world.eva.hands_over("logo.png", b"\x89PNG\r\n\x1a\n")
        world.eva.is_told("logo.png is not UTF-8")


@pytest.mark.staged_on("teams")
async def test_words_with_somebody_mentioned_are_answered_as_words(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.ada.says(f"/svar staus {world.mention('bo')}", channel=TRIAGE)
        world.ada.is_told("Did you mean status?")
