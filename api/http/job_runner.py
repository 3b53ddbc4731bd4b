"""Sees to jobs one after the other, files what comes out."""

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from threading import Event, Thread
from typing import Protocol

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.heartbeat import Tell, beating
from api.http.job_work import JobWork, LastPlan, Outcome, told_plans
from api.http.order import ScheduleOrder
from api.http.studies.study_order import StudyOrder
from api.http.studies.study_views import TallyView
from api.http.studies.study_work import StudyPlace, StudyWork
from api.http.trials.trial_work import TrialWork
from api.planning import Planner
from api.store.dataset_store import DatasetStore
from api.store.jobs import NOTED, Jobs, Lease
from api.store.schema import Job, Operation
from api.what_if.sweep import Tally
from scheduler.planning.result import Progress

log = logging.getLogger(__name__)

_OFTEN = 0.5
"""Seconds of planning between notes of progress."""
_KEPT_EVERY = 5.0
"""Seconds of planning between plans that are kept in case the process dies."""
_SHORT = (Operation.VALIDATE, Operation.EVALUATE)
"""What does not wait for plans."""
_NO_DATABASE = (DBAPIError, PoolTimeout)
"""Told while the database is away. All else is a defect, and not passed over."""
LOOK = 5.0
"""Seconds between looks for jobs that another process left or never took."""


class Background(Protocol):
    """Where jobs are seen to."""

    @property
    def pid(self) -> int | None:
        """The number of the process that plans, if it is another and alive."""

    @property
    def is_within(self) -> bool:
        """Whether it is this process that plans."""

    def take(self, job: Job) -> None:
        """Hear of a job that has been stored."""

    def stop(self, job_id: str) -> None:
        """End a job; if it runs, it keeps the best plan so far."""

    def resume(self) -> None:
        """Begin, also with what other processes left."""

    def close(self) -> None:
        """End the running jobs, keeping their plans; what waits goes on waiting."""


