"""Rotas in few words, and shifts as lines of text on the wall in Oslo."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from routing.absence import Absence
from routing.handbook import Handbook
from routing.rota import Gap, Shift, shifts
from routing.rota_cover import Cover, CoverKind, ImportedShift
from tests.routing.handbooks import WITHOUT_ROTA, handbook, oslo

OSLO = ZoneInfo("Europe/Oslo")
DAY, NIGHT = '[[rota.layer]]\nid = "day"\n', '[[rota.layer]]\nid = "night"\n'
ALL = 'people = ["dee", "eva", "ada"]\n'


def rota(
    text: str,
    *,
    away: Iterable[Absence] = (),
    covers: Iterable[Cover] = (),
    imported: Iterable[ImportedShift] = (),
    days: str = "",
) -> Handbook:
    """The Nordic company with this rota; on Monday 5 January 2026 at 08:00 the first person's turn begins."""
    return handbook(f"{WITHOUT_ROTA}\n{days}\n{text}").with_roster(away, (), covers, imported)


def layer(text: str, people: str = ALL) -> str:
    """A layer "day" of Dee, Eva and Ada with further lines."""
    return DAY + people + text


def away(person: str, start: str, until: str = "") -> Absence:
    return Absence(person, oslo(start), oslo(until) if until else None)


def cover(
    person: str,
    start: str,
    until: str,
    kind: CoverKind = CoverKind.OVERRIDE,
    *,
    number: int = 1,
    of: str = "rota",
    by: str = "cy",
) -> Cover:
    return Cover(of, person, oslo(start), oslo(until), kind, by, oslo("2026-01-01 12:00"), "dee", number)


def event(person: str, start: str, until: str) -> ImportedShift:
    return ImportedShift("day", person, oslo(start), oslo(until), f"On call: {person}")


def lines(found: Iterable[Shift | Gap]) -> list[str]:
    """ "dee 05 08:00 – 12 08:00 turn": days of the month."""
    return [
        f"{one.person if isinstance(one, Shift) else one.layer or '-'} {_at(one.starts_at)} – {_at(one.ends_at)} "
        f"{one.because.code.removeprefix('shift_').removeprefix('rota_')}"
        for one in found
    ]


def told(rules: Handbook, of: str, start: str, end: str) -> list[str]:
    """The layer's shifts between two moments on the wall in Oslo."""
    return lines(shifts(rules, of, oslo(start), oslo(end)))


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(OSLO):%d %H:%M}"
