"""`svarvakt check`: looks at everything that must be right before a start, and changes nothing."""

import asyncio
from pathlib import Path

import aiohttp

from bot import check_desks, check_scopes
from bot.cannot_start import CannotStart
from bot.check_calendars import look_at_calendars
from bot.check_desks import connected
from bot.check_in_force import differs
from bot.check_pages import check_legs, check_quiet
from bot.check_parts import LONGEST_CALL, Finding, Grade, call_slack
from bot.clock import Clock
from bot.delegation import delegation, told
from bot.desks.teams.failures import TeamsCallError, Trouble
from bot.desks.teams.references import read_reference
from bot.desks.teams.settings import teams_settings
from bot.desks.teams.token import Token
from bot.handbook_file import read_text
from bot.readable import look_into
from bot.settings import UNAUTHENTICATED, Settings, SlackSettings, TeamsSettings
from routing import health_findings
from routing.handbook import Handbook
from routing.handbook_checks import warnings_on
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook
from routing.health_findings import Kind, Severity
from storage import references, schema
from storage.database import Database
from storage.errors import StorageError

MOST_SENTENCES = 12
"""Sentences about the delegation; `svarvakt health` has all of them."""


async def look(settings: Settings) -> tuple[Finding, ...]:
    """All findings, in the order in which they matter at a start."""
    return (
        _desks(settings),
        _intakes(settings),
        check_handbook(settings.handbook, connected(settings)),
        await asyncio.to_thread(check_database, settings.database_url),
        *await asyncio.to_thread(check_in_force, settings),
        *(await asyncio.to_thread(check_delegation, settings)),
        await check_calendars(settings),
        *([await check_slack(settings.slack)] if settings.slack else []),
        *([await check_teams(settings.teams)] if settings.teams else []),
        *([await asyncio.to_thread(check_hearing, settings)] if settings.teams else []),
        *await check_legs(settings),
        *await check_quiet(settings, Clock().now()),
    )


def check_handbook(path: Path, desks: tuple[str, ...] = ()) -> Finding:
    """Reads the file as a start with these desks would."""
    try:
        handbook = read_handbook(read_text(path), path.name)
    except CannotStart as error:
        return Finding("Handbook", Grade.PROBLEM, error.sentences)
    except HandbookError as error:
        return Finding("Handbook", Grade.PROBLEM, tuple(str(problem) for problem in error.problems))
    people, domains = _counted(len(handbook.people), "person", "people"), _counted(len(handbook.domains), "domain")
    found = f"{path}: {handbook.company.name}, {people}, {domains}."
    if problems := check_desks.problems(handbook, desks):
        return Finding("Handbook", Grade.PROBLEM, (found, *problems))
    today = Clock().now().astimezone(handbook.zone).date()
    warnings = (*handbook.warnings, *warnings_on(handbook, today), *check_desks.warnings(handbook, desks))
    return Finding("Handbook", Grade.WARNING if warnings else Grade.OK, (found, *warnings))


def check_in_force(settings: Settings) -> tuple[Finding, ...]:
    """Something only when the file is not what is in force."""
    said = differs(settings)
    return (Finding("In force", Grade.WARNING, (said,)),) if said else ()


def check_delegation(settings: Settings) -> tuple[Finding, ...]:
    """What will go wrong in the coming fortnight; nothing of a handbook that cannot be read, which is told already."""
    try:
        handbook = read_handbook(read_text(settings.handbook), settings.handbook.name)
    except (CannotStart, HandbookError):
        return ()
    desks = connected(settings)
    found = delegation(settings, handbook, desks, Clock().now())
    # What the look at the handbook says already.
    known = {Kind.REACH} if desks else set()
    findings = [one for one in found.health.findings if one.kind not in known and not _is_said(handbook, one)]
    if not findings:
        return (Finding("Delegation", Grade.OK, ("Somebody is there whenever somebody should be.",)),)
    sentences = [told(found.handbook, one) for one in findings[:MOST_SENTENCES]]
    if len(findings) > MOST_SENTENCES:
        sentences.append(f"… and {len(findings) - MOST_SENTENCES} more: `svarvakt health` lists them all.")
    worst = min(one.severity for one in findings)
    grade = Grade.PROBLEM if worst is Severity.PROBLEM else Grade.WARNING
    return (Finding("Delegation", grade, tuple(sentences)),)


