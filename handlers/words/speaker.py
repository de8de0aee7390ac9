"""Says sentences in one language and zone: gettext for the words, Babel for moments, durations and numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import floor
from string import Formatter
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time, get_timezone_location
from babel.numbers import format_percent

from handlers.words.catalogue import translated, translated_counted
from handlers.words.marking import translatable
from routing.messages import Line, Link, Mention, Moment, Quote, Span, Strong

_WHOLE_MINUTES = 600

_UNITS = (
    (translatable("{n} d"), 86_400, 100_000),
    (translatable("{n} h"), 3_600, 24),
    (translatable("{n} min"), 60, 60),
    (translatable("{n} s"), 1, 60),
)
"""What stands for a unit, its seconds, and how many of it make one of the next."""

_DAY = "MMMEd"
"""Babel's name for weekday, day and month, in the order and with the dots of the language."""

_NOON = 12
_WEEK = 7


class Named(Protocol):
    """Whatever knows what the company calls things: the handbook."""

    def person_name(self, person: str) -> str: ...

    def domain_name(self, domain: str) -> str: ...

    def lead_of(self, domain: str) -> str: ...

    def decline_reason(self, reason: str) -> str | None: ...


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse("en_GB" if language == "en" else language)


@dataclass(frozen=True)
class Speaker:
    """`language` is nb, nn, sv, da or en; `zone` the IANA zone whose wall time stands where a desk shows no own."""

    language: str
    zone: str
    names: Named

    def line(self, sentence: str, **values: Span | int) -> Line:
        """The sentence in the language, its {places} filled with spans; what a customer wrote stays plain text."""
        return _filled(translated(self.language, sentence), values)

    def text(self, sentence: str, **values: Span | int) -> str:
        """The same as plain text: for labels, summaries and field errors."""
        return plain(self.line(sentence, **values))

    def counted(self, one: str, many: str, n: int, **values: Span | int) -> str:
        """What goes with the number `n`, which fills {n}: English has one sentence for 1 and another for the rest."""
        return plain(_filled(translated_counted(self.language, one, many, n), {"n": n, **values}))

    def quote(self, text: str) -> Quote:
        """A customer's words, as they are; what a desk says about leaving some of them out is in this language."""
        return Quote(text, self.language)

    def person(self, person: str, ping: bool = False) -> Mention:
        return Mention(person, self.names.person_name(person), ping)

    def domain(self, domain: str) -> str:
        return self.names.domain_name(domain)

    def lead(self, domain: str) -> Mention:
        """Whoever leads a domain."""
        return self.person(self.names.lead_of(domain))

    def moment(self, at: datetime) -> Moment:
        """A point in time; its fallback is the weekday and wall time in this speaker's zone."""
        wall = at.astimezone(ZoneInfo(self.zone))
        day = format_skeleton(_DAY, wall, locale=_locale(self.language))
        return Moment(at, f"{day} {self._wall_clock(wall)}", _is_doubled(wall))

    def wall_time(self, at: datetime, zone: str) -> str:
        """A point in time on the wall of a zone, with its city, the same for all: "Mon 16 Nov 14:02, Oslo time"."""
        when = Speaker(self.language, zone, self.names).moment(at).fallback
        city = get_timezone_location(ZoneInfo(zone), locale=_locale(self.language), return_city=True)
        return self.text("{when}, {city} time", when=when, city=city)

    def day(self, at: datetime) -> str:
        """Weekday, day and month of a moment in this speaker's zone: "Fri 4 Dec"."""
        return format_skeleton(_DAY, at.astimezone(ZoneInfo(self.zone)), locale=_locale(self.language))

    def near(self, at: datetime, now: datetime) -> str:
        """A moment for titles, which hold no date of the desk: the time alone when it is on the day of `now`."""
        wall = at.astimezone(ZoneInfo(self.zone))
        return self._wall_clock(wall) if _days_ahead(wall, now) == 0 else self.moment(at).fallback

    def by_day(self, at: datetime, now: datetime) -> str:
        """A moment ahead, for buttons: "08:00" today and in the coming night's morning, "Mon 08:00" within a week, then
        with the date."""
        wall, here = at.astimezone(ZoneInfo(self.zone)), now.astimezone(ZoneInfo(self.zone))
        days = _days_ahead(wall, now)
        if days == 0 or (days == 1 and wall.hour < _NOON and wall.time() <= here.time()):
            return self._wall_clock(wall)
        if days >= _WEEK:
            return self.moment(at).fallback
        return f"{format_skeleton('E', wall, locale=_locale(self.language))} {self._wall_clock(wall)}"

    def _wall_clock(self, wall: datetime) -> str:
        """ "23:00"; in the hour that a zone has twice with what the zone is called then: "02:30 CEST"."""
        shown = format_time(wall, "HH:mm", locale=_locale(self.language))
        return f"{shown} {wall.tzname()}" if _is_doubled(wall) else shown

    def duration(self, length: timedelta) -> str:
        """Two units at most: "3 h", "1 h 20 min", "2 d", "1 min 30 s", "45 s"; from ten minutes on whole minutes."""
        seconds = max(0, round(length.total_seconds()))
        if seconds >= _WHOLE_MINUTES:
            # A step that is taken a second late does not make "1 h 29 min" of an hour and a half.
            seconds = round(seconds / 60) * 60
        counts = ((unit, seconds // long % most) for unit, long, most in _UNITS)
        parts = [self.text(unit, n=count) for unit, count in counts if count]
        return " ".join(parts[:2]) if parts else self.text("{n} s", n=0)

    def language_name(self, code: str) -> str:
        """ "nb" as "Norwegian Bokmål"; a code that nobody knows as it is."""
        try:
            return _locale(code).get_language_name(self.language) or code
        except (UnknownLocaleError, ValueError):
            return code

    def percent(self, share: float) -> str:
        """0.875 as "87 %": rounded down, so that 100 % means all of them."""
        # Rounded first: 29 of 100 is 28.999999999999996 hundredths to a computer.
        return format_percent(floor(round(share * 100, 6)) / 100, locale=_locale(self.language))

    def listed(self, things: Iterable[str]) -> str:
        """Things with commas: "Bo Berg, Cy Dahl"."""
        return ", ".join(things)


def _is_doubled(wall: datetime) -> bool:
    """Whether the clocks on the wall show this time twice: they are put back after the first."""
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def _days_ahead(wall: datetime, now: datetime) -> int:
    return (wall.date() - now.astimezone(wall.tzinfo).date()).days


def _filled(sentence: str, values: Mapping[str, Span | int]) -> Line:
    spans: list[Span] = []
    for literal, name, _, _ in Formatter().parse(sentence):
        if literal:
            spans.append(literal)
        if name:
            value = values[name]
            spans.append(str(value) if isinstance(value, int) else value)
    return tuple(spans)


def plain(line: Line) -> str:
    """A line without its mentions, dates and links: for summaries and logs of our own words."""
    return "".join(_plain_span(span) for span in line)


def _plain_span(span: Span) -> str:
    match span:
        case str():
            return span
        case Mention(name=name):
            return name
        case Moment(fallback=fallback):
            return fallback
        case Strong(text=text) | Link(text=text):
            return text
