"""Jobs on disk, from ordered to done."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, Update, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session, undefer

from api.store.schema import Job, JobState, now
from scheduler.planning.result import Progress

MOST_RESTARTS = 2


class OtherOrderError(ValueError):
    """The idempotency key was used for another order."""


class Jobs:
    """The only place that reads or writes the ``jobs`` table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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

    def page(self, before: int | None, limit: int) -> Sequence[Job]:
        """Return the latest jobs, or the latest with numbers lower than ``before``."""
        query = select(Job).order_by(Job.number.desc()).limit(limit)
        if before is not None:
            query = query.where(Job.number < before)
        with Session(self._engine) as session:
            return session.scalars(query).all()

    def waiting(self) -> list[str]:
        """Return the ids of queued jobs, first come first."""
        query = select(Job.id).where(Job.state == JobState.QUEUED).order_by(Job.number)
        with Session(self._engine) as session:
            return list(session.scalars(query))

    def start(self, id_: str) -> bool:
        """Take a job from the queue; ``False`` when it is no longer there."""
        begun = {"state": JobState.RUNNING, "started_at": now()}
        return self._turn(id_, JobState.QUEUED, begun)

    def cancel(self, id_: str) -> bool:
        """End a job that waits; ``False`` when it does not wait (any more)."""
        ended = {"state": JobState.CANCELLED, "finished_at": now()}
        return self._turn(id_, JobState.QUEUED, ended)

    def _turn(self, id_: str, from_state: JobState, values: dict[str, Any]) -> bool:
        where = (Job.id == id_, Job.state == from_state)
        with Session(self._engine) as session:
            turned = session.execute(
                update(Job).where(*where).values(values).returning(Job.id)
            ).all()
            session.commit()
        return bool(turned)

    def tell(self, id_: str, progress: Progress) -> None:
        """Note where a running job is."""
        self._turn(id_, JobState.RUNNING, progress.model_dump())

    def finish(self, id_: str, state: JobState, **values: Any) -> None:
        """End a running job; nothing happens to one that was deleted meanwhile."""
        ended = {"state": state, "finished_at": now(), **values}
        self._turn(id_, JobState.RUNNING, ended)

    def requeue_orphans(self) -> int:
        """Put jobs that ran when the process died back in the queue; return how many.

        A job that has died each time it was begun may be what ends the process.
        """
        values = {"state": JobState.QUEUED, "started_at": None}
        query = (
            update(Job)
            .where(Job.state == JobState.RUNNING, Job.restarts < MOST_RESTARTS)
            .values({**values, "restarts": Job.restarts + 1})
        )
        return self._orphans(query)

    def fail_orphans(self) -> int:
        """End the jobs that ran when the process died; return how many they were.

        A plan is stored when planning ends, so these have none.
        """
        values = {"state": JobState.FAILED, "error": "died", "finished_at": now()}
        return self._orphans(
            update(Job).where(Job.state == JobState.RUNNING).values(values)
        )

    def _orphans(self, query: Update) -> int:
        with Session(self._engine) as session:
            turned = session.execute(query.returning(Job.id)).all()
            session.commit()
        return len(turned)

    def remove(self, id_: str) -> None:
        """Forget a job and its result."""
        with Session(self._engine) as session:
            session.execute(delete(Job).where(Job.id == id_))
            session.commit()
