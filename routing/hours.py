"""Working hours as people write them: "mon-fri 08:00-16:00", parsed to weekly spans of wall time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60

_LINE = re.compile(r"([a-z ,\-]+?)\s+(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)", re.ASCII)
_MEND = 'write for example "mon-fri 08:00-16:00", "sat-sun 22:00-06:00", "always" or "never"'


@dataclass(frozen=True, order=True)
class WeeklySpan:
    """A stretch of wall time: from `start` on `day` (0 is Monday) to `end`, minutes after that day's midnight.

    `end` is past 1440 when the stretch runs into the next day.
    """

    day: int
    start: int
    end: int


@dataclass(frozen=True)
class Hours:
    """A week's spans in order. `text` is what the handbook says."""

    spans: tuple[WeeklySpan, ...]
    text: str

    def __hash__(self) -> int:
        # Asked for at every look at the calendar; a text keeps its hash, a tuple of spans does not.
        return hash(self.text)

    @property
    def is_never(self) -> bool:
        """Whether there is no span in any week."""
        return not self.spans


def parse_hours(written: str | Sequence[str]) -> Hours:
    """The weekly spans of one line or several. Raises ValueError with a sentence."""
    lines = (written,) if isinstance(written, str) else tuple(written)
    if not lines:
        raise ValueError(f"hours are empty; {_MEND}")
    return _parsed(lines)


@lru_cache(maxsize=1024)
def _parsed(lines: tuple[str, ...]) -> Hours:
    """The same hours are one value, however many people keep them."""
    spans = sorted({span for line in lines for span in _line(line)})
    return Hours(tuple(spans), ", ".join(line.strip() for line in lines))


def parse_days(text: str) -> tuple[int, ...]:
    """Weekdays of "mon", "mon-fri", "mon,wed" or "fri-mon" (0 is Monday). Raises ValueError with a sentence."""
    days: list[int] = []
    for part in text.replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        begin, end = _day(first), _day(last if dash else first)
        days += [(begin + step) % 7 for step in range((end - begin) % 7 + 1)]
    return tuple(days)


def parse_clock(text: str) -> int:
    """Minutes after midnight of "08:00". Raises ValueError with a sentence."""
    found = re.fullmatch(r"(\d{1,2}):(\d\d)", text.strip(), re.ASCII)
    if found is None:
        raise ValueError(f'"{text}" is no time of day; write for example "08:00"')
    return _minutes(found[1], found[2], latest=DAY_MINUTES - 1)


def parse_clocks(text: str) -> tuple[int, int]:
    """Minutes after midnight of both ends of "09:00-12:00". Raises ValueError with a sentence."""
    found = re.fullmatch(r"(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)", text.strip(), re.ASCII)
    if found is None:
        raise ValueError(f'"{text}" are no hours of one day; write for example "09:00-12:00"')
    start = _minutes(found[1], found[2], latest=DAY_MINUTES - 1)
    end = _minutes(found[3], found[4], latest=DAY_MINUTES)
    if start >= end:
        raise ValueError(f'"{text}" ends before it begins; write for example "09:00-12:00"')
    return start, end


def _line(line: str) -> list[WeeklySpan]:
    folded = line.strip().lower()
    if folded == "never":
        return []
    if folded == "always":
        return [WeeklySpan(day, 0, DAY_MINUTES) for day in range(7)]
    found = _LINE.fullmatch(folded)
    if found is None:
        raise ValueError(f'"{line}" are no hours; {_MEND}')
    start = _minutes(found[2], found[3], latest=DAY_MINUTES - 1)
    end = _minutes(found[4], found[5], latest=DAY_MINUTES)
    if start == end:
        raise ValueError(f'"{line}" begins and ends at the same time; write 00:00-24:00 for a whole day')
    return [WeeklySpan(day, start, end if end > start else end + DAY_MINUTES) for day in parse_days(found[1])]


def _day(name: str) -> int:
    if name not in DAYS:
        raise ValueError(f'"{name}" is no weekday; the weekdays are {", ".join(DAYS)}')
    return DAYS.index(name)


def _minutes(hour: str, minute: str, latest: int) -> int:
    minutes = int(hour) * 60 + int(minute)
    if int(minute) > 59 or minutes > latest:
        raise ValueError(f'"{hour}:{minute}" is no time of day')
    return minutes
