"""`svarvakt check` says when the handbook's file is not what is in force."""

from datetime import UTC, datetime
from pathlib import Path

from bot.check import Grade, check_in_force
from bot.settings import Settings
from handlers.books import offer, replace_handbook
from storage.database import Database
from storage.schema import migrate
from tests.stories.company import COMPANY

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def test_a_file_that_is_not_in_force_is_told_with_the_mend(tmp_path: Path) -> None:
    file = tmp_path / "handbook.toml"
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'svarvakt.db'}", handbook=file)
    file.write_text(COMPANY)
    assert check_in_force(settings) == (), "there is no database yet"
    database = Database(settings.database_url)
    migrate(database)
    assert check_in_force(settings) == (), "nothing is in force yet"
    offer(database, COMPANY, NOW)
    assert check_in_force(settings) == ()
    replace_handbook(database, COMPANY + "# from chat\n", NOW, "gro", "sent in chat")
    database.close()
    (found,) = check_in_force(settings)
    assert found.grade is Grade.WARNING
    assert "differs from the handbook in force" in found.sentences[0]
    assert "since 2026-03-04 10:00, by gro" in found.sentences[0]
    assert "`svarvakt handbook apply`" in found.sentences[0]
    file.write_text("schema = 9\n")
    assert check_in_force(settings) == (), "what is wrong with it is told already"