def _is_said(handbook: Handbook, finding: health_findings.Finding) -> bool:
    alone = (warning for warning in handbook.warnings if "only one person may answer" in warning)
    return finding.kind is Kind.FEW and any(f'"{finding.domain}"' in warning for warning in alone)


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


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


async def check_calendars(settings: Settings) -> Finding:
    """Reads the calendars that are layers of the rota, as the process would."""
    well, sentences = await look_at_calendars(settings)
    return Finding("Calendars", Grade.OK if well else Grade.WARNING, sentences)


async def check_slack(slack: SlackSettings) -> Finding:
    """Asks Slack who the bot is and what its token may, and with an app token whether Socket Mode would open."""
    headers = {"Authorization": f"Bearer {slack.bot_token.get_secret_value()}"}
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONGEST_CALL)) as session:
            me, scopes = await call_slack(session, slack.api_url + "auth.test", headers)
            if not me.get("ok"):
                return _refused("SLACK_BOT_TOKEN", me)
            if slack.app_token is not None:
                headers = {"Authorization": f"Bearer {slack.app_token.get_secret_value()}"}
                socket, _ = await call_slack(session, slack.api_url + "apps.connections.open", headers)
                if not socket.get("ok"):
                    return _refused("SLACK_APP_TOKEN", socket)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        reason = f"{slack.api_url} does not answer as Slack does ({type(error).__name__})."
        return Finding("Slack", Grade.PROBLEM, (reason,))
    bot = f'The bot is "{me.get("user", "")}" in "{me.get("team", "")}".'
    needed, lacking = check_scopes.missing(scopes)
    grade = Grade.PROBLEM if needed else Grade.WARNING if lacking else Grade.OK
    return Finding("Slack", grade, (bot, *lacking))


async def check_teams(given: TeamsSettings) -> Finding:
    """Asks Microsoft for the bot's own token, as a start would."""
    if given.unauthenticated:
        return Finding("Teams", Grade.WARNING, (UNAUTHENTICATED,))
    settings = teams_settings(given)
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONGEST_CALL)) as session:
            await Token(settings, Clock().now).headers(session)
    except TeamsCallError as error:
        if error.failure.trouble is not Trouble.CREDENTIALS:
            mend = "Look at this machine's way to the internet, and at Microsoft's service health."
            reason = f"{settings.cloud.login} cannot be asked for the bot's token ({error.failure.word}). {mend}"
            return Finding("Teams", Grade.PROBLEM, (reason,))
        name = "TEAMS_APP_PASSWORD" if settings.app_password else "the managed identity"
        return Finding("Teams", Grade.PROBLEM, (f"Microsoft refuses {name}: {error.failure.word}.",))
    return Finding("Teams", Grade.OK, ("Microsoft knows the bot and gives it tokens.",))


def check_hearing(settings: Settings) -> Finding:
    """What has been heard in the intake channels so far: Teams itself does not say what a team has consented to."""
    subject = "Teams intake"
    try:
        desk = read_handbook(read_text(settings.handbook)).desk("teams")
    except (CannotStart, HandbookError):
        return Finding(subject, Grade.WARNING, ("Not looked at, since the handbook cannot be read.",))
    if desk is None:
        return Finding(subject, Grade.WARNING, ("The handbook has no [desks.teams], so no channel is read.",))
    found = [_heard(channel.channel, _reference(settings, channel.channel)) for channel in desk.intake]
    all_heard = all(heard for heard, _ in found)
    return Finding(subject, Grade.OK if all_heard else Grade.WARNING, tuple(sentence for _, sentence in found))


def _heard(channel: str, reference: str | None) -> tuple[bool, str]:
    if reference is None:
        return False, f"{channel}: nothing has come from there yet; add the app to its team."
    if read_reference(reference).hears_all:
        return True, f"{channel}: every post is heard (ChannelMessage.Read.Group)."
    return False, f"{channel}: so far only posts that mention the bot have been heard; see docs/teams.md about consent."


def _reference(settings: Settings, channel: str) -> str | None:
    return look_into(settings.database_url, lambda transaction: references.get(transaction, "teams", channel))


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
        given.append("Teams")
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
