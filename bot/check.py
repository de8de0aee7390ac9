"""`svarvakt check`: looks at everything that must be right before a start, and changes nothing."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import aiohttp

from bot.settings import Settings, SlackSettings
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook
from storage import schema
from storage.database import Database
from storage.errors import StorageError

LONGEST_CALL = 10.0
"""Seconds that Slack gets for one answer."""


class Grade(StrEnum):
    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """What one look found, in sentences. A problem keeps the process from starting or from doing its work."""

    subject: str
    grade: Grade
    sentences: tuple[str, ...]


async def look(settings: Settings) -> tuple[Finding, ...]:
    """All findings, in the order in which they matter at a start."""
    return (
        _desks(settings),
        _intakes(settings),
        check_handbook(settings.handbook),
        await asyncio.to_thread(check_database, settings.database_url),
        *([await check_slack(settings.slack)] if settings.slack else []),
    )


def check_handbook(path: Path) -> Finding:
    """Reads the file as a start would."""
    try:
        handbook = read_handbook(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        return Finding("Handbook", Grade.PROBLEM, (f"{path} cannot be read: {error.strerror}.",))
    except UnicodeDecodeError:
        return Finding("Handbook", Grade.PROBLEM, (f"{path} is not UTF-8 text.",))
    except HandbookError as error:
        return Finding("Handbook", Grade.PROBLEM, tuple(str(problem) for problem in error.problems))
    found = f"{path}: {handbook.company.name}, {len(handbook.people)} people, {len(handbook.domains)} domains."
    return Finding("Handbook", Grade.WARNING if handbook.warnings else Grade.OK, (found, *handbook.warnings))


def check_database(url: str) -> Finding:
    """Looks at the tables. A SQLite file that is not there is not made."""
    database = Database(url)
    try:
        if database.file is not None and not database.file.exists():
            return Finding("Database", Grade.OK, (f"{database.file} will be made at the first start.",))
        revision = schema.current(database)
        if database.file is not None and revision is None:
            return Finding("Database", Grade.OK, (f"{database.file} is empty; a start makes the tables.",))
        schema.check(database)
    except StorageError as error:
        return Finding("Database", Grade.PROBLEM, (_sentence(str(error)),))
    finally:
        database.close()
    where = "PostgreSQL" if database.file is None else str(database.file)
    return Finding("Database", Grade.OK, (f"{where}: the tables are up to date ({revision}).",))


async def check_slack(slack: SlackSettings) -> Finding:
    """Asks Slack who the bot is, and with an app token whether Socket Mode would open."""
    headers = {"Authorization": f"Bearer {slack.bot_token.get_secret_value()}"}
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONGEST_CALL)) as session:
            me = await _call(session, slack.api_url + "auth.test", headers)
            if not me.get("ok"):
                return _refused("SLACK_BOT_TOKEN", me)
            if slack.app_token is not None:
                headers = {"Authorization": f"Bearer {slack.app_token.get_secret_value()}"}
                socket = await _call(session, slack.api_url + "apps.connections.open", headers)
                if not socket.get("ok"):
                    return _refused("SLACK_APP_TOKEN", socket)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        reason = f"{slack.api_url} does not answer as Slack does ({type(error).__name__})."
        return Finding("Slack", Grade.PROBLEM, (reason,))
    return Finding("Slack", Grade.OK, (f'The bot is "{me.get("user", "")}" in "{me.get("team", "")}".',))


async def _call(session: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> dict[str, object]:
    """ValueError for an answer that is no JSON object."""
    async with session.post(url, headers=headers, allow_redirects=False) as response:
        if response.status == 429:
            return {"error": "ratelimited"}
        answer = await response.json(content_type=None)
    if not isinstance(answer, dict):
        raise ValueError("no object")
    return answer


def _refused(setting: str, answer: dict[str, object]) -> Finding:
    error = answer.get("error")
    if error == "ratelimited":
        return Finding("Slack", Grade.WARNING, ("Slack asks for a pause; check again in a minute.",))
    return Finding("Slack", Grade.PROBLEM, (f"Slack refuses {setting}: {error}.",))


def _desks(settings: Settings) -> Finding:
    given = []
    if settings.slack is not None:
        given.append("Slack over Socket Mode" if settings.slack.app_token else "Slack over HTTP")
    if settings.teams is not None:
        given.append("Teams (its desk is not there yet)")
    if not given:
        return Finding("Desks", Grade.PROBLEM, ("No Slack and no Teams. `svarvakt demo` needs neither.",))
    return Finding("Desks", Grade.OK, (f"{' and '.join(given)}.",))


def _intakes(settings: Settings) -> Finding:
    paths = ", ".join(f"/intake/{name}" for name in settings.intake_secrets)
    return Finding(
        "Intakes", Grade.OK, (f"{paths}." if paths else "No INTAKE_SECRET_<NAME>: chat alone brings posts.",)
    )


def _sentence(words: str) -> str:
    """The first line alone: drivers add several, with addresses in them."""
    return words.strip().partition("\n")[0] or "The database does not answer."
