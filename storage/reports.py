"""Rows for the figures of status and digest: as little of each item as `routing.report` needs, in one query."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, not_, null, select, text

from routing.item import Clock, State
from routing.report import Line
from storage.database import Transaction
from storage.items import OPEN
from storage.tables import item as table
from storage.tables import item_round

CLOSED = text("NOT item.is_open")

COLUMNS = [
    table.c.number,
    table.c.source,
    table.c.domain,
    table.c.state,
    table.c.posted_at,
    table.c.due_at,
    table.c.target,
    table.c.closed_at,
    table.c.came_unstaffed,
    table.c.held_until.is_not(None).label("held"),
    func.coalesce(table.c.owner, table.c.expert).label("person"),
    table.c.came_late,
    table.c.clock,
    table.c.pause,
]


# A round that is over has the source and the time of posting of its item.
ROUNDS = [
    table.c.number,
    table.c.source,
    item_round.c.domain,
    item_round.c.state,
    table.c.posted_at,
    item_round.c.due_at,
    item_round.c.target,
    item_round.c.closed_at,
    item_round.c.came_unstaffed,
    item_round.c.held,
    item_round.c.person,
    item_round.c.came_late,
    item_round.c.clock,
    null().label("pause"),
]


def count_open(transaction: Transaction) -> int:
    """How many items are open; costs what there are."""
    return int(transaction.connection.execute(select(func.count()).select_from(table).where(OPEN)).scalar_one())


def status_lines(transaction: Transaction, since: datetime, now: datetime) -> list[Line]:
    """Every open item, and every closed one whose deadline or end fell after `since` and not after `now`.

    An item that has opened again has a line for each of its rounds: one for that which runs, if it is in question, and
    one for each that ended. Its cost grows with those, not with all items ever stored.
    """
    due_in_period = and_(table.c.due_at > since, table.c.due_at <= now)
    closed_in_period = and_(table.c.closed_at > since, table.c.closed_at <= now)
    # Three parts that do not overlap, so that each has its own index.
    query = select(*COLUMNS).where(OPEN)
    query_due = select(*COLUMNS).where(CLOSED, due_in_period)
    query_closed = select(*COLUMNS).where(CLOSED, closed_in_period, not_(due_in_period))
    ended = and_(item_round.c.closed_at > since, item_round.c.closed_at <= now)
    was_due = and_(item_round.c.due_at > since, item_round.c.due_at <= now)
    rounds = select(*ROUNDS).join(table, table.c.number == item_round.c.item)
    query_rounds = (rounds.where(was_due), rounds.where(ended, not_(was_due)))
    rows = transaction.connection.execute(query.union_all(query_due, query_closed, *query_rounds))
    return [line_of(row, now) for row in rows]


def lines_of(transaction: Transaction, numbers: Sequence[int], now: datetime) -> dict[int, list[Line]]:
    """The lines of these items at `now`, one a round, the running one (or the last) as the last."""
    found: dict[int, list[Line]] = {number: [] for number in numbers}
    ended = select(*ROUNDS).join(table, table.c.number == item_round.c.item).where(item_round.c.item.in_(numbers))
    for row in transaction.connection.execute(ended.order_by(item_round.c.item, item_round.c.round)):
        found[row[0]].append(line_of(row, now))
    for row in transaction.connection.execute(select(*COLUMNS).where(table.c.number.in_(numbers))):
        found[row[0]].append(line_of(row, now))
    return found


_STATES = {state.value: state for state in State}
_CLOCKS = {clock.value: clock for clock in Clock}


def line_of(row: Sequence[Any], now: datetime) -> Line:
    """A row of COLUMNS. The clock of what is paused stands still: its deadline moves as time passes."""
    number, source, domain, state, posted_at, due_at, target, closed_at, unstaffed, held, person, *others = row
    late, clock, pause = others
    if pause is not None and closed_at is None:
        due_at += max(now - datetime.fromisoformat(pause["at"]), timedelta())
    return Line(
        number, source, domain, _STATES[state], posted_at, due_at, target, closed_at, unstaffed, held, person, late,
        _CLOCKS[clock],
    )  # fmt: skip
