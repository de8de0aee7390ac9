"""A start by the handbook in force: the database's row, which an earlier version may have taken."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cannot_start import CannotStart
from bot.cli import program
from bot.handbook_file import put_in_force
from handlers.books import Books
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook
from storage import handbooks
from storage.database import Database
from tests.databases import fresh_address
from tests.stories.company import COMPANY

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
REFUSED = COMPANY.replace('words = ["pakke", "parcel"]', 'words = ["-"]')


def test_a_row_that_this_version_refuses_is_told_in_words_and_mended_by_apply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(HandbookError) as refused:
        read_handbook(REFUSED)
    file = tmp_path / "handbook.toml"
    file.write_text(COMPANY, encoding="utf-8")
    with fresh_address("sqlite", tmp_path) as address:
        database = Database(address)
        with database.write() as transaction:
            handbooks.put(transaction, REFUSED, "0123456789abcdef", NOW, "gro", "")
        with pytest.raises(CannotStart) as error:
            put_in_force(database, Books(), file, NOW)
        first, *problems = error.value.sentences
        assert "The handbook in force (0123456789ab, since 2026-03-04 09:00 UTC, by gro) cannot be used" in first
        assert "`svarvakt handbook apply`" in first
        assert problems == refused.value.args[0].splitlines()
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("DATABASE_URL", address)
        done = CliRunner().invoke(program, ["handbook", "apply"])
        assert (done.exit_code, "is now in force" in done.stdout) == (0, True)
        put_in_force(database, Books(), file, NOW)
        database.close()
