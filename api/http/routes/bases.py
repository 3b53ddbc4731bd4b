"""Make a base schedule for a dataset, and lay one out over the calendar."""

import datetime as dt
import json
from time import monotonic
from typing import Annotated, Any

from fastapi import Request, Response, status
from pydantic import ConfigDict, Field, StrictBool

from api.base_schedules import BaseWanted, VacantRowsError, cycle_rules, make_base
from api.http.json_bodies import BoundedRoute
from api.http.routes.access import DatasetDep, ServiceDep, refusals
from api.http.routes.versioned import versioned
from api.inputs import document_of, read_document_inputs
from api.laid_out_periods import LaidOutWhen, laid_document, laid_out_period
from constraints.handbook.handbook import write_handbook
from data.base_schedule.base_figures import base_document
from data.base_schedule.base_reading import read_base_document
from data.faults import BadInput, Fault
from scheduler.base_schedule.base_weeks import MOST_WEEKS
from scheduler.domain.described import Described
from scheduler.domain.iso_day import IsoDay
from scheduler.planning.result import Limits

router = versioned("/datasets/{dataset_id}", "datasets", BoundedRoute)
LONGEST = 300
"""Seconds that a base schedule may take while somebody waits for it."""

Weeks = Annotated[int, Field(ge=1, le=MOST_WEEKS, strict=True)]
Table = list[dict[str, Any]]


class BaseLimits(Described):
    """How hard to try."""

    model_config = ConfigDict(extra="forbid")

    seconds: Annotated[float, Field(gt=0, le=LONGEST, allow_inf_nan=False, strict=True)]
    """Wall time, after which the search ends; its best is judged and answered."""
    effort: Annotated[int, Field(ge=0, le=10**5, strict=True)] | None = None
    """Thousands of steps. With time for all of them, the same order gives the same."""
    workers: Annotated[int, Field(ge=1, le=16, strict=True)] = 2
    """How many threads search."""
    seed: Annotated[int, Field(ge=0, lt=2**31, strict=True)] = 0
    """Another one gives another schedule, about as good."""


class BaseBody(Described):
    """What base schedule is wanted."""

    model_config = ConfigDict(extra="forbid")

    weeks: Weeks
    """So many weeks each row has."""
    limits: BaseLimits
    """For how long somebody waits, and the seed."""
    units: Annotated[tuple[str, ...], Field(max_length=1000)] = ()
    """Ids of units; all that have needs if left out."""
    vacant: Annotated[
        str, Field(max_length=2000, examples=["yttre:75,central:100"])
    ] = ""
    """Rows that nobody has yet: unit and degree."""
    percentile: Annotated[float, Field(ge=0, le=100, strict=True)] = 80
    """Percent of the days that the needs shall be enough for."""
    tolerance: Annotated[int, Field(ge=0, le=660, strict=True)] = 120
    """Minutes that a row's whole cycle may be away from its contract."""


class BaseAnswer(Described):
    """A base schedule, as the files of its folder."""

    facts: dict[str, Any]
    """What is paid (`paid`, of which `monthly_pay` and `ob`), SEK; `points` that nobody
    is paid, both weighed together (`objective`), and its `bound`; hours wanted and
    missing."""
    rows: Table
    """As `employees.csv`: what each row asks of whoever has it."""
    people: Table
    """Who has which row, from when to when."""
    base: Table
    """A line for each row and week, a shift for each weekday."""
    demand: Table
    """How many are wanted every week."""
    figures: Table
    """What each row gets, and its fair share."""
    breaches: Table
    """What the cycle breaks, binding rules first."""


class LayOutBody(Described):
    """A base schedule, and where on the calendar."""

    model_config = ConfigDict(extra="forbid")

    base: dict[str, Any]
    """As `POST …/base` answered, or with other people: rows, people, base, demand."""
    start: Annotated[IsoDay, Field(examples=["2026-12-28"])]
    """The first day."""
    weeks: Weeks = 8
    """So many weeks are laid out."""
    first_week: Weeks = 1
    """Week of the cycle that the first calendar week is."""
    repeats: StrictBool = False
    """Whether visits and staffing that have dates come again, week after week."""


class LayOutAnswer(Described):
    """The dataset with the shifts locked, and where it deviates."""

    dataset: str
    """Id of the dataset, to be solved."""
    first: dt.date
    """Its first day."""
    last: dt.date
    """Its last day."""
    shifts: int
    """How many are worked."""
    vacant: Table
    """Shifts that nobody works, and why."""
    deviations: Table
    """Binding rules that are broken by the shifts alone."""


@router.post("/base", responses=refusals(400, 404, 413, 422))
def make_base_schedule(
    wanted: BaseBody, dataset: DatasetDep, service: ServiceDep, request: Request
) -> BaseAnswer:
    """Make a base schedule: rows that repeat their weeks, from the week's needs.

    When the service ends, the answer is the best schedule so far.
    """
    ends = monotonic() + wanted.limits.seconds
    inputs = service.datasets.read(dataset.id)
    for number, unit in enumerate(wanted.units):
        if unit not in inputs.problem.unit:
            known = ", ".join(inputs.problem.unit)
            raise _refused(f"/units/{number}", "unknown_id", unit, target=known)
    asked = wanted.model_dump(exclude={"limits"})
    limits = Limits.model_validate(wanted.limits.model_dump())

    def is_over() -> bool:
        return monotonic() > ends or request.app.state.is_ending()

    try:
        result = make_base(inputs, BaseWanted(**asked), limits, is_over)
    except VacantRowsError as error:
        raise _refused("/vacant", "base_vacant", str(error)) from error
    if result is None:
        raise _refused("/units", "base_nobody", None)
    rules = cycle_rules(inputs.rules)
    return BaseAnswer.model_validate(base_document(inputs.problem, result, rules))


@router.post(
    "/laid-out",
    status_code=status.HTTP_201_CREATED,
    responses=refusals(400, 404, 413, 422),
)
def lay_out_base_schedule(
    wanted: LayOutBody, dataset: DatasetDep, service: ServiceDep, response: Response
) -> LayOutAnswer:
    """Lay a base schedule out: a dataset whose shifts are locked, to be solved."""
    inputs = service.datasets.read(dataset.id)
    read = read_base_document(wanted.base, inputs.problem)
    when = LaidOutWhen(wanted.start, wanted.weeks, wanted.first_week, wanted.repeats)
    laid = laid_out_period(inputs, read, when)
    rules = json.loads(write_handbook(inputs.rules))
    made = read_document_inputs(document_of(laid.problem, rules))
    kept, _ = service.datasets.put(made, rules)
    response.headers["Location"] = f"/v1/datasets/{kept.id}"
    found = laid_document(laid, inputs.rules)
    return LayOutAnswer.model_validate({"dataset": kept.id, **found})


def _refused(pointer: str, code: str, value: str | None, **facts: str) -> BadInput:
    name = pointer.split("/")[1]
    fault = Fault(code=code, file=name, value=value, pointer=pointer, facts=facts)
    return BadInput([fault])
