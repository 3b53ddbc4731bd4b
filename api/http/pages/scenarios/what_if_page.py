"""Where planners ask what if: presets, a patch, and the studies that there are."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import page, spoken_to, words
from api.http.pages.scenarios.asked_study import (
    DEEDS,
    FILES,
    RANGES,
    STEPS,
    StudyForm,
    headings,
    preset_cards,
)
from api.http.pages.scenarios.worded_faults import told_faults
from api.http.routes.access import DatasetDep, ServiceDep
from api.http.routes.studies import checked_order, order_study
from api.store.schema import Dataset, Operation
from data.faults import BadInput

router = APIRouter(include_in_schema=False)

_SHOWN = 20


async def _form(request: Request) -> StudyForm:
    return StudyForm.of(await request.form())


FormDep = Annotated[StudyForm, Depends(_form)]


@router.get("/datasets/{dataset_id}/what-if")
def what_if_page(
    request: Request, dataset: DatasetDep, service: ServiceDep
) -> Response:
    """Offer what could be otherwise, and list what was asked before."""
    return _page(request, dataset, service, StudyForm.of(FormData()), ())


@router.post("/datasets/{dataset_id}/what-if")
def ask_what_if(
    request: Request, dataset: DatasetDep, service: ServiceDep, form: FormDep
) -> Response:
    """Begin a study and show it, or show what is wrong with what was asked."""
    try:
        asked = form.order(dataset.id)
    except ValidationError:
        said = [words(request, "pages.what_if.nothing")]
        return _page(request, dataset, service, form, said)
    try:
        order = checked_order(asked, service)
    except BadInput as bad:
        told = told_faults(asked, bad, spoken_to(request))
        return _page(request, dataset, service, form, list(told))
    study = order_study(order, service, Response())
    return RedirectResponse(f"/studies/{study.id}", SEE_OTHER)


def _page(
    request: Request,
    dataset: Dataset,
    service: ServiceDep,
    form: StudyForm,
    faults: Sequence[str],
) -> Response:
    jobs = service.jobs.page(None, 200)
    studies = service.jobs.page(None, 200, [Operation.STUDY])
    trials = service.jobs.page(None, 200, [Operation.ROBUSTNESS])
    plans = [job for job in jobs if job.has_plan]
    answer = page(
        request,
        "scenarios/what_if.html.j2",
        dataset=dataset,
        told_on=service.lives.told_on(dataset.id),
        families=preset_cards(),
        units=service.datasets.read(dataset.id).problem.units,
        form=form,
        faults=faults,
        ranges=RANGES,
        steps=range(1, STEPS + 1),
        deeds=DEEDS,
        files=FILES,
        headings=headings(spoken_to(request)),
        studies=[s for s in studies if s.dataset_id == dataset.id][:_SHOWN],
        trials=[j for j in trials if j.dataset_id == dataset.id][:_SHOWN],
        plans=plans,
        own_plans=[j for j in plans if j.dataset_id == dataset.id][:_SHOWN],
    )
    answer.status_code = 422 if faults else 200
    return answer
