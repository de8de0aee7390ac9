"""What `check` finds out about Teams."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.check import Grade, check_hearing, check_teams
from bot.settings import Settings, TeamsSettings
from tests.bot.desks.teams.scene import NOW
from tests.stories.company import COMPANY
from tests.stories.teams import in_teams
from tests.stories.world import INTAKE, world_of
from tests.teams.connector import APP, SECRET, TENANT, Connector


@pytest.mark.parametrize(
    ("password", "grade", "words"),
    [(SECRET, Grade.OK, "gives it tokens"), ("wrong", Grade.PROBLEM, "refuses TEAMS_APP_PASSWORD: invalid_client")],
)
async def test_the_bots_own_token_is_asked_for(password: str, grade: Grade, words: str) -> None:
    teams = Connector(lambda: NOW)
    await teams.start()
    try:
        found = await check_teams(TeamsSettings(APP, SecretStr(password), TENANT, cloud_url=teams.address))
    finally:
        await teams.stop()
    assert (found.grade, words in found.sentences[0]) == (grade, True)
    assert password not in str(found)


async def test_nobody_there_is_told_as_such() -> None:
    settings = TeamsSettings(APP, SecretStr(SECRET), TENANT, cloud_url="http://127.0.0.1:9")
    found = await check_teams(settings)
    assert (found.grade, "cannot be asked for the bot's token" in found.sentences[0]) == (Grade.PROBLEM, True)


async def test_without_authentication_it_shouts() -> None:
    found = await check_teams(TeamsSettings("svarvakt", None, "", unauthenticated=True))
    assert (found.grade, "ANYBODY" in found.sentences[0]) == (Grade.WARNING, True)


async def test_it_says_what_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.stories.world.CHOSEN", ["teams"])
    async with world_of(tmp_path) as world:
        settings = world.settings
        assert "nothing has come from there yet" in check_hearing(settings).sentences[0]
        await world.ada.says("/svar help", INTAKE)
        world.ada.is_told("help")
        assert "only posts that mention the bot" in check_hearing(settings).sentences[0]
        await world.ada.posts("Hvor er pakken? https://x.com/1/2")
        world.cards()
        found = check_hearing(settings)
        assert (found.grade, "every post is heard" in found.sentences[0]) == (Grade.OK, True)


def test_a_handbook_without_teams_is_told(tmp_path: Path) -> None:
    handbook = tmp_path / "handbook.toml"
    for text, words in ((COMPANY, "no [desks.teams]"), ("", "cannot be read"), (in_teams(COMPANY), "nothing has come")):
        handbook.write_text(text, encoding="utf-8")
        settings = Settings(handbook=handbook, database_url=f"sqlite:///{tmp_path / 'none.db'}")
        assert words in check_hearing(settings).sentences[0]
