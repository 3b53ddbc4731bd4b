"""Go on from a plan: the dataset of the period after it."""

import json

from fastapi import Response, status
from pydantic import ConfigDict, Field, StrictBool

from api.http.opened.opened_schedules import JudgedDep
from api.http.routes.access import ServiceDep, refusals
from api.http.routes.versioned import versioned
from api.http.views import DatasetView
from api.inputs import document_of, read_document_inputs
from api.next_dataset import last_day, next_dataset
from constraints.handbook.handbook import write_handbook
from data.faults import BadInput, Fault
from scheduler.domain.described import Described
from scheduler.domain.iso_day import IsoDay
from scheduler.domain.plan import Plan

router = versioned("/schedules/{schedule_id}/next", "schedules")


class NextPeriod(Described):
    """How long the next period is, and what of the old one comes again."""

    model_config = ConfigDict(extra="forbid")

    last: IsoDay = Field(examples=["2027-02-28"])
    """Its last day, at most a year after the plan's."""
    repeats: StrictBool = False
    """Whether visits and staffing that have dates come again, week after week."""


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses={
        200: {"model": DatasetView, "description": "It was here already."},
        **refusals(400, 404, 409, 413, 422),
    },
)
def make_next_dataset(
    wanted: NextPeriod, judged: JudgedDep, service: ServiceDep, response: Response
) -> DatasetView:
    """Make the dataset of the days after a plan, with the plan as its history."""
    old, plan = judged.inputs, judged.result.plan or Plan()
    last = last_day(wanted.last.isoformat(), old.problem.end)
    if last is None:
        value = wanted.last.isoformat()
        fault = Fault(code="next_last", file="last", value=value, pointer="/last")
        raise BadInput([fault])
    problem = next_dataset(old, plan, last, repeats=wanted.repeats)
    rules = json.loads(write_handbook(old.rules))
    inputs = read_document_inputs(document_of(problem, rules))
    dataset, is_new = service.datasets.put(inputs, rules)
    if not is_new:
        response.status_code = status.HTTP_200_OK
    response.headers["Location"] = f"/v1/datasets/{dataset.id}"
    return DatasetView.of(dataset, dataset_sha256=inputs.problem.sha256)
