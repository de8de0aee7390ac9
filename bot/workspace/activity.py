"""What is under way right now, so that somebody can wait until nothing is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

SETTLING_TURNS = 5


class Activity:
    """Counts work that has begun and not ended."""

    def __init__(self) -> None:
        self._running = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @property
    def quiet(self) -> bool:
        """Whether nothing is under way at this moment."""
        return self._running == 0

    def begin(self) -> None:
        """Count one piece of work in."""
        self._running += 1
        self._quiet.clear()

    def end(self) -> None:
        """Count one piece of work out."""
        self._running -= 1
        if self._running == 0:
            self._quiet.set()

    @contextmanager
    def work(self) -> Iterator[None]:
        """Count the block as work."""
        self.begin()
        try:
            yield
        finally:
            self.end()

    async def idle(self) -> None:
        """Return when nothing is under way, and nothing follows at once."""
        while True:
            await self._quiet.wait()
            # What just ended may start something in the next turns of the loop.
            for _ in range(SETTLING_TURNS):
                await asyncio.sleep(0)
            if self._running == 0:
                return
