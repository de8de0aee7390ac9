"""Items: adding, reading, and changing them so that of two who change the same item one wins."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import and_, bindparam, func, select, text, update

from routing.item import Item, Kind
from routing.what_if import PastPost
from storage.database import Transaction
from storage.item_rows import POST_COLUMNS, difference, from_row, post_of, to_row
from storage.moment import moment
from storage.prepared import Prepared
from storage.statements import insert as insert_into
from storage.tables import HAS_URL, LONGEST_URL
from storage.tables import item as table

OPEN = text("item.is_open")
"""The condition of the index on open items, word for word."""

URL_INDEXED = text(HAS_URL)
"""The condition of the index on addresses, word for word: an address for which `has_own_index` fulfils it."""

COLUMNS = [column.name for column in table.c]
PAST = ("number", "language", "kind", *POST_COLUMNS)

THIS = table.c.number == bindparam("number")
THIS_POST = and_(table.c.source == bindparam("source"), table.c.external_id == bindparam("external_id"))

BY_NUMBER = Prepared(lambda _: select(table).where(THIS), returns=table.c)
LOCKED = Prepared(lambda _: select(table).where(THIS).with_for_update(), returns=table.c)
CARRIERS = Prepared(
    lambda _: text(
        "WITH RECURSIVE carrier (person) AS ("
        "SELECT (SELECT min(carried_by) FROM item WHERE carried_by IS NOT NULL) AS person"
        " UNION ALL SELECT (SELECT min(carried_by) FROM item WHERE carried_by > carrier.person) FROM carrier"
        " WHERE carrier.person IS NOT NULL"
        ") SELECT person FROM carrier WHERE person IS NOT NULL"
    )
)
"""Everybody who carries an open item: from name to name along the index, past the items of each."""

EARLIEST = Prepared(
    lambda _: select(table.c.next_due_at).where(table.c.next_due_at.is_not(None)).order_by(table.c.next_due_at).limit(1)
)
NUMBER_OF = Prepared(lambda _: select(table.c.number).where(THIS_POST))
INSERT = Prepared(
    lambda dialect: (
        insert_into(dialect, table)
        .on_conflict_do_nothing(index_elements=["source", "external_id"])
        .returning(table.c.number)
    ),
    columns=[name for name in COLUMNS if name != "number"],
)


def insert(transaction: Transaction, item: Item) -> Item | None:
    """Store a new item for whose post `number_of` found nothing; None when somebody else has just stored it."""
    rows = INSERT.rows(transaction, to_row(item))
    return replace(item, number=rows[0][0]) if rows else None


def number_of(transaction: Transaction, source: str, external_id: str) -> int | None:
    """The number of the item made from this post of this source, or None."""
    rows = NUMBER_OF.rows(transaction, {"source": source, "external_id": external_id})
    return rows[0][0] if rows else None


def read(transaction: Transaction, number: int) -> Item | None:
    """The item as it is now, or None."""
    return _one(transaction, BY_NUMBER, number=number)


def lock(transaction: Transaction, number: int) -> Item | None:
    """The item, with its row locked until the transaction ends: nobody else's change can come between."""
    return _one(transaction, LOCKED, number=number)


def read_many(transaction: Transaction, numbers: Sequence[int]) -> list[Item]:
    """The items with these numbers that exist, by number."""
    query = select(table).where(table.c.number.in_(numbers)).order_by(table.c.number)
    return [from_row(row) for row in transaction.connection.execute(query)]


def read_by_origin(transaction: Transaction, desk: str, conversation: str, message: str) -> Item | None:
    """The item whose post came from this message on a desk, or None; of several the first."""
    query = select(table).where(
        table.c.origin_desk.is_not(None),
        table.c.origin_conversation == conversation,
        table.c.origin_message == message,
        table.c.origin_desk == desk,
    )
    row = transaction.connection.execute(query.order_by(table.c.number).limit(1)).one_or_none()
    return None if row is None else from_row(row)


def by_link(transaction: Transaction, link: str, since: datetime, most: int = 5_000) -> int | None:
    """The number of the item of the post at this address: an open one, else one received since that moment; the newest.

    Addresses too long for an index are looked for among the `most` that are due first, then the `most` newest.
    """
    still_open, lately = select(table.c.number).where(OPEN), select(table.c.number).where(table.c.received_at >= since)
    if has_own_index(link):
        queries = [query.where(table.c.url == link, URL_INDEXED) for query in (still_open, lately)]
    else:
        ways = (still_open.order_by(table.c.due_at), lately.order_by(table.c.received_at.desc()))
        rows = [way.add_columns(table.c.url).limit(most).subquery().c for way in ways]
        queries = [select(row.number).where(row.url == link) for row in rows]
    for query in queries:
        newest = query.order_by(query.selected_columns.number.desc()).limit(1)
        number = transaction.connection.execute(newest).scalar_one_or_none()
        if number is not None:
            return int(number)
    return None


def has_own_index(link: str) -> bool:
    """Whether items are found by this address by an index: see HAS_URL."""
    return 1 <= len(link) <= LONGEST_URL


def oldest_open(transaction: Transaction, count: int) -> list[Item]:
    """Up to `count` open items, the earliest deadline first."""
    query = select(table).where(OPEN).order_by(table.c.due_at, table.c.number).limit(count)
    return [from_row(row) for row in transaction.connection.execute(query)]


