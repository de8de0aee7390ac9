"""Whether a page will reach whoever is on call: its second legs, and quiet times. Nobody is paged for it."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp

from bot.by_name import trouble_with_mail
from bot.cannot_start import CannotStart
from bot.check_desks import connected
from bot.check_parts import LONGEST_CALL, Finding, Grade, call_slack
from bot.delegation import delegation, told
from bot.handbook_file import read_text
from bot.settings import Settings, SlackSettings
from handlers.abilities import WITHOUT
from routing.handbook import Handbook
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook
from routing.health_findings import Severity
from routing.health_quiet import about_quiet
from routing.quiet_time import QuietTime, shifts_ahead

TRY_IT = "`svarvakt page-test <person>` sends somebody a test."
WANTED = {"webhook": "PAGE_WEBHOOK_URL and PAGE_WEBHOOK_SECRET", "email": "SMTP_HOST and SMTP_FROM"}


async def check_legs(settings: Settings) -> tuple[Finding, ...]:
    """The second legs of pages: those that are set up, and those that somebody has and nobody has set up."""
    handbook = _handbook(settings)
    found = [*_not_set_up(settings, handbook)]
    if settings.page_webhook is not None:
        host = urlsplit(settings.page_webhook.url).hostname or ""
        whose = _whose(handbook, "webhook")
        found.append(Finding("Page webhook", _grade(whose), (f"Pages are posted to {host}. {TRY_IT}", *_said(whose))))
    if settings.smtp is not None:
        whose = _whose(handbook, "email")
        if trouble := await trouble_with_mail(settings.smtp):
            found.append(Finding("Page e-mail", Grade.PROBLEM, (trouble,)))
        else:
            sentence = f"{settings.smtp.host} takes mail from us. {TRY_IT}"
            found.append(Finding("Page e-mail", _grade(whose), (sentence, *_said(whose))))
    return tuple(found)


async def check_quiet(settings: Settings, now: datetime) -> tuple[Finding, ...]:
    """Whether quiet times cover the coming week's shifts, as far as the desks tell; nothing without a rota."""
    written = _handbook(settings)
    desks = connected(settings)
    if written is None or written.rota is None or not desks:
        return ()
    handbook = (await asyncio.to_thread(delegation, settings, written, desks, now)).handbook
    on_call = tuple(dict.fromkeys(shift.person for shift in shifts_ahead(handbook, now)))
    unseen = [name for name in on_call if _desk_of(handbook, name, desks) == "teams"]
    sentences = [f"{', '.join(unseen)}: {WITHOUT['teams', 'quiet_times']}"] if unseen else []
    asked = [name for name in on_call if _desk_of(handbook, name, desks) == "slack"]
    warned = False
    if settings.slack is not None and asked:
        try:
            quiet = await _ask_slack(settings.slack, handbook, asked, now)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            reason = str(error) if isinstance(error, LookupError) else type(error).__name__
            return (Finding("Quiet times", Grade.WARNING, (f"Slack does not tell them ({reason}).", *sentences)),)
        covered = list(about_quiet(handbook, quiet, now))
        warned = any(one.severity is not Severity.NOTE for one in covered)
        sentences = [*(told(handbook, one) for one in covered), *sentences]
        if not covered:
            sentences.insert(0, f"None that Slack tells covers a shift of {', '.join(asked)} in the coming week.")
    return (Finding("Quiet times", Grade.WARNING if warned or unseen else Grade.OK, tuple(sentences)),)


class _Untold(LookupError, ValueError):
    """Slack's own error word."""


async def _ask_slack(slack: SlackSettings, handbook: Handbook, people: Iterable[str], now: datetime) -> list[QuietTime]:
    headers = {"Authorization": f"Bearer {slack.bot_token.get_secret_value()}"}
    found = []
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONGEST_CALL)) as session:
        for name in people:
            person = handbook.person(name)
            given = {"user": person.slack if person is not None else ""}
            answer, _ = await call_slack(session, slack.api_url + "dnd.info", headers, given)
            if not answer.get("ok"):
                raise _Untold(str(answer.get("error")))
            starts, ends = answer.get("next_dnd_start_ts"), answer.get("next_dnd_end_ts")
            if answer.get("dnd_enabled") and isinstance(starts, int) and isinstance(ends, int):
                begins, is_over = datetime.fromtimestamp(starts, UTC), datetime.fromtimestamp(ends, UTC)
                found.append(QuietTime(name, "slack", begins, is_over, now))
    return found


def _handbook(settings: Settings) -> Handbook | None:
    """None for one that cannot be read, which is told already."""
    try:
        return read_handbook(read_text(settings.handbook), settings.handbook.name)
    except (CannotStart, HandbookError):
        return None


def _not_set_up(settings: Settings, handbook: Handbook | None) -> Iterable[Finding]:
    for leg, names in WANTED.items():
        people = _whose(handbook, leg)
        if people and leg not in settings.legs:
            sentence = f'page_also has "{leg}" for {", ".join(people)}, which reaches nobody without {names}.'
            yield Finding("Second leg", Grade.WARNING, (sentence,))


def _whose(handbook: Handbook | None, leg: str) -> tuple[str, ...]:
    return tuple(person.id for person in handbook.people if leg in person.page_also) if handbook is not None else ()


def _grade(whose: tuple[str, ...]) -> Grade:
    return Grade.OK if whose else Grade.WARNING


def _said(whose: tuple[str, ...]) -> tuple[str, ...]:
    return () if whose else ("Nobody in the handbook has it in page_also.",)


def _desk_of(handbook: Handbook, name: str, desks: tuple[str, ...]) -> str | None:
    person = handbook.person(name)
    return next((desk for desk in desks if person is not None and person.chat_id(desk)), None)
