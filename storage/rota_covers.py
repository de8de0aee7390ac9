"""Covers of shifts, said in chat. Rows are only ever added: taking one back is a row that ends another."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from routing.rota_cover import Cover, CoverKind
from storage.database import Transaction
from storage.statements import insert
from storage.tables_rota import rota_cover as table

KEPT = timedelta(days=35)
"""How long a cover that is over is still read: for who was on call then, and for calendars."""


def lock(transaction: Transaction) -> None:
    """Nobody else changes who is on call until this transaction ends. First of what it does."""
    transaction.lock(table)


def add(transaction: Transaction, cover: Cover) -> Cover:
    """Keep a cover as it was said; its id is given by the database."""
    values = {
        "layer": cover.layer, "person": cover.person, "instead_of": cover.instead_of, "starts_at": cover.starts_at,
        "ends_at": cover.ends_at, "kind": cover.kind.value, "said_by": cover.said_by, "said_at": cover.said_at,
    }  # fmt: skip
    statement = insert(transaction.dialect, table).values(values).returning(table.c.id)
    return replace(cover, id=transaction.connection.execute(statement).scalar_one())


def end(transaction: Transaction, cover: Cover, at: datetime, *, said_by: str, said_at: datetime) -> None:
    """Keep that the cover is over from `at` on (its beginning: it never was); `said_at` is when that was said."""
    # It has the end of the one that it ends, so that whoever reads that one reads this as well.
    values = {
        "layer": cover.layer, "person": cover.person, "instead_of": cover.instead_of, "starts_at": at,
        "ends_at": cover.ends_at, "kind": cover.kind.value, "said_by": said_by, "said_at": said_at, "ends": cover.id,
    }  # fmt: skip
    transaction.connection.execute(insert(transaction.dialect, table).values(values))


def current(transaction: Transaction, now: datetime) -> list[Cover]:
    """Every cover under way, to come, or over since less than KEPT, by its id; those ended early end early."""
    query = select(table).where(table.c.ends_at >= now - KEPT)
    # Sorted here: else SQLite goes through all there ever were, in their order.
    rows = sorted(transaction.connection.execute(query), key=lambda row: row.id)
    ended: dict[int, datetime] = {}
    for row in rows:
        if row.ends is not None:
            ended[row.ends] = min(row.starts_at, ended.get(row.ends, row.starts_at))
    return [found for row in rows if row.ends is None and (found := _cover(row, ended.get(row.id))) is not None]


def _cover(row: Row[Any], ended_at: datetime | None) -> Cover | None:
    ends_at = row.ends_at if ended_at is None else min(ended_at, row.ends_at)
    if ends_at <= row.starts_at:
        return None
    kind = CoverKind(row.kind)
    return Cover(
        row.layer, row.person, row.starts_at, ends_at, kind, row.said_by, row.said_at, row.instead_of, row.id
    )  # fmt: skip
