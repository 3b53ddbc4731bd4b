"""Lead a plan to those who work it: propose, comment, publish, and what changed."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from api.http.described import Described
from api.http.json_bodies import BoundedRoute
from api.http.opened.opened_schedules import JudgedDep
from api.http.problems import Refusal
from api.http.routes.access import (
    ApiService,
    JobDep,
    ServiceDep,
    judged_of,
    refusals,
)
from api.http.upload import NO_JSON, is_plain
from api.life.about import check_about
from api.life.publishing import HardBreachesError, ToldDay, published
from api.life.told_changes import ChangedPlan, changed_plan
from api.life.told_inputs import of_today, today
from api.store.schema import Job
from api.wish_ledger import WishLedger, wish_ledger
from data.cell_place import CellPlace
from data.faults import BadInput
from data.life.plan_life import (
    LifeEvent,
    PlanLife,
    PlanState,
    WrongStateError,
    commented,
    proposed,
)
from scheduler.domain.plan import Plan

router = APIRouter(
    prefix="/schedules/{schedule_id}",
    tags=["life of a plan"],
    route_class=BoundedRoute,
)

_CHANGED = refusals(400, 404, 409, 413, 422)


class SpokenFor(Described):
    """Who does it."""

    model_config = ConfigDict(extra="forbid")

    by: Annotated[str, Field(min_length=1, max_length=200, examples=["Eva Ek"])]
    """Who does it; no personal numbers, please."""


class CommentBody(SpokenFor):
    """What somebody says of a plan."""

    text: Annotated[str, Field(min_length=1, max_length=4000)]
    """The words."""
    about: Annotated[
        str | None, Field(max_length=200, examples=["e002@2026-12-01"])
    ] = None
    """Somebody's day, or the id of a person, a client, a unit or a visit."""


class PublishBody(SpokenFor):
    """Who tells people, and when."""

    told_on: dt.date | None = None
    """The day on which they hear of it; today if left out."""


class LifeView(Described):
    """The life of a plan."""

    state: PlanState
    """Where it is: `draft`, `proposed`, `published`, or `worked` when it is over."""
    events: list[LifeEvent]
    """What happened to it, the earliest first; it is only added to."""


@router.get("/life", responses=refusals(404, 409))
def read_life(job: JobDep, judged: JudgedDep, service: ServiceDep) -> LifeView:
    """Say which state a plan is in, who did what and when."""
    return _view(service.lives.of(job, judged.result), today(judged.inputs.problem))


@router.post("/propose", responses=_CHANGED)
def propose_schedule(
    body: SpokenFor, job: JobDep, judged: JudgedDep, service: ServiceDep
) -> LifeView:
    """Show a plan to people, who can comment from now on."""
    life = service.lives.of(job, judged.result)
    plan, day = judged.result.plan or Plan(), today(judged.inputs.problem)
    return _added(
        service, job, life, lambda: proposed(life, plan, _plain(body).by), day
    )


@router.post("/comments", responses=_CHANGED)
def comment_schedule(
    body: CommentBody, job: JobDep, judged: JudgedDep, service: ServiceDep
) -> LifeView:
    """Say something of a plan that was proposed or published."""
    _plain(body)
    if body.about is not None:
        place = CellPlace("about", pointer="/about")
        check_about(judged.inputs.problem, body.about, place)
    life = service.lives.of(job, judged.result)
    plan, day = judged.result.plan or Plan(), today(judged.inputs.problem)
    return _added(
        service,
        job,
        life,
        lambda: commented(life, plan, body.by, body.text, body.about),
        day,
    )


@router.post("/publish", responses=_CHANGED)
def publish_schedule(
    body: PublishBody, job: JobDep, judged: JudgedDep, service: ServiceDep
) -> LifeView:
    """Keep a plan as what people are told; one that breaks binding rules is refused.

    Orders of the dataset are measured against it from then on, and it is not deleted.
    """
    _plain(body)
    life = service.lives.of(job, judged.result)
    plan, day = judged.result.plan or Plan(), today(judged.inputs.problem)
    told = ToldDay(body.by, body.told_on or day)
    earlier = [each.event for each in service.lives.published(job.dataset_id)]

    def event() -> LifeEvent:
        return published(judged.inputs, plan, told, earlier)[0]

    return _added(service, job, life, event, day)


Since = Annotated[
    str | None,
    Query(
        pattern="^[0-9a-f]{32}$",
        description="Id of the schedule that was; the last publication if left out.",
    ),
]
Of = Annotated[
    str | None, Query(max_length=200, description="Only what concerns this person.")
]


@router.get("/changes", responses=refusals(404, 409, 422))
def list_plan_changes(
    job: JobDep,
    judged: JudgedDep,
    service: ServiceDep,
    since: Since = None,
    of: Of = None,
) -> ChangedPlan:
    """List what differs from what people were told: who, what, from, to and why."""
    told = service.lives.published(job.dataset_id)
    before = since or (told[-1].job_id if told else None)
    old = None if before is None else service.jobs.get(before)
    if old is None:
        raise Refusal(404 if since else 409, "no_schedule" if since else "life_untold")
    earlier = judged_of(old, service).result
    plan = of_today(earlier.plan or Plan(), judged.inputs.problem)
    lives = (service.lives.of(old), service.lives.of(job))
    said = [comment for life in lives for comment in life.comments]
    found = changed_plan(judged.inputs, plan, judged.result.plan or Plan(), said)
    return found if of is None else found.of(of)


@router.get("/wishes", responses=refusals(404, 409, 422))
def read_wishes(judged: JudgedDep, of: Of = None) -> WishLedger:
    """Say what became of wishes, what granted ones cost, and how even it is."""
    ledger = wish_ledger(judged.inputs, judged.result.plan)
    return ledger if of is None else ledger.of(of)


def _added(
    service: ApiService,
    job: Job,
    life: PlanLife,
    make: Callable[[], LifeEvent],
    day: dt.date,
) -> LifeView:
    """Note what happens to a plan, if it may."""
    try:
        event = make()
        service.lives.add(job, event)
    except WrongStateError as error:
        raise Refusal(409, f"life_{error.code}") from error
    except HardBreachesError as error:
        raise Refusal(409, "life_broken") from error
    return _view(life.with_event(event), day)


def _plain(body: SpokenFor) -> SpokenFor:
    if not is_plain(body.model_dump(mode="json")):
        raise BadInput([NO_JSON])
    return body


def _view(life: PlanLife, day: dt.date) -> LifeView:
    return LifeView(state=life.state(day), events=list(life.events))
