"""The courier's side of the outbox: taking messages for sending, and settling how each send ended.

    pending ── lease ──▶ leased ── sent, gave_up ──▶ sent, gave_up
       ▲                   │  │
       ├────── retry ──────┘  └── mark_unknown, or the lease runs out ──▶ unknown
       └────── retry (looked, not there) ◀── sent (looked, there) ──────────┘

One lane (a conversation of a desk) has at most one leased message: a unique index holds that, on every replica.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Executable, and_, bindparam, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from routing.delivery import LEASE, UNKNOWN_WAIT
from routing.item import Place
from storage.database import Transaction
from storage.errors import StorageBusy
from storage.lanes import first_sendable, lane_of, next_sendable_at
from storage.moment import Moment, moment
from storage.outbox import SendState
from storage.prepared import Prepared
from storage.statements import insert, word
from storage.tables import outbox as table
from storage.tables import outbox_hold

LEASING = 0x5376_6172_0001
"""PostgreSQL's advisory lock under which messages are leased: one replica at a time, for a few milliseconds."""


@dataclass(frozen=True)
class Leased:
    """A message taken for sending, or of unknown outcome. `token` goes out as metadata; `attempts` counts this one."""

    id: int
    token: str
    desk: str
    conversation: str
    kind: str
    subject: str
    merge_key: str | None
    payload: Mapping[str, Any] = field(compare=False)
    priority: int
    attempts: int
    first_due_at: datetime
    error: str | None


LEASED_COLUMNS = [table.c[name] for name in Leased.__dataclass_fields__]

ALONE = Prepared(lambda _: select(func.pg_advisory_xact_lock(LEASING)))

# Read back by the update itself: a message merged into one of these meanwhile is seen, or queues anew.
LEASE_SOME = Prepared(
    lambda _: (
        update(table)
        .where(table.c.id.in_(first_sendable()), table.c.state == word(SendState.PENDING))
        .values(
            state=word(SendState.LEASED),
            attempts=table.c.attempts + 1,
            lease_owner=bindparam("new_owner", type_=table.c.lease_owner.type),
            lease_until=bindparam("new_until", type_=Moment),
        )
        .returning(*LEASED_COLUMNS)
    ),
    returns=LEASED_COLUMNS,
)

_BEHIND = and_(
    table.c.state == word(SendState.PENDING),
    table.c.lane == bindparam("lane"),
    table.c.kind == bindparam("kind"),
    table.c.merge_key.is_(None),
    table.c.due_at <= bindparam("until", type_=Moment),
)

WAITING = Prepared(lambda _: select(table.c.id).where(_BEHIND).limit(bindparam("most")))

TAKEN_ALONG = [table.c.id, table.c.subject, table.c.payload]

TAKE_ALONG = Prepared(
    lambda _: (
        update(table)
        .where(_BEHIND)
        .values(
            state=word(SendState.SUPERSEDED),
            settled_at=bindparam("at", type_=Moment),
            error=bindparam("why", type_=table.c.error.type),
        )
        .returning(*TAKEN_ALONG)
    ),
    returns=TAKEN_ALONG,
)

CARRIES = Prepared(
    lambda _: (
        update(table)
        .where(table.c.id == bindparam("this_id"))
        .values(payload=bindparam("new_payload", type_=table.c.payload.type))
    )
)

EXPIRE = Prepared(
    lambda _: (
        update(table)
        .where(table.c.state == word(SendState.LEASED), table.c.lease_until <= bindparam("now", type_=Moment))
        .values(state=word(SendState.UNKNOWN), due_at=bindparam("look_at", type_=Moment), error="the lease ran out")
    )
)

RESTED = Prepared(
    lambda _: (
        select(*LEASED_COLUMNS)
        .where(table.c.state == word(SendState.UNKNOWN), table.c.due_at <= bindparam("now", type_=Moment))
        .order_by(table.c.due_at)
        .limit(bindparam("most"))
    ),
    returns=LEASED_COLUMNS,
)

NEXT = (
    Prepared(lambda _: next_sendable_at()),
    Prepared(lambda _: select(func.min(table.c.lease_until)).where(table.c.state == word(SendState.LEASED))),
    Prepared(
        lambda _: (
            select(table.c.due_at).where(table.c.state == word(SendState.UNKNOWN)).order_by(table.c.due_at).limit(1)
        )
    ),
)
"""When there is something to send, when a lease runs out, when an outcome may be looked up."""


def lease(transaction: Transaction, now: datetime, owner: str, limit: int, lease: timedelta = LEASE) -> list[Leased]:
    """Take up to `limit` messages that may be sent now, the most urgent first, then the oldest. In a transaction alone.

    At most one of a lane, none of a lane that is held or has a message on its way, and none whose merge key is that
    of a message of unknown outcome. Leases that ran out become unknown.
    """
    if transaction.dialect == "postgresql":
        ALONE.rows(transaction)
    EXPIRE.count(transaction, {"now": now, "look_at": now + UNKNOWN_WAIT})
    values = {"now": now, "most": limit, "new_owner": owner, "new_until": now + lease}
    rows = LEASE_SOME.rows(transaction, values)
    return sorted((Leased(*row) for row in rows), key=lambda message: (message.priority, message.id))


def count_waiting(transaction: Transaction, message: Leased, until: datetime, most: int) -> int:
    """How many messages of the same kind wait in the lane of a leased one, due by then, counted up to `most`."""
    values = {"lane": lane_of(message.desk, message.conversation), "kind": message.kind, "until": until, "most": most}
    return len(WAITING.rows(transaction, values))


