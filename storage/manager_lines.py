"""Lines about many items that stand in the managers' channel as one message, and those that wait to be sent there.

The items of one message share its place. While it is on its way they have a place that begins with `COMING`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from routing.item import Place
from storage.database import Transaction
from storage.lanes import lane_of
from storage.moment import Moment
from storage.outbox import SendState
from storage.placements import PUT
from storage.prepared import Prepared
from storage.statements import word
from storage.tables import outbox, placement

KIND = "managers"

COMING = "coming:"
"""Begins the message of a place that is not there yet; the subject of the row that brings it follows."""

NEW = "new"
"""In a row's payload: it brings a line, and does not change one."""

MOST_TOGETHER = 1_000
"""Items that one message may be about."""

_SHARED = (
    placement.c.message == bindparam("message"),
    placement.c.conversation == bindparam("conversation"),
    placement.c.desk == bindparam("desk"),
    placement.c.purpose == word(KIND),
)

SHARING = Prepared(lambda _: select(placement.c.subject).where(*_SHARED).order_by(placement.c.subject))
MOVED = Prepared(
    lambda _: update(placement).where(*_SHARED).values(message=bindparam("moved"), drawn=bindparam("says"))
)
GONE = Prepared(lambda _: delete(placement).where(*_SHARED))

_WAITS = [outbox.c.id, outbox.c.subject, outbox.c.payload]

# One of unknown outcome may have arrived: what waits behind it waits on.
_unsettled = outbox.alias("unsettled")
_UNKNOWN = select(_unsettled.c.merge_key).where(
    _unsettled.c.state == word(SendState.UNKNOWN), _unsettled.c.merge_key.is_not(None)
)

WAITING = Prepared(
    lambda _: (
        select(*_WAITS)
        .where(
            outbox.c.state == word(SendState.PENDING),
            outbox.c.lane == bindparam("lane"),
            outbox.c.kind == word(KIND),
            outbox.c.due_at <= bindparam("until", type_=Moment),
            outbox.c.merge_key.not_in(_UNKNOWN),
        )
        .order_by(outbox.c.id)
        .limit(bindparam("most"))
    ),
    returns=_WAITS,
)

_SENT = [outbox.c.settled_at, outbox.c.payload]

SENT = Prepared(
    lambda _: (
        select(*_SENT)
        .where(
            outbox.c.settled_at.is_not(None),
            outbox.c.settled_at > bindparam("since", type_=Moment),
            outbox.c.state == word(SendState.SENT),
            outbox.c.lane == bindparam("lane"),
            outbox.c.kind == word(KIND),
        )
        .order_by(outbox.c.settled_at.desc())
        .limit(bindparam("most"))
    ),
    returns=_SENT,
)

QUEUED = select(func.count(), func.min(outbox.c.due_at)).where(
    outbox.c.state == word(SendState.PENDING), outbox.c.lane == bindparam("lane"), outbox.c.kind == word(KIND)
)

SETTLE = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)), outbox.c.state == word(SendState.PENDING))
    .values(
        state=word(SendState.SUPERSEDED),
        settled_at=bindparam("at", type_=Moment),
        error=bindparam("why", type_=outbox.c.error.type),
    )
    .returning(outbox.c.subject)
)


@dataclass(frozen=True)
class Waiting:
    """A line that waits to be sent: the outbox row's id, and whether it is a new one."""

    id: int
    subject: str
    is_new: bool


@dataclass(frozen=True)
class LinesLately:
    """How many new ones have come, when the last did, and until when others wait, if they do."""

    count: int
    last_at: datetime | None
    waits_until: datetime | None


def sharing(transaction: Transaction, place: Place) -> list[str]:
    """The subjects of the items about which the message there is."""
    return [row[0] for row in SHARING.rows(transaction, _at(place))]


def share(transaction: Transaction, place: Place, subjects: Iterable[str]) -> None:
    """From now on the message there is about these too."""
    PUT.run_many(transaction, [
        {
            "subject": subject, "desk": place.desk, "purpose": KIND, "conversation": place.conversation,
            "message": place.message, "drawn": "",
        }
        for subject in subjects
    ])  # fmt: skip


def moved(transaction: Transaction, before: Place, message: str, drawn: str) -> int:
    """The message stands elsewhere in the same conversation, or says something else; how many items it is about."""
    return MOVED.count(transaction, {**_at(before), "moved": message, "says": drawn})


def gone(transaction: Transaction, place: Place) -> int:
    """There is no such message; how many items it was about."""
    return GONE.count(transaction, _at(place))


def waiting(transaction: Transaction, desk: str, conversation: str, until: datetime) -> list[Waiting]:
    """What waits to be sent there and is due by then, in order."""
    values = {"lane": lane_of(desk, conversation), "until": until, "most": MOST_TOGETHER}
    rows = WAITING.rows(transaction, values)
    return [Waiting(number, subject, bool(payload.get(NEW))) for number, subject, payload in rows]


def settle(transaction: Transaction, rows: Sequence[Waiting], why: str, at: datetime) -> set[str]:
    """Another message says the same: these are not sent. The subjects of those that were waiting still."""
    if not rows:
        return set()
    values = {"ids": [row.id for row in rows], "why": why, "at": at}
    return set(transaction.connection.execute(SETTLE, values).scalars())


def lately(transaction: Transaction, desk: str, conversation: str, since: datetime, now: datetime) -> LinesLately:
    """The new lines there since that moment, and those that wait: all that were due are counted, old ones too."""
    lane = lane_of(desk, conversation)
    sent = SENT.rows(transaction, {"lane": lane, "since": since, "most": 50})
    came: list[Any] = [at for at, payload in sent if payload.get(NEW)]
    count, first = transaction.connection.execute(QUEUED, {"lane": lane}).one()
    ahead = first is not None and first > now
    return LinesLately(len(came) + (0 if ahead else count), came[0] if came else None, first if ahead else None)


def _at(place: Place) -> dict[str, str]:
    return {"message": place.message, "conversation": place.conversation, "desk": place.desk}
