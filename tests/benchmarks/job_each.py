"""As many would build it: for each item a job of APScheduler's, in its SQLAlchemyJobStore, that takes the step."""

import pickle
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

from bot.clock import Clock
from handlers import escalate
from handlers.dispatch import Dispatch

LONGEST = 900.0
"""Seconds after which it is broken off."""


@dataclass
class Way:
    """What the jobs need and leave: they are found by name, so that it stands here."""

    dispatch: Dispatch
    clock: Clock
    at: datetime
    expected: int
    late: list[float] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)


_WAYS: list[Way] = []


def take(number: int) -> None:
    """The job: one transaction for one item."""
    way = _WAYS[-1]
    way.dispatch.run(lambda scene: escalate.sweep_one(scene, number), way.clock.now())
    way.late.append((way.clock.now() - way.at).total_seconds())
    if len(way.late) == way.expected:
        way.done.set()


class Jobs:
    """The store with its jobs, and the scheduler that runs them."""

    def __init__(self, address: str, dispatch: Dispatch) -> None:
        self._dispatch = dispatch
        self._store = SQLAlchemyJobStore(url=address)
        self._scheduler = BackgroundScheduler(
            jobstores={"default": self._store},
            # As many threads as may write at once: more wait for each other until their patience is over, and fail.
            executors={"default": ThreadPoolExecutor(dispatch.database.writers)},
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )
        self._scheduler.start(paused=True)

    def lateness(self, clock: Clock, numbers: Sequence[int], at: datetime) -> list[float]:
        """Seconds from the due moment to the committed step, of each item. The jobs stand in the store before."""
        way = Way(self._dispatch, clock, at, len(numbers))
        _WAYS.append(way)
        self.add(numbers, clock.real(at))
        self._scheduler.resume()
        if not way.done.wait(LONGEST):
            raise TimeoutError(f"{len(way.late)} of {way.expected} jobs have run")
        self._scheduler.pause()
        self._scheduler.get_job("none")  # waits until the pass that started the last job has taken it out of the store
        return way.late

    def add(self, numbers: Sequence[int], at: datetime) -> None:
        """All jobs with one statement: adding them one by one would take as long as the measurement."""
        rows = []
        for number in numbers:
            job = Job(
                self._scheduler, id=str(number), func=take, args=(number,), kwargs={}, trigger=DateTrigger(at),
                executor="default", misfire_grace_time=None, coalesce=True, max_instances=1, next_run_time=at,
                name="take",
            )  # fmt: skip
            state = {"id": job.id, "next_run_time": at.timestamp()}
            rows.append(state | {"job_state": pickle.dumps(job.__getstate__(), self._store.pickle_protocol)})
        if rows:
            with self._store.engine.begin() as connection:
                connection.execute(self._store.jobs_t.insert(), rows)

    def close(self) -> None:
        """Ends the scheduler; what is still to come stays in the store."""
        self._scheduler.shutdown(wait=True)
        _WAYS.clear()
