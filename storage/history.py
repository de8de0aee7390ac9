"""The history of an item: what happened, in order, each line chained to the one before (see `routing.chain`)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Select, func, select, true
from sqlalchemy.exc import IntegrityError

from routing import chain
from storage.database import Transaction
from storage.errors import StorageBusy
from storage.prepared import Prepared
from storage.statements import given_values
from storage.tables import history as table
from storage.together import Together, given


def _last_lines(dialect: str) -> Select[tuple[int, int, str]]:
    """One look at the primary key for each of the items, however long their histories are."""
    asked = given_values(dialect, "numbers", BigInteger())
    lines = select(table.c.sequence, table.c.digest).where(table.c.item == asked.c.value)
    if dialect == "postgresql":
        last = lines.order_by(table.c.sequence.desc()).limit(1).correlate(asked).lateral()
        return select(asked.c.value, last.c.sequence, last.c.digest).join_from(asked, last, true())
    earlier = table.alias()
    highest = select(func.max(earlier.c.sequence)).where(earlier.c.item == asked.c.value).scalar_subquery()
    return select(asked.c.value, table.c.sequence, table.c.digest).join_from(
        asked, table, (table.c.item == asked.c.value) & (table.c.sequence == highest)
    )


HEADS = Prepared(_last_lines)

NAMES = [column.name for column in table.c]

WRITE = Together(
    each=Prepared(lambda _: table.insert().inline(), columns=NAMES),
    all_at_once=Prepared(lambda _: table.insert().inline().from_select(NAMES, select(given(table.c)))),
    columns=list(table.c),
)


DEADLINE = "deadline"
"""The value of a line that set a deadline: how that came about, a reason as JSON. Deadlines change; the line stays."""


@dataclass(frozen=True)
class NewEntry:
    """One line to append to item `number`. `words` are a customer's or an author's own: they may be erased later.

    `who` is a person's id or a word for a clock ("sweep"); `values` hold what JSON can hold, keys are text.
    """

    number: int
    at: datetime
    who: str
    what: str
    values: Mapping[str, object] = field(default_factory=dict)
    words: str | None = None


@dataclass(frozen=True)
class Entry:
    """One line as stored. `sequence` counts from 1 within the item."""

    number: int
    sequence: int
    at: datetime
    who: str
    what: str
    values: Mapping[str, object]
    words: str | None
    words_salt: str | None
    words_digest: str | None
    digest: str
    previous_digest: str


def append(
    transaction: Transaction,
    number: int,
    at: datetime,
    who: str,
    what: str,
    values: Mapping[str, object],
    words: str | None = None,
) -> int:
    """Append one line; its sequence number. The item should be locked (changed or added) by this transaction before;
    if another transaction appends to the same item at the same moment, one of them gets StorageBusy."""
    return append_many(transaction, [NewEntry(number, at, who, what, values, words)])[0]


def append_many(transaction: Transaction, entries: Sequence[NewEntry]) -> list[int]:
    """Append lines to any number of items with two statements; their sequence numbers, in the same order."""
    if not entries:
        return []
    return _write(transaction, entries, _heads(transaction, {entry.number for entry in entries}))


def begin(transaction: Transaction, entries: Sequence[NewEntry]) -> None:
    """Write the first lines of items that this transaction has added: there is nothing to look up before."""
    _write(transaction, entries, {})


def _write(transaction: Transaction, entries: Sequence[NewEntry], heads: dict[int, tuple[int, str]]) -> list[int]:
    rows = []
    for entry in entries:
        sequence, previous = heads.get(entry.number, (0, chain.FIRST))
        row = _row(entry, sequence + 1, previous)
        heads[entry.number] = (row["sequence"], row["digest"])
        rows.append(row)
    try:
        WRITE.run(transaction, rows)
    except IntegrityError as error:
        if "pk_history" not in str(error.orig) and "history.sequence" not in str(error.orig):
            raise
        raise StorageBusy("somebody else wrote to the history of the same item") from error
    return [row["sequence"] for row in rows]


def read(transaction: Transaction, number: int) -> list[Entry]:
    """All lines of an item, the first first."""
    query = select(table).where(table.c.item == number).order_by(table.c.sequence)
    return [_entry(row) for row in transaction.connection.execute(query)]


def read_many(transaction: Transaction, numbers: Sequence[int]) -> dict[int, list[Entry]]:
    """All lines of each of these items, the first first; an item without a line has none here either."""
    query = select(table).where(table.c.item.in_(numbers)).order_by(table.c.item, table.c.sequence)
    found: dict[int, list[Entry]] = {number: [] for number in numbers}
    for row in transaction.connection.execute(query):
        found[row.item].append(_entry(row))
    return found


def verify(transaction: Transaction, number: int) -> int | None:
    """The sequence number of the first line that was tampered with; None when the chain is whole."""
    return first_broken(read(transaction, number))


def first_broken(entries: Sequence[Entry]) -> int | None:
    """The same of all lines of an item.

    Words are held against their salted digest as long as they are there; erased words leave the chain whole.
    """
    broken = chain.verify(_link(entry) for entry in entries)
    false_words = next((entry.sequence for entry in entries if not _words_are_true(entry)), None)
    return min((found for found in (broken, false_words) if found is not None), default=None)


def _heads(transaction: Transaction, numbers: set[int]) -> dict[int, tuple[int, str]]:
    rows = HEADS.rows(transaction, {"numbers": sorted(numbers)})
    return {number: (sequence, digest) for number, sequence, digest in rows}


def _row(entry: NewEntry, sequence: int, previous: str) -> dict[str, Any]:
    salt = None if entry.words is None else secrets.token_hex(16)
    words_digest = None if entry.words is None or salt is None else chain.words_digest(salt, entry.words)
    values = dict(entry.values)
    return {
        "item": entry.number,
        "sequence": sequence,
        "at": entry.at,
        "who": entry.who,
        "what": entry.what,
        "details": values,
        "words": entry.words,
        "words_salt": salt,
        "words_digest": words_digest,
        "digest": chain.digest(previous, entry.number, sequence, entry.at, entry.who, entry.what, values, words_digest),
        "previous_digest": previous,
    }


def _entry(row: Any) -> Entry:
    return Entry(
        row.item,
        row.sequence,
        row.at,
        row.who,
        row.what,
        # Nobody ever wrote anything else: so that a line that was tampered with can be read, and is found.
        row.details if isinstance(row.details, dict) else {"?": row.details},
        row.words,
        row.words_salt,
        row.words_digest,
        row.digest,
        row.previous_digest,
    )


def _link(entry: Entry) -> chain.Link:
    return chain.Link(
        entry.number,
        entry.sequence,
        entry.at,
        entry.who,
        entry.what,
        entry.values,
        entry.words_digest,
        entry.previous_digest,
        entry.digest,
    )


def _words_are_true(entry: Entry) -> bool:
    if entry.words is None:
        return True
    salt, expected = entry.words_salt, entry.words_digest
    return salt is not None and expected is not None and chain.words_digest(salt, entry.words) == expected
