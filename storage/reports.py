"""Rows for the figures of status and digest: as little of each item as `routing.report` needs, in one query."""

from datetime import datetime

from sqlalchemy import and_, func, not_, select, text

from routing.item import State
from routing.report import Line
from storage.database import Transaction
from storage.items import OPEN
from storage.tables import item as table

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
]


def count_open(transaction: Transaction) -> int:
    """How many items are open; costs what there are."""
    return int(transaction.connection.execute(select(func.count()).select_from(table).where(OPEN)).scalar_one())


def status_lines(transaction: Transaction, since: datetime, now: datetime) -> list[Line]:
    """Every open item, and every closed one whose deadline or end fell after `since` and not after `now`.

    Its cost grows with those, not with all items ever stored.
    """
    due_in_period = and_(table.c.due_at > since, table.c.due_at <= now)
    closed_in_period = and_(table.c.closed_at > since, table.c.closed_at <= now)
    # Three parts that do not overlap, so that each has its own index.
    query = select(*COLUMNS).where(OPEN)
    query_due = select(*COLUMNS).where(CLOSED, due_in_period)
    query_closed = select(*COLUMNS).where(CLOSED, closed_in_period, not_(due_in_period))
    rows = transaction.connection.execute(query.union_all(query_due, query_closed))
    states = {state.value: state for state in State}
    return [
        Line(number, source, domain, states[state], posted_at, due_at, target, closed_at, unstaffed, held, person)
        for number, source, domain, state, posted_at, due_at, target, closed_at, unstaffed, held, person in rows
    ]
