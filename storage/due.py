"""What is due: of each item as much as its next step is decided on, since a sweep reads thousands.

Measured: without the columns that no step looks at, and with each ladder made once, reading takes a third of the time.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Select, Text, bindparam, cast, not_, select

from routing.item import Climb, Clock, Deadline, Item, Kind, Post, Rung, State, Urgency
from routing.reasons import Reason
from storage.database import Transaction
from storage.item_rows import climb_of, ladder_of, pause_of, request_of
from storage.moment import EPOCH, MICROSECOND, Moment, moment
from storage.prepared import Prepared
from storage.statements import one_of
from storage.tables import item as table

PLAIN = (
    "number", "received_at", "state", "version", "domain", "urgency", "kind", "language", "expert", "owner",
    "claimed_at", "due_at", "starts_at", "target", "came_unstaffed", "came_late", "clock", "next_due_at", "handbook",
    "held_until", "round",
)  # fmt: skip
AS_TEXT = ("ladder", "climb", "marks", "pause", "request")
"""JSON that comes as its text on both databases."""

UNREAD = Post(source="", external_id="", text="", posted_at=EPOCH)
UNREAD_REASON = Reason("unread")


COLUMNS = [table.c[name] for name in PLAIN] + [cast(table.c[name], Text).label(name) for name in AS_TEXT]
STANDS = [table.c.number, table.c.version, table.c.next_due_at]


def _due(columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    return (
        select(*columns)
        .where(table.c.next_due_at <= bindparam("now", type_=Moment))
        .order_by(table.c.next_due_at)
        .limit(bindparam("most"))
    )


DUE = Prepared(lambda _: _due(COLUMNS).with_for_update(skip_locked=True))
LOCKED = Prepared(lambda _: _due(STANDS).with_for_update(skip_locked=True), returns=STANDS)
BESIDE = Prepared(lambda dialect: _due(COLUMNS).where(not_(one_of(dialect, table.c.number, "under_way"))))
NUMBERED = Prepared(lambda dialect: select(*COLUMNS).where(one_of(dialect, table.c.number, "numbers")))

# To call an enumeration costs ten times as much as to look its member up.
_STATES = {one.value: one for one in State}
_URGENCIES = {one.value: one for one in Urgency}
_KINDS = {one.value: one for one in Kind}
_CLOCKS = {one.value: one for one in Clock}


def items(transaction: Transaction, now: datetime, limit: int = 100) -> list[Item]:
    """Up to `limit` items with a step due at `now` or before, the earliest first.

    They come without what no step looks at: the post, the reasons, the tags, the situation, the rule, where the post
    was noticed. Whoever needs that, or changes more than the climb, reads them again. On PostgreSQL they are locked
    until the transaction ends, and those another replica holds are passed over.
    """
    return [_item(row) for row in DUE.rows(transaction, {"now": now, "most": limit})]


def lock(transaction: Transaction, now: datetime, limit: int) -> list[tuple[int, int, datetime]]:
    """Number, version and due time of the items that `items` would give, locked as there."""
    return [(number, version, at) for number, version, at in LOCKED.rows(transaction, {"now": now, "most": limit})]


def beside(transaction: Transaction, now: datetime, under_way: Collection[int], limit: int) -> list[Item]:
    """As `items`, without those with these numbers. Locks nothing."""
    rows = BESIDE.rows(transaction, {"now": now, "most": limit, "under_way": list(under_way)})
    return [_item(row) for row in rows]


def numbered(transaction: Transaction, numbers: Collection[int]) -> list[Item]:
    """The items with these numbers, with as much of them as in `items`, in no order."""
    return [_item(row) for row in NUMBERED.rows(transaction, {"numbers": list(numbers)})]


def _item(row: tuple[Any, ...]) -> Item:
    (
        number, received_at, state, version, domain, urgency, kind, language, expert, owner,
        claimed_at, due_at, starts_at, target, came_unstaffed, came_late, clock, next_due_at, handbook,
        held_until, round_number, ladder, climb, marks, pause, request,
    ) = row  # fmt: skip
    return Item(
        number=number,
        post=UNREAD,
        received_at=moment(received_at),
        state=_STATES[state],
        version=version,
        domain=domain,
        urgency=_URGENCIES[urgency],
        kind=_KINDS[kind],
        language=language,
        expert=expert,
        owner=owner,
        claimed_at=_or_none(moment, claimed_at),
        deadline=Deadline(
            moment(due_at), moment(starts_at), target * MICROSECOND, UNREAD_REASON, bool(came_unstaffed),
            bool(came_late), _CLOCKS[clock],
        ),
        ladder=_ladder(ladder),
        climb=_climb(climb),
        next_due_at=_or_none(moment, next_due_at),
        reasons=(),
        handbook=handbook,
        held_until=_or_none(moment, held_until),
        marks=from_json(marks),
        round=round_number,
        pause=_or_none(lambda text: pause_of(from_json(text)), pause),
        request=_or_none(lambda text: request_of(from_json(text)), request),
    )  # fmt: skip


# Most items have one of a few ladders, and those of one sweep have mostly come equally far on them.
@lru_cache(maxsize=256)
def _ladder(text: str) -> tuple[Rung, ...]:
    return ladder_of(from_json(text))


@lru_cache(maxsize=256)
def _climb(text: str) -> Climb:
    return climb_of(from_json(text))


def _or_none(reader: Callable[[Any], Any], value: object) -> Any:
    return None if value is None else reader(value)
