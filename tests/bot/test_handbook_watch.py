"""The handbook's files are looked after: what was saved is handed over once it has come to rest, and once."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.handbook_file import read_offered
from bot.handbook_watch import HandbookWatch
from handlers.handbook_check import HandbookFile
from tests.stories.company import COMPANY


class Taken:
    """What was handed over. `fails`: so many times it cannot be taken."""

    def __init__(self) -> None:
        self.files: list[HandbookFile] = []
        self.fails = 0

    async def take(self, offered: HandbookFile) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("as the test wants it")
        self.files.append(offered)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "handbook.toml"
    path.write_text(COMPANY)
    return path


async def watching(file: Path, taken: Taken) -> HandbookWatch:
    watch = HandbookWatch(partial(read_offered, file), taken.take)
    await watch.begin()
    await watch.look()
    return watch


def renamed(file: Path, text: str) -> None:
    """As editors save: a new file takes the old one's place."""
    other = file.with_suffix(".new")
    other.write_text(text)
    os.replace(other, file)


def written(file: Path, text: str) -> None:
    file.write_text(text)


def spoiled(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")


def gone(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("save", [written, renamed])
async def test_what_is_saved_is_handed_over_once(file: Path, save: Callable[[Path, str], None]) -> None:
    taken = Taken()
    watch = await watching(file, taken)
    save(file, COMPANY + "# changed\n")
    await watch.look()
    assert taken.files == [], "it may be half written"
    for _ in range(3):
        await watch.look()
    assert [one.text for one in taken.files] == [COMPANY + "# changed\n"]


async def test_while_it_is_still_being_written_nothing_is_handed_over(file: Path) -> None:
    taken = Taken()
    watch = await watching(file, taken)
    for length in range(5):
        written(file, COMPANY + "#" * length + "\n")
        await watch.look()
    assert taken.files == []
    await watch.look()
    assert len(taken.files) == 1


async def test_what_could_not_be_stored_is_handed_over_again(file: Path) -> None:
    taken = Taken()
    watch = await watching(file, taken)
    taken.fails = 1
    written(file, COMPANY + "# changed\n")
    await watch.look()
    with pytest.raises(OSError, match="as the test wants it"):
        await watch.look()
    await watch.look()
    assert len(taken.files) == 1


async def test_a_file_that_cannot_be_read_is_handed_over_with_what_is_wrong(file: Path) -> None:
    taken = Taken()
    watch = await watching(file, taken)
    spoiled(file)
    for _ in range(3):
        await watch.look()
    gone(file)
    for _ in range(3):
        await watch.look()
    written(file, COMPANY)
    for _ in range(3):
        await watch.look()
    assert [bool(one.problems) for one in taken.files] == [True, True, False]
    assert "is not UTF-8" in taken.files[0].problems[0]
    assert "is not there" in taken.files[1].problems[0]


async def test_included_files_count_also_those_that_are_missing(file: Path) -> None:
    rules = COMPANY[COMPANY.index("[[rule]]") : COMPANY.index("[rota]")]
    written(file, COMPANY.replace(rules, "").replace("schema = 1\n", 'schema = 1\ninclude = ["rules.toml"]\n'))
    other = file.with_name("rules.toml")
    taken = Taken()
    watch = await watching(file, taken)
    written(other, rules)
    for _ in range(3):
        await watch.look()
    written(other, rules + "# more\n")
    for _ in range(3):
        await watch.look()
    assert [one.problems for one in taken.files] == [(), ()]
    assert "# more" in taken.files[1].text
    assert taken.files[1].files == (str(file), str(other))
