"""How many reminders people have had lately: so that many do not come each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, func, select

from storage.database import Transaction
from storage.lanes import lane_of
from storage.moment import Moment
from storage.statements import word
from storage.tables import outbox as table

_NOW = bindparam("now", type_=Moment)
_CAME = case((table.c.due_at <= _NOW, table.c.due_at))
_WAITS = case((table.c.due_at > _NOW, table.c.due_at))

# The index that is for it is used only with these words.
LATELY = (
    select(table.c.lane, func.count(_CAME), func.max(_CAME), func.min(_WAITS))
    .where(
        table.c.kind == word("notice"),
        table.c.lane.in_(bindparam("lanes", expanding=True)),
        table.c.due_at > bindparam("since", type_=Moment),
        table.c.due_at <= bindparam("until", type_=Moment),
        table.c.state.not_in((word("superseded"), word("gave_up"))),
    )
    .group_by(table.c.lane)
)


@dataclass(frozen=True)
class Lately:
    """How many reminders have come, when the last did, and when the next of those that wait is due."""

    count: int
    last_at: datetime | None
    waits_until: datetime | None


def lately(
    transaction: Transaction, people: Sequence[tuple[str, str]], since: datetime, now: datetime, until: datetime
) -> dict[tuple[str, str], Lately]:
    """The reminders of conversations (desk and conversation) after `since` and up to `until`; where there are some."""
    lanes = {lane_of(*one): one for one in people}
    values = {"lanes": list(lanes), "since": since, "now": now, "until": until}
    rows = transaction.connection.execute(LATELY, values)
    return {lanes[lane]: Lately(count, last_at, waits_until) for lane, count, last_at, waits_until in rows}
