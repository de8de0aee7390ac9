"""A day, a week, a time of day or a length of time as people say it; `routing.spoken_times` puts two together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from routing.spoken_words import (
    DAYS_AWAY,
    EVENING,
    NEXT,
    NIGHT,
    NUMBERS,
    THIS,
    TONIGHT,
    UNITS,
    WEEKEND,
    months,
    weekdays,
)

_JUST_PAST = timedelta(days=90)
"""A date without a year that was so lately is that one, and past; one longer ago is next year's."""

_EVENING, _NIGHT, _MORNING = time(18), time(22), time(8)

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:t(\d\d:\d\d))?")
_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./-](\d{4}|\d\d))?\.?")
_NUMBER = re.compile(r"(\d{1,2})\.?")
_TIME = re.compile(r"(\d{1,2})[:.](\d\d)")


class Unclear(Exception):
    """Words that say no time; its text is what was not understood."""


class Impossible(Exception):
    """A day or a time that there is not; its text is what was said."""


@dataclass(frozen=True)
class Period:
    """From `starts_at` up to `ends_at`, in UTC; both are the same for a time of day."""

    starts_at: datetime
    ends_at: datetime

    @property
    def is_point(self) -> bool:
        """Whether it is a time of day and no stretch."""
        return self.starts_at == self.ends_at


@dataclass(frozen=True)
class From:
    """What is said is looked for from here on. `skips_today`: the weekday of today is that of next week."""

    moment: datetime
    zone: ZoneInfo
    skips_today: bool = False

    @property
    def day(self) -> date:
        """The date on the wall there."""
        return self.moment.astimezone(self.zone).date()


def period(words: Sequence[str], start: From) -> Period:
    """The time that the words say, all of them. Raises Unclear, Impossible."""
    reading = _Reading(words, start)
    found = reading.length() or reading.evening() or reading.days()
    if reading.left:
        raise Unclear(" ".join(reading.left))
    return found


def begins_length(words: Sequence[str]) -> bool:
    """Whether a count and a unit stand at the beginning: "two weeks", "3 days"."""
    return len(words) > 1 and _count(words[0]) is not None and words[1] in UNITS


def length(count: str, unit: str) -> timedelta:
    """ "2", "days": for words that `begins_length` has found."""
    sizes = {"week": timedelta(weeks=1), "day": timedelta(days=1), "hour": timedelta(hours=1)}
    return (_count(count) or 0) * sizes.get(UNITS[unit], timedelta(minutes=1))


