"""Answers that go out at their source: what was previewed, what is on its way, and what became of it.

previewed ── queue ──▶ queued ── published, failed ──▶ published, failed ── published after all ──▶ published
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, delete, select, update

from routing.item import Item
from storage.database import Transaction
from storage.statements import insert, word
from storage.tables_desk import publication as table


class PublicationState(StrEnum):
    """How far an answer has come. What is PREVIEWED or FAILED stands nowhere, as far as is known."""

    PREVIEWED = "previewed"
    QUEUED = "queued"
    PUBLISHED = "published"
    FAILED = "failed"


@dataclass(frozen=True)
class Publication:
    """One answer to item `item` in its `round`. `text` goes out word for word, as `account`; it never changes.

    `link` and `external_id` are the source's, once it stands there; `error` says why it does not.
    """

    id: int
    item: int
    round: int
    leg: str
    by: str
    at: datetime
    source: str
    account: str
    text: str
    state: PublicationState
    link: str | None
    external_id: str | None
    settled_at: datetime | None
    error: str | None


ANSWER = "answer"
"""The leg of an answer that has only one."""


def preview(
    transaction: Transaction, item: Item, by: str, account: str, text: str, at: datetime, leg: str = ANSWER
) -> Publication:
    """Keep what somebody has looked at before it goes out, instead of what they had looked at before."""
    mine = (table.c.item == item.number, table.c.by == by, table.c.state == word(PublicationState.PREVIEWED))
    transaction.connection.execute(delete(table).where(*mine))
    values: dict[str, Any] = {
        "item": item.number, "round": item.round, "leg": leg, "by": by, "at": at, "source": item.post.source,
        "account": account, "text": text, "state": PublicationState.PREVIEWED.value,
    }  # fmt: skip
    statement = insert(transaction.dialect, table).values(values).returning(*table.c)
    return _publication(transaction.connection.execute(statement).mappings().one())


def read(transaction: Transaction, number: int) -> Publication | None:
    """The publication of that number; None when there is none, or no more."""
    return _first(transaction, select(table).where(table.c.id == number))


def under_way(transaction: Transaction, item: int) -> Publication | None:
    """The answer to the item that is on its way, if any."""
    return _newest(transaction, table.c.item == item, table.c.state == word(PublicationState.QUEUED))


def queue(transaction: Transaction, number: int, at: datetime) -> bool:
    """What was previewed is on its way from now on; False when it was already, or is no more."""
    return _moved(transaction, number, (PublicationState.PREVIEWED,), state=PublicationState.QUEUED, at=at)


def published(transaction: Transaction, number: int, link: str, external_id: str, at: datetime) -> bool:
    """It stands at its source; False when that was known."""
    before = (PublicationState.QUEUED, PublicationState.FAILED)
    values = {"link": link, "external_id": external_id, "settled_at": at, "error": None}
    return _moved(transaction, number, before, state=PublicationState.PUBLISHED, **values)


def failed(transaction: Transaction, number: int, error: str, at: datetime) -> bool:
    """It does not go out, as far as is known; False when it was settled before."""
    before = (PublicationState.QUEUED,)
    return _moved(transaction, number, before, state=PublicationState.FAILED, settled_at=at, error=error)


def forget_previews(transaction: Transaction, before: datetime) -> None:
    """What was looked at before that moment and never sent."""
    old = (table.c.state == word(PublicationState.PREVIEWED), table.c.at < before)
    transaction.connection.execute(delete(table).where(*old))


def _moved(transaction: Transaction, number: int, before: tuple[PublicationState, ...], **values: Any) -> bool:
    statement = update(table).where(table.c.id == number, table.c.state.in_([state.value for state in before]))
    return transaction.connection.execute(statement.values(values)).rowcount == 1


def _newest(transaction: Transaction, *conditions: Any) -> Publication | None:
    return _first(transaction, select(table).where(*conditions).order_by(table.c.id.desc()).limit(1))


def _first(transaction: Transaction, query: Select[Any]) -> Publication | None:
    row = transaction.connection.execute(query).mappings().first()
    return None if row is None else _publication(row)


def _publication(row: Any) -> Publication:
    return Publication(**{**row, "state": PublicationState(row["state"])})
