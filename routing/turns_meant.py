"""Which shifts somebody means who says "friday", "next week", "2 hours": whole ones, or parts of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from routing.rota import Shift
from routing.spoken_times import Stretch
from routing.spoken_words import EVENING, NIGHT, TONIGHT, UNITS, words_of

_DAY = timedelta(days=1)
_CLOCK = re.compile(r"\d{1,2}:\d\d|\d{1,2}\.(?:00|1[3-9]|[2-5]\d)")
_SHORT = frozenset({"hour", "minute"})


def says_days(words: str) -> bool:
    """Whether these words say days, and no time of day nor hours nor a night."""
    return not any(
        _CLOCK.fullmatch(word) or word in EVENING | TONIGHT | NIGHT or UNITS.get(word) in _SHORT
        for word in words_of(words)
    )


def meant(shifts: Sequence[Shift], said: Stretch, now: datetime, zone: str, *, days: bool) -> tuple[Shift, ...]:
    """Of these shifts of one layer, in order, what the words mean that were read as `said` on the wall of `zone`.

    `days`: whether they say days.

    Without an end it is the first shift that is not over, or the rest of it. Days mean the shifts that begin on them
    and end within a day after: Friday's runs into Saturday morning; where none does, and for times of day, what lies
    between. Nothing is meant of what is past.
    """
    left = [one for one in shifts if one.ends_at > max(now, said.starts_at)]
    if said.until_at is None:
        return tuple(part(one, said.starts_at, one.ends_at) for one in left[:1])
    if days:
        first = datetime.combine(said.starts_at.astimezone(ZoneInfo(zone)), time(), ZoneInfo(zone)).astimezone(UTC)
        begins = [one for one in left if first <= one.starts_at < said.until_at]
        whole = [one for one in begins if one.ends_at <= said.until_at + _DAY]
        if whole:
            return tuple(part(one, now, one.ends_at) for one in whole)
    return tuple(part(one, said.starts_at, said.until_at) for one in left if one.starts_at < said.until_at)


def part(shift: Shift, starts_at: datetime, ends_at: datetime) -> Shift:
    """What of the shift lies between these moments."""
    return replace(shift, starts_at=max(shift.starts_at, starts_at), ends_at=min(shift.ends_at, ends_at))


def as_one(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """Shifts of one layer, in order; those of one person that follow each other without a gap are one."""
    found: list[Shift] = []
    for one in shifts:
        last = found[-1] if found else None
        if last is not None and (last.person, last.ends_at) == (one.person, one.starts_at):
            found[-1] = replace(last, ends_at=one.ends_at)
        else:
            found.append(one)
    return tuple(found)
