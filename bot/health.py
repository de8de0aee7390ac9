"""How the process says that it is well: the age of the last sweep, the writers, the database, what waits."""

from bot.courier import Courier
from bot.engine import Engine, EngineStopped
from bot.scheduler import Scheduler
from bot.web import Check, Health
from storage import backlog
from storage.database import Database
from storage.errors import StorageError


class Probe:
    """Looks at the running parts; every sentence is free of customers' words."""

    def __init__(self, database: Database, engine: Engine, scheduler: Scheduler, courier: Courier) -> None:
        self._database = database
        self._engine = engine
        self._scheduler = scheduler
        self._courier = courier

    def health(self) -> Health:
        """Does the process do its work? For `/healthz`: restart it when it does not."""
        writers = "" if self._engine.alive else "a writer thread has ended"
        return Health({
            "writers": _check(writers, "running"),
            "sweep": _check(self._scheduler.trouble(), "on time"),
            "courier": _check(self._courier.trouble(), "running"),
        })  # fmt: skip

    async def ready(self) -> Health:
        """May traffic come here? For `/readyz`: the database answers as well."""
        try:
            waiting = await self._engine.read(self._count)
            database = Check(True, f"answers; {waiting} messages wait to be sent")
        except (StorageError, EngineStopped) as error:
            database = Check(False, f"does not answer: {type(error).__name__}")
        return Health({**self.health().checks, "database": database})

    def _count(self) -> int:
        with self._database.read() as transaction:
            return sum(count.count for count in backlog.counts(transaction))


def _check(trouble: str, well: str) -> Check:
    return Check(not trouble, trouble or well)
