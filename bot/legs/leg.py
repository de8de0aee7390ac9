"""What the courier asks of a second leg."""

from typing import Protocol

from handlers.parcels import Alarm
from routing.delivery import Outcome

LONGEST_CALL = 10.0
"""Real seconds for one try."""

SOON = 2.0
"""Seconds before the next try of what failed for the moment; the courier makes them more each time."""


class Leg(Protocol):
    """One way besides chat."""

    async def send(self, alarm: Alarm) -> Outcome:
        """Sends once, never waits and repeats by itself: the courier decides about another try."""

    async def close(self) -> None:
        """Lets go of what it holds. May be called twice."""
