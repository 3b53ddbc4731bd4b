"""What happened to plans on disk; rows are added, and go with their job only."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.store.schema import Dataset, Job, LifeRow
from data.life.plan_life import (
    LifeEvent,
    LifeStep,
    PlanLife,
    WrongStateError,
    last_told,
    made,
)
from scheduler.planning.result import Result


class ChangedLifeError(Exception):
    """Something else happened to the plan meanwhile."""


class PublishedJob(NamedTuple):
    """A job whose plan people were told."""

    job_id: str
    event: LifeEvent


class ToldPeriod(NamedTuple):
    """What people were told of some days."""

    job_id: str
    event: LifeEvent
    first: date
    last: date
    units: int
    """How many there are in it."""
    number: int
    """The later it was told, the higher."""

    def overlaps(self, other: "ToldPeriod") -> bool:
        """Whether both are about some day."""
        return self.first <= other.last and other.first <= self.last

    def covers(self, other: "ToldPeriod") -> bool:
        """Whether it is about each day of another."""
        return self.first <= other.first and other.last <= self.last


class Lives:
    """The only place that reads or writes the ``life_events`` table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, job: Job, result: Result | None = None) -> PlanLife:
        """Return what happened to the plan of a job.

        With its ``result`` also how it began; who ordered it is not known.
        """
        query = select(LifeRow.event).where(LifeRow.job_id == job.id)
        with Session(self._engine) as session:
            texts = session.scalars(query.order_by(LifeRow.number)).all()
        events = [LifeEvent.model_validate_json(text) for text in texts]
        if result is not None and result.plan is not None:
            at = (job.finished_at or job.created_at).replace(microsecond=0)
            first = made(result.plan, "").model_copy(update={"at": at})
            events.insert(0, first)
        return PlanLife(events=tuple(events))

    def published(self, dataset_id: str) -> list[PublishedJob]:
        """Return what people were told of a dataset, in order.

        Also of those that it was kept from with a change.
        """
        query = select(LifeRow).where(LifeRow.publication.is_not(None))
        with Session(self._engine) as session:
            line = _line_of(session, dataset_id)
            mine = query.where(LifeRow.dataset_id.in_(line))
            rows = session.scalars(mine.order_by(LifeRow.number)).all()
        return [
            PublishedJob(row.job_id, LifeEvent.model_validate_json(row.event))
            for row in rows
        ]

    def told_since(self, dataset_id: str) -> list[PublishedJob]:
        """Return what people were told of parts of a dataset, in order.

        Also of datasets that were kept from it with a change, or beside it from the
        same one; since they were told of all of it last.
        """
        query = select(LifeRow).where(LifeRow.publication.is_not(None))
        with Session(self._engine) as session:
            line = _line_of(session, dataset_id)
            mine = query.where(LifeRow.dataset_id.in_(_kin_of(session, line)))
            rows = session.scalars(mine.order_by(LifeRow.number)).all()
        whole = max((r.number for r in rows if r.dataset_id in line), default=0)
        return [
            PublishedJob(row.job_id, LifeEvent.model_validate_json(row.event))
            for row in rows
            if row.number > whole
        ]

    def is_told(self, dataset_id: str) -> bool:
        """Whether people were told of any of a dataset's days."""
        return bool(self.published(dataset_id) or self.told_since(dataset_id))

    def was_told(self, job: Job, dataset_id: str) -> bool:
        """Whether the plan of a job may be what people were told of a dataset."""
        with Session(self._engine) as session:
            return job.dataset_id in _line_of(session, dataset_id)

    def was_told_of_part(self, job: Job, dataset_id: str) -> bool:
        """Whether the plan of a job may be what they were told of a part of one."""
        with Session(self._engine) as session:
            return job.dataset_id in _kin_of(session, _line_of(session, dataset_id))

    def told_on(self, dataset_id: str) -> date | None:
        """Return when people were last told of a dataset's days, if they were."""
        told = (*self.published(dataset_id), *self.told_since(dataset_id))
        return last_told([each.event for each in told])

    def told_under(self, series: str) -> list[ToldPeriod]:
        """Return what people were told last of each period, the latest period first.

        ``series`` is what the datasets call themselves. Not what was told anew later,
        of all its days and of as many units; a part of it may have been.
        """
        query = (
            select(LifeRow, Dataset)
            .join(Dataset, Dataset.id == LifeRow.dataset_id)
            .where(Dataset.series == series, LifeRow.publication.is_not(None))
            .order_by(LifeRow.number.desc())
        )
        told: list[ToldPeriod] = []
        with Session(self._engine) as session:
            for row, dataset in session.execute(query):
                each = _period(row, dataset)
                if not any(o.covers(each) and o.units >= each.units for o in told):
                    told.append(each)
        return sorted(told, key=lambda each: each.first, reverse=True)

    def proposals(self) -> dict[str, int]:
        """Return the jobs whose plans wait to be published, with their comments' count.

        They wait no more once people are told of the dataset's days.
        """
        query = select(LifeRow).order_by(LifeRow.number)
        waiting: dict[str, Counter[str]] = defaultdict(Counter)
        with Session(self._engine) as session:
            for row in session.scalars(query):
                of_dataset = waiting[row.dataset_id]
                step = LifeEvent.model_validate_json(row.event).step
                if step is LifeStep.PUBLISHED:
                    of_dataset.clear()
                elif step is LifeStep.PROPOSED:
                    of_dataset[row.job_id] = 0
                elif row.job_id in of_dataset:
                    of_dataset[row.job_id] += 1
        return {id_: n for found in waiting.values() for id_, n in found.items()}

    def add(self, job: Job, event: LifeEvent, before: int | None = None) -> None:
        """Note what happened to the plan of a job.

        ``before``: how much had happened to it when that was decided.

        Raises
        ------
        WrongStateError
            Somebody else published another plan of the dataset at that moment.
        ChangedLifeError
            More has happened to it by now.
        """
        is_told = event.step is LifeStep.PUBLISHED
        row = LifeRow(
            job_id=job.id,
            dataset_id=job.dataset_id,
            publication=event.number if is_told else None,
            event=event.model_dump_json(exclude_none=True),
        )
        try:
            with Session(self._engine) as session:
                if before is not None:
                    _hold(session, job, before)
                session.add(row)
                session.commit()
        except IntegrityError as error:
            raise WrongStateError("told_later") from error


