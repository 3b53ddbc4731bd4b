"""Which schedule stands a bad week, in the browser: asked, followed, read."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import page
from api.http.pages.scenarios.endured_rows import endured_rows
from api.http.problems import Refusal
from api.http.routes.access import ApiService, ServiceDep, TrialDep
from api.http.routes.trial_routes import order_trial
from api.http.trials.trial_order import TrialOrder
from api.http.trials.trial_views import Endured, TrialView
from api.store.schema import Job

router = APIRouter(include_in_schema=False)

NUMBERS = ("days", "share_pct", "length", "outbreak_pct")
"""Fields of the form that are numbers, called as in the order."""


async def _form(request: Request) -> FormData:
    return await request.form()


@router.post("/robustness")
def ask_robustness(
    service: ServiceDep, form: Annotated[FormData, Depends(_form)]
) -> Response:
    """Begin to live through sick days with the schedules that are ticked."""
    given = {name: form[name] for name in NUMBERS if form.get(name)}
    asked = {"schedules": form.getlist("schedule"), "name": form.get("name", "")}
    try:
        order = TrialOrder.model_validate(asked | given, strict=False)
    except ValidationError as error:
        raise Refusal(422, "bad_trial") from error
    trial = order_trial(order, service, Response())
    return RedirectResponse(f"/robustness/{trial.id}", SEE_OTHER)


@router.get("/robustness/{trial_id}")
def robustness_page(request: Request, job: TrialDep, service: ServiceDep) -> Response:
    """Show how far it is, or what the sick days took of each schedule."""
    whole = service.jobs.get(job.id, Job.result, Job.order)
    if not job.is_over or whole is None or whole.result is None:
        view = TrialView.of(job)
        return page(request, "scenarios/trial_waits.html.j2", job=job, view=view)
    order = TrialOrder.model_validate_json(whole.order)
    found = Endured.of(whole.result)
    return page(
        request,
        "scenarios/robustness.html.j2",
        job=job,
        order=order,
        found=found,
        plans=_named(order, service),
        rows=endured_rows(found),
    )


def _named(order: TrialOrder, service: ApiService) -> Mapping[str, Job | None]:
    """Return the schedules by id; those that were removed are ``None``."""
    return {id_: service.jobs.get(id_) for id_ in order.schedules}


@router.get("/robustness/{trial_id}/progress")
def progress_of_trial(request: Request, job: TrialDep) -> Response:
    """Return how far it is, for the page that shows it."""
    view = TrialView.of(job)
    answer = page(request, "scenarios/trial_progress.html.j2", job=job, view=view)
    if job.is_over:
        answer.headers["HX-Redirect"] = f"/robustness/{job.id}"
    return answer


@router.post("/robustness/{trial_id}/stop")
def end_trial(job: TrialDep, service: ServiceDep) -> Response:
    """End it; the days that were lived through are told."""
    service.runner.stop(job.id)
    return RedirectResponse(f"/robustness/{job.id}", SEE_OTHER)