def carried_by(transaction: Transaction, person: str) -> list[int]:
    """The numbers of the open items that somebody owns, or is the expert of while nobody owns them."""
    query = select(table.c.number).where(table.c.carried_by == person).order_by(table.c.number)
    return list(transaction.connection.execute(query).scalars())


def count_carried_by_others(transaction: Transaction, people: Collection[str]) -> int:
    """How many open items somebody else than `people` owns, or is the expert of while nobody owns them.

    Costs what there are people who carry items, and what these have.
    """
    others = sorted({row[0] for row in CARRIERS.rows(transaction)}.difference(people))
    if not others:
        return 0
    query = select(func.count()).select_from(table).where(table.c.carried_by.in_(others))
    return int(transaction.connection.execute(query).scalar_one())


def named_around(transaction: Transaction, person: str, since: datetime, until: datetime) -> list[int]:
    """The numbers of the open items received between these moments whose expert somebody is and that nobody owns."""
    query = select(table.c.number).where(
        table.c.received_at.between(since, until), table.c.carried_by == person, table.c.owner.is_(None)
    )
    return list(transaction.connection.execute(query.order_by(table.c.number)).scalars())


def carried_by_others_around(
    transaction: Transaction, people: Collection[str], since: datetime, until: datetime, now: datetime
) -> list[int]:
    """The numbers of the open items received between these moments that somebody else than `people` carries.

    Those that are due at `now` are left out.
    """
    query = select(table.c.number, table.c.carried_by).where(
        table.c.received_at.between(since, until),
        table.c.carried_by.is_not(None),
        table.c.next_due_at.is_(None) | (table.c.next_due_at > now),
    )
    known = set(people)
    rows = transaction.connection.execute(query.order_by(table.c.number))
    return [number for number, carrier in rows if carrier not in known]


def received_since(transaction: Transaction, since: datetime, limit: int) -> list[PastPost]:
    """Up to `limit` posts that came in since that moment, the newest first, whatever became of them."""
    query = (
        select(*(table.c[name] for name in PAST))
        .where(table.c.received_at >= since)
        .order_by(table.c.received_at.desc(), table.c.number.desc())
        .limit(limit)
    )
    return [
        PastPost(row.number, post_of(row), row.language, Kind(row.kind))
        for row in transaction.connection.execute(query)
    ]


def change(transaction: Transaction, before: Item, after: Item) -> bool:
    """Store `after` if the item is still at `before.version`; then its version is that plus one.

    False: somebody else changed it meanwhile, nothing was written; read it again to say who. The number, and
    `after.version`, play no part.
    """
    values = difference(before, after) | {"version": before.version + 1}
    statement = update(table).where(table.c.number == before.number, table.c.version == before.version).values(values)
    return transaction.connection.execute(statement).rowcount == 1


def due_numbers(transaction: Transaction, now: datetime, limit: int) -> list[int]:
    """The numbers of what `storage.due` would give, also of those that cannot be read."""
    query = select(table.c.number).where(table.c.next_due_at <= now).order_by(table.c.next_due_at).limit(limit)
    return list(transaction.connection.execute(query).scalars())


def look_again(transaction: Transaction, now: datetime) -> None:
    """Every open item is due at `now`, if it was not due before: what is due of it is decided anew."""
    later = table.c.next_due_at.is_(None) | (table.c.next_due_at > now)
    transaction.connection.execute(update(table).where(OPEN, later).values(next_due_at=now))


def look_again_before(transaction: Transaction, now: datetime, until: datetime) -> None:
    """What is due after `now`, and at `until` at the latest, is due at `now`: when it really is due is decided anew."""
    ahead = (table.c.next_due_at > now) & (table.c.next_due_at <= until)
    transaction.connection.execute(update(table).where(ahead).values(next_due_at=now))


def due_at_one_of(transaction: Transaction, moments: Collection[datetime]) -> list[int]:
    """The numbers of the items that are due at exactly one of these moments."""
    query = select(table.c.number).where(table.c.next_due_at.in_(moments)).order_by(table.c.number)
    return list(transaction.connection.execute(query).scalars())


def put_off(transaction: Transaction, number: int, until: datetime) -> None:
    """The item is due again at `until`, whatever else is in its row."""
    transaction.connection.execute(update(table).where(table.c.number == number).values(next_due_at=until))


def earliest_due(transaction: Transaction) -> datetime | None:
    """When the next step of any item is due; None when nothing is waiting."""
    rows = EARLIEST.rows(transaction)
    return moment(rows[0][0]) if rows else None


def count_overdue(transaction: Transaction, since: datetime) -> int:
    """How many items had a step due at that moment or before, and have not taken it."""
    query = select(func.count()).select_from(table).where(table.c.next_due_at <= since)
    return int(transaction.connection.execute(query).scalar_one())


def _one(transaction: Transaction, statement: Prepared, **values: int | str) -> Item | None:
    rows = statement.rows(transaction, values)
    return _stored(rows[0]) if rows else None


def _stored(row: tuple[Any, ...]) -> Item:
    return from_row(SimpleNamespace(**dict(zip(COLUMNS, row, strict=True))))
