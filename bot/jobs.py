"""Work that somebody on an event loop waits for while a thread does it."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Job(Generic[Result]):
    """Made on the loop, where `done` is awaited; run on a thread, whose outcome `settle` brings back."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self.loop = asyncio.get_running_loop()
        self.done: asyncio.Future[Result] = self.loop.create_future()
        self._work = work
        self._outcome: Callable[[], None] | None = None

    @property
    def wanted(self) -> bool:
        """False when nobody waits for it any more."""
        return not self.done.done()

    def run(self, how: Callable[[Callable[[], Result]], Result]) -> bool:
        """Does the work, the way `how` does it; False when it raised. Either is kept until it is told."""
        try:
            self._outcome = partial(self.done.set_result, how(self._work))
        except BaseException as error:
            self.fail(error)
            return False
        return True

    def fail(self, error: BaseException) -> None:
        """It did not come to anything, whatever its result was."""
        self._outcome = partial(self.done.set_exception, error)

    def tell(self) -> None:
        """On the loop: whoever still waits goes on."""
        if self._outcome is not None and self.wanted:
            self._outcome()


def settle(jobs: Iterable[Job[Any]]) -> None:
    """From a thread: tells all who wait. Their loop is woken once for all of them, not for each."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Job[Any]]] = {}
    for job in jobs:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, its in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
            loop.call_soon_threadsafe(_tell_all, its)


def _tell_all(jobs: list[Job[Any]]) -> None:
    for job in jobs:
        job.tell()
