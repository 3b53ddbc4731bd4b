"""The process that plans: it takes jobs from the store until its service ends."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import NamedTuple

from sqlalchemy import URL, create_engine
from sqlalchemy.exc import SQLAlchemyError

from api.http.job_runner import JobRunner
from api.http.studies.study_work import StudyPlace
from api.planning import Planner
from api.store.database import tune
from api.store.dataset_store import DatasetStore
from api.store.jobs import Jobs

_TO_ALL = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""A terminal sends them to all its processes; the service says what to do."""


_BEHIND = 10
"""How far it stands back for the service: who waits for an answer comes first.

One tenth of a core is left to it where both are wanted whole; alone it has all. Further
back, a note of progress could hold the database up for those who wait.
"""


class Workplace(NamedTuple):
    """What a planning process works with."""

    database: URL
    studies: StudyPlace
    find: Callable[[], Planner]
    holder: str
    """Its name in the store."""

    def runner(
        self, jobs: Jobs, datasets: DatasetStore, pool: Executor | None = None
    ) -> JobRunner:
        """Return what sees to the jobs, one plan at a time, or all in one ``pool``."""
        plans, judges = (
            pool or ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
            for name in ("planner", "judge")
        )
        return JobRunner(jobs, datasets, plans, judges, self.find, self.studies)


def work(place: Workplace, line: Connection) -> None:
    """Plan until the service says so, or until it is dead.

    It says ``True`` when there is a job and ``False`` at the end. If it dies, this
    process goes at once, and its jobs are gone on with by whoever comes next.
    """
    os.nice(_BEHIND)
    for number in _TO_ALL:
        signal.signal(number, lambda *_: None)
    engine = tune(create_engine(place.database))
    jobs = Jobs(engine, place.holder)
    runner = place.runner(jobs, DatasetStore(engine))
    line.send(True)  # until now nothing was lost by ending it
    runner.resume()
    try:
        while line.recv():
            runner.look()
    except (EOFError, OSError):  # the latter if it died without hearing us
        with suppress(SQLAlchemyError):
            jobs.give_back()
        os._exit(1)
    runner.close()
