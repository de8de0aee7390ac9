"""`svarvakt page-test <person>`: a test of somebody's second legs."""

import asyncio
import uuid
from typing import Annotated

import typer

from bot.cli_words import complain, settings_or_exit, told_in_words
from bot.clock import Clock
from bot.legs.making import make_legs
from bot.settings import Settings
from bot.trying import handbook_of
from handlers.second_leg import SENDERS
from handlers.speakers import to_person
from handlers.views.alarms import trial_alarm
from routing.delivery import GaveUp, Outcome, RetryAfter, Sent, Unknown
from routing.handbook import Handbook, Person

NAMES = {"webhook": "PAGE_WEBHOOK_URL", "email": "SMTP_HOST"}


def page_test(
    person: Annotated[str, typer.Argument(help="Who gets the test, by the handbook's id.")],
) -> None:
    """Send somebody a test by each way that a page reaches them besides chat (page_also in the handbook)."""
    settings = settings_or_exit()
    with told_in_words():
        handbook = handbook_of(settings.handbook)
    known = handbook.person(person)
    if known is None:
        complain(f'"{person}" is no [[person]]; they are {", ".join(one.id for one in handbook.people)}.')
        raise typer.Exit(1)
    if not known.page_also:
        complain(f'{known.name} has no page_also in the handbook: give them "webhook", "email" or both.')
        raise typer.Exit(1)
    if not asyncio.run(_send_all(settings, handbook, known)):
        raise typer.Exit(1)


async def _send_all(settings: Settings, handbook: Handbook, person: Person) -> bool:
    """Whether all of it was sent; tells of each."""
    legs = make_legs(settings, Clock().now, lambda _: "")
    speaker, all_sent = to_person(handbook, person.id), True
    try:
        for name in person.page_also:
            leg = legs.get(SENDERS[name])
            if leg is None:
                complain(f"{name}: not set up; {NAMES[name]} is missing in the settings.")
                all_sent = False
                continue
            outcome = await leg.send(trial_alarm(speaker, person, name, f"test.{uuid.uuid4().hex}"))
            all_sent = _told(name, person, outcome) and all_sent
    finally:
        for leg in legs.values():
            await leg.close()
    return all_sent


def _told(name: str, person: Person, outcome: Outcome) -> bool:
    whom = person.email if name == "email" else person.phone or "the number that the service knows"
    match outcome:
        case Sent():
            typer.echo(f"{name}: taken for {person.name} ({whom}). Did it arrive?")
            return True
        case GaveUp(reason=reason):
            complain(f"{name}: refused ({reason}). `svarvakt check` looks at the settings.")
        case RetryAfter() | Unknown():
            complain(f"{name}: no good answer came just now. `svarvakt check` looks at the settings; then try again.")
    return False
