"""Absences said in chat. Rows are only ever added: coming back early is a row that ends another."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from routing.absence import Absence
from storage.database import Transaction
from storage.statements import insert
from storage.tables import absence as table

KEPT = timedelta(days=2)
"""How long an absence that is over is still read: for sentences about yesterday, and for clocks that differ."""


def lock(transaction: Transaction) -> None:
    """Nobody else says that somebody is away, or hands over, until this transaction ends. First of what it does."""
    transaction.lock(table)


def add(transaction: Transaction, absence: Absence, *, said_by: str, said_at: datetime) -> Absence:
    """Keep that somebody is away; the absence's id is given by the database."""
    values = {
        "person": absence.person, "starts_at": absence.starts_at, "until_at": absence.until_at,
        "deputy": absence.deputy, "note": absence.note, "said_by": said_by, "said_at": said_at,
    }  # fmt: skip
    statement = insert(transaction.dialect, table).values(values).returning(table.c.id)
    return replace(absence, id=transaction.connection.execute(statement).scalar_one())


def end(
    transaction: Transaction, absence: Absence, at: datetime, *, said_by: str, said_at: datetime | None = None
) -> None:
    """Keep that an absence said in chat is over from `at` on (before it began: it never was).

    `said_at` is when that was said, `at` unless given.
    """
    assert absence.id, "an absence that the handbook plans is ended there"
    values = {
        "person": absence.person, "starts_at": at, "until_at": at, "deputy": "", "note": "", "said_by": said_by,
        "said_at": said_at or at, "ends": absence.id,
    }  # fmt: skip
    transaction.connection.execute(insert(transaction.dialect, table).values(values))


def replaced_by(transaction: Transaction, absence: Absence) -> list[Absence]:
    """The absences of the person that were ended as this one was said, as they were before."""
    said_at = select(table.c.said_at).where(table.c.id == absence.id).scalar_subquery()
    ended = select(table.c.ends).where(
        table.c.person == absence.person, table.c.ends.is_not(None), table.c.said_at == said_at
    )
    rows = transaction.connection.execute(select(table).where(table.c.id.in_(ended)).order_by(table.c.id))
    return [found for row in rows if row.id < absence.id and (found := _absence(row, None)) is not None]


def current(transaction: Transaction, now: datetime) -> list[Absence]:
    """Every absence under way, to come, or over since less than KEPT, by its id; those ended early end early."""
    recent = table.c.until_at.is_(None) | (table.c.until_at >= now - KEPT)
    rows = transaction.connection.execute(select(table).where(recent).order_by(table.c.id)).all()
    ended = {row.ends: row.starts_at for row in rows if row.ends is not None}
    # One that was ended long ago, or as if it had never been, has its end further back than is read above.
    others = [row.id for row in rows if row.ends is None and row.id not in ended]
    if others:
        older = select(table.c.ends, table.c.starts_at).where(table.c.ends.in_(others))
        ended |= {row.ends: row.starts_at for row in transaction.connection.execute(older)}
    return [found for row in rows if row.ends is None and (found := _absence(row, ended.get(row.id))) is not None]


def _absence(row: Row[Any], ended_at: datetime | None) -> Absence | None:
    until_at = row.until_at if ended_at is None else ended_at
    if until_at is not None and until_at <= row.starts_at:
        return None
    return Absence(row.person, row.starts_at, until_at, row.deputy, row.note, row.id)
