"""Ask how robust schedules are, follow it, fetch what sick days took."""

import hashlib
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from api.http.json_bodies import BoundedRoute
from api.http.problems import Refusal
from api.http.routes.access import (
    RETRY_AFTER,
    ApiService,
    ServiceDep,
    TrialDep,
    refusals,
    schedule_named,
)
from api.http.routes.paging import NEXT, Limit, link_next
from api.http.routes.schedules import Key
from api.http.trials.trial_order import TrialOrder
from api.http.trials.trial_views import Endured, TrialPage, TrialView
from api.store.jobs import OtherOrderError
from api.store.schema import Job, Operation

router = APIRouter(prefix="/robustness", tags=["robustness"], route_class=BoundedRoute)

Cursor = Annotated[str | None, Query(pattern="^[0-9a-f]{1,15}$", description=NEXT)]


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses=refusals(400, 409, 413, 422),
)
def order_trial(
    order: TrialOrder, service: ServiceDep, response: Response, key: Key = None
) -> TrialView:
    """Live through many days on which people are ill, with each of some schedules.

    Every schedule has the same people ill on the same days, each day repaired the
    cheapest way that the rules of the dataset allow. The Location header says where to
    follow it.
    """
    dataset = _dataset_of(order.schedules, service)
    try:
        job, is_new = service.jobs.add(_job(order, dataset, key))
    except OtherOrderError as error:
        raise Refusal(422, "other_order", parameter="Idempotency-Key") from error
    if is_new:
        service.runner.take(job)
    response.headers["Location"] = f"/v1/robustness/{job.id}"
    response.headers["Retry-After"] = RETRY_AFTER
    return _view(job, service)


def _dataset_of(ids: Sequence[str], service: ApiService) -> str:
    """Return the dataset of schedules; raises ``Refusal`` unless they share one."""
    found = [
        schedule_named(id_, f"/schedules/{n}", service).dataset_id
        for n, id_ in enumerate(ids)
    ]
    for n, dataset in enumerate(found):
        if dataset != found[0]:
            raise Refusal(422, "other_dataset", pointer=f"/schedules/{n}")
    return found[0]


def _job(order: TrialOrder, dataset: str, key: str | None) -> Job:
    text = order.model_dump_json(exclude_unset=True)
    return Job(
        dataset_id=dataset,
        operation=Operation.ROBUSTNESS,
        name=order.name,
        order=text,
        digest=hashlib.sha256(f"robustness {text}".encode()).hexdigest(),
        key=key,
    )


@router.get("", responses=refusals(422))
def list_trials(
    service: ServiceDep, response: Response, cursor: Cursor = None, limit: Limit = 20
) -> TrialPage:
    """List what was asked of robustness, the latest first."""
    before = None if cursor is None else int(cursor, 16)
    jobs = service.jobs.page(before, limit + 1, [Operation.ROBUSTNESS])
    following = f"{jobs[limit - 1].number:x}" if len(jobs) > limit else None
    link_next(response, "/v1/robustness", following, limit)
    return TrialPage(items=[TrialView.of(j) for j in jobs[:limit]], next=following)


@router.get("/{trial_id}", responses=refusals(404))
def read_trial(job: TrialDep, response: Response) -> TrialView:
    """Say how far it is."""
    if not job.is_over:
        response.headers["Retry-After"] = RETRY_AFTER
    return TrialView.of(job)


@router.get("/{trial_id}/figures", responses=refusals(404, 409))
def read_spreads(job: TrialDep, service: ServiceDep) -> Endured:
    """Return what the same sick days took of each schedule."""
    if not job.is_over:
        headers = {"Retry-After": RETRY_AFTER}
        raise Refusal(409, "not_finished", headers=headers)
    whole = service.jobs.get(job.id, Job.result)
    if whole is None or whole.result is None:
        raise Refusal(409, "no_days")
    return Endured.of(whole.result)


@router.post(
    "/{trial_id}/stop", status_code=status.HTTP_202_ACCEPTED, responses=refusals(404)
)
def stop_trial(job: TrialDep, service: ServiceDep) -> TrialView:
    """End it; the days that were lived through with every schedule are told.

    What has ended stays as it is.
    """
    service.runner.stop(job.id)
    return _view(job, service)


@router.delete(
    "/{trial_id}", status_code=status.HTTP_204_NO_CONTENT, responses=refusals(404)
)
def delete_trial(job: TrialDep, service: ServiceDep) -> None:
    """Forget it and what it found; if it is under way it ends."""
    service.runner.stop(job.id)
    service.jobs.remove(job.id)


def _view(job: Job, service: ApiService) -> TrialView:
    """Describe it as it is by now."""
    return TrialView.of(service.jobs.get(job.id) or job)
