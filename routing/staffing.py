"""Who of a domain is there, moment by moment: what a look ahead at the coming days is made of.

Everything is worked out in stretches of time, from people's spans; nobody is asked hour by hour.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from routing.calendar import spans_between, why_off
from routing.handbook import Handbook
from routing.people import answering, changes
from routing.reasons import Reason
from routing.rota import layers, shifts
from routing.spans import Span
from routing.workdays import WorkCalendar

_HOUR = timedelta(hours=1)


class Presence(StrEnum):
    """How a domain is staffed: `BY_DESIGN` is outside its hours, on call or not; a `GAP` is within them."""

    STAFFED = "staffed"
    BY_DESIGN = "not staffed by design"
    GAP = "gap"


@dataclass(frozen=True)
class Stretch:
    """From `start` up to `end` (UTC). `people`: ids of who may answer and is there; by design, of who is on call."""

    start: datetime
    end: datetime
    state: Presence
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hour:
    """One hour of the company's wall. A gap that lasts for part of it only is a gap, and `partly`."""

    start: datetime
    state: Presence
    people: tuple[str, ...] = ()
    partly: bool = False


@dataclass(frozen=True)
class Gap:
    """The domain should be staffed, and nobody of it is there; `lasts` counts its own hours alone, `why` says of each.

    Where nobody comes in between, the gaps of several days are one.
    """

    domain: str
    starts_at: datetime
    ends_at: datetime
    lasts: timedelta
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class Grid:
    """A domain's coming days, as stretches in order without holes."""

    domain: str
    zone: str
    stretches: tuple[Stretch, ...]

    @cached_property
    def hours(self) -> tuple[Hour, ...]:
        """Hour by hour, from the full hour on the wall in which the first stretch begins."""
        return tuple(_hours(self.stretches, ZoneInfo(self.zone)))


def grid(handbook: Handbook, domain_id: str, start: datetime, end: datetime) -> Grid:
    """How the domain is staffed from `start` up to `end`."""
    there, wanted, watched = (
        _there(handbook, domain_id, start, end),
        spans_between(design(handbook, domain_id), start, end),
        list(_watched(handbook, start, end)),
    )
    marks: dict[datetime, list[tuple[str, str, int]]] = {start: [], end: []}
    for kind, person, span in (
        *(("there", person, span) for person, span in there),
        *(("wanted", "", span) for span in wanted),
        *(("watched", person, span) for person, span in watched),
    ):
        marks.setdefault(span.start, []).append((kind, person, 1))
        marks.setdefault(span.end, []).append((kind, person, -1))
    return Grid(domain_id, handbook.company.zone, tuple(_joined(_stretches(marks))))


def gaps(handbook: Handbook, found: Grid) -> tuple[Gap, ...]:
    """The grid's gaps in order; what lies between two of them is by design for one to go on."""
    runs: list[list[Stretch]] = []
    goes_on = False
    for stretch in found.stretches:
        if stretch.state is Presence.GAP:
            runs = [*runs[:-1], [*runs[-1], stretch]] if goes_on else [*runs, [stretch]]
            goes_on = True
        elif stretch.state is Presence.STAFFED:
            goes_on = False
    return tuple(_gap(handbook, found.domain, run) for run in runs)


def design(handbook: Handbook, domain_id: str) -> WorkCalendar:
    """When somebody of the domain should be there: its own hours less the company's days off, else the company's."""
    hours, company = handbook.domain_or_default(domain_id).hours, handbook.company_calendar
    if hours is None:
        return company
    return replace(company, hours=hours, days=tuple(replace(day, shortens=True) for day in company.days))


def _there(handbook: Handbook, domain_id: str, start: datetime, end: datetime) -> Iterator[tuple[str, Span]]:
    """Who may answer, and is at work: cut wherever it changes who may."""
    edges = (start, *changes(handbook, domain_id, start, end), end)
    for edge, until in pairwise(edges):
        for name in answering(handbook, domain_id, edge):
            person = handbook.person(name)
            if person is not None:
                yield from ((name, span) for span in spans_between(person.calendar, edge, until))


def _watched(handbook: Handbook, start: datetime, end: datetime) -> Iterator[tuple[str, Span]]:
    """Who is on call, in any layer."""
    for layer in layers(handbook):
        for shift in shifts(handbook, layer.id, start, end):
            yield shift.person, Span(max(start, shift.starts_at), min(end, shift.ends_at))


def _stretches(marks: Mapping[datetime, list[tuple[str, str, int]]]) -> Iterator[Stretch]:
    standing: dict[tuple[str, str], int] = {}
    for start, end in pairwise(sorted(marks)):
        for kind, person, step in marks[start]:
            standing[kind, person] = standing.get((kind, person), 0) + step
        # In the order in which they came, which is that of the handbook for those who came first.
        there = tuple(person for (kind, person), count in standing.items() if kind == "there" and count)
        watching = tuple(person for (kind, person), count in standing.items() if kind == "watched" and count)
        if there:
            yield Stretch(start, end, Presence.STAFFED, there)
        elif standing.get(("wanted", "")):
            yield Stretch(start, end, Presence.GAP)
        else:
            yield Stretch(start, end, Presence.BY_DESIGN, watching)


def _joined(stretches: Iterator[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for one in stretches:
        last = found[-1] if found else None
        if last is not None and (last.state, set(last.people)) == (one.state, set(one.people)):
            found[-1] = replace(last, end=one.end)
        else:
            found.append(one)
    return found


def _gap(handbook: Handbook, domain_id: str, run: list[Stretch]) -> Gap:
    start, lasts = run[0].start, sum((one.end - one.start for one in run), timedelta())
    why = []
    for name in answering(handbook, domain_id, start):
        person = handbook.person(name)
        if person is not None:
            why.append(why_off(name, person.calendar, start))
    return Gap(domain_id, start, run[-1].end, lasts, tuple(why))


def _hours(stretches: tuple[Stretch, ...], zone: ZoneInfo) -> Iterator[Hour]:
    # Zones can differ from UTC by parts of an hour, so the full hour is found on the wall, and counted from in UTC.
    first, place = stretches[0].start.astimezone(zone), 0
    past = timedelta(minutes=first.minute, seconds=first.second, microseconds=first.microsecond)
    start = first.astimezone(UTC) - past
    while start < stretches[-1].end:
        while stretches[place].end <= start:
            place += 1
        last = place + 1
        while last < len(stretches) and stretches[last].start < start + _HOUR:
            last += 1
        within = stretches[place:last]
        yield _hour(start, within)
        start += _HOUR


def _hour(start: datetime, within: tuple[Stretch, ...]) -> Hour:
    order = (Presence.GAP, Presence.STAFFED, Presence.BY_DESIGN)
    states = {one.state for one in within}
    state = next(state for state in order if state in states)
    shown = Presence.STAFFED if state is Presence.GAP else state
    people = tuple(dict.fromkeys(person for one in within if one.state is shown for person in one.people))
    return Hour(start, state, people, state is Presence.GAP and Presence.STAFFED in states)
