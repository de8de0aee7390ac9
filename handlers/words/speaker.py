"""Says sentences in one language and zone: gettext for the words, Babel for moments, durations and numbers."""

import gettext
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import floor
from pathlib import Path
from string import Formatter
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_percent

from routing.messages import Line, Link, Mention, Moment, Span, Strong

_WHOLE_MINUTES = 600

CATALOGUES = Path(__file__).parent / "catalogues"


class Named(Protocol):
    """Whatever knows people's and domains' names: the handbook."""

    def person_name(self, person: str) -> str: ...

    def domain_name(self, domain: str) -> str: ...


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("svarvakt", CATALOGUES, [language], fallback=True)


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
        spans: list[Span] = []
        for literal, name, _, _ in Formatter().parse(self._translated(sentence)):
            if literal:
                spans.append(literal)
            if name:
                value = values[name]
                spans.append(str(value) if isinstance(value, int) else value)
        return tuple(spans)

    def text(self, sentence: str, **values: Span | int) -> str:
        """The same as plain text: for labels, summaries and field errors."""
        return plain(self.line(sentence, **values))

    def person(self, person: str, ping: bool = False) -> Mention:
        return Mention(person, self.names.person_name(person), ping)

    def domain(self, domain: str) -> str:
        return self.names.domain_name(domain)

    def moment(self, at: datetime) -> Moment:
        """A point in time; its fallback is the weekday and wall time in this speaker's zone."""
        wall = at.astimezone(ZoneInfo(self.zone))
        locale = _locale(self.language)
        day = format_date(wall, "EEE d MMM", locale=locale)
        return Moment(at, f"{day} {format_time(wall, 'HH:mm', locale=locale)}")

    def near(self, at: datetime, now: datetime) -> str:
        """A moment for titles, which hold no date of the desk: the time alone when it is on the day of `now`."""
        zone = ZoneInfo(self.zone)
        if at.astimezone(zone).date() == now.astimezone(zone).date():
            return format_time(at.astimezone(zone), "HH:mm", locale=_locale(self.language))
        return self.moment(at).fallback

    def duration(self, length: timedelta) -> str:
        """Two units at most: "3 h", "1 h 20 min", "2 d", "1 min 30 s", "45 s"; from ten minutes on whole minutes."""
        seconds = max(0, round(length.total_seconds()))
        if seconds >= _WHOLE_MINUTES:
            # A step that is taken a second late does not make "1 h 29 min" of an hour and a half.
            seconds = round(seconds / 60) * 60
        counts = {"{n} d": seconds // 86_400, "{n} h": seconds // 3_600 % 24, "{n} min": seconds // 60 % 60}
        counts["{n} s"] = seconds % 60
        parts = [self.text(unit, n=count) for unit, count in counts.items() if count]
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

    def _translated(self, sentence: str) -> str:
        language = "nb" if self.language == "nn" else self.language
        return _catalogue(language).gettext(sentence)


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
