"""Who is on call: arithmetic over the handbook's rota, in the wall time of its zone. No state, no clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from routing.handbook import Handbook
from routing.handbook_fields import parse_handover
from routing.handbook_rules import Rota
from routing.spans import wall


@dataclass(frozen=True)
class Shift:
    """One person's turn, from `starts_at` up to, but not including, `ends_at` (UTC)."""

    person: str
    starts_at: datetime
    ends_at: datetime


def on_call(handbook: Handbook, now: datetime) -> Shift | None:
    """The shift under way at `now`; None without a rota and before its first shift.

    The first shift begins at the handover on the day the rota starts, or at the last one before it.
    """
    rota = handbook.rota
    if rota is None:
        return None
    weekday, minutes = parse_handover(rota.handover)
    days = 1 if weekday is None else 7
    first = rota.starts - timedelta(days=0 if weekday is None else (rota.starts.weekday() - weekday) % 7)
    turn = (now.astimezone(UTC).date() - first).days // days
    for number in (turn + 1, turn, turn - 1):
        starts_at = _handover(rota, first, number * days, minutes)
        if starts_at <= now:
            if number < 0:
                return None
            person = rota.people[number % len(rota.people)]
            return Shift(person, starts_at, _handover(rota, first, (number + 1) * days, minutes))
    return None


def chain(handbook: Handbook, domain_id: str, now: datetime) -> tuple[str, ...]:
    """Whom a page about an item of the domain goes to, in order, each once.

    First the person on call, then the others of the rota as their turns follow, then the domain's lead. Before the
    rota's first shift only the lead; without a rota nobody.
    """
    if handbook.rota is None:
        return ()
    shift, people = on_call(handbook, now), handbook.rota.people
    lead = handbook.domain_or_default(domain_id).lead
    if shift is None:
        return (lead,)
    turn = people.index(shift.person)
    return tuple(dict.fromkeys((*people[turn:], *people[:turn], lead)))


def _handover(rota: Rota, first: date, days: int, minutes: int) -> datetime:
    return wall(first + timedelta(days=days), minutes, rota.zone, late=False)
