"""The keys of what was handled already, with the result it got: a repeat gets the same."""

import json
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import Text, bindparam, cast, delete, select

from storage.database import Transaction
from storage.errors import StorageBusy
from storage.prepared import Prepared
from storage.statements import insert
from storage.tables import inbox as table

REPLY = Prepared(lambda _: select(cast(table.c.reply, Text)).where(table.c.key == bindparam("key")))
REMEMBER = Prepared(
    lambda dialect: insert(dialect, table).on_conflict_do_nothing().returning(table.c.key),
    columns=("key", "received_at", "reply"),
)


class NotSeen(Enum):
    """A type of its own, since a reply that was given may be empty."""

    NOT_SEEN = "not seen"


NOT_SEEN: Final = NotSeen.NOT_SEEN


def seen(transaction: Transaction, key: str) -> dict[str, Any] | NotSeen:
    """The reply that was given to this key, or NOT_SEEN."""
    found = REPLY.rows(transaction, {"key": key})
    return dict(json.loads(found[0][0])) if found else NOT_SEEN


def remember(transaction: Transaction, key: str, reply: Mapping[str, object], at: datetime) -> None:
    """Keep the reply for this key. StorageBusy when another transaction took the key first: roll back, run again,
    and `seen` has that one's reply."""
    row = {"key": key, "received_at": at, "reply": dict(reply)}
    if not REMEMBER.rows(transaction, row):
        raise StorageBusy(f"{key} is being handled, or was, by somebody else")


def forget(transaction: Transaction, key: str) -> None:
    """Drop a key, so that it may come again."""
    transaction.connection.execute(delete(table).where(table.c.key == key))


def forget_older(transaction: Transaction, before: datetime) -> int:
    """Drop keys that came before that moment; how many."""
    return transaction.connection.execute(delete(table).where(table.c.received_at < before)).rowcount
