"""When somebody who may answer for a domain is there next: their hours, and their part in it, at the same moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from routing.calendar import at_work, next_start
from routing.handbook import Handbook
from routing.people import Standing, answering, changes
from routing.remembered import by_handbook

_AHEAD = timedelta(days=400)
"""How far ahead somebody is looked for."""

_JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True)
class Arrival:
    """At `at` the person begins work while they may answer, or begins to stand in while at work."""

    at: datetime
    standing: Standing


def arrivals(handbook: Handbook, domain_id: str, now: datetime, before: datetime) -> tuple[Arrival, ...]:
    """For each person their first arrival after `now` and before `before`, the earliest first."""
    found: dict[str, Arrival] = {}
    for window in _windows(handbook, domain_id, now, before):
        for arrival in window:
            found.setdefault(arrival.standing.person, arrival)
    return tuple(sorted(found.values(), key=lambda arrival: arrival.at))


@by_handbook
def next_arrivals(handbook: Handbook, domain_id: str, now: datetime) -> tuple[Arrival, ...]:
    """Whoever arrives first after `now`: several when it is at the same moment, none when nobody ever does."""
    for window in _windows(handbook, domain_id, now, now + _AHEAD):
        if window:
            first = min(arrival.at for arrival in window)
            return tuple(arrival for arrival in window if arrival.at == first)
    return ()


def _windows(handbook: Handbook, domain_id: str, now: datetime, before: datetime) -> Iterator[list[Arrival]]:
    """Who arrives in each stretch of time in which the same people may answer."""
    edges = (now, *changes(handbook, domain_id, now, before))
    earlier: Mapping[str, Standing] = {}
    for position, (edge, until) in enumerate(zip(edges, (*edges[1:], before), strict=True)):
        standings = answering(handbook, domain_id, edge)
        window = []
        for name, standing in standings.items():
            person = handbook.person(name)
            if person is None:
                continue
            joins = position > 0 and name not in earlier and at_work(person, edge)
            # A shift may begin at the very moment from which on somebody may answer.
            start = edge if joins else next_start(person, edge - _JUST_BEFORE if position else edge)
            if start is not None and start < until:
                window.append(Arrival(start, standing))
        earlier = standings
        yield window
