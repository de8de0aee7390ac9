"""The calendars that are layers of the rota, as they were read last: one row a layer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy import Row, func, select, text

from routing.rota_cover import ImportedShift
from storage.database import Transaction
from storage.statements import insert
from storage.tables_rota import calendar_import as table

LOCK = text("LOCK TABLE calendar_import IN SHARE ROW EXCLUSIVE MODE")
"""Readers go on. SQLite has one writer anyway."""

_TICK = timedelta(microseconds=1)
_SHIFTS = TypeAdapter(tuple[ImportedShift, ...])


@dataclass(frozen=True)
class Tried:
    """How reading a layer's calendar went. `digest` is that of the shifts that hold, "" when it was never read.

    `read_at` is when it was read last; before the first time, when it was first tried. `trouble` is a code that says
    why it is of no use; `doubts` are codes of what was odd when it was read last.
    """

    layer: str
    address_digest: str
    digest: str
    read_at: datetime
    tried_at: datetime
    trouble: str
    doubts: tuple[str, ...] = ()


def lock(transaction: Transaction) -> None:
    """Nobody else writes what was read until this transaction ends. First of what it does."""
    if transaction.dialect == "postgresql":
        transaction.connection.execute(LOCK)


def as_text(shifts: tuple[ImportedShift, ...]) -> str:
    """The shifts as they are stored."""
    return _SHIFTS.dump_json(shifts).decode()


def current(transaction: Transaction) -> tuple[ImportedShift, ...]:
    """The shifts of every calendar that was ever read."""
    rows = transaction.connection.execute(select(table.c.text).where(table.c.text != "").order_by(table.c.layer))
    return tuple(shift for row in rows for shift in _read(row.text))


@lru_cache(maxsize=8)
def _read(text: str) -> tuple[ImportedShift, ...]:
    """Remembered, because a few thousand shifts take milliseconds, and writers wait for whoever reads them."""
    return _SHIFTS.validate_json(text)


def tried(transaction: Transaction) -> dict[str, Tried]:
    """How reading each went, by layer."""
    rows = transaction.connection.execute(select(*_TRIED).order_by(table.c.layer))
    return {row.layer: _tried(row) for row in rows}


def keep(
    transaction: Transaction, layer: str, address_digest: str, shifts: tuple[ImportedShift, ...], digest: str,
    now: datetime, doubts: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """It was read. `digest` is that of the shifts as text; the lock is held.

    `changed_at` grows with each change, whichever clock says so: `storage.handbooks.Edition` looks for the newest.
    """
    before = tried(transaction).get(layer)
    values = {"address_digest": address_digest, "read_at": now, "tried_at": now, "trouble": _codes("", doubts)}
    if before is None or before.digest != digest:
        newest = transaction.connection.execute(select(func.max(table.c.changed_at))).scalar_one()
        at = now if newest is None else max(now, newest + _TICK)
        values |= {"text": as_text(shifts), "digest": digest, "changed_at": at}
    _write(transaction, layer, before, values)


def keep_trouble(transaction: Transaction, layer: str, address_digest: str, trouble: str, now: datetime) -> None:
    """It could not be read: what was read before goes on holding, and what was odd of it. The lock is held."""
    before = tried(transaction).get(layer)
    doubts = before.doubts if before is not None else ()
    values = {"address_digest": address_digest, "tried_at": now, "trouble": _codes(trouble, doubts)}
    if before is None:
        values |= {"text": "", "digest": "", "changed_at": now, "read_at": now}
    _write(transaction, layer, before, values)


def _write(transaction: Transaction, layer: str, before: Tried | None, values: dict[str, object]) -> None:
    if before is None:
        transaction.connection.execute(insert(transaction.dialect, table).values(layer=layer, **values))
    else:
        transaction.connection.execute(table.update().where(table.c.layer == layer).values(values))


_TRIED = [table.c[name] for name in ("layer", "address_digest", "digest", "read_at", "tried_at", "trouble")]


def _codes(trouble: str, doubts: tuple[str, ...]) -> str:
    """As the column has them: the trouble or nothing, and after a blank each doubt."""
    return " ".join((trouble, *doubts))


def _tried(row: Row[tuple[object, ...]]) -> Tried:
    values = dict(row._mapping)
    trouble, *doubts = str(values.pop("trouble")).split(" ")
    return Tried(**values, trouble=trouble, doubts=tuple(doubts))
