"""Events of a calendar as shifts of the rota: whose they are."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from routing.handbook import Person
from routing.rota_cover import ImportedShift
from routing.spans import Span, all_without, joined


@dataclass(frozen=True)
class CalendarEvent:
    """One occurrence, in UTC. `attendees` and `organizer` are e-mail addresses in small letters; "" for none."""

    starts_at: datetime
    ends_at: datetime
    summary: str = ""
    attendees: tuple[str, ...] = ()
    organizer: str = ""


def shifts_of(layer: str, events: Iterable[CalendarEvent], people: Sequence[Person]) -> tuple[ImportedShift, ...]:
    """The shifts of a layer, by their beginning. Where they overlap, `routing.rota_imported` says which one holds.

    One that names nobody known gives way to those that name somebody: a party in the calendar leaves no gap.
    """
    names = _Names(people)
    found = [(event, names.whose(event)) for event in events if event.starts_at < event.ends_at]
    taken = joined([Span(event.starts_at, event.ends_at) for event, person in found if person])
    starts = [span.start for span in taken]
    shifts: list[ImportedShift] = []
    for event, person in found:
        whole = Span(event.starts_at, event.ends_at)
        near = taken[max(0, bisect_right(starts, whole.start) - 1) : bisect_left(starts, whole.end)]
        parts = [whole] if person else all_without([whole], near)
        shifts += (ImportedShift(layer, person, part.start, part.end, event.summary) for part in parts)
    return tuple(sorted(shifts, key=lambda one: (one.starts_at, one.ends_at, one.summary, one.person)))


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
    found = re.search(rf"(?<![\w.@-]){re.escape(word)}(?![\w@-]|\.\w)", text)
    return found.start() if found else None
