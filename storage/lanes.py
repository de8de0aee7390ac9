"""Lanes: the messages of one conversation, sent one after the other. Which lane may send what, and when.

The queries step through an index from lane to lane and look only at the head of each: they cost what there are
conversations, not what there are messages.
"""

from sqlalchemy import CTE, ColumnElement, Select, bindparam, case, exists, func, or_, select

from storage.moment import Moment
from storage.statements import word
from storage.tables import outbox, outbox_hold

PENDING = outbox.c.state == word("pending")


def lane_of(desk: str, conversation: str) -> str:
    """Desk and conversation in one word."""
    return f"{desk} {conversation}"


def first_sendable() -> Select[tuple[int]]:
    """Ids of at most one message of each free lane: its most urgent, then oldest, of those due at `now`.

    `now` and `most` (how many) are parameters of the statement.
    """
    now = bindparam("now", type_=Moment)
    lanes = _waiting_lanes()
    held = exists().where(outbox_hold.c.lane == lanes.c.lane, outbox_hold.c.until > now)
    head = (
        select(outbox.c.id)
        .where(PENDING, outbox.c.lane == lanes.c.lane, outbox.c.due_at <= now, _allowed())
        .order_by(outbox.c.priority, outbox.c.id)
        .limit(1)
        .correlate(lanes)
        .scalar_subquery()
    )
    heads = select(head.label("id")).where(lanes.c.lane.is_not(None), ~_busy(lanes), ~held).cte("heads")
    found = select(outbox.c.id).join(heads, heads.c.id == outbox.c.id).order_by(outbox.c.priority, outbox.c.id)
    return found.limit(bindparam("most"))


def next_sendable_at() -> Select[tuple[int | None]]:
    """When the next message of any free lane may be sent; null when none waits."""
    lanes = _waiting_lanes()
    due = (
        select(outbox.c.due_at)
        .where(PENDING, outbox.c.lane == lanes.c.lane, _allowed())
        .order_by(outbox.c.due_at)
        .limit(1)
        .correlate(lanes)
        .scalar_subquery()
    )
    free = select(lanes.c.lane, due.label("due_at")).where(lanes.c.lane.is_not(None), ~_busy(lanes)).cte("free")
    moment = case((outbox_hold.c.until > free.c.due_at, outbox_hold.c.until), else_=free.c.due_at)
    return select(func.min(moment)).select_from(free).outerjoin(outbox_hold, outbox_hold.c.lane == free.c.lane)


def _waiting_lanes() -> CTE:
    """Every lane with something pending, and one null at the end."""
    lanes = select(func.min(outbox.c.lane).label("lane")).where(PENDING).cte("lanes", recursive=True)
    following = select(func.min(outbox.c.lane)).where(PENDING, outbox.c.lane > lanes.c.lane).scalar_subquery()
    return lanes.union_all(select(following).where(lanes.c.lane.is_not(None)))


def _busy(lanes: CTE) -> ColumnElement[bool]:
    return exists().where(outbox.c.state == word("leased"), outbox.c.lane == lanes.c.lane)


def _allowed() -> ColumnElement[bool]:
    """Not behind a message of unknown outcome with the same merge key: a card would be posted twice."""
    unsettled = outbox.alias("unsettled")
    keys = select(unsettled.c.merge_key).where(unsettled.c.state == word("unknown"), unsettled.c.merge_key.is_not(None))
    return or_(outbox.c.merge_key.is_(None), outbox.c.merge_key.not_in(keys))
