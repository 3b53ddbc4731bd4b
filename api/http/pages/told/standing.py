"""Where a schedule stands between a draft and what people were told."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from fastapi import Depends, Request
from starlette.responses import Response

from api.http.opened.opened_schedules import OpenedDep, OpenedSchedule
from api.http.pages.looks import PLANNER, page, remembered, spoken_to
from api.http.routes.access import ApiService, JobDep, ServiceDep
from api.http.routes.living.plan_lives import LedPlan, LifeView, read_life
from api.life.told_inputs import today
from api.next_dataset import MOST_DAYS
from api.replanning.answers import Teller
from api.store.schema import Job
from data.export.export_forms import ExportForm
from data.life.plan_life import LifeEvent, LifeStep
from scheduler.domain.problem import Problem

PAYROLL = (ExportForm.PAXML, ExportForm.CSV, ExportForm.XLSX)


class Standing(NamedTuple):
    """A schedule, and the service that knows its life."""

    job: Job
    opened: OpenedSchedule
    service: ApiService

    def led(self, seen: str | None = None) -> LedPlan:
        """Return it as whoever saw it, as a page has told it, may lead it."""
        judged = self.opened.judged
        return LedPlan(self.job, judged, self.service, Response(), seen or None)


class Comment(NamedTuple):
    """What somebody said of a schedule, and what it is about, by name."""

    event: LifeEvent
    name: str
    day: dt.date | None


async def _standing(job: JobDep, opened: OpenedDep, service: ServiceDep) -> Standing:
    return Standing(job, opened, service)


StandingDep = Annotated[Standing, Depends(_standing)]


def standing_page(
    request: Request,
    standing: Standing,
    faults: Sequence[str] = (),
    status: int = 200,
    written: str = "",
) -> Response:
    """Show where a schedule stands; ``faults`` are why it did not get further.

    What somebody has ``written`` and was not kept stays in its field.
    """
    opened = standing.opened
    problem, audit = opened.view.problem, opened.judged.audit
    teller = Teller(opened.view, opened.judged.inputs.rules)
    led = standing.led()
    life = read_life(led)
    answer = page(
        request,
        "told/publish.html.j2",
        opened=opened,
        problem=problem,
        life=life,
        seen=led.response.headers["ETag"],
        written=written,
        comments=list(_comments(life, problem)),
        is_told=_is_told(standing),
        broken=teller.broken(breach for breach in audit.breaches if breach.hard),
        must_open=audit.must_open,
        words=f"message_{spoken_to(request)}",
        faults=faults,
        planner=remembered(request, PLANNER),
        today=today(problem),
        payroll=PAYROLL,
        coded=(*PAYROLL, ExportForm.SIE),
        others=_others(standing),
        after=_after(problem),
    )
    answer.status_code = status
    return answer


def _others(standing: Standing) -> list[Job]:
    """Return the other schedules that there are, of the same people and others."""
    jobs = standing.service.jobs.page(None, 200)
    return [job for job in jobs if job.has_plan and job.id != standing.job.id]


def _after(problem: Problem) -> tuple[dt.date, dt.date, dt.date]:
    """Return the first, the usual and the last day that the next period may end on."""
    days = (1, problem.days, MOST_DAYS)
    first, usual, last = (problem.end + dt.timedelta(days=each) for each in days)
    return first, usual, last


def _comments(life: LifeView, problem: Problem) -> Iterator[Comment]:
    people, units = problem.employee, problem.unit
    named = {each.id: each.name for each in people.values()}
    named |= {each.id: each.name for each in units.values()}
    for event in life.events:
        if event.step is LifeStep.COMMENTED:
            about = event.about or ""
            who, _, day = about.rpartition("@")
            is_day = who in people
            id_ = who if is_day else about
            on = dt.date.fromisoformat(day) if is_day else None
            yield Comment(event, named.get(id_) or id_, on)


def _is_told(standing: Standing) -> bool:
    """Whether just this is what people were told last."""
    told = standing.service.lives.published(standing.job.dataset_id)
    return bool(told) and told[-1].job_id == standing.job.id