class _Reading:
    """Takes the words from the front."""

    def __init__(self, words: Sequence[str], start: From) -> None:
        self.left = list(words)
        self._start = start

    def length(self) -> Period | None:
        """ "two weeks": today is the first of its days; "the next 3 hours", "90 minutes"; None for anything else."""
        if self._comes(NEXT) and begins_length(self.left[1:]):
            self.left.pop(0)
        if not begins_length(self.left):
            return None
        count, unit = _count(self.left.pop(0)) or 0, UNITS[self.left.pop(0)]
        if unit in ("hour", "minute"):
            length = timedelta(hours=count) if unit == "hour" else timedelta(minutes=count)
            return Period(self._start.moment, self._start.moment + length)
        days = count * 7 if unit == "week" else count
        if days < 1:
            raise Impossible(f"{count} {unit}")
        return Period(self._start.moment, self._midnight(self._start.day + timedelta(days=days)))

    def evening(self) -> Period | None:
        """ "tonight" is until the morning, "i kveld" until midnight; "i natt" said before the morning is this one."""
        word = self._word(0)
        if word not in EVENING | TONIGHT | NIGHT:
            return None
        self.left.pop(0)
        today, wall = self._start.day, self._start.moment.astimezone(self._start.zone).time()
        if word in NIGHT | TONIGHT and wall < _MORNING:
            today -= timedelta(days=1)
        start = self._at(today, _NIGHT if word in NIGHT else _EVENING)
        tomorrow = today + timedelta(days=1)
        return Period(start, self._midnight(tomorrow) if word in EVENING else self._at(tomorrow, _MORNING))

    def days(self) -> Period:
        """A day or several, and a time of day."""
        dates = self._dates()
        minutes = self._time()
        if dates is None and minutes is None:
            raise Unclear(" ".join(self.left))
        first, last = dates or (self._start.day, self._start.day)
        if minutes is None:
            return Period(self._midnight(first), self._midnight(last + timedelta(days=1)))
        if first != last:
            raise Unclear(" ".join(self.left))
        # On the wall: an hour that the clocks leave out is read as the one after it.
        day, minutes = first + timedelta(days=minutes // 1440), minutes % 1440
        moment = datetime.combine(day, time(minutes // 60, minutes % 60), self._start.zone).astimezone(UTC)
        return Period(moment, moment)

    def _dates(self) -> tuple[date, date] | None:
        whole = self._weekend() or self._week()
        if whole is not None:
            return whole
        day = self._named_day() or self._date()
        return None if day is None else (day, day)

    def _weekend(self) -> tuple[date, date] | None:
        """ "the weekend", "next weekend": Saturday and Sunday, on these days the one under way."""
        of_next = self._comes(NEXT)
        if self._word(self._comes(NEXT | THIS)) not in WEEKEND:
            return None
        del self.left[: 1 + self._comes(NEXT | THIS)]
        monday = self._start.day - timedelta(days=self._start.day.weekday() - 7 * of_next)
        return monday + timedelta(days=5), monday + timedelta(days=6)

    def _week(self) -> tuple[date, date] | None:
        """ "this week", "next week", "week 52"."""
        after = 0
        if self._comes(NEXT | THIS) and UNITS.get(self._word(1)) == "week":
            after = 7 if self.left.pop(0) in NEXT else 0
        elif UNITS.get(self._word(0)) != "week" and self._word(0) != "v":
            return None
        self.left.pop(0)
        monday = self._start.day - timedelta(days=self._start.day.weekday()) + timedelta(days=after)
        if not after and (found := _NUMBER.fullmatch(self._word(0))):
            self.left.pop(0)
            monday = self._monday(int(found[1]))
        return monday, monday + timedelta(days=6)

    def _monday(self, week: int) -> date:
        """Of the ISO week of that number that is not over, or was so lately."""
        for year in (self._start.day.year - 1, self._start.day.year, self._start.day.year + 1):
            try:
                monday = date.fromisocalendar(year, week, 1)
            except ValueError:
                continue
            if monday + timedelta(days=6) + _JUST_PAST >= self._start.day:
                return monday
        raise Impossible(f"week {week}")

    def _named_day(self) -> date | None:
        """ "tomorrow", "friday", "next friday", "fri 4 dec"."""
        if self._word(0) in DAYS_AWAY:
            return self._start.day + timedelta(days=DAYS_AWAY[self.left.pop(0)])
        if self._comes(THIS) and UNITS.get(self._word(1)) == "day":
            self.left.pop(0)
        if UNITS.get(self._word(0)) == "day":
            self.left.pop(0)
            return self._start.day
        of_next = self._comes(NEXT) and self._weekday(1) is not None
        if of_next or (self._comes(THIS) and self._weekday(1) is not None):
            self.left.pop(0)
        weekday = self._weekday(0)
        if weekday is None:
            return None
        said = self.left.pop(0)
        exact = None if of_next else self._date()
        if exact is not None:
            if exact.weekday() != weekday:
                raise Impossible(f"{said} {exact.isoformat()}")
            return exact
        if of_next:
            return self._start.day + timedelta(days=7 - self._start.day.weekday() + weekday)
        days = (weekday - self._start.day.weekday()) % 7
        return self._start.day + timedelta(days=days or 7 * self._start.skips_today)

    def _date(self) -> date | None:
        """ "2026-12-24", "24.12.", "24/12-2026", "24. desember", "dec 24 2026"."""
        word = self._word(0)
        if found := _ISO.fullmatch(word):
            self.left[0:1] = [found[4]] if found[4] else []
            return self._dated(int(found[3]), int(found[2]), int(found[1]))
        found = _DATE.fullmatch(word)
        if found and not (_TIME.fullmatch(word) and int(found[2]) > 12):
            self.left.pop(0)
            return self._dated(int(found[1]), int(found[2]), _year(found[3]))
        day, month = _NUMBER.fullmatch(word), months().get(self._word(1).rstrip("."))
        if day is None or month is None:
            day, month = _NUMBER.fullmatch(self._word(1)), months().get(word.rstrip("."))
        if day is None or month is None:
            return None
        del self.left[:2]
        year = self.left.pop(0) if re.fullmatch(r"\d{4}", self._word(0)) else None
        return self._dated(int(day[1]), month, _year(year))

    def _dated(self, day: int, month: int, year: int | None) -> date:
        try:
            found = date(year or self._start.day.year, month, day)
            if year is None and found < self._start.day - _JUST_PAST:
                found = date(found.year + 1, month, day)
        except ValueError as error:
            raise Impossible(f"{day}.{month}.{year or ''}") from error
        return found

    def _time(self) -> int | None:
        """Minutes after midnight; up to 24:00."""
        found = _TIME.fullmatch(self._word(0))
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2])
        if minute > 59 or hour * 60 + minute > 1440:
            raise Impossible(self.left[0])
        self.left.pop(0)
        return hour * 60 + minute

    def _word(self, position: int) -> str:
        return self.left[position] if position < len(self.left) else ""

    def _comes(self, words: frozenset[str]) -> bool:
        return self._word(0) in words

    def _weekday(self, position: int) -> int | None:
        return weekdays().get(self._word(position).rstrip("."))

    def _at(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self._start.zone).astimezone(UTC)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._start.zone).astimezone(UTC)


def _count(word: str) -> int | None:
    return int(word) if re.fullmatch(r"\d{1,3}", word) else NUMBERS.get(word)


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) + (2000 if len(written) == 2 else 0)
