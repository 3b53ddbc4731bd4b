"""Datasets in the browser: hand one in, see what is wrong with it, plan it."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from api.http.opened.checked_datasets import CheckedDatasets, CheckedDep
from api.http.order import LONGEST, OrderLimits, ScheduleOrder
from api.http.pages.importing.mended_book import FIELD, mendable, mended
from api.http.pages.looks import page, spoken_to, words
from api.http.routes.access import ApiService, DatasetDep, ServiceDep
from api.http.routes.attached import attached
from api.http.routes.datasets import kept_part
from api.http.routes.schedules import Ordered
from api.http.upload import XLSX, Upload, received, upload_of
from api.store.schema import Dataset, Operation
from api.what_if.hourly_staff import MOST, HourlyWanted, usual_model, with_hourly
from api.what_if.part_of_dataset import PartWanted
from data.excel.dataset_workbook import dataset_xlsx
from data.faults import BadInput
from data.sample import make_sample
from data.sheet_words import SETTINGS
from scheduler.domain.problem import Problem

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
UploadDep = Annotated[Upload, Depends(upload_of)]


@router.get("/datasets")
def data_page(request: Request, service: ServiceDep) -> Response:
    """List datasets, and take a new one."""
    return _data_page(request, service)


def _data_page(
    request: Request,
    service: ServiceDep,
    bad: BadInput | None = None,
    fields: Mapping[str, str] | None = None,
) -> Response:
    faults = [mendable(fault) for fault in bad.faults] if bad else []
    here = {name for each in faults for _, name in each.cells}
    given = {k: v for k, v in (fields or {}).items() if k.startswith(FIELD) and v}
    datasets = service.datasets.page(None, 100)
    answer = page(
        request,
        "data.html.j2",
        datasets=datasets,
        faults=faults,
        given=given,
        mended={name: text for name, text in given.items() if name not in here},
        foreign=bad is not None and _is_foreign(bad),
    )
    answer.status_code = 422 if bad else 200
    return answer


def _is_foreign(bad: BadInput) -> bool:
    """Whether a workbook has none of what is in the one to be filled in."""
    missing = [fault.file for fault in bad.faults if fault.code == "missing_sheet"]
    return any(name.endswith(f": {SETTINGS}") for name in missing)


@router.post("/datasets")
def hand_in(request: Request, upload: UploadDep, service: ServiceDep) -> Response:
    """Keep a dataset and show it, or show everything that is wrong with it."""
    try:
        inputs, rules = received(mended(upload, upload.fields))
    except BadInput as bad:
        return _data_page(request, service, bad, upload.fields)
    dataset, _ = service.datasets.put_as_read(inputs, rules)
    at = f"/datasets/{dataset.id}"
    if "HX-Request" in request.headers:
        return Response(headers={"HX-Redirect": at})
    return RedirectResponse(at, SEE_OTHER)


@router.get("/datasets/template")
def empty_workbook(request: Request) -> Response:
    """Return a workbook to fill in, in the language of the page."""
    return _book(request, "pages.template.file", None)


@router.get("/datasets/example")
def filled_in_workbook(request: Request) -> Response:
    """Return a made-up municipality as a workbook: what it looks like filled in."""
    return _book(request, "pages.example.file", make_sample("small"))


@router.get("/datasets/{dataset_id}/workbook")
def workbook_of_dataset(
    request: Request, dataset: DatasetDep, service: ServiceDep
) -> Response:
    """Return a dataset as a workbook, to change and hand in again."""
    problem = service.datasets.read(dataset.id).problem
    return _book(request, "pages.dataset.file", problem)


def _book(request: Request, name: str, problem: Problem | None) -> Response:
    content = dataset_xlsx(problem, spoken_to(request))
    return attached(content, words(request, name), XLSX)


@router.get("/datasets/{dataset_id}")
def dataset_page(
    request: Request, dataset: DatasetDep, service: ServiceDep
) -> Response:
    """Show how large a dataset is, what stands in the way of a plan, and its plans."""
    return _dataset_page(request, dataset, service)


@router.get("/datasets/{dataset_id}/check")
def check_part(
    request: Request, dataset: DatasetDep, service: ServiceDep, checked: CheckedDep
) -> Response:
    """Return what stands in the way of a plan, for the page that waits for it."""
    return page(
        request,
        "dataset_check.html.j2",
        findings=checked.of(dataset.id, service.datasets.read(dataset.id)),
        words=f"message_{spoken_to(request)}",
    )


def _dataset_page(
    request: Request,
    dataset: Dataset,
    service: ApiService,
    faults: Sequence[str] = (),
) -> Response:
    problem = service.datasets.read(dataset.id).problem
    checked: CheckedDatasets = request.app.state.checked
    jobs = [j for j in service.jobs.page(None, 200) if j.dataset_id == dataset.id]
    answer = page(
        request,
        "dataset.html.j2",
        faults=faults,
        dataset=dataset,
        problem=problem,
        counts=json.loads(dataset.size),
        findings=checked.known(dataset.id),
        words=f"message_{spoken_to(request)}",
        jobs=jobs,
        longest=LONGEST,
        told=len(service.lives.published(dataset.id)),
        model=usual_model(problem),
        most_hourly=MOST,
    )
    answer.status_code = 422 if faults else 200
    return answer


class PlanForm(BaseModel):
    """What is to be planned, and for how long."""

    seconds: Annotated[float, Field(gt=0, le=LONGEST)] = 180
    name: Annotated[str, Field(max_length=200)] = ""
    unit: list[str] = []
    """Those that are ticked; all if none is."""
    first: dt.date | None = None
    last: dt.date | None = None

    def part(self, problem: Problem) -> PartWanted | None:
        """Return which part is to be planned; ``None`` if it is all."""
        first, last = self.first or problem.start, self.last or problem.end
        units = () if set(self.unit) >= problem.unit.keys() else tuple(self.unit)
        is_all = not units and (first, last) == (problem.start, problem.end)
        return None if is_all else PartWanted(units, first, last)


@router.post("/datasets/{dataset_id}/plans")
def order_plan(
    request: Request,
    dataset: DatasetDep,
    service: ServiceDep,
    form: Annotated[PlanForm, Form()],
) -> Response:
    """Begin to plan a dataset or a part of it, and show how it goes."""
    part = form.part(service.datasets.read(dataset.id).problem)
    limits = OrderLimits(seconds=form.seconds)
    try:
        if part is not None:
            dataset, _ = kept_part(dataset, part, service.datasets)
        order = ScheduleOrder(dataset=dataset.id, name=form.name, limits=limits)
        job = Ordered(Operation.SOLVE, order).queued(service)
    except BadInput as bad:
        told = [fault.message(spoken_to(request)) for fault in bad.faults]
        return _dataset_page(request, dataset, service, told)
    return RedirectResponse(f"/schedules/{job.id}", SEE_OTHER)


class HourlyForm(BaseModel):
    """How many hourly staff are called in besides, and like whom."""

    count: Annotated[int, Field(ge=1, le=MOST)]
    like: Annotated[str, Field(max_length=200)]


@router.post("/datasets/{dataset_id}/hourly")
def add_hourly(
    request: Request,
    dataset: DatasetDep,
    service: ServiceDep,
    form: Annotated[HourlyForm, Form()],
) -> Response:
    """Keep the dataset with hourly staff besides, and show it."""
    datasets = service.datasets
    rules = datasets.rules(dataset.id)
    called = words(request, "pages.hourly.called")
    wanted = HourlyWanted(form.count, form.like, called)
    try:
        made = with_hourly(datasets.read(dataset.id), rules, wanted)
    except BadInput as bad:
        told = [fault.message(spoken_to(request)) for fault in bad.faults]
        return _dataset_page(request, dataset, service, told)
    kept, is_new = datasets.put(made, rules, told_from=dataset.id)
    if is_new:
        name = words(
            request, "pages.hourly.kept", name=dataset.name[:160], count=form.count
        )
        datasets.rename(kept, name)
    return RedirectResponse(f"/datasets/{kept.id}", SEE_OTHER)