class JobRunner:
    """Runs jobs in threads of this process.

    What is only judged does not wait for what is planned.
    """

    def __init__(  # noqa: PLR0913
        self,
        jobs: Jobs,
        datasets: DatasetStore,
        pool: Executor,
        judges: Executor,
        find: Callable[[], Planner],
        studies: StudyPlace,
    ) -> None:
        self._jobs, self._datasets, self._find = jobs, datasets, find
        self._pool, self._judges = pool, judges
        self._studies = studies
        self._stops: dict[str, Event] = {}
        self._closing = Event()
        self._watch = Thread(target=self._look_again, name="jobs", daemon=True)

    pid = None
    is_within = True

    def take(self, job: Job) -> None:
        """Put a stored job in the queue, if it is not there."""
        if self._stops.setdefault(job.id, stop := Event()) is stop:
            is_long = job.operation not in _SHORT
            pool = self._pool if is_long else self._judges
            pool.submit(self._carry_out, job.id)

    def resume(self) -> None:
        """Take up what other processes left, now and whenever one of them dies."""
        self._look()
        self._watch.start()

    def _look_again(self) -> None:
        while not self._closing.wait(LOOK):
            self.look()

    def look(self) -> None:
        """Look for jobs, if the database answers."""
        try:
            self._look()
        except SQLAlchemyError as error:  # it may be back next time
            log.warning("no look for jobs: %s", type(error).__name__)

    def _look(self) -> None:
        """Take what waits; what ran in a dead process begins anew, twice at most."""
        if again := self._jobs.requeue_orphans():
            log.warning("begun anew, for their process died: jobs %d", again)
        if died := self._jobs.fail_orphans():
            log.warning("ended with the process that ran them: jobs %d", died)
        for job in self._jobs.waiting():
            self.take(job)

    def stop(self, job_id: str) -> None:
        """End a job; if it runs, it keeps the best plan so far."""
        self._jobs.stop(job_id)
        if stop := self._stops.get(job_id):
            stop.set()

    def close(self) -> None:
        """End the running jobs, keeping their plans; what waits goes on waiting."""
        self._closing.set()
        self._watch.join()
        pools = self._pool, self._judges
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        for stop in list(self._stops.values()):
            stop.set()
        for pool in pools:
            pool.shutdown(wait=True)

    def _carry_out(self, job_id: str) -> None:
        stop = self._stops[job_id]
        try:
            if lease := self._jobs.start(job_id):
                outcome = self._outcome(lease, stop)
                if outcome.files:
                    self._jobs.keep_files(lease, outcome.files)
                if not self._jobs.finish(lease, outcome.state, **outcome.columns()):
                    log.warning("job %s is no longer ours: not filed", job_id)
        finally:
            self._stops.pop(job_id, None)

    def _outcome(self, lease: Lease, stop: Event) -> Outcome:
        try:
            job = self._jobs.get(lease.job_id, Job.order, Job.last_plan)
            if job is None:  # deleted as it began
                return Outcome.failure()
            with beating(Notes(self._jobs, lease, stop)) as tell:
                if job.operation == Operation.STUDY:
                    return self._studied(lease, job.order, tell, stop)
                if job.operation == Operation.ROBUSTNESS:
                    return self._tried(lease, job, tell, stop)
                order = ScheduleOrder.model_validate_json(job.order)
                work = JobWork(self._find, tell, stop.is_set, LastPlan.of(job))
                told = told_plans(order, self._jobs, self._datasets)
                return work.do(Operation(job.operation), order, self._datasets, told)
        except Exception as error:  # whatever it is, the next job must have its turn
            _log(lease.job_id, error)
            return Outcome.failure()

    def _studied(self, lease: Lease, text: str, tell: Tell, stop: Event) -> Outcome:
        """Carry out a study; while its runs last, the lease is kept by the beat."""
        tell(Progress(phase="study", seconds=0))

        def note(tally: Tally) -> None:
            told = TallyView.of(tally).model_dump_json()
            self._jobs.note_tally(lease, told)

        order = StudyOrder.model_validate_json(text)
        told_on = self._jobs.lives.told_on(order.dataset)
        work = StudyWork(self._studies, note, stop.is_set, told_on)
        return work.do(order, self._datasets)

    def _tried(self, lease: Lease, job: Job, tell: Tell, stop: Event) -> Outcome:
        """Live through sick days; meanwhile the lease is kept by the beat."""
        tell(Progress(phase="robustness", seconds=0))
        work = TrialWork(lease, self._jobs, stop.is_set)
        return work.do(job, self._datasets)


class Notes:
    """Writes down progress, not more often than anybody looks; hears who says stop."""

    def __init__(self, jobs: Jobs, lease: Lease, stop: Event) -> None:
        self._jobs, self._lease, self._stop = jobs, lease, stop
        self._last: Progress | None = None
        self._step: Progress | None = None
        self._kept: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Note it if the phase is new or some time has gone."""
        last = self._last
        if (
            last is None
            or last.phase != progress.phase
            or progress.seconds - last.seconds >= _OFTEN
        ):
            self._last = progress
            self._tell(progress)
            with suppress(*_NO_DATABASE):  # the next ones will do
                self._add_step(progress)
                self._keep(progress)

    def _add_step(self, progress: Progress) -> None:
        """Note a step, if there is more to say than that time goes by."""
        told = progress.model_dump(include=NOTED)
        new = Progress(seconds=0, **told)
        if new != self._step:
            self._step = new
            self._jobs.add_step(self._lease, new)

    def _keep(self, progress: Progress) -> None:
        """Keep the plan, if it is another than the one kept some seconds ago."""
        kept = self._kept
        if progress.plan is None or (
            kept is not None
            and (
                kept.plan is progress.plan
                or progress.seconds - kept.seconds < _KEPT_EVERY
            )
        ):
            return
        self._kept = progress
        self._jobs.keep_plan(self._lease, progress.plan.model_dump_json())

    def _tell(self, progress: Progress) -> None:
        try:
            goes_on = self._jobs.tell(self._lease, progress)
        except _NO_DATABASE as error:  # the lease outlasts a moment without it
            log.warning("progress not noted: %s", type(error).__name__)
        else:
            if not goes_on:
                self._stop.set()


def _log(job_id: str, error: Exception) -> None:
    """Log where it went wrong, not the text of the error, which may quote people."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("job %s failed: %s\n%s", job_id, type(error).__name__, frames)
