"""What chat lays over the rota: overrides, swaps, "I take the next two hours"; and shifts read from a calendar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CoverKind(StrEnum):
    """How it came about: the lead set it, two people agreed, somebody took it upon themselves."""

    OVERRIDE = "override"
    SWAP = "swap"
    TAKEN = "taken"


@dataclass(frozen=True)
class Cover:
    """`person` is on call in `layer` from `starts_at` up to `ends_at` (UTC), whoever's turn it is.

    Where several overlap the one said last (the highest `id`) holds. `instead_of` is whose turn it was then.
    """

    layer: str
    person: str
    starts_at: datetime
    ends_at: datetime
    kind: CoverKind
    said_by: str
    said_at: datetime
    instead_of: str = ""
    id: int = 0


@dataclass(frozen=True)
class ImportedShift:
    """A shift that the calendar of `layer` holds. `person` is a handbook id, "" for one that names nobody known."""

    layer: str
    person: str
    starts_at: datetime
    ends_at: datetime
    summary: str = ""