def take_along(
    transaction: Transaction, message: Leased, until: datetime, why: str, at: datetime
) -> list[tuple[str, Mapping[str, Any]]]:
    """Settles all that wait in the lane of a leased message, due by then, and are of its kind; their subjects and
    payloads, in order.

    For messages without a merge key. Whoever calls it lets the leased message say the same: see `carries`.
    """
    values = {
        "lane": lane_of(message.desk, message.conversation),
        "kind": message.kind,
        "until": until,
        "why": why,
        "at": at,
    }
    rows = sorted(TAKE_ALONG.rows(transaction, values), key=lambda row: row[0])
    return [(subject, payload) for _, subject, payload in rows]


def carries(transaction: Transaction, message: Leased, payload: Mapping[str, object]) -> None:
    """The leased message says something else from now on."""
    CARRIES.count(transaction, {"this_id": message.id, "new_payload": dict(payload)})


def unknown(transaction: Transaction, now: datetime, limit: int = 100) -> list[Leased]:
    """Messages of unknown outcome that have rested long enough to be looked up on the desk, the oldest first."""
    return [Leased(*row) for row in RESTED.rows(transaction, {"now": now, "most": limit})]


def sent(transaction: Transaction, message: Leased, place: Place, at: datetime) -> bool:
    """It stands at `place`. False when it was settled otherwise, or taken again, since."""
    landed = {"landed_conversation": place.conversation, "landed_message": place.message}
    # Waiting again counts too: whoever gave it back was wrong, and sending it a second time would double it.
    states = (SendState.LEASED, SendState.UNKNOWN, SendState.PENDING)
    return _move(transaction, message, states, SendState.SENT, landed | {"settled_at": at, "error": None})


def retry(transaction: Transaction, message: Leased, due_at: datetime, error: str) -> bool:
    """Not sent: try again at `due_at`, unless a newer one with its merge key waits already, which then goes instead.

    False when it was settled otherwise since.
    """
    states = (SendState.LEASED, SendState.UNKNOWN)
    newer = select(table.c.id).where(
        table.c.merge_key == message.merge_key, table.c.state == word(SendState.PENDING), table.c.id != message.id
    )
    if message.merge_key is not None and transaction.connection.execute(newer).first() is not None:
        return _move(transaction, message, states, SendState.SUPERSEDED, {"settled_at": due_at, "error": error})
    try:
        return _move(transaction, message, states, SendState.PENDING, {"due_at": due_at, "error": error})
    except IntegrityError as conflict:
        raise StorageBusy("a newer message with the same merge key was queued at this moment") from conflict


def gave_up(transaction: Transaction, message: Leased, error: str, at: datetime) -> bool:
    """It can never be sent. False when it was settled otherwise since."""
    states = (SendState.LEASED, SendState.UNKNOWN)
    return _move(transaction, message, states, SendState.GAVE_UP, {"settled_at": at, "error": error})


def needless(transaction: Transaction, message: Leased, why: str, at: datetime) -> bool:
    """There was nothing to say any more, so nothing was sent. False when it was settled otherwise since."""
    states = (SendState.LEASED, SendState.UNKNOWN)
    return _move(transaction, message, states, SendState.SUPERSEDED, {"settled_at": at, "error": why})


def mark_unknown(transaction: Transaction, message: Leased, at: datetime, error: str = "") -> bool:
    """It may have arrived: `unknown` gives it back after 15 s. Also for one that could not be looked up just now."""
    values = {"due_at": at + UNKNOWN_WAIT, "error": error}
    return _move(transaction, message, (SendState.LEASED, SendState.UNKNOWN), SendState.UNKNOWN, values)


def hold_conversation(transaction: Transaction, desk: str, conversation: str, until: datetime) -> None:
    """The desk asks to wait (429): nothing of this conversation is leased before `until`, whatever is queued.

    Order is kept. A hold is never shortened.
    """
    statement = insert(transaction.dialect, outbox_hold).values(lane=lane_of(desk, conversation), until=until)
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=["lane"], set_={"until": new.until}, where=outbox_hold.c.until < new.until
    )
    transaction.connection.execute(statement)


def given_up(transaction: Transaction, subject: str) -> list[Leased]:
    """The messages about this subject that could never be sent, the oldest first."""
    query = select(*LEASED_COLUMNS).where(table.c.state == word(SendState.GAVE_UP), table.c.subject == subject)
    return [Leased(*row) for row in transaction.connection.execute(query.order_by(table.c.id))]


def next_due(transaction: Transaction) -> datetime | None:
    """When there is next something to do: a message to send, an outcome to look up, a lease that runs out.

    None when nothing waits. A lane with a message on its way counts only by that message's lease.
    """
    found = (row[0] for look in NEXT for row in look.rows(transaction))
    return min((moment(whole) for whole in found if whole is not None), default=None)


def _move(
    transaction: Transaction,
    message: Leased,
    states: Sequence[SendState],
    state: SendState,
    values: Mapping[str, object],
) -> bool:
    """Compare and set: only this very attempt (`attempts` grows with each lease) and only from these states."""
    given = {f"new_{name}": value for name, value in values.items()}
    keys = {"this_id": message.id, "this_attempts": message.attempts}
    return _moving(tuple(states), state, tuple(values)).count(transaction, given | keys) == 1


@cache
def _moving(states: tuple[SendState, ...], state: SendState, names: tuple[str, ...]) -> Prepared:
    def build(_: str) -> Executable:
        given = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
        return (
            update(table)
            .where(
                table.c.id == bindparam("this_id"),
                table.c.attempts == bindparam("this_attempts"),
                or_(*(table.c.state == word(one) for one in states)),
            )
            .values(given | {"state": word(state), "lease_until": None, "lease_owner": None})
        )

    return Prepared(build)
