"""Posts by their words, the newest first, at a bounded cost: there is no index over words.

The newest items are looked through, in steps that grow: common words are found at once, rare ones cost a walk along the
table, down to LOOKED_THROUGH items (BENCHMARKS.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select

from routing.searching import fits, kernel, spellings
from storage.database import Transaction
from storage.items import URL_INDEXED, has_own_index
from storage.tables import item as table

LOOKED_THROUGH = 200_000
"""Items, the newest ones."""

MOST_COUNTED = 200
MOST_READ = 20_000
"""Posts that the database proposes and whose words are read."""

FIRST_STEP, LARGEST_STEP = 1_000, 32_000

FIELDS: tuple[ColumnElement[Any], ...] = (table.c.text, table.c.author_name, table.c.author_handle, table.c.url)


@dataclass(frozen=True)
class Found:
    """Numbers of items, the newest first. `counted_all`: there are no more of them among those that were looked
    through. `down_to` is the lowest number that was; None: all were."""

    numbers: tuple[int, ...]
    counted_all: bool
    down_to: int | None


def search(transaction: Transaction, words: Sequence[str], domains: Sequence[str], before: int | None = None) -> Found:
    """The items whose post has each of the words in its text, author or address.

    Private messages are looked into in `domains` alone. `before`: only items with lower numbers.
    """
    newest = transaction.connection.execute(select(func.max(table.c.number))).scalar_one() or 0
    newest = newest if before is None else min(newest, before - 1)
    numbers: list[int] = []
    below, step, read = newest + 1, FIRST_STEP, 0
    wanted = and_(_public(domains), *(_has(transaction.dialect, word) for word in words))
    while below > 1 and newest - below < LOOKED_THROUGH and read < MOST_READ:
        low = max(below - step, 1)
        query = select(table.c.number, *FIELDS).where(table.c.number >= low, table.c.number < below, wanted)
        for number, *texts in transaction.connection.execute(query.order_by(table.c.number.desc())):
            read += 1
            if fits(words, texts):
                numbers.append(number)
        if len(numbers) > MOST_COUNTED:
            return Found(tuple(numbers[:MOST_COUNTED]), False, low)
        below, step = low, min(step * 2, LARGEST_STEP)
    return Found(tuple(numbers), True, below if below > 1 else None)


def at_address(transaction: Transaction, link: str, domains: Sequence[str], before: int | None = None) -> Found:
    """The items of the posts at just this address, private ones in `domains` alone: found by an index, at once.

    Nothing where it is too long for that. `before`: only items with lower numbers.
    """
    if not has_own_index(link):
        return Found((), True, None)
    here = select(table.c.number).where(table.c.url == link, URL_INDEXED, _public(domains))
    here = here if before is None else here.where(table.c.number < before)
    query = here.order_by(table.c.number.desc()).limit(MOST_COUNTED + 1)
    numbers = tuple(transaction.connection.execute(query).scalars())
    return Found(numbers[:MOST_COUNTED], len(numbers) <= MOST_COUNTED, None)


def nearest(transaction: Transaction, number: int) -> int | None:
    """The number of an item that comes nearest; None when there are no items."""
    below = select(func.max(table.c.number)).where(table.c.number <= number)
    above = select(func.min(table.c.number)).where(table.c.number >= number)
    found = [transaction.connection.execute(query).scalar_one() for query in (below, above)]
    return min((one for one in found if one is not None), key=lambda one: abs(one - number), default=None)


def _public(domains: Sequence[str]) -> ColumnElement[bool]:
    return or_(not_(table.c.private), table.c.domain.in_(domains)) if domains else not_(table.c.private)


def _has(dialect: str, word: str) -> ColumnElement[bool]:
    """What is true wherever the word stands; what every spelling has is looked for first, which is cheap and rare.

    Neither database looks at capitals among ASCII letters: SQLite's LIKE does not, and PostgreSQL's `lower` makes
    nothing else small in the collation C, which is faster than ILIKE.
    """
    text = reduce(lambda one, other: one + "\n" + other, FIELDS[1:], FIELDS[0])
    if dialect == "postgresql":
        text = func.lower(text.collate("C"))
    wanted = or_(*(text.like(f"%{_escaped(one)}%", escape="\\") for one in spellings(word)))
    first = "" if word.isascii() else kernel(word)
    return and_(text.like(f"%{_escaped(first)}%", escape="\\"), wanted) if first else wanted


def _escaped(piece: str) -> str:
    return piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
