"""Follow an order as it goes, without asking again and again."""

from collections.abc import AsyncIterator
from typing import Annotated

from anyio import sleep
from fastapi import Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.http.routes.access import ApiService, JobDep, ServiceDep, refusals
from api.http.routes.versioned import versioned
from api.http.views import ScheduleStep, ScheduleView

router = versioned("/schedules", "schedules")

EVERY = 0.5
"""Seconds between looks at the store."""
RETRY_MS = 1_000
"""After which a browser that lost the connection asks again."""

LastId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        pattern="^[0-9]{1,9}$",
        description="The `id` of the last event that came; those after it come.",
    ),
]


@router.get(
    "/{schedule_id}/events",
    response_class=EventSourceResponse,
    responses=refusals(404, 422),
)
async def follow_schedule(
    job: JobDep, service: ServiceDep, request: Request, last: LastId = None
) -> AsyncIterator[ServerSentEvent]:
    """Tell how an order goes, as server-sent events, until it has ended.

    `step` is something new and has an `id`: all of them come, or those after
    `Last-Event-ID`. `state` is how far the order is, each time that changes; `ended`
    the same, once, and last of all. Their data are a `ScheduleStep` and a
    `ScheduleView`.
    """
    known, told = int(last or 0), None
    yield ServerSentEvent(comment="", retry=RETRY_MS)
    while not request.app.state.is_ending():
        view, steps = await run_in_threadpool(_look, service, job.id, known)
        for step in steps:
            known = step.number
            yield ServerSentEvent(data=step, event="step", id=str(known))
        if view is None:
            return
        if view.finished_at is not None:
            yield ServerSentEvent(data=view, event="ended")
            return
        if view != told:
            told = view
            yield ServerSentEvent(data=view, event="state")
        await sleep(EVERY)


def _look(
    service: ApiService, job_id: str, known: int
) -> tuple[ScheduleView | None, list[ScheduleStep]]:
    """Return how far a job is, then its new steps: none is left out at its end."""
    job = service.jobs.get(job_id)
    steps = service.jobs.steps(job_id, known)
    view = None if job is None else ScheduleView.of(job)
    return view, [ScheduleStep.of(step) for step in steps]
