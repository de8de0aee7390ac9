"""When one turn ends and the next begins: "mon 08:00", "daily 08:00", "every 3 days 08:00", or several times a week."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from routing.hours import DAY_MINUTES, parse_clock, parse_days

_EVERY = re.compile(r"every\s+(\d{1,3})\s+days?\s+(\S+)", re.ASCII)
_WEEKS = re.compile(r"every\s+(\d{1,2})\s+weeks?\s+(\S+)\s+(\S+)", re.ASCII)
_NO_EVERY = re.compile(r"every\s+(\d{1,9})\s+(day|week)s?\b", re.ASCII)
_MEND = 'write for example "mon 08:00", "daily 08:00", "every 3 days 08:00" or ["mon 08:00", "fri 16:00"]'
_LEAST = 3 * 60
"""Minutes between two hand-over times of a week: so that no change of the clocks puts one behind the next."""


@dataclass(frozen=True)
class Handovers:
    """Hand-over times that come again every `days` days. Each of `points` is (days after the first day of such a
    period, minutes after that day's midnight), in order; a period of whole weeks begins on the day of its first point.

    `weekday` is that day (0 is Monday), None where any day can be the first.
    """

    days: int
    points: tuple[tuple[int, int], ...]
    weekday: int | None = None


@lru_cache(maxsize=1024)
def parse_handovers(written: str | tuple[str, ...]) -> Handovers:
    """The hand-over times of one text or several. Raises ValueError with a sentence."""
    if isinstance(written, str):
        return _one(written)
    if not written:
        raise ValueError(f"names no time; {_MEND}")
    if len(written) == 1:
        return _one(written[0])
    times = sorted(time for text in written for time in _of_week(text))
    minutes = [day * DAY_MINUTES + minute for day, minute in times]
    for early, late in zip(minutes, [*minutes[1:], minutes[0] + 7 * DAY_MINUTES], strict=True):
        if late - early < _LEAST:
            raise ValueError("two hand-over times are less than 3 hours apart; take one out, or move them apart")
    first = times[0][0]
    return Handovers(7, tuple((day - first, minute) for day, minute in times), first)


def read_handovers(value: object) -> str | tuple[str, ...]:
    """Text, or several, as it is written, but checked. Raises ValueError with a sentence."""
    if isinstance(value, list | tuple) and all(isinstance(text, str) for text in value):
        value = tuple(value)
    elif not isinstance(value, str):
        raise ValueError(f"{value!r} is no time; {_MEND}")
    parse_handovers(value)
    return value


def _one(text: str) -> Handovers:
    folded = text.strip().lower()
    day, _, clock = folded.partition(" ")
    if day == "daily":
        return Handovers(1, ((0, _clock(text, clock)),))
    if found := _EVERY.fullmatch(folded):
        return Handovers(_count(text, found[1]), ((0, _clock(text, found[2])),))
    if found := _WEEKS.fullmatch(folded):
        weekday, minutes = _day(text, found[2]), _clock(text, found[3])
        return Handovers(7 * _count(text, found[1]), ((0, minutes),), weekday)
    if found := _NO_EVERY.match(folded):
        raise ValueError(_mended(text, int(found[1]), found[2]))
    weekday, minutes = _weekly(text)
    return Handovers(7, ((0, minutes),), weekday)


def _mended(text: str, count: int, unit: str) -> str:
    """What is wrong with an "every" that is none of those known."""
    most = 999 if unit == "day" else 99
    if count > most:
        return f'"{text}" comes too seldom; write at most every {most} {unit}s'
    example = f"every {count} {unit}s{' mon' if unit == 'week' else ''} 08:00"
    return f'"{text}" is no hand-over time; write for example "{example}"'


def _of_week(text: str) -> list[tuple[int, int]]:
    """The same of a list, in which "daily 08:00" is a time of every day."""
    day, _, clock = text.strip().lower().partition(" ")
    return [(number, _clock(text, clock)) for number in range(7)] if day == "daily" else [_weekly(text)]


def _weekly(text: str) -> tuple[int, int]:
    day, _, clock = text.strip().lower().partition(" ")
    return _day(text, day), _clock(text, clock)


def _day(text: str, day: str) -> int:
    try:
        days = parse_days(day)
    except ValueError as error:
        raise ValueError(f"{error}; {_MEND}") from None
    if len(days) != 1:
        raise ValueError(f'"{text}" names several days; {_MEND}')
    return days[0]


def _clock(text: str, clock: str) -> int:
    try:
        return parse_clock(clock)
    except ValueError:
        raise ValueError(f'"{text}" has no time of day; {_MEND}') from None


def _count(text: str, number: str) -> int:
    if int(number) < 1:
        raise ValueError(f'"{text}" never comes; {_MEND}')
    return int(number)


@dataclass(frozen=True)
class Turns:
    """Hand-overs from a first one on, numbered: number 0 falls on the day that was asked for, or is the last before it.

    `anchor` is the first day of period 0, `first` how many of its points lie before number 0.
    """

    handovers: Handovers
    anchor: date
    first: int

    def when(self, number: int) -> tuple[date, int]:
        """The day of a hand-over, and its minutes after midnight."""
        period, place = divmod(self.first + number, len(self.handovers.points))
        days, minutes = self.handovers.points[place]
        return self.anchor + timedelta(days=period * self.handovers.days + days), minutes

    def near(self, day: date) -> int:
        """The number of the first hand-over of the period in which the day lies."""
        return (day - self.anchor).days // self.handovers.days * len(self.handovers.points) - self.first

    def from_day(self, day: date) -> int:
        """The number of the first hand-over on the day or after it."""
        number = self.near(day)
        while self.when(number)[0] < day:
            number += 1
        return number


def turns_from(handovers: Handovers, starts: date) -> Turns:
    """The turns of a rotation that began on the day `starts`."""
    back = 0 if handovers.weekday is None else (starts.weekday() - handovers.weekday) % 7
    turns = Turns(handovers, starts - timedelta(days=back), 0)
    number = turns.from_day(starts)
    return Turns(handovers, turns.anchor, number if turns.when(number)[0] == starts else number - 1)
