"""A swap that one person asks of another: their turn for nothing, or for a turn of the other's."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from routing.rota_shift import Shift


class SwapState(StrEnum):
    """What has become of a swap. All but ASKED are final."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    OVERTAKEN = "overtaken"  # the rota has changed meanwhile, or one of the two has left


@dataclass(frozen=True)
class Turn:
    """One stretch of somebody's in a layer, in UTC."""

    layer: str
    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Turn | Shift") -> bool:
        """Whether both have a moment in common, in whatever layers."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


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
