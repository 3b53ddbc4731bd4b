"""Jobs on disk, from ordered to done.

Several processes may share them. Whoever begins a job holds a lease on it, prolongs it
with every note of progress, and counts as dead when it runs out. A job that is begun
again gets a new number, and what the one before it still writes is not taken.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Engine,
    Update,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session, undefer
from sqlalchemy.sql.dml import ReturningUpdate

from api.store.lives import Lives
from api.store.schema import (
    OF_SCHEDULES,
    Job,
    JobState,
    JobStep,
    Operation,
    StudyFile,
    TrialRound,
    now,
)
from scheduler.planning.result import Progress

NOTED = {"phase", "price", "paid", "bound", "open_visits", "hard_breaches"}
"""What is kept of progress, besides the seconds."""
MOST_RESTARTS = 2
LEASE = timedelta(seconds=15)
"""Progress comes every second, so that a busy computer is not a dead one."""


class Lease(NamedTuple):
    """The right to run a job."""

    job_id: str
    number: int
    """How often the job has been begun; a later one ends the earlier."""


class OtherOrderError(ValueError):
    """The idempotency key was used for another order."""


class Jobs:
    """The only place that reads or writes the ``jobs`` table."""

    def __init__(self, engine: Engine, holder: str | None = None) -> None:
        self._engine = engine
        self._holder = holder or uuid4().hex
        """Who begins jobs here: another name in each process."""

    def add(self, job: Job) -> tuple[Job, bool]:
        """Store a new, queued job; return it, or the one its key already stands for.

        Returns the job, and whether it is new.

        Raises
        ------
        OtherOrderError
            The key stands for another order.
        """
        job.id = uuid4().hex
        if (known := self._same(job)) is not None:
            return known, False
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                session.add(job)
                session.commit()
        except IntegrityError:
            if (known := self._same(job)) is None:
                raise
            return known, False
        return job, True

    def _same(self, job: Job) -> Job | None:
        if job.key is None:
            return None
        with Session(self._engine) as session:
            known = session.scalar(select(Job).where(Job.key == job.key))
        if known is not None and known.digest != job.digest:
            raise OtherOrderError
        return known

    def get(self, id_: str, *wanted: InstrumentedAttribute[Any]) -> Job | None:
        """Return a job; of its large columns only those that are ``wanted``."""
        query = select(Job).where(Job.id == id_).options(*map(undefer, wanted))
        with Session(self._engine) as session:
            return session.scalar(query)

    def page(
        self,
        before: int | None,
        limit: int,
        operations: Sequence[Operation] = OF_SCHEDULES,
    ) -> Sequence[Job]:
        """Return the latest jobs, or the latest with numbers lower than ``before``."""
        wanted = Job.operation.in_(operations)
        query = select(Job).where(wanted).order_by(Job.number.desc()).limit(limit)
        if before is not None:
            query = query.where(Job.number < before)
        with Session(self._engine) as session:
            return session.scalars(query).all()

    def waiting(self) -> Sequence[Job]:
        """Return the queued jobs, first come first."""
        query = select(Job).where(Job.state == JobState.QUEUED).order_by(Job.number)
        with Session(self._engine) as session:
            return session.scalars(query).all()

    @property
    def lives(self) -> Lives:
        """What happened to the plans of the same database."""
        return Lives(self._engine)

    @property
    def database(self) -> str:
        """What kind of database it is."""
        return self._engine.dialect.name

    def count(self, state: JobState) -> int:
        """Return how many jobs are in a state."""
        query = select(func.count()).where(Job.state == state)
        with Session(self._engine) as session:
            return session.scalar(query) or 0

    def start(self, id_: str) -> Lease | None:
        """Take a job from the queue; ``None`` when it is no longer there."""
        query = (
            update(Job)
            .where(Job.id == id_, Job.state == JobState.QUEUED)
            .values(
                state=JobState.RUNNING,
                started_at=now(),
                begun=Job.begun + 1,
                leased_until=now() + LEASE,
                holder=self._holder,
            )
            .returning(Job.begun)
        )
        [*begun] = self._turn(query)
        return Lease(id_, begun[0]) if begun else None

    def stop(self, id_: str) -> None:
        """End a job that waits; whoever runs it is to end it, in whatever process."""
        ended = {"state": JobState.CANCELLED, "finished_at": now()}
        waits = (Job.id == id_, Job.state == JobState.QUEUED, ~_has_part())
        lasts = (Job.id == id_, Job.state.in_((JobState.QUEUED, JobState.RUNNING)))
        if not self._turn(update(Job).where(*waits).values(ended)):
            self._turn(update(Job).where(*lasts).values(stop_asked=True))

    def tell(self, lease: Lease, progress: Progress) -> bool:
        """Note where a job is and prolong the lease.

        Returns whether to go on: nobody asked to stop, and the lease still holds.
        """
        values = progress.model_dump(include={*NOTED, "seconds"})
        values["leased_until"] = now() + LEASE
        query = update(Job).where(*_held(lease)).values(values)
        return self._turn(query.returning(Job.stop_asked)) == [False]

    def add_step(self, lease: Lease, progress: Progress) -> None:
        """Note what is new of a job, for whoever asks how it went."""
        mine = JobStep.job_id == lease.job_id
        last = select(func.max(JobStep.number)).where(mine).scalar_subquery()
        row = progress.model_dump(include=NOTED)
        known = {"job_id": lease.job_id, "number": func.coalesce(last, 0) + 1}
        with Session(self._engine) as session:
            session.execute(insert(JobStep).values(known | row))
            session.commit()

    def steps(self, id_: str, after: int = 0) -> Sequence[JobStep]:
        """Return how a job went beyond its first so many steps."""
        wanted = JobStep.job_id == id_, JobStep.number > after
        query = select(JobStep).where(*wanted).order_by(JobStep.number)
        with Session(self._engine) as session:
            return session.scalars(query).all()

    def keep_plan(self, lease: Lease, plan: str) -> None:
        """Keep the best plan so far, to go on from if this process dies."""
        self._turn(update(Job).where(*_held(lease)).values(last_plan=plan))

    def keep_round(self, lease: Lease, number: int, days: str) -> None:
        """Keep a round of sick days, to go on from if this process dies.

        Whoever else lived through it came to the same.
        """
        kept = TrialRound(job_id=lease.job_id, number=number, days=days)
        with Session(self._engine) as session, suppress(IntegrityError):
            session.add(kept)
            session.commit()

    def rounds(self, id_: str) -> Sequence[str]:
        """Return the rounds of sick days that were lived through, the first first."""
        mine = TrialRound.job_id == id_
        query = select(TrialRound.days).where(mine).order_by(TrialRound.number)
        with Session(self._engine) as session:
            return session.scalars(query).all()

    def keep_files(self, lease: Lease, files: Mapping[str, bytes]) -> None:
        """Keep what people open of a study, in place of what another run kept."""
        mine = StudyFile.job_id == lease.job_id
        rows = [
            {"job_id": lease.job_id, "name": name, "content": content}
            for name, content in files.items()
        ]
        with Session(self._engine) as session, suppress(IntegrityError):
            session.execute(delete(StudyFile).where(mine))
            session.execute(insert(StudyFile), rows)
            session.commit()

    def file(self, id_: str, name: str) -> bytes | None:
        """Return a file of a study, if it has one of that name."""
        with Session(self._engine) as session:
            found = session.get(StudyFile, (id_, name))
        return None if found is None else found.content

    def note_tally(self, lease: Lease, tally: str) -> None:
        """Note how far a job of many parts is."""
        self._turn(update(Job).where(*_held(lease)).values(tally=tally))

    def finish(self, lease: Lease, state: JobState, **values: Any) -> bool:
        """End a running job; ``False`` if it was deleted, or is somebody else's now."""
        ended = {"state": state, "finished_at": now(), "last_plan": None, **values}
        return bool(self._turn(update(Job).where(*_held(lease)).values(ended)))

    def _turn(self, query: Update | ReturningUpdate[Any]) -> list[Any]:
        """Carry out a change; return a value for each row that it met."""
        returning = (
            query if isinstance(query, ReturningUpdate) else query.returning(Job.id)
        )
        with Session(self._engine) as session:
            met = list(session.scalars(returning))
            session.commit()
        return met

    def let_go(self, holder: str | None = None) -> None:
        """Let the leases of a process that is dead, or our own, run out at once."""
        held = (Job.state == JobState.RUNNING, Job.holder == (holder or self._holder))
        self._turn(update(Job).where(*held).values(leased_until=now()))

    def give_back(self) -> None:
        """Put our own jobs back in the queue as our service is dead.

        They did not end it, so that this is not counted. One that was to stop is let
        go instead.
        """
        ours = (Job.state == JobState.RUNNING, Job.holder == self._holder)
        query = update(Job).where(*ours, Job.stop_asked.is_(False))
        self._turn(query.values(state=JobState.QUEUED, started_at=None))
        self.let_go()

    def requeue_orphans(self) -> int:
        """Put jobs whose process died back in the queue; return how many.

        A job that has died each time it was begun may be what ends the process, and
        one that was to stop is not wanted any more: these stay for ``fail_orphans``,
        or come back once more for what they have to be filed: a last plan, or rounds.
        """
        goes_on = and_(Job.stop_asked.is_(False), Job.restarts < MOST_RESTARTS)
        has_part = and_(_has_part(), Job.restarts <= MOST_RESTARTS)
        query = update(Job).where(_is_orphan(), or_(goes_on, has_part))
        values = {"state": JobState.QUEUED, "started_at": None}
        return len(self._turn(query.values({**values, "restarts": Job.restarts + 1})))

    def fail_orphans(self) -> int:
        """End the jobs whose process died for good; return how many they were.

        Called after ``requeue_orphans``, which leaves those that nothing helps.
        """
        ended = {"state": JobState.FAILED, "error": "died", "finished_at": now()}
        is_over = or_(Job.stop_asked, Job.restarts >= MOST_RESTARTS)
        no_part = or_(~_has_part(), Job.restarts > MOST_RESTARTS)
        query = update(Job).where(_is_orphan(), is_over, no_part)
        return len(self._turn(query.values(ended | {"last_plan": None})))

    def remove(self, id_: str) -> None:
        """Forget a job and its result."""
        with Session(self._engine) as session:
            session.execute(delete(Job).where(Job.id == id_))
            session.commit()


def _held(lease: Lease) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of the job while the lease is the latest."""
    latest = Job.begun == lease.number
    return Job.id == lease.job_id, Job.state == JobState.RUNNING, latest


def _has_part() -> ColumnElement[bool]:
    """Return what is true of a job with something to go on from."""
    rounds = exists().where(TrialRound.job_id == Job.id)
    return or_(Job.last_plan.is_not(None), rounds)


def _is_orphan() -> ColumnElement[bool]:
    """Return what is true of a job whose process has not been heard of in time."""
    silent = or_(Job.leased_until.is_(None), Job.leased_until < now())
    return and_(Job.state == JobState.RUNNING, silent)
