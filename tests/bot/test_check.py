"""What `check` finds, with a server that answers as Slack does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.check import Grade, check_database, check_handbook, check_slack
from bot.check_scopes import MEND
from bot.clock import Clock
from bot.settings import SlackSettings
from bot.workspace import Workspace
from storage.database import Database
from storage.schema import migrate

ME = {"ok": True, "user": "svarvakt", "team": "Fjord"}
REFUSED = {"ok": False, "error": "invalid_auth"}


@asynccontextmanager
async def slack(answers: dict[str, Any], status: int = 200) -> AsyncIterator[SlackSettings]:
    """Knows the answers to each token; everything else is refused."""

    async def answer(request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        return web.json_response(answers.get(f"{request.match_info['method']} {token}", REFUSED), status=status)

    application = web.Application()
    application.add_routes([web.post("/api/{method}", answer)])
    async with TestServer(application) as server:
        yield SlackSettings(SecretStr("xoxb-1"), SecretStr("xapp-1"), None, str(server.make_url("/api/")))


@pytest.mark.parametrize(
    ("answers", "status", "grade", "words"),
    [
        (
            {"auth.test xoxb-1": ME, "apps.connections.open xapp-1": {"ok": True}},
            200,
            Grade.OK,
            '"svarvakt" in "Fjord"',
        ),
        ({"auth.test xoxb-1": ME}, 200, Grade.PROBLEM, "refuses SLACK_APP_TOKEN: invalid_auth"),
        ({}, 200, Grade.PROBLEM, "refuses SLACK_BOT_TOKEN: invalid_auth"),
        ({}, 429, Grade.WARNING, "asks for a pause"),
        ({"auth.test xoxb-1": ["not", "Slack"]}, 200, Grade.PROBLEM, "does not answer as Slack does"),
    ],
)
async def test_slack_says_who_the_bot_is(answers: dict[str, Any], status: int, grade: Grade, words: str) -> None:
    async with slack(answers, status) as settings:
        finding = await check_slack(settings)
    assert finding.grade is grade
    assert words in finding.sentences[0]


@pytest.mark.parametrize(
    ("taken", "grade", "sentences"),
    [
        ((), Grade.OK, ()),
        (
            ("files:read", "files:write"),
            Grade.WARNING,
            (
                "The token lacks files:read: the handbook cannot be changed from chat.",
                "The token lacks files:write: the handbook in force cannot be given in chat.",
                MEND,
            ),
        ),
        (
            ("groups:history",),
            Grade.WARNING,
            ("The token lacks groups:history: posts in private channels are not read.", MEND),
        ),
        (("im:write", "files:read"), Grade.PROBLEM, ("The token lacks im:write: nobody can be reminded or paged.",)),
    ],
    ids=["all", "files", "private", "pages"],
)
async def test_what_the_token_lacks_is_named(taken: tuple[str, ...], grade: Grade, sentences: tuple[str, ...]) -> None:
    workspace = Workspace(now=Clock().epoch)
    workspace.scopes.difference_update(taken)
    await workspace.start()
    try:
        token, app_token = SecretStr(workspace.bot_token), SecretStr(workspace.app_token)
        finding = await check_slack(SlackSettings(token, app_token, None, workspace.api_url))
    finally:
        await workspace.stop()
    assert finding.grade is grade
    assert finding.sentences[0] == 'The bot is "svarvakt" in "Svarvakt".'
    assert set(sentences) <= set(finding.sentences[1:])
    assert bool(finding.sentences[1:]) is bool(taken)


async def test_slack_out_of_reach() -> None:
    finding = await check_slack(SlackSettings(SecretStr("xoxb-1"), None, None, "http://127.0.0.1:9/api/"))
    assert finding.grade is Grade.PROBLEM
    assert "http://127.0.0.1:9/api/ does not answer" in finding.sentences[0]


@pytest.mark.parametrize(
    ("content", "words"), [(b"schema = ", "is not TOML"), (b"\xff", "is not UTF-8"), (b"schema = 1", "company")]
)
def test_a_broken_handbook(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "handbook.toml"
    path.write_bytes(content)
    finding = check_handbook(path)
    assert finding.grade is Grade.PROBLEM
    assert words in " ".join(finding.sentences)


def test_the_database_is_looked_at_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    url = f"sqlite:///{file}"
    assert "will be made" in check_database(url).sentences[0]
    assert not file.exists()
    database = Database(url)
    migrate(database)
    database.close()
    finding = check_database(url)
    assert (finding.grade, "up to date" in finding.sentences[0]) == (Grade.OK, True)


def test_a_database_out_of_reach() -> None:
    finding = check_database("postgresql+psycopg://me:a-secret@127.0.0.1:9/x")
    assert finding.grade is Grade.PROBLEM
    assert "a-secret" not in finding.sentences[0]
