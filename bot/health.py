"""How the process says that it is well: the age of the last sweep, what is overdue, the writers, the database, what
waits.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.courier import Courier
from bot.engine import Engine, EngineStopped
from bot.scheduler import Scheduler
from bot.web import Check, Health
from storage import backlog, items
from storage.database import Database
from storage.errors import StorageError

LONGEST_LOOK = 2.0
"""Seconds that the look for overdue steps may take: a database that hangs is told by `/readyz` and by the sweeps."""


class Probe:
    """Looks at the running parts; every sentence is free of customers' words.

    `overdue_since`: what was due then, and is not taken, is late.
    """

    def __init__(
        self, database: Database, engine: Engine, scheduler: Scheduler, courier: Courier,
        overdue_since: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._overdue_since = overdue_since
        self._database = database
        self._engine = engine
        self._scheduler = scheduler
        self._courier = courier

    async def health(self) -> Health:
        """Does the process do its work? For `/healthz`: restart it when it does not."""
        writers = "" if self._engine.alive else "a writer thread has ended"
        return Health({
            "writers": _check(writers, "running"),
            "sweep": _check(self._scheduler.trouble(), "on time"),
            "courier": _check(self._courier.trouble(), "running"),
            "rungs": await self._rungs(),
        })  # fmt: skip

    async def ready(self) -> Health:
        """May traffic come here? For `/readyz`: the database answers as well."""
        try:
            waiting = await self._engine.read(self._count)
            database = Check(True, f"answers; {waiting} messages wait to be sent")
        except (StorageError, EngineStopped) as error:
            database = Check(False, f"does not answer: {type(error).__name__}")
        return Health({**(await self.health()).checks, "database": database})

    async def _rungs(self) -> Check:
        try:
            async with asyncio.timeout(LONGEST_LOOK):
                overdue = await self._engine.read(self._count_overdue)
        except (StorageError, EngineStopped, TimeoutError):
            return Check(True, "not known: the database does not answer")
        return _check(f"{overdue} steps are more than a minute overdue" if overdue else "", "on time")

    def _count_overdue(self) -> int:
        with self._database.read() as transaction:
            return items.count_overdue(transaction, self._overdue_since())

    def _count(self) -> int:
        with self._database.read() as transaction:
            return sum(count.count for count in backlog.counts(transaction))


def _check(trouble: str, well: str) -> Check:
    return Check(not trouble, trouble or well)
