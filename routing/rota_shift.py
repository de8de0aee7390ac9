"""What the rota's arithmetic gives: shifts, and gaps between them."""

from dataclasses import dataclass
from datetime import datetime

from routing.reasons import Reason


@dataclass(frozen=True)
class Shift:
    """`person` is on call in `layer` from `starts_at` up to, but not including, `ends_at` (UTC); `because` says why."""

    person: str
    starts_at: datetime
    ends_at: datetime
    layer: str
    because: Reason


def believed(person: str, starts_at: datetime, ends_at: datetime, layer: str) -> Shift:
    """A shift that somebody was told of, whatever the handbook says of it now."""
    return Shift(person, starts_at, ends_at, layer, Reason("shift_turn", {"person": person}))


@dataclass(frozen=True)
class Gap:
    """From `starts_at` up to `ends_at` (UTC) nobody is on call: in `layer`, "" where no layer covers at all."""

    starts_at: datetime
    ends_at: datetime
    because: Reason
    layer: str = ""
