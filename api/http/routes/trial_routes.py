"""Ask how robust schedules are, follow it, fetch what sick days took."""

from collections.abc import Iterable, Mapping, Sequence

from fastapi import Request, Response, status

from api.http.json_bodies import BoundedRoute
from api.http.problems import Refusal, language_of
from api.http.routes.access import (
    RETRY_AFTER,
    ApiService,
    ServiceDep,
    TrialDep,
    refusals,
    schedule_named,
)
from api.http.routes.attached import attached, file_of
from api.http.routes.orders_in_parts import job_of, queued, renewed, result_of
from api.http.routes.paging import JobCursor, Limit, link_next, page_of_jobs
from api.http.routes.schedules import Key
from api.http.routes.versioned import versioned
from api.http.trials.kept_rounds import kept_spreads, lived_before
from api.http.trials.trial_files import days_csv, days_xlsx
from api.http.trials.trial_order import TrialOrder
from api.http.trials.trial_views import Endured, TrialPage, TrialView
from api.http.upload import XLSX
from api.store.schema import Job, Operation
from api.what_if.lived_through import Lived

router = versioned("/robustness", "robustness", BoundedRoute)

CSV = "text/csv; charset=utf-8"


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
    job = job_of(Operation.ROBUSTNESS, order, order.name, dataset, key)
    return TrialView.of(queued(job, service, response, "/v1/robustness"))


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


@router.get("", responses=refusals(422))
def list_trials(
    service: ServiceDep, response: Response, cursor: JobCursor = None, limit: Limit = 20
) -> TrialPage:
    """List what was asked of robustness, the latest first."""
    jobs, following = page_of_jobs(service.jobs, cursor, limit, [Operation.ROBUSTNESS])
    link_next(response, "/v1/robustness", following, limit)
    return TrialPage(items=[TrialView.of(job) for job in jobs], next=following)


@router.get("/{trial_id}", responses=refusals(404))
def read_trial(job: TrialDep, response: Response) -> TrialView:
    """Say how far it is."""
    if not job.is_over:
        response.headers["Retry-After"] = RETRY_AFTER
    return TrialView.of(job)


@router.get("/{trial_id}/figures", responses=refusals(404, 409))
def read_spreads(job: TrialDep, service: ServiceDep) -> Endured:
    """Return what the same sick days took of each schedule."""
    return Endured.of(result_of(job, service, "no_days"))


@router.get(
    "/{trial_id}/days.csv",
    response_class=Response,
    responses=file_of(CSV, refusals(404, 409)),
)
def read_days(job: TrialDep, service: ServiceDep) -> Response:
    """Return a row for each schedule and day that was lived through, as CSV."""
    lived = _lived(job, service)
    return attached(days_csv(lived, _names(lived, service)), "days.csv", CSV)


@router.get(
    "/{trial_id}/days.xlsx",
    response_class=Response,
    responses=file_of(XLSX, refusals(404, 409)),
)
def read_days_workbook(
    request: Request, job: TrialDep, service: ServiceDep
) -> Response:
    """Return the figures and the days that were lived through, as a workbook."""
    lived = _lived(job, service)
    figures = kept_spreads(result_of(job, service, "no_days"))
    names = _names(lived, service)
    content = days_xlsx(lived, figures, names, language_of(request))
    return attached(content, "days.xlsx", XLSX)


def _lived(job: Job, service: ApiService) -> Lived:
    result_of(job, service, "no_days")
    return lived_before(service.jobs.rounds(job.id))


def _names(ids: Iterable[str], service: ApiService) -> Mapping[str, str]:
    found = {id_: service.jobs.get(id_) for id_ in ids}
    return {id_: job.name if job else "" for id_, job in found.items()}


@router.post(
    "/{trial_id}/stop", status_code=status.HTTP_202_ACCEPTED, responses=refusals(404)
)
def stop_trial(job: TrialDep, service: ServiceDep) -> TrialView:
    """End it; the days that were lived through with every schedule are told.

    What has ended stays as it is.
    """
    service.runner.stop(job.id)
    return TrialView.of(renewed(job, service))


@router.delete(
    "/{trial_id}", status_code=status.HTTP_204_NO_CONTENT, responses=refusals(404)
)
def delete_trial(job: TrialDep, service: ServiceDep) -> None:
    """Forget it and what it found; if it is under way it ends."""
    service.runner.stop(job.id)
    service.jobs.remove(job.id)
