"""Order a study of what could be, follow it, fetch what it found."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, status

from api.http.problems import Refusal
from api.http.routes.access import RETRY_AFTER, ServiceDep, StudyDep, refusals
from api.http.routes.paging import NEXT, Limit, link_next
from api.http.routes.schedules import Key
from api.http.studies.study_order import StudyOrder
from api.http.studies.study_views import StudyFindings, StudyPage, StudyView
from api.http.studies.study_work import worlds_of
from api.http.upload import NO_JSON, is_plain
from api.store.jobs import OtherOrderError
from api.store.schema import Job, Operation
from data.faults import BadInput, Fault

router = APIRouter(prefix="/studies", tags=["studies"])

Cursor = Annotated[str | None, Query(pattern="^[0-9a-f]{1,15}$", description=NEXT)]


def checked_order(order: StudyOrder, service: ServiceDep) -> StudyOrder:
    """Return the order, or refuse it with everything that is wrong with it."""
    if not is_plain(order.model_dump()):
        raise BadInput([NO_JSON])
    try:
        worlds_of(order, service.datasets)
    except LookupError as error:
        fault = Fault(code="no_dataset", file="dataset", pointer="/dataset")
        raise BadInput([fault]) from error
    return order


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses=refusals(400, 413, 422),
)
def order_study(
    order: Annotated[StudyOrder, Depends(checked_order)],
    service: ServiceDep,
    response: Response,
    key: Key = None,
) -> StudyView:
    """Queue a study: the dataset and other worlds, each planned with the same seeds.

    All faults of all patches are told at once, each with a pointer to the step and what
    was expected. The Location header says where to follow it.
    """
    try:
        job, is_new = service.jobs.add(_job(order, key))
    except OtherOrderError as error:
        raise Refusal(422, "other_order", parameter="Idempotency-Key") from error
    if is_new:
        service.runner.take(job)
    response.headers["Location"] = f"/v1/studies/{job.id}"
    response.headers["Retry-After"] = RETRY_AFTER
    return _view(job, service)


def _job(order: StudyOrder, key: str | None) -> Job:
    text = order.model_dump_json(exclude_unset=True)
    return Job(
        dataset_id=order.dataset,
        operation=Operation.STUDY,
        name=order.name,
        order=text,
        digest=hashlib.sha256(f"study {text}".encode()).hexdigest(),
        key=key,
    )


@router.get("", responses=refusals(422))
def list_studies(
    service: ServiceDep, response: Response, cursor: Cursor = None, limit: Limit = 20
) -> StudyPage:
    """List studies, the latest first."""
    before = None if cursor is None else int(cursor, 16)
    jobs = service.jobs.page(before, limit + 1, [Operation.STUDY])
    following = f"{jobs[limit - 1].number:x}" if len(jobs) > limit else None
    link_next(response, "/v1/studies", following, limit)
    return StudyPage(items=[StudyView.of(j) for j in jobs[:limit]], next=following)


@router.get("/{study_id}", responses=refusals(404))
def read_study(job: StudyDep, response: Response) -> StudyView:
    """Say how far a study is."""
    if not job.is_over:
        response.headers["Retry-After"] = RETRY_AFTER
    return StudyView.of(job)


@router.get("/{study_id}/findings", responses=refusals(404, 409))
def read_findings(job: StudyDep, service: ServiceDep) -> StudyFindings:
    """Return how each world compares with the base, and how surely."""
    if not job.is_over:
        headers = {"Retry-After": RETRY_AFTER}
        raise Refusal(409, "not_finished", headers=headers)
    whole = service.jobs.get(job.id, Job.result)
    if whole is None or whole.result is None:
        raise Refusal(409, "no_findings")
    return StudyFindings.of(whole.result)


@router.post(
    "/{study_id}/stop",
    status_code=status.HTTP_202_ACCEPTED,
    responses=refusals(404),
)
def stop_study(job: StudyDep, service: ServiceDep) -> StudyView:
    """End a study; the runs that are finished are compared.

    One that has ended stays as it is.
    """
    service.runner.stop(job.id)
    return _view(job, service)


@router.delete(
    "/{study_id}", status_code=status.HTTP_204_NO_CONTENT, responses=refusals(404)
)
def delete_study(job: StudyDep, service: ServiceDep) -> None:
    """Forget a study and what it found; one that is under way ends."""
    service.runner.stop(job.id)
    service.jobs.remove(job.id)


def _view(job: Job, service: ServiceDep) -> StudyView:
    """Describe a study as it is by now."""
    return StudyView.of(service.jobs.get(job.id) or job)