def _period(row: LifeRow, dataset: Dataset) -> ToldPeriod:
    return ToldPeriod(
        job_id=row.job_id,
        event=LifeEvent.model_validate_json(row.event),
        first=dataset.start,
        last=dataset.start + timedelta(dataset.days - 1),
        units=json.loads(dataset.size).get("units", 0),
        number=row.number,
    )


def _line_of(session: Session, dataset_id: str) -> list[str]:
    """Return a dataset and those that it was kept from, one after the other."""
    line: list[str] = []
    at: str | None = dataset_id
    while at is not None and at not in line:
        line.append(at)
        query = select(Dataset.told_from).where(Dataset.id == at)
        at = session.scalar(query)
    return line


def _kin_of(session: Session, line: Sequence[str]) -> set[str]:
    """Return all datasets that were kept from the first of a line, and it."""
    query = select(Dataset.id, Dataset.told_from).where(Dataset.told_from.is_not(None))
    kept: dict[str, list[str]] = defaultdict(list)
    for id_, before in session.execute(query):
        kept[str(before)].append(id_)
    found, next_ = set[str](), list(line[-1:])
    while next_:
        id_ = next_.pop()
        if id_ not in found:
            found.add(id_)
            next_ += kept[id_]
    return found


def _hold(session: Session, job: Job, before: int) -> None:
    """Let nobody else add to a life until this is over; raises if somebody has."""
    touched = update(Job).where(Job.id == job.id).values(begun=Job.begun)
    session.execute(touched)
    query = select(func.count()).where(LifeRow.job_id == job.id)
    if session.scalar(query) != before:
        raise ChangedLifeError
