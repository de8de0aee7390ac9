"""Absences, and people who have left: what chat and time lay over the handbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Absence:
    """Somebody is away from `starts_at` up to `until_at` (None: until they say that they are back), in UTC.

    `deputy` is the id of who stands in for them, "" for nobody named. `id` is the row of what was said in chat; 0 for
    what the handbook plans.
    """

    person: str
    starts_at: datetime
    until_at: datetime | None
    deputy: str = ""
    note: str = ""
    id: int = 0

    def is_under_way(self, now: datetime) -> bool:
        """Whether the person is away at `now`: from the first moment up to, but not including, the last."""
        return self.starts_at <= now and (self.until_at is None or now < self.until_at)

    def is_over(self, now: datetime) -> bool:
        """Whether the person is back at `now`; never of an absence without an end."""
        return self.until_at is not None and self.until_at <= now


@dataclass(frozen=True)
class Departed:
    """Somebody whom an earlier handbook named and the one in force does not: their id stays theirs."""

    id: str
    name: str
    left_at: datetime


class Overlap(StrEnum):
    """How much of a stretch of time somebody is away."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


def overlaps(absence: Absence, starts_at: datetime, until_at: datetime | None) -> bool:
    """Whether the absence has a moment of that stretch (`until_at` None: without end)."""
    begins_before = until_at is None or absence.starts_at < until_at
    return begins_before and (absence.until_at is None or starts_at < absence.until_at)


def overlap(absences: Iterable[Absence], starts_at: datetime, until_at: datetime | None) -> Overlap:
    """How much of the stretch these absences, together, cover."""
    within = sorted(
        (one for one in absences if overlaps(one, starts_at, until_at)), key=lambda one: (one.starts_at, one.id)
    )
    if not within:
        return Overlap.NONE
    covered = starts_at
    for one in within:
        if one.starts_at > covered:
            return Overlap.PART
        if one.until_at is None:
            return Overlap.WHOLE
        covered = max(covered, one.until_at)
    return Overlap.WHOLE if until_at is not None and covered >= until_at else Overlap.PART
