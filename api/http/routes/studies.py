"""Order a study of what could be, follow it, fetch what it found."""

from typing import Annotated

from fastapi import Depends, Request, Response, status

from api.comparison_files import PAGE, WORKBOOK, workbook_in
from api.http.problems import Refusal, language_of
from api.http.routes.access import (
    RETRY_AFTER,
    ApiService,
    ServiceDep,
    StudyDep,
    refusals,
)
from api.http.routes.attached import attached, file_of
from api.http.routes.orders_in_parts import job_of, queued, renewed, result_of
from api.http.routes.paging import JobCursor, Limit, link_next, page_of_jobs
from api.http.routes.schedules import Key
from api.http.routes.versioned import versioned
from api.http.studies.study_order import StudyOrder
from api.http.studies.study_views import StudyFindings, StudyPage, StudyView
from api.http.studies.study_work import worlds_of
from api.http.upload import NO_JSON, XLSX, is_plain
from api.store.schema import Job, Operation
from data.faults import BadInput, Fault

router = versioned("/studies", "studies")

HTML = "text/html"


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
    job = job_of(Operation.STUDY, order, order.name, order.dataset, key)
    return StudyView.of(queued(job, service, response, "/v1/studies"))


@router.get("", responses=refusals(422))
def list_studies(
    service: ServiceDep, response: Response, cursor: JobCursor = None, limit: Limit = 20
) -> StudyPage:
    """List studies, the latest first."""
    jobs, following = page_of_jobs(service.jobs, cursor, limit, [Operation.STUDY])
    link_next(response, "/v1/studies", following, limit)
    return StudyPage(items=[StudyView.of(job) for job in jobs], next=following)


@router.get("/{study_id}", responses=refusals(404))
def read_study(job: StudyDep, response: Response) -> StudyView:
    """Say how far a study is."""
    if not job.is_over:
        response.headers["Retry-After"] = RETRY_AFTER
    return StudyView.of(job)


@router.get("/{study_id}/findings", responses=refusals(404, 409))
def read_findings(job: StudyDep, service: ServiceDep) -> StudyFindings:
    """Return how each world compares with the base, and how surely."""
    told_on = service.lives.told_on(job.dataset_id)
    return StudyFindings.of(result_of(job, service, "no_findings"), told_on)


@router.get(
    "/{study_id}/comparison.html",
    response_class=Response,
    responses=file_of(HTML, refusals(404, 409)),
)
def read_comparison_page(job: StudyDep, service: ServiceDep) -> Response:
    """Return what a study found as one page that works offline, to send on."""
    return attached(_file(job, service, PAGE), PAGE, HTML)


@router.get(
    "/{study_id}/comparison.xlsx",
    response_class=Response,
    responses=file_of(XLSX, refusals(404, 409)),
)
def read_comparison_workbook(
    request: Request, job: StudyDep, service: ServiceDep
) -> Response:
    """Return what a study found as a workbook, in the language that is asked for."""
    content = _file(job, service, workbook_in(language_of(request)))
    return attached(content, WORKBOOK, XLSX)


def _file(job: Job, service: ApiService, name: str) -> bytes:
    """Return a file of a study; refused where there is none, or not yet."""
    result_of(job, service, "no_findings")
    found = service.jobs.file(job.id, name)
    if found is None:
        raise Refusal(409, "no_findings")
    return found


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
    return StudyView.of(renewed(job, service))


@router.delete(
    "/{study_id}", status_code=status.HTTP_204_NO_CONTENT, responses=refusals(404)
)
def delete_study(job: StudyDep, service: ServiceDep) -> None:
    """Forget a study and what it found; one that is under way ends."""
    service.runner.stop(job.id)
    service.jobs.remove(job.id)
