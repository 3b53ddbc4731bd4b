"""Order a schedule, follow it, stop it."""

import hashlib
from typing import Annotated, Literal, NamedTuple

from fastapi import Depends, Header, Query, Request, Response, status

from api.http.job_work import understood
from api.http.json_bodies import BoundedRoute
from api.http.order import ScheduleOrder
from api.http.problems import Refusal
from api.http.routes.access import (
    RETRY_AFTER,
    ApiService,
    JobDep,
    ServiceDep,
    refusals,
    told_by_now,
)
from api.http.routes.paging import JobCursor, Limit, link_next, page_of_jobs
from api.http.routes.versioned import versioned
from api.http.sent.known_answers import stays
from api.http.upload import NO_JSON, is_plain
from api.http.views import SchedulePage, ScheduleView
from api.inputs import Inputs
from api.life.told_inputs import today
from api.store.jobs import OtherOrderError
from api.store.schema import OF_SCHEDULES, Job, Operation
from data.faults import BadInput, Fault
from data.tables.plan_frames import planned_rows
from scheduler.domain.plan import Plan

router = versioned("/schedules", "schedules", BoundedRoute)


class Ordered(NamedTuple):
    """An order that can be carried out."""

    operation: Operation
    order: ScheduleOrder

    @classmethod
    def to_judge(
        cls, dataset_id: str, inputs: Inputs, plan: Plan, name: str
    ) -> "Ordered":
        """Return the order to judge a plan that came about by hand or elsewhere."""
        rows = planned_rows(inputs.problem, plan)
        order = ScheduleOrder(dataset=dataset_id, name=name, plan=dict(rows))
        return cls(Operation.EVALUATE, order)

    @property
    def digest(self) -> str:
        """SHA-256 of all that was ordered."""
        text = f"{self.operation} {self.order.model_dump_json()}"
        return hashlib.sha256(text.encode()).hexdigest()

    def queued(self, service: ApiService, key: str | None = None) -> Job:
        """Return the job of the order, or the one that its key already stands for.

        Raises
        ------
        OtherOrderError
            The key stands for another order.
        """
        job, is_new = service.jobs.add(self.as_job(key, service))
        if is_new:
            service.runner.take(job)
        return job

    def as_job(self, key: str | None, service: ApiService) -> Job:
        """Return the job that the order asks for.

        What people were told by now, and the day it is, are noted with it.
        """
        return Job(
            dataset_id=self.order.dataset,
            operation=self.operation,
            name=self.order.name,
            order=self._noted(service).model_dump_json(),
            digest=self.digest,
            key=key,
        )

    def _noted(self, service: ApiService) -> ScheduleOrder:
        told, parts = self.order.told, self.order.told_parts
        if told is None and not parts:
            told, parts = told_by_now(self.order.dataset, service)
        if told is None and not parts:
            return self.order
        day = self.order.told_on or today(service.datasets.read(self.order.dataset)[0])
        known = {"told": told, "told_parts": parts, "told_on": day}
        return self.order.model_copy(update=known)


OfSchedule = Literal[Operation.VALIDATE, Operation.EVALUATE, Operation.SOLVE]
OperationQuery = Annotated[OfSchedule, Query(description="What to do.")]


def _ordered(
    operation: OperationQuery, order: ScheduleOrder, service: ServiceDep
) -> Ordered:
    """Return the order, or refuse it with everything that is wrong with it."""
    if not is_plain(order.model_dump(exclude={"as_of", "told_on"})):
        raise BadInput([NO_JSON])
    if operation is Operation.EVALUATE and order.plan is None:
        raise BadInput([Fault(code="no_plan", file="plan", pointer="/plan")])
    try:
        understood(operation, order, service.datasets)
        _check_told(order, service)
    except LookupError as error:
        fault = Fault(code="no_dataset", file="dataset", pointer="/dataset")
        raise BadInput([fault]) from error
    return Ordered(operation, order)


def _check_told(order: ScheduleOrder, service: ServiceDep) -> None:
    """Refuse what people were told, if it is no plan of the dataset."""
    job = service.jobs.get(order.told) if order.told else None
    if order.told and (job is None or not service.lives.was_told(job, order.dataset)):
        raise BadInput([Fault(code="no_told", file="told", pointer="/told")])
    for number, id_ in enumerate(order.told_parts):
        part, pointer = service.jobs.get(id_), f"/told_parts/{number}"
        if part is None or not service.lives.was_told_of_part(part, order.dataset):
            raise BadInput([Fault(code="no_told", file="told_parts", pointer=pointer)])


OrderedDep = Annotated[Ordered, Depends(_ordered)]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="The same key and order give the same schedule.",
    ),
]


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses=refusals(400, 413, 422),
)
def order_schedule(
    ordered: OrderedDep, service: ServiceDep, response: Response, key: Key = None
) -> ScheduleView:
    """Queue an order; the Location header says where to follow it."""
    try:
        job = ordered.queued(service, key)
    except OtherOrderError as error:
        raise Refusal(422, "other_order", parameter="Idempotency-Key") from error
    response.headers["Location"] = f"/v1/schedules/{job.id}"
    response.headers["Retry-After"] = RETRY_AFTER
    return _view(job, service)


@router.get("", responses=refusals(422))
def list_schedules(
    service: ServiceDep, response: Response, cursor: JobCursor = None, limit: Limit = 20
) -> SchedulePage:
    """List orders, the latest first."""
    jobs, following = page_of_jobs(service.jobs, cursor, limit, OF_SCHEDULES)
    link_next(response, "/v1/schedules", following, limit)
    items = [ScheduleView.of(job) for job in jobs]
    return SchedulePage(items=items, next=following)


@router.get("/{schedule_id}", responses=refusals(404))
def read_schedule(job: JobDep, response: Response, request: Request) -> ScheduleView:
    """Say how far an order is."""
    if job.is_over:
        stays(request)
    else:
        response.headers["Retry-After"] = RETRY_AFTER
    return ScheduleView.of(job)


@router.post(
    "/{schedule_id}/stop",
    status_code=status.HTTP_202_ACCEPTED,
    responses=refusals(404),
)
def stop_schedule(job: JobDep, service: ServiceDep) -> ScheduleView:
    """End an order; if it is under way it keeps the best plan so far.

    One that has ended stays as it is.
    """
    service.runner.stop(job.id)
    return _view(job, service)


@router.delete(
    "/{schedule_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=refusals(404, 409),
)
def delete_schedule(job: JobDep, service: ServiceDep) -> None:
    """Forget an order and its plan; one that is under way ends.

    A plan that was published stays, and so does one that somebody has begun to change.
    """
    if service.lives.of(job).publication is not None:
        raise Refusal(409, "life_published")
    if service.drafts.is_begun_from(job.id):
        raise Refusal(409, "schedule_in_use")
    service.runner.stop(job.id)
    service.jobs.remove(job.id)


def _view(job: Job, service: ServiceDep) -> ScheduleView:
    """Describe a job as it is by now."""
    return ScheduleView.of(service.jobs.get(job.id) or job)
