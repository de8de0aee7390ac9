"""Swaps of shifts that somebody has asked for, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update

from storage.database import Transaction
from storage.statements import insert, word
from storage.tables_rota import rota_swap as table


class SwapState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Turn:
    """One stretch of somebody's in a layer, in UTC."""

    layer: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Swap:
    """`asker` asks `asked` to take `turn` over; `back` is what the asker takes over in return, if anything."""

    id: int
    asker: str
    asked: str
    turn: Turn
    back: Turn | None
    asked_at: datetime
    state: SwapState = SwapState.ASKED
    settled_at: datetime | None = None

    @property
    def expires_at(self) -> datetime:
        """When nobody can say yes any more: as a turn begins; for one that had begun when it was asked, at its end."""
        turns = [self.turn, *([self.back] if self.back is not None else [])]
        return min(one.starts_at if one.starts_at > self.asked_at else one.ends_at for one in turns)


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
