"""Events of a calendar as shifts of the rota: whose they are, and which of several at a time holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush

from routing.handbook import Person
from routing.rota_cover import ImportedShift


@dataclass(frozen=True)
class CalendarEvent:
    """One occurrence, in UTC. `attendees` and `organizer` are e-mail addresses in small letters; "" for none."""

    starts_at: datetime
    ends_at: datetime
    summary: str = ""
    attendees: tuple[str, ...] = ()
    organizer: str = ""


def shifts_of(layer: str, events: Iterable[CalendarEvent], people: Sequence[Person]) -> tuple[ImportedShift, ...]:
    """The shifts of a layer, one at a time, by their beginning.

    Where events overlap, the one that began later holds, of those that begin together the shorter: so the exception
    that is laid over a week holds for its hours. One that names nobody known gives way to any that names somebody.
    """
    names = _Names(people)
    ready = sorted(
        ((event, names.whose(event)) for event in events if event.starts_at < event.ends_at),
        key=lambda pair: (pair[0].starts_at, -pair[0].ends_at.timestamp(), pair[0].summary, pair[1]),
    )
    return tuple(
        ImportedShift(layer, ready[number][1], starts_at, ends_at, ready[number][0].summary)
        for number, starts_at, ends_at in _one_at_a_time(ready)
    )


def _one_at_a_time(ready: Sequence[tuple[CalendarEvent, str]]) -> Iterator[tuple[int, datetime, datetime]]:
    """Which event holds from when until when: the top of those under way, changed only where one begins or ends."""
    under_way: list[tuple[bool, int, int]] = []
    coming = 0
    at: datetime | None = None
    while coming < len(ready) or under_way:
        if at is None or not under_way:
            at = ready[coming][0].starts_at
        while coming < len(ready) and ready[coming][0].starts_at <= at:
            heappush(under_way, (not ready[coming][1], -coming, coming))
            coming += 1
        while under_way and ready[under_way[0][2]][0].ends_at <= at:
            heappop(under_way)
        if not under_way:
            continue
        top = under_way[0][2]
        until, after = ready[top][0].ends_at, coming
        while after < len(ready) and ready[after][0].starts_at < until:
            # One that names nobody changes nothing while somebody is there.
            if ready[after][1] or not ready[top][1]:
                until = ready[after][0].starts_at
                break
            after += 1
        yield top, at, until
        at = until


class _Names:
    """Finds who is meant. A name or address that two people have in common names neither."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._by_email = _unambiguous((person.email.casefold(), person.id) for person in people)
        self._by_name = _unambiguous((" ".join(person.name.split()).casefold(), person.id) for person in people)
        self._by_id = {person.id.casefold(): person.id for person in people}

    def whose(self, event: CalendarEvent) -> str:
        """A handbook id: of who is invited (rather than of who invites), who is named in the title, who invites."""
        mentioned = self._mentioned(event.summary)
        invited = [self._by_email[address] for address in event.attendees if address in self._by_email]
        organizer = self._by_email.get(event.organizer, "")
        others = [person for person in invited if person != organizer] or invited
        return next((person for person in others if person in mentioned), "") or next(
            iter((*others, *mentioned, organizer)), ""
        )

    def _mentioned(self, summary: str) -> list[str]:
        """Who is named in a title: by address, else by whole name, else by id; the first named first."""
        text = summary.casefold()
        for known in (self._by_email, self._by_name, self._by_id):
            found = [(place, person) for word, person in known.items() if (place := _place(word, text)) is not None]
            if found:
                return [person for _, person in sorted(found)]
        return []


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for word, person in pairs:
        if word:
            found.setdefault(word, set()).add(person)
    return {word: people.pop() for word, people in found.items() if len(people) == 1}


def _place(word: str, text: str) -> int | None:
    """Where a word stands in the text, as a word."""
    if word not in text:
        return None
    found = re.search(rf"(?<![\w.@-]){re.escape(word)}(?![\w@-])", text)
    return found.start() if found else None
