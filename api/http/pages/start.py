"""The first page: what waits, what is under way, what there is."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.http.pages.looks import page
from api.http.routes.access import ServiceDep
from api.store.schema import Dataset, Job

router = APIRouter()

_SHOWN = 30


class Waiting(NamedTuple):
    """Something that a planner should look at."""

    job: Job
    open_visits: int
    hard_breaches: int


@router.get("/")
def start_page(request: Request, service: ServiceDep) -> Response:
    """Show what waits, jobs under way, schedules and datasets."""
    jobs = list(service.jobs.page(None, _SHOWN))
    datasets = list(service.datasets.page(None, _SHOWN))
    return page(
        request,
        "start.html.j2",
        waiting=[Waiting(*found) for found in map(_wants, jobs) if found],
        jobs=jobs,
        datasets=datasets,
        names=_names(datasets),
        refreshes=any(not job.is_over for job in jobs),
    )


def _wants(job: Job) -> tuple[Job, int, int] | None:
    open_visits, hard = job.open_visits or 0, job.hard_breaches or 0
    return (job, open_visits, hard) if job.is_over and (open_visits or hard) else None


def _names(datasets: list[Dataset]) -> dict[str, str]:
    return {dataset.id: dataset.name for dataset in datasets}
