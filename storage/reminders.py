"""How many reminders people have had lately: so that many do not come each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, Text, bindparam, column, func, select

from storage.database import Transaction
from storage.lanes import lane_of
from storage.moment import Moment
from storage.prepared import Prepared
from storage.statements import given_values, word
from storage.tables import outbox as table

_SINCE, _NOW, _UNTIL = (bindparam(name, type_=Moment) for name in ("since", "now", "until"))


@dataclass(frozen=True)
class Lately:
    """How many reminders have come, `most` at most, when the last did, and when the next of those that wait is due."""

    count: int
    last_at: datetime | None
    waits_until: datetime | None


def lately(
    transaction: Transaction,
    people: Sequence[tuple[str, str]],
    since: datetime,
    now: datetime,
    until: datetime,
    most: int,
) -> dict[tuple[str, str], Lately]:
    """The reminders of conversations (desk and conversation) after `since` and up to `until`; where there are some.

    No more than `most` are counted: whoever has thousands costs no more than whoever has a few.
    """
    lanes = {lane_of(*one): one for one in people}
    values = {"lanes": list(lanes), "since": since, "now": now, "until": until, "most": most}
    rows = LATELY.rows(transaction, values)
    return {lanes[lane]: Lately(count, last, waits) for lane, count, last, waits in rows if count or waits is not None}


def _lately(dialect: str) -> Select[tuple[str, int, datetime | None, datetime | None]]:
    asked = given_values(dialect, "lanes", Text())
    lane = asked.c.value
    came = _reminders(lane, _SINCE, _NOW).limit(bindparam("most")).correlate(asked).subquery("came")
    count = select(func.count()).select_from(came).correlate(asked).scalar_subquery()
    return select(lane, count, _one(_reminders(lane, _SINCE, _NOW), last=True), _one(_reminders(lane, _NOW, _UNTIL)))


def _reminders(
    lane: ColumnElement[str], after: ColumnElement[datetime], until: ColumnElement[datetime]
) -> Select[tuple[datetime]]:
    """When the reminders of a lane are due. The index that is for it is used only with these words."""
    return select(table.c.due_at).where(
        table.c.kind == word("notice"),
        table.c.lane == lane,
        table.c.due_at > after,
        table.c.due_at <= until,
        table.c.state.not_in((word("superseded"), word("gave_up"))),
    )


def _one(found: Select[tuple[datetime]], last: bool = False) -> ScalarSelect[datetime]:
    """Look at one row only: the index has them in this order."""
    at = table.c.due_at
    return found.order_by(at.desc() if last else at).limit(1).scalar_subquery()


LATELY = Prepared(_lately, returns=[column("lane", Text), column("count"), table.c.due_at, table.c.due_at])
