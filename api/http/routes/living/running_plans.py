"""Ask of a plan that people work by: who instead, who is ill, what changes."""

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import ConfigDict, Field

from api.http.json_bodies import BoundedRoute
from api.http.opened.opened_schedules import JudgedDep
from api.http.routes.access import JudgedSchedule, ServiceDep, refusals
from api.http.routes.versioned import versioned
from api.inputs import document_of, read_document_inputs
from api.judging import judged as judged_plan
from api.replanning.answers import (
    FreedAnswer,
    PlanChangeView,
    SickAnswer,
    TimesAnswer,
    VacantShift,
    VisitAnswer,
    WouldBreak,
)
from api.replanning.asked import SickAsked, TimesAsked
from api.replanning.running_plan import (
    RunningPlan,
    candidates_for_shift,
    candidates_for_visit,
    declined_visit,
    offered_times,
    replanned,
    sick_candidates,
    told_changes,
)
from data.cell_place import CellPlace
from data.writing.plan_files import write_plan_document
from scheduler.domain.described import Described
from scheduler.domain.plan import Plan

router = versioned("/schedules/{schedule_id}", "running plans", BoundedRoute)

Moment = Annotated[str, Field(max_length=30, examples=["2026-12-01T06:10"])]
ShiftAsked = Annotated[
    str, Path(description="Whose shift, on which planning day: `e002@2026-12-01`.")
]
VisitId = Annotated[str, Path(description="Id of a visit.")]
PlaceAsked = Annotated[
    int, Query(ge=1, le=9, description="Which place at a visit by two.")
]


class SickBody(Described):
    """Who is ill, and when."""

    model_config = ConfigDict(extra="forbid")

    employee_id: Annotated[str, Field(max_length=200, examples=["e002"])]
    """Who."""
    start: Annotated[Moment, Field(alias="from")]
    """From when, local time; nothing before that is changed."""
    end: Annotated[Moment | None, Field(alias="to")] = None
    """Until when, local time, or through which day; otherwise through the first."""
    also: Annotated[tuple[str, ...], Field(max_length=50, examples=[["e007"]])] = ()
    """Who is ill besides, from the same moment; nobody of them is there for another."""

    def asked(self) -> SickAsked:
        """Return it as it is understood."""
        return SickAsked(self.employee_id, self.start, self.end, self.also)


class ReplanBody(SickBody):
    """Who is ill, and who may be called in."""

    among: Annotated[list[str], Field(max_length=1000)] | None = None
    """Ids of those who may be called in; everybody if left out."""


class TimesBody(Described):
    """A visit of the plan with other needs, or a new one."""

    model_config = ConfigDict(extra="forbid")

    visit: Annotated[str, Field(max_length=200)] | None = None
    """Id of a visit of the plan; otherwise the visit is new."""
    client: Annotated[str, Field(max_length=200)] | None = None
    """Whose the new visit is."""
    date: Annotated[str, Field(max_length=10, examples=["2026-12-01"])] | None = None
    """On which day."""
    minutes: Annotated[int, Field(ge=1, le=1440, strict=True)] | None = None
    """How long it is."""
    staff: Annotated[int, Field(ge=1, le=2, strict=True)] | None = None
    """How many it needs."""
    skills: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    """What is needed."""
    unit: Annotated[str, Field(max_length=200)] | None = None
    """Of a new client: who makes the visits."""
    lat: Annotated[float, Field(ge=-90, le=90, strict=True)] | None = None
    """Where a new client lives."""
    lon: Annotated[float, Field(ge=-180, le=180, strict=True)] | None = None
    """Where a new client lives."""
    between: Annotated[str, Field(max_length=11, examples=["07:00-12:00"])] | None = (
        None
    )
    """When it may begin; otherwise in its own window, or from 07:00 to 21:00."""


class ReplanAnswer(Described):
    """A plan with as little changed as can be."""

    dataset: str
    """Id of the dataset with the absence, which the changed plan belongs to."""
    changes: list[PlanChangeView]
    """Who, what, from when to when, and what it costs; shifts first."""
    price: float
    """SEK more in all than the plan cost before."""
    points: float
    """What rules weigh more than before."""
    broken: list[WouldBreak]
    """Binding rules that are broken and were not; none where it can be helped."""
    plan: dict[str, Any]
    """The changed plan as `GET …/plan` gives it, to be evaluated or solved from."""


@router.get("/shifts/{shift}/candidates", responses=refusals(404, 409, 422))
def list_shift_candidates(shift: ShiftAsked, judged: JudgedDep) -> VacantShift:
    """List who could work a shift instead, with the rules that each would break."""
    return candidates_for_shift(_running(judged), shift, _place("shift"))


@router.get("/visits/{visit_id}/candidates", responses=refusals(404, 409, 422))
def list_visit_candidates(
    visit_id: VisitId, judged: JudgedDep, staff_no: PlaceAsked = 1
) -> VisitAnswer:
    """List who could make a visit instead, with the rules that each would break."""
    asked = f"{visit_id}#{staff_no}"
    return candidates_for_visit(_running(judged), asked, _place("visit_id"))


@router.get("/visits/{visit_id}/freed", responses=refusals(404, 409, 422))
def read_freed_time(visit_id: VisitId, judged: JudgedDep) -> FreedAnswer:
    """Say what a declined visit gives back, and which open visits fit into it."""
    return declined_visit(_running(judged), visit_id, _place("visit_id"))


@router.post("/times", responses=refusals(400, 404, 409, 413, 422))
def list_visit_times(body: TimesBody, judged: JudgedDep) -> TimesAnswer:
    """List when a new or changed visit could be made; nothing is kept."""
    asked = TimesAsked(**body.model_dump())
    return offered_times(_running(judged), asked, _place)


@router.post("/sick", responses=refusals(400, 404, 409, 413, 422))
def list_sick_candidates(body: SickBody, judged: JudgedDep) -> SickAnswer:
    """List who could take each shift of somebody ill, or its visits."""
    return sick_candidates(_running(judged), body.asked(), _place)


@router.post("/replan", responses=refusals(400, 404, 409, 413, 422))
def replan_schedule(
    body: ReplanBody, judged: JudgedDep, service: ServiceDep
) -> ReplanAnswer:
    """Fill the shifts of somebody ill, and change as little as possible.

    The dataset with the absence is kept; the plan is kept when it is evaluated.
    """
    running = _running(judged)
    among = None if body.among is None else frozenset(body.among)
    made = replanned(running, body.asked(), _place, among)
    rules = service.datasets.rules(judged.dataset_id)
    inputs = read_document_inputs(document_of(made.problem, rules), judges=True)
    dataset, _ = service.datasets.put(inputs, rules, told_from=judged.dataset_id)
    result = judged_plan(inputs, made.plan)
    return ReplanAnswer(
        dataset=dataset.id,
        changes=told_changes(running, made),
        price=made.price / 100,
        points=made.points / 100,
        broken=running.teller.broken(made.worse),
        plan=write_plan_document(inputs.problem, result, inputs.rules),
    )


def _running(judged: JudgedSchedule) -> RunningPlan:
    return RunningPlan(judged.inputs, judged.result.plan or Plan())


def _place(name: str) -> CellPlace:
    return CellPlace(name, pointer=f"/{name}")
