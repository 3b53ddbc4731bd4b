"""Begins the planning process, and begins another when it dies."""

import atexit
import logging
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Event, Lock, Thread

from sqlalchemy.exc import SQLAlchemyError

from api.http.background.planning_process import Workplace, work
from api.store.jobs import Jobs
from api.store.schema import Job
from api.what_if.out_of_reach import out_of_reach

log = logging.getLogger(__name__)

AGAIN = 0.5
"""Seconds from the death of a planning process to the next one."""


class PlanningProcess:
    """Sees to jobs in a process of its own, which ends with this one."""

    is_within = False

    def __init__(self, jobs: Jobs, place: Workplace) -> None:
        self._jobs, self._place = jobs, place
        self._closing, self._lock = Event(), Lock()
        self._begun: tuple[SpawnProcess, Connection] | None = None
        self._watch = Thread(target=self._watched, name="planning", daemon=True)

    @property
    def pid(self) -> int | None:
        """The number of the process, while it is alive."""
        if self._begun is None or not self._begun[0].is_alive():
            return None
        return self._begun[0].pid

    def take(self, job: Job) -> None:  # noqa: ARG002 - it looks for itself
        """Let the process look for jobs."""
        self._say(goes_on=True)

    def stop(self, job_id: str) -> None:
        """End a job; the process hears of it with its next note of progress."""
        self._jobs.stop(job_id)

    def resume(self) -> None:
        """Begin the process."""
        self._begin()
        self._watch.start()

    def close(self) -> None:
        """End the process in order, with its best plan kept."""
        with self._lock:
            self._closing.set()
        self._say(goes_on=False)
        if not self._looks_for_jobs:
            self._kill()
        self._watch.join()

    @property
    def _looks_for_jobs(self) -> bool:
        """Whether the process has said that it begins, or is dead."""
        try:
            return self._begun is None or self._begun[1].poll()
        except OSError:
            return True

    def _kill(self) -> None:
        if self._begun is not None:
            self._begun[0].kill()

    def _begin(self) -> None:
        spawn = get_context("spawn")  # a fork would take threads and locks along
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=work, args=(self._place, theirs))
        with out_of_reach():  # it hears of a stop by its line
            process.start()
        theirs.close()
        atexit.register(ours.close)  # else leaving without order would wait for it
        self._begun = process, ours

    def _say(self, *, goes_on: bool) -> None:
        if self._begun is not None:
            with suppress(OSError):  # it is dead: the next one looks by itself
                self._begun[1].send(goes_on)

    def _watched(self) -> None:
        while self._begun is not None:
            process, line = self._begun
            process.join()
            line.close()
            if self._closing.is_set():
                return
            log.warning("the planning process ended: %s", process.exitcode)
            self._let_go()
            self._closing.wait(AGAIN)
            with self._lock:
                if self._closing.is_set():
                    return
                self._begin()

    def _let_go(self) -> None:
        try:
            self._jobs.let_go(self._place.holder)
        except SQLAlchemyError as error:  # then the lease runs out by itself
            log.warning("lease not ended: %s", type(error).__name__)
