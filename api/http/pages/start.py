"""The first page: what waits, what is under way, what there is."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.http.pages.looks import page
from api.http.routes.access import ApiService, ServiceDep
from api.store.schema import Job, Operation

router = APIRouter(include_in_schema=False)

_SHOWN = 30


@router.get("/")
def start_page(request: Request, service: ServiceDep) -> Response:
    """Show what waits, jobs under way, schedules and datasets."""
    jobs = list(service.jobs.page(None, _SHOWN))
    datasets = list(service.datasets.page(None, _SHOWN))
    return page(
        request,
        "start.html.j2",
        waiting=[j for j in jobs if j.is_over and (j.open_visits or j.hard_breaches)],
        near=[job for job in jobs if job.is_over and job.near_limits],
        asked=_asked(service),
        proposals=_proposals(service),
        jobs=jobs,
        datasets=datasets,
        names={dataset.id: dataset.name for dataset in datasets},
        refreshes=any(not job.is_over for job in jobs),
    )


def _asked(service: ApiService) -> list[Job]:
    """Return the studies and trials that are under way."""
    found = service.jobs.page(None, _SHOWN, [Operation.STUDY, Operation.ROBUSTNESS])
    return [job for job in found if not job.is_over]


class Proposal(NamedTuple):
    """A schedule that waits to be published."""

    job: Job
    comments: int


def _proposals(service: ApiService) -> list[Proposal]:
    """Return what was proposed, the earliest first."""
    found = service.lives.proposals()
    jobs = ((service.jobs.get(id_), count) for id_, count in found.items())
    return [Proposal(job, count) for job, count in jobs if job is not None]
