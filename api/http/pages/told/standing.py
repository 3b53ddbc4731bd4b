"""Where a schedule stands between a draft and what people were told."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from fastapi import Depends, Request
from starlette.responses import Response

from api.http.opened.opened_schedules import OpenedDep, OpenedSchedule
from api.http.pages.looks import PLANNER, page, remembered, spoken_to
from api.http.routes.access import ApiService, JobDep, ServiceDep
from api.http.routes.living.plan_lives import read_life
from api.life.told_inputs import today
from api.replanning.answers import Teller
from api.store.schema import Job
from data.export.export_forms import ExportForm

PAYROLL = (ExportForm.PAXML, ExportForm.CSV, ExportForm.XLSX)


class Standing(NamedTuple):
    """A schedule, and the service that knows its life."""

    job: Job
    opened: OpenedSchedule
    service: ApiService


async def _standing(job: JobDep, opened: OpenedDep, service: ServiceDep) -> Standing:
    return Standing(job, opened, service)


StandingDep = Annotated[Standing, Depends(_standing)]


def standing_page(
    request: Request,
    standing: Standing,
    faults: Sequence[str] = (),
    status: int = 200,
) -> Response:
    """Show where a schedule stands; ``faults`` are why it did not get further."""
    job, opened, service = standing
    problem, audit = opened.view.problem, opened.judged.audit
    teller = Teller(opened.view.clock, opened.judged.inputs.rules)
    life = read_life(job, opened.judged, service)
    answer = page(
        request,
        "told/publish.html.j2",
        opened=opened,
        problem=problem,
        life=life,
        broken=teller.broken(breach for breach in audit.breaches if breach.hard),
        must_open=audit.must_open,
        words=f"message_{spoken_to(request)}",
        faults=faults,
        planner=remembered(request, PLANNER),
        today=today(problem),
        payroll=PAYROLL,
        coded=(*PAYROLL, ExportForm.SIE),
    )
    answer.status_code = status
    return answer
