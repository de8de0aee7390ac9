"""The only place that reads a clock."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Real time in UTC, plus what it has been moved forward by. Never moved in production.

    Demo and stories move it; whoever waits for a moment (`wait_until`) is woken by a move.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = timedelta(0) if start is None else start - datetime.now(UTC)
        self._moved: set[Callable[[], None]] = set()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def epoch(self) -> float:
        """Seconds since 1970, of the same clock."""
        return self.now().timestamp()

    def forward(self, by: timedelta) -> None:
        """Moves the clock and wakes everybody who waits for a moment. Negative moves stand for a clock set back."""
        self._offset += by
        for wake in tuple(self._moved):
            wake()

    def real(self, moment: datetime) -> datetime:
        """When that moment of this clock comes in real time, if the clock is not moved meanwhile."""
        return moment - self._offset

    def on_move(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Calls `wake` after each move; returns what ends that."""
        self._moved.add(wake)
        return lambda: self._moved.discard(wake)

    async def wait_until(self, moment: datetime | None, woken: asyncio.Event) -> None:
        """Waits for the moment (None: for ever) or for `woken`, whichever is first; clears `woken`."""
        undo = self.on_move(woken.set)
        try:
            timeout = None if moment is None else max(0.0, (moment - self.now()).total_seconds())
            async with asyncio.timeout(timeout):
                await woken.wait()
        except TimeoutError:
            pass
        finally:
            undo()
            woken.clear()


def monotonic() -> float:
    """Seconds of a clock that is never set back: for measuring how long something took."""
    return time.monotonic()
