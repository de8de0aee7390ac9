"""Fills the table of items fast: copies of one real row, their numbers and times spread, indexes and all."""

from datetime import datetime, timedelta

from sqlalchemy import text

from handlers.intents import Noticed
from routing.item import Place
from storage.database import Database
from storage.moment import microseconds
from storage.tables import item as table
from tests.benchmarks.events import CHANNEL, TEXT
from tests.benchmarks.stage import START, dispatch_on

PEOPLE = ("bo", "cy", "finn")

MANY = 10_000

NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})",
    "postgresql": "WITH numbers AS (SELECT generate_series(1, {count})::bigint AS n)",
}

SHORT = {"text": "'Hvor er pakken min?'", "ladder": "'[]'", "reasons": "'[]'"} | {
    "external_id": "'copy-' || (base + n)",
    "number": "base + n",
    "origin_message": "'copy-' || (base + n)",
}
"""What differs in every copy. Those that fall due get the ladder back."""

CARDS = (
    "INSERT INTO placement (subject, desk, purpose, conversation, message, drawn)"
    f" SELECT 'item:' || number, 'slack', 'card', '{CHANNEL}', origin_message, '' FROM item WHERE is_open"
    " AND NOT EXISTS (SELECT 1 FROM placement WHERE subject = 'item:' || number)"
)
"""Every open item has its card, as it would have."""

DUE = text(
    "UPDATE item SET next_due_at = :due, starts_at = :starts, posted_at = :starts, due_at = :deadline,"
    " ladder = (SELECT ladder FROM item ORDER BY number LIMIT 1),"
    " climb = (SELECT climb FROM item ORDER BY number LIMIT 1) WHERE number BETWEEN :first AND :last"
)

_HOUR = 3_600_000_000
_DAY = 24 * _HOUR


def fill_open(database: Database, count: int) -> None:
    """So many open items of three people, their next steps due over the days to come: none is due now."""
    later = f"{microseconds(START) + _HOUR} + (n % 100000) * {_DAY * 30 // 100_000}"
    _fill(database, count, {
        "due_at": f"{later} + {_HOUR}", "next_due_at": later, "expert": _somebody(), "carried_by": _somebody(),
        "received_at": f"{microseconds(START) - _DAY} + n % 1000",
    })  # fmt: skip
    with database.write() as transaction:
        transaction.connection.execute(text(CARDS))


def fill_closed(database: Database, count: int, days: int) -> None:
    """So many answered items, their deadlines spread over so many days until now."""
    whole = f"{microseconds(START)} - n * {days * _DAY // max(count, 1)}"
    _fill(database, count, {
        "state": "'answered'", "is_open": "false" if database.dialect == "postgresql" else "0", "carried_by": "NULL",
        "due_at": whole, "starts_at": f"{whole} - {3 * _HOUR}", "posted_at": f"{whole} - {3 * _HOUR}",
        "received_at": f"{whole} - {3 * _HOUR}", "closed_at": f"{whole} - {_HOUR}", "closed_by": "'bo'",
        "closing_reason": "''", "answer_link": "'https://example.org'", "answer_text": "''", "next_due_at": "NULL",
        "expert": _somebody(), "owner": _somebody(),
    })  # fmt: skip


def make_due(database: Database, first: int, count: int, now: datetime) -> None:
    """Lets the next step of so many copies be due: half of their target is gone and nobody has claimed them."""
    with database.write() as transaction:
        changed = transaction.connection.execute(DUE, {
            "first": first, "last": first + count - 1, "due": microseconds(now - timedelta(seconds=1)),
            "starts": microseconds(now - timedelta(hours=1, minutes=31)),
            "deadline": microseconds(now + timedelta(hours=1, minutes=29)),
        })  # fmt: skip
        assert changed.rowcount == count


def make_due_at(database: Database, first: int, count: int, at: datetime) -> None:
    """Lets the next step of so many copies be due at a moment to come: half of their target is gone then."""
    half = timedelta(hours=1, minutes=30)
    with database.write() as transaction:
        changed = transaction.connection.execute(DUE, {
            "first": first, "last": first + count - 1, "due": microseconds(at), "starts": microseconds(at - half),
            "deadline": microseconds(at + half),
        })  # fmt: skip
        assert changed.rowcount == count


def _fill(database: Database, count: int, changed: dict[str, str]) -> None:
    """Copies the first item `count` times. Many copies without indexes, which are made anew afterwards: faster."""
    if not count:
        return
    _first_item(database)
    changed = SHORT | changed
    names = [column.name for column in table.c]
    values = ", ".join(changed.get(name, f"first.{name}") for name in names)
    statement = (
        f"{NUMBERS[database.dialect].format(count=count)}, base AS (SELECT max(number) AS base FROM item),"
        " first AS (SELECT * FROM item ORDER BY number LIMIT 1)"
        f" INSERT INTO item ({', '.join(names)}) SELECT {values} FROM numbers, base, first"
    )
    with database.write() as transaction:
        indexes = sorted(table.indexes, key=lambda index: str(index.name)) if count >= MANY else []
        for index in indexes:
            index.drop(transaction.connection)
        transaction.connection.execute(text(statement))
        for index in indexes:
            index.create(transaction.connection)
        if database.dialect == "postgresql":
            last = "SELECT setval(pg_get_serial_sequence('item', 'number'), (SELECT max(number) FROM item))"
            transaction.connection.execute(text(last))


def _first_item(database: Database) -> None:
    """One item through the product's own intake, for the copies to be like."""
    noticed = Noticed(
        key="slack:first", place=Place("slack", CHANNEL, "1772614740.000000"), actor=None, text=TEXT,
        written_at=START - timedelta(minutes=1), integration="Facebook Pages",
    )  # fmt: skip
    dispatch_on(database).command(noticed, START)


def _somebody() -> str:
    cases = " ".join(f"WHEN {place} THEN '{person}'" for place, person in enumerate(PEOPLE))
    return f"CASE n % {len(PEOPLE)} {cases} END"
