"""The shifts that a calendar holds, as stretches that never overlap."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from routing.rota_cover import ImportedShift


class Event(NamedTuple):
    """From `start` up to `end` (UTC) the calendar names `people[0]`, "" for nobody known; the others follow, as their
    shifts do."""

    start: datetime
    end: datetime
    people: tuple[str, ...]


def events(imported: Sequence[ImportedShift]) -> tuple[Event, ...]:
    """The calendar's shifts in order. Of two that overlap the one that begins later holds, of two that begin at once
    the shorter: what somebody has laid over a long shift."""
    ordered = sorted((one for one in imported if one.starts_at < one.ends_at), key=_rank)
    parts = list(_parts(ordered))
    following = dict.fromkeys(one.person for one, _, _ in parts if one.person)
    found: list[Event] = []
    for one, start, end in reversed(parts):
        following = dict.fromkeys((one.person, *following))
        found.append(Event(start, end, tuple(following)))
        following.pop("", None)
    return tuple(reversed(found))


def _rank(one: ImportedShift) -> tuple[datetime, float]:
    return one.starts_at, -one.ends_at.timestamp()


def _parts(ordered: list[ImportedShift]) -> Iterator[tuple[ImportedShift, datetime, datetime]]:
    """Which shift holds from when to when: of those under way the last in `ordered`."""
    open_: list[ImportedShift] = []
    at: datetime | None = None
    for coming in (*ordered, None):
        while open_ and at is not None and (coming is None or at < coming.starts_at):
            top = open_[-1]
            end = top.ends_at if coming is None else min(top.ends_at, coming.starts_at)
            if at < end:
                yield top, at, end
                at = end
            if top.ends_at <= at:
                open_.pop()
        if coming is not None:
            open_.append(coming)
            at = coming.starts_at
