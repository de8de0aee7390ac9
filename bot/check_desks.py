"""Whether the handbook and the desks that are connected belong together: what a start, or a night, would find out."""

import re
from collections.abc import Iterator

from bot.settings import Settings
from routing.handbook import Handbook
from routing.handbook_sections import Desk

_NAMES = {"slack": "Slack", "teams": "Teams"}
_CHANNEL = re.compile(r"19:[^\s%]+@(thread|unq)\.[a-z0-9.]+")
_OBJECT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def connected(settings: Settings) -> tuple[str, ...]:
    """The desks whose credentials are given."""
    return tuple(name for name, given in (("slack", settings.slack), ("teams", settings.teams)) if given is not None)


def problems(handbook: Handbook, desks: tuple[str, ...]) -> tuple[str, ...]:
    """What keeps the bot from starting with these desks, or from its work on them."""
    return (*_sections_missing(handbook, desks), *_nobody(handbook, desks), *_pasted(handbook))


def warnings(handbook: Handbook, desks: tuple[str, ...]) -> tuple[str, ...]:
    """What works, and will surprise somebody."""
    return (*_not_connected(handbook, desks), *_unreachable(handbook, desks), *_odd_ids(handbook, desks))


def _sections_missing(handbook: Handbook, desks: tuple[str, ...]) -> Iterator[str]:
    for desk in desks:
        if handbook.desk(desk) is None:
            yield f"[desks.{desk}] is missing, but {_NAMES[desk]} is to be connected: add intake, triage and managers."


def _nobody(handbook: Handbook, desks: tuple[str, ...]) -> Iterator[str]:
    if desks and not any(person.chat_id(desk) for person in handbook.people for desk in desks):
        names = " or ".join(desks)
        yield f"Nobody has {names}: no [[person]] can be told or paged. Give each their id there."


def _pasted(handbook: Handbook) -> Iterator[str]:
    for channel in _teams_channels(handbook):
        if "%" in channel:
            yield f'[desks.teams]: "{channel}" is written as in a link; write : for %3A and @ for %40.'
    for person in handbook.people:
        if "@" in person.teams:
            yield f'[[person]] "{person.id}": teams is an e-mail address; write their Object ID in Microsoft Entra.'


def _not_connected(handbook: Handbook, desks: tuple[str, ...]) -> Iterator[str]:
    for name, _ in handbook.desks:
        if desks and name not in desks:
            yield f"[desks.{name}] is there, but {_NAMES[name]}'s credentials are not: nothing is read or shown there."


def _unreachable(handbook: Handbook, desks: tuple[str, ...]) -> Iterator[str]:
    lost = [person.id for person in handbook.people if not any(person.chat_id(desk) for desk in desks)]
    if desks and lost and len(lost) < len(handbook.people):
        names = " or ".join(_NAMES[desk] for desk in desks)
        yield f"The bot cannot write to {', '.join(lost)}: they have no id on {names}."


def _odd_ids(handbook: Handbook, desks: tuple[str, ...]) -> Iterator[str]:
    if "teams" not in desks:
        return
    for channel in _teams_channels(handbook):
        if "%" not in channel and not _CHANNEL.fullmatch(channel):
            yield f'[desks.teams]: "{channel}" does not look like a channel\'s id (19:…@thread.tacv2).'
    for person in handbook.people:
        if person.teams and "@" not in person.teams and not _OBJECT_ID.fullmatch(person.teams):
            yield f'[[person]] "{person.id}": teams does not look like an Object ID of Microsoft Entra.'


def _teams_channels(handbook: Handbook) -> tuple[str, ...]:
    desk: Desk | None = handbook.desk("teams")
    if desk is None:
        return ()
    named = (*(intake.channel for intake in desk.intake), desk.triage, desk.managers, desk.team, *desk.domains.values())
    return tuple(dict.fromkeys(channel for channel in named if channel))
