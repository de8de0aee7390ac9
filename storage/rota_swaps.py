"""Swaps of shifts that somebody has asked for, and what became of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from routing.rota_swap import Swap, SwapState, Turn
from storage.database import Transaction
from storage.statements import insert, word
from storage.tables_rota import rota_swap as table

ASKED = table.c.state == word(SwapState.ASKED)


def ask(transaction: Transaction, asker: str, asked: str, turn: Turn, back: Turn | None, at: datetime) -> Swap:
    """Keep that somebody asks for a swap."""
    values: dict[str, Any] = {
        "asker": asker, "asked": asked, "layer": turn.layer, "starts_at": turn.starts_at, "ends_at": turn.ends_at,
        "asked_at": at, "state": SwapState.ASKED.value,
    }  # fmt: skip
    if back is not None:
        values |= {"back_layer": back.layer, "back_starts_at": back.starts_at, "back_ends_at": back.ends_at}
    statement = insert(transaction.dialect, table).values(values).returning(table.c.id)
    return Swap(transaction.connection.execute(statement).scalar_one(), asker, asked, turn, back, at)


def read(transaction: Transaction, number: int) -> Swap | None:
    """The swap as it is now; None when there is none of that number."""
    row = transaction.connection.execute(select(table).where(table.c.id == number)).mappings().one_or_none()
    return None if row is None else _swap(row)


def waiting(transaction: Transaction) -> list[Swap]:
    """Swaps that nobody has answered yet, the one whose turn begins first at the front."""
    query = select(table).where(ASKED).order_by(table.c.starts_at, table.c.id)
    return [_swap(row) for row in transaction.connection.execute(query).mappings()]


def settle(transaction: Transaction, swap: Swap, state: SwapState, at: datetime) -> bool:
    """Keep what became of a swap that was asked for; False when somebody else has done so meanwhile."""
    statement = update(table).where(table.c.id == swap.id, ASKED).values(state=state.value, settled_at=at)
    return transaction.connection.execute(statement).rowcount == 1


def _swap(row: Mapping[Any, Any]) -> Swap:
    turn = Turn(row["layer"], row["starts_at"], row["ends_at"])
    back = None
    if row["back_starts_at"] is not None:
        back = Turn(row["back_layer"], row["back_starts_at"], row["back_ends_at"])
    return Swap(
        row["id"], row["asker"], row["asked"], turn, back, row["asked_at"], SwapState(row["state"]), row["settled_at"]
    )  # fmt: skip
