"""Ends a piece of work that takes too long, within a process of one thread."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLong(BaseException):
    """It took too long. No Exception, since libraries catch those within and would go on."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TooLong within when it has taken so many seconds of this process' own work, however busy the machine is.

    Windows cannot: there it lasts as long as it lasts.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_: int, __: FrameType | None) -> None:
    raise TooLong
