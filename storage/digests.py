"""Scheduled messages: which days of which people are settled, and how often each wants which section."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage.database import Transaction
from storage.statements import insert
from storage.tables import digest as table
from storage.tables import digest_choice as choice_table


@dataclass(frozen=True)
class Choice:
    """Every so many days at most, 0 for never. `shown_at` and `said` (keys) are of the last time."""

    every_days: int
    shown_at: datetime | None = None
    said: tuple[str, ...] = ()


AHEAD = timedelta(hours=1)
"""What was settled so much later than now was settled while the clock was wrong. Replicas' clocks are nearer."""


def settled(transaction: Transaction, people: Sequence[str], since: str, now: datetime) -> set[tuple[str, str]]:
    """Of these people the days (ISO), from `since` on, on which they had their message, or nothing was to be said."""
    if not people:
        return set()
    query = select(table.c.person, table.c.day).where(
        table.c.person.in_(people), table.c.day >= since, table.c.at <= now + AHEAD
    )
    return {(person, day) for person, day in transaction.connection.execute(query)}


def settle(transaction: Transaction, person: str, day: str, at: datetime) -> bool:
    """Keeps that the day is settled; False when it was before (another replica's, too)."""
    statement = insert(transaction.dialect, table).values({"person": person, "day": day, "at": at})
    statement = statement.on_conflict_do_update(
        index_elements=["person", "day"], set_={"at": at}, where=table.c.at > at + AHEAD
    )
    return transaction.connection.execute(statement.returning(table.c.person)).first() is not None


def choices(transaction: Transaction, person: str) -> dict[str, Choice]:
    """By section; one that was never shown nor chosen is not there."""
    rows = transaction.connection.execute(select(choice_table).where(choice_table.c.person == person)).mappings()
    return {row["section"]: Choice(row["every_days"], row["shown_at"], tuple(row["said"])) for row in rows}


def choose(transaction: Transaction, person: str, section: str, every_days: int) -> None:
    """From now on every so many days at most, 0 for never."""
    _put(transaction, person, section, {"every_days": every_days}, Choice(every_days))


def shown(transaction: Transaction, person: str, section: str, choice: Choice) -> None:
    """Keeps when the section was shown, and what it said; how often it is wanted stays as it is."""
    _put(transaction, person, section, {"shown_at": choice.shown_at, "said": list(choice.said)}, choice)


def forget(transaction: Transaction, before: str) -> None:
    """Days before that one (ISO)."""
    transaction.connection.execute(delete(table).where(table.c.day < before))


def _put(transaction: Transaction, person: str, section: str, changed: dict[str, object], fresh: Choice) -> None:
    values = {
        "person": person, "section": section, "every_days": fresh.every_days, "shown_at": fresh.shown_at,
        "said": list(fresh.said),
    }  # fmt: skip
    statement = insert(transaction.dialect, choice_table).values(values)
    statement = statement.on_conflict_do_update(index_elements=["person", "section"], set_=changed)
    transaction.connection.execute(statement)
