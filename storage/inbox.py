"""The keys of what was handled already, with the result it got: a repeat gets the same."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.sql.dml import ReturningInsert

from storage.database import Transaction
from storage.errors import StorageBusy
from storage.statements import insert
from storage.tables import inbox as table

REPLY = select(table.c.reply).where(table.c.key == bindparam("key"))


class NotSeen(Enum):
    NOT_SEEN = "not seen"


NOT_SEEN: Final = NotSeen.NOT_SEEN


def seen(transaction: Transaction, key: str) -> dict[str, Any] | NotSeen:
    """The reply that was given to this key, or NOT_SEEN."""
    reply = transaction.connection.execute(REPLY, {"key": key}).one_or_none()
    return NOT_SEEN if reply is None else dict(reply.reply)


def remember(transaction: Transaction, key: str, reply: Mapping[str, object], at: datetime) -> None:
    """Keep the reply for this key. StorageBusy when another transaction took the key first: roll back, run again,
    and `seen` has that one's reply."""
    row = {"key": key, "received_at": at, "reply": dict(reply)}
    if transaction.connection.execute(_insertion(transaction.dialect), row).first() is None:
        raise StorageBusy(f"{key} is being handled, or was, by somebody else")


def forget_older(transaction: Transaction, before: datetime) -> int:
    """Drop keys that came before that moment; how many."""
    return transaction.connection.execute(delete(table).where(table.c.received_at < before)).rowcount


@cache
def _insertion(dialect: str) -> ReturningInsert[Any]:
    return insert(dialect, table).on_conflict_do_nothing().returning(table.c.key)
