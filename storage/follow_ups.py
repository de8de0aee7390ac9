"""What customers wrote after their post: kept with the item that it continues, each once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select

from routing.follow_up import Need
from routing.item import Author, Item, Post
from storage.database import Transaction
from storage.prepared import Prepared
from storage.statements import insert, word
from storage.tables import follow_up as table

THIS_POST = and_(table.c.source == bindparam("source"), table.c.external_id == bindparam("external_id"))

ITEM_OF = Prepared(lambda _: select(table.c.item).where(THIS_POST))
AUTHOR_OF = Prepared(lambda _: select(table.c.author_name, table.c.author_handle).where(THIS_POST))


@dataclass(frozen=True)
class FollowUp:
    """One follow-up of item `item`. `round` is the item's at the moment it came in, before it changed anything."""

    item: int
    text: str
    posted_at: datetime
    received_at: datetime
    url: str
    author: Author
    attachments: tuple[str, ...]
    need: Need
    round: int


def item_of(transaction: Transaction, source: str, external_id: str) -> int | None:
    """The number of the item that this post of this source continues, or None."""
    rows = ITEM_OF.rows(transaction, {"source": source, "external_id": external_id})
    return rows[0][0] if rows else None


def author_of(transaction: Transaction, source: str, external_id: str) -> Author | None:
    """Who wrote this follow-up of this source; None where this post is none."""
    rows = AUTHOR_OF.rows(transaction, {"source": source, "external_id": external_id})
    return Author(*rows[0]) if rows else None


def add(transaction: Transaction, item: Item, post: Post, received_at: datetime, need: Need) -> bool:
    """Keep a follow-up of an item, which should be locked before. False: it is there already, and nothing changes."""
    statement = insert(transaction.dialect, table).on_conflict_do_nothing(index_elements=["source", "external_id"])
    values = {
        "item": item.number, "source": post.source, "external_id": post.external_id, "text": post.text,
        "posted_at": post.posted_at, "received_at": received_at, "url": post.url, "author_name": post.author.name,
        "author_handle": post.author.handle, "attachments": list(post.attachments), "verdict": need.value,
        "round": item.round,
    }  # fmt: skip
    return transaction.connection.execute(statement.values(values).returning(table.c.id)).one_or_none() is not None


def latest(transaction: Transaction, item: int) -> FollowUp | None:
    """The item's follow-up that came in last, or None."""
    query = select(table).where(table.c.item == item).order_by(table.c.id.desc()).limit(1)
    row = transaction.connection.execute(query).one_or_none()
    return None if row is None else _follow_up(row)


def every(transaction: Transaction, item: int) -> list[FollowUp]:
    """All follow-ups of the item, the first first."""
    query = select(table).where(table.c.item == item).order_by(table.c.id)
    return [_follow_up(row) for row in transaction.connection.execute(query)]


def asked_since(transaction: Transaction, item: int, since: datetime) -> bool:
    """Whether anything that needs an answer has come in for the item after that moment."""
    needs = table.c.verdict != word(Need.ONLY_THANKS)
    query = select(table.c.id).where(table.c.item == item, table.c.received_at > since, needs).limit(1)
    return transaction.connection.execute(query).first() is not None


def _follow_up(row: Any) -> FollowUp:
    return FollowUp(
        row.item, row.text, row.posted_at, row.received_at, row.url, Author(row.author_name, row.author_handle),
        tuple(row.attachments), Need(row.verdict), row.round,
    )  # fmt: skip
