"""When work is open, day by day: weekly hours, public holidays, a company's own days, and absences beside them.

Public holidays are those of the `holidays` package (category "public"). It counts no plain Sunday among them unless
asked to, and leaves out the eves that Nordic offices keep by custom: those are own days. Its countries are loaded when
the first holiday is asked for (once 0.1 s and 8 MB), so a handbook without holidays does without them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property, lru_cache

import holidays
from holidays.registry import COUNTRIES

from routing.hours import Hours

_OWN_NAMES = {
    "NORGE": "NO", "NOREG": "NO", "SVERIGE": "SE", "DANMARK": "DK", "SUOMI": "FI", "ISLAND": "IS", "FØROYAR": "FO",
    "FÆRØERNE": "FO", "TYSKLAND": "DE", "DEUTSCHLAND": "DE", "NEDERLAND": "NL", "ENGLAND": "GB", "UK": "GB",
    "STORBRITANNIA": "GB", "EN": "GB", "NB": "NO", "NN": "NO", "DA": "DK",
}  # fmt: skip
"""What people write for a country's code, as far as the package's English names do not lead to it."""


@dataclass(frozen=True)
class OwnDay:
    """A day that the company sets itself, over a public holiday and weekly hours. `open` holds its spans, in minutes
    after its midnight, an end past 1440 in the night after; none means closed.

    `shortens`: for whom has hours of their own `open` only cuts these; it brings nobody to work who would be off.
    """

    date: date
    name: str
    open: tuple[tuple[int, int], ...] = ()
    shortens: bool = False


@dataclass(frozen=True)
class Away:
    """An absence from `starts_at` up to, but not including, `until_at` (UTC); None until they come back."""

    starts_at: datetime
    until_at: datetime | None


@dataclass(frozen=True)
class WorkCalendar:
    """`holidays` is a country as `check_country` gives it, "" for none. Of two own days on a date the later counts."""

    hours: Hours
    zone: str
    holidays: str = ""
    days: tuple[OwnDay, ...] = ()
    away: tuple[Away, ...] = ()

    def __hash__(self) -> int:
        # Asked for at every look at the calendar, so it is worked out once.
        return self._hash

    @cached_property
    def is_never(self) -> bool:
        """Whether it has no time at all, whatever the day."""
        return self.hours.is_never and not any(day.open and not day.shortens for day in self.days)

    @cached_property
    def present(self) -> "WorkCalendar":
        """The same without absences: what people with the same hours share."""
        return replace(self, away=()) if self.away else self

    def own_day(self, day: date) -> OwnDay | None:
        """The company's own day on that date, None when it is a usual one."""
        return self._own_days.get(day)

    def open_on(self, day: date) -> tuple[tuple[int, int], ...]:
        """The spans that begin on `day`, in minutes after its midnight; they may run into the day after."""
        own = self.own_day(day)
        if own is not None:
            return _common(self.usual_on(day), own.open) if own.shortens else own.open
        weekly = self.usual_on(day)
        return () if weekly and holiday_name(self.holidays, day) else weekly

    def usual_on(self, day: date) -> tuple[tuple[int, int], ...]:
        """The same if `day` were like any other of its weekday."""
        return tuple((span.start, span.end) for span in self.hours.spans if span.day == day.weekday())

    @cached_property
    def _hash(self) -> int:
        return hash((self.hours, self.zone, self.holidays, self.days, self.away))

    @cached_property
    def _own_days(self) -> Mapping[date, OwnDay]:
        return {day.date: day for day in self.days}


def _common(usual: tuple[tuple[int, int], ...], allowed: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    both = ((max(start, begin), min(end, last)) for start, end in usual for begin, last in allowed)
    return tuple(sorted((start, end) for start, end in both if start < end))


def holiday_name(country: str, day: date) -> str:
    """What `country` (as `check_country` gives it) calls the public holiday, in its own language; "" on other days."""
    return _holidays_in(country, day.year).get(day, "") if country else ""


def check_country(value: str) -> str:
    """The code as the package writes it: " no" gives "NO", "de-by" gives "DE-BY", "" stays.

    Raises ValueError with a sentence that names the nearest code.
    """
    country, dash, subdivision = value.strip().partition("-")
    code = country.strip().upper()
    if not code and not dash:
        return ""
    if code not in _codes():
        raise ValueError(_no_country(value, code))
    return f"{code}-{_subdivision(code, subdivision.strip())}" if dash else code


@lru_cache(maxsize=256)
def _holidays_in(country: str, year: int) -> Mapping[date, str]:
    code, _, subdivision = country.partition("-")
    entity = getattr(holidays, code)
    # Without a language the package takes that of the process's environment.
    found = entity(years=year, subdiv=subdivision or None, language=entity.default_language, expand=False)
    return {day: str(name) for day, name in found.items()}


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    """Every country's code, and its English name in capitals."""
    return {names[1]: module.replace("_", " ").upper() for module, names in COUNTRIES.items()}


def _no_country(value: str, written: str) -> str:
    known = {code: code for code in _codes()} | {name: code for code, name in _codes().items()}
    known |= {alias: names[1] for names in COUNTRIES.values() for alias in names[2:] if alias.isupper()} | _OWN_NAMES
    near = get_close_matches(written, known, n=1, cutoff=0.5)
    mend = (
        f'did you mean "{known[near[0]]}" ({_codes()[known[near[0]]].title()})?' if near else 'write for example "NO"'
    )
    return f'"{value}" is no country whose holidays are known; {mend}'


def _subdivision(code: str, written: str) -> str:
    """The subdivision's code, found also in small letters. Raises ValueError with a sentence."""
    entity = getattr(holidays, code)
    known: dict[str, str] = {subdivision.upper(): subdivision for subdivision in entity.subdivisions}
    if written.upper() in known:
        return known[written.upper()]
    if not known:
        raise ValueError(f'"{code}-{written}" is no part of a country: "{code}" has none; write "{code}"')
    named = known | {name.upper(): subdivision for name, subdivision in entity.subdivisions_aliases.items()}
    near = get_close_matches(written.upper(), named, n=1, cutoff=0.5)
    mend = f'did you mean "{code}-{named[near[0]]}"?' if near else f"they are {', '.join(known.values())}"
    raise ValueError(f'"{code}-{written}" is no part of {_codes()[code].title()}; {mend}')
