"""Absences, and people who have left: what chat and time lay over the handbook."""

from dataclasses import dataclass
from datetime import datetime


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
        return self.starts_at <= now and (self.until_at is None or now < self.until_at)

    def is_over(self, now: datetime) -> bool:
        return self.until_at is not None and self.until_at <= now


@dataclass(frozen=True)
class Departed:
    """Somebody whom an earlier handbook named and the one in force does not: their id stays theirs."""

    id: str
    name: str
    left_at: datetime
