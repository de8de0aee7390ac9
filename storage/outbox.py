"""The outbox: every message that must arrive, stored with the change that caused it, until it has been sent.

This file puts messages in; `storage.courier` takes them out.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, select, union_all, update

from storage.database import Transaction
from storage.lanes import lane_of
from storage.moment import Moment
from storage.prepared import Prepared
from storage.statements import Insert, insert, one_of, word
from storage.tables import outbox as table
from storage.together import Together, given


class SendState(StrEnum):
    """How far a message has come. SENT, GAVE_UP and SUPERSEDED are final."""

    PENDING = "pending"
    LEASED = "leased"
    UNKNOWN = "unknown"
    SENT = "sent"
    GAVE_UP = "gave_up"
    SUPERSEDED = "superseded"
    """A newer message with the same merge key was waiting when this one was to be tried again."""


_TOKEN_BYTES = 16


@dataclass(frozen=True)
class Queued:
    """One message to send, drawn only when it is sent: `payload` (JSON) says what the drawing needs to know.

    `conversation` is in the desk's own words, `subject` what it is about ("item:12", "page:3"). The lowest `priority`
    goes first. `merge_key` (unique to a conversation) lets a later one take the place of one that still waits.
    """

    desk: str
    conversation: str
    kind: str
    subject: str
    payload: Mapping[str, object]
    priority: int
    due_at: datetime
    merge_key: str | None = None


def queue(transaction: Transaction, message: Queued) -> None:
    """Queue one message; see `queue_many`."""
    queue_many(transaction, [message])


def queue_many(transaction: Transaction, messages: Sequence[Queued]) -> None:
    """Queue messages with one statement, to be sent in this order where priorities are equal.

    A message whose merge key is already waiting takes the waiting one's place in the queue: with the newest kind,
    subject and payload, the more urgent priority and the earlier due time of the two.
    """
    if not messages:
        return
    first: list[dict[str, Any]] = []
    again: list[dict[str, Any]] = []
    keys: set[str] = set()
    for message, token in zip(messages, _tokens(len(messages)), strict=True):
        # PostgreSQL does not let one statement change the same row twice.
        (again if message.merge_key in keys else first).append(_row(message, token))
        if message.merge_key is not None:
            keys.add(message.merge_key)
    QUEUE.run(transaction, first)
    EACH.run_many(transaction, again)


def waiting(transaction: Transaction, merge_key: str) -> dict[str, Any] | None:
    """The payload of the message that waits with this merge key, or None. Nobody else changes it before we are done."""
    rows = WAITING.rows(transaction, {"merge_key": merge_key})
    return rows[0][0] if rows else None


def on_their_way(transaction: Transaction, merge_keys: Sequence[str]) -> set[str]:
    """Of these merge keys those under which a message waits, or is being sent."""
    if not merge_keys:
        return set()
    return {row[0] for row in ON_THEIR_WAY.rows(transaction, {"keys": list(merge_keys)})}


def last_sent(transaction: Transaction, kind: str, desk: str, conversation: str, since: datetime) -> datetime | None:
    """When the last message of a kind was sent there, of those sent since that moment."""
    values = {"kind": kind, "lane": lane_of(desk, conversation), "since": since}
    rows = LAST_SENT.rows(transaction, values)
    return rows[0][0] if rows else None


def withdraw(transaction: Transaction, merge_key: str, at: datetime) -> bool:
    """Takes the message that waits with this merge key back: it is not sent. False: it has left, or may have."""
    values = {"state": SendState.SUPERSEDED.value, "settled_at": at, "error": "taken back"}
    waits = table.c.state == word(SendState.PENDING)
    statement = update(table).where(table.c.merge_key == merge_key, waits).values(values)
    return transaction.connection.execute(statement).rowcount == 1


def newest_settled(transaction: Transaction) -> datetime | None:
    """When the last message was settled; None when none ever was."""
    moment: datetime | None = transaction.connection.execute(select(func.max(table.c.settled_at))).scalar_one()
    return moment


def _each(dialect: str) -> Insert:
    return _merging(insert(dialect, table))


def _all_at_once(dialect: str) -> Insert:
    return _merging(insert(dialect, table).inline().from_select(NAMES, select(given(COLUMNS))))


def _merging(statement: Insert) -> Insert:
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["merge_key"],
        index_where=table.c.state == word(SendState.PENDING),
        set_={
            "kind": new.kind,
            "subject": new.subject,
            "payload": new.payload,
            "priority": _smaller(new.priority, table.c.priority),
            "due_at": _smaller(new.due_at, table.c.due_at),
            "first_due_at": _smaller(new.first_due_at, table.c.first_due_at),
        },
    )


def _smaller(new: ColumnElement[Any], old: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((new < old, new), else_=old)


NAMES = (
    "token", "desk", "conversation", "lane", "kind", "subject", "merge_key", "payload", "priority", "first_due_at",
    "due_at", "state", "attempts",
)  # fmt: skip
COLUMNS = [table.c[name] for name in NAMES]

EACH = Prepared(_each, columns=NAMES)
QUEUE = Together(each=EACH, all_at_once=Prepared(_all_at_once), columns=COLUMNS)


WAITING = Prepared(
    lambda _: (
        select(table.c.payload)
        .where(table.c.merge_key == bindparam("merge_key"), table.c.state == word(SendState.PENDING))
        .with_for_update()
    ),
    returns=[table.c.payload],
)

# Apart for each state: each has an index of its own, and few messages are being sent.
ON_THEIR_WAY = Prepared(
    lambda dialect: union_all(
        *(
            select(table.c.merge_key).where(table.c.state == word(state), one_of(dialect, table.c.merge_key, "keys"))
            for state in (SendState.PENDING, SendState.LEASED, SendState.UNKNOWN)
        )
    )
)

LAST_SENT = Prepared(
    lambda _: (
        select(table.c.settled_at)
        .where(
            table.c.settled_at.is_not(None),
            table.c.settled_at >= bindparam("since", type_=Moment),
            table.c.lane == bindparam("lane"),
            table.c.kind == bindparam("kind"),
            table.c.state == word(SendState.SENT),
        )
        .order_by(table.c.settled_at.desc())
        .limit(1)
    ),
    returns=[table.c.settled_at],
)


def _tokens(count: int) -> list[str]:
    """Names that no other message has, 128 random bits each; asked of the system once for all of them."""
    digits = secrets.token_hex(_TOKEN_BYTES * count)
    return [digits[start : start + 2 * _TOKEN_BYTES] for start in range(0, len(digits), 2 * _TOKEN_BYTES)]


def _row(message: Queued, token: str) -> dict[str, Any]:
    return {
        "token": token,
        "desk": message.desk,
        "conversation": message.conversation,
        "lane": lane_of(message.desk, message.conversation),
        "kind": message.kind,
        "subject": message.subject,
        "merge_key": message.merge_key,
        "payload": dict(message.payload),
        "priority": int(message.priority),
        "first_due_at": message.due_at,
        "due_at": message.due_at,
        "state": SendState.PENDING.value,
        "attempts": 0,
    }
