"""Lead a plan to those who work it: propose, comment, publish, and what changed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Header, Query, Response
from pydantic import ConfigDict, Field

from api.http.job_work import read_told
from api.http.json_bodies import BoundedRoute
from api.http.opened.opened_schedules import JudgedDep
from api.http.problems import Refusal
from api.http.routes.access import (
    JobDep,
    ServiceDep,
    judged_of,
    refusals,
    told_by_now,
)
from api.http.routes.versioned import versioned
from api.http.sent.etags import matches
from api.http.upload import NO_JSON, is_plain
from api.life.about import check_about
from api.life.publishing import HardBreachesError, ToldDay, published
from api.life.told_changes import ChangedPlan, changed_plan
from api.life.told_inputs import of_today, today
from api.store.lives import ChangedLifeError
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
from scheduler.domain.described import Described
from scheduler.domain.iso_day import IsoDay
from scheduler.domain.plan import Plan

router = versioned("/schedules/{schedule_id}", "life of a plan", BoundedRoute)

_CHANGED = refusals(400, 404, 409, 412, 413, 422)


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

    told_on: IsoDay | None = None
    """The day on which they hear of it; today if left out."""


class LifeView(Described):
    """The life of a plan."""

    state: PlanState
    """Where it is: `draft`, `proposed`, `published`, or `worked` when it is over."""
    events: list[LifeEvent]
    """What happened to it, the earliest first; it is only added to."""


Seen = Annotated[
    str | None,
    Header(alias="If-Match", description="The `ETag` of the life that was seen."),
]


@dataclass(frozen=True)
class LedPlan:
    """A plan on its way to people, and what whoever leads it has seen of its life."""

    job: JobDep
    judged: JudgedDep
    service: ServiceDep
    response: Response
    seen: Seen = None

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.judged.result.plan or Plan()

    @property
    def day(self) -> dt.date:
        """The present day where it is worked."""
        return today(self.judged.inputs.problem)

    @cached_property
    def life(self) -> PlanLife:
        """What happened to it until now."""
        return self.service.lives.of(self.job, self.judged.result)

    def add(self, make: Callable[[], LifeEvent]) -> LifeView:
        """Note what happens to it, if it may, and if nothing else has meanwhile."""
        if self.seen is not None and not matches(self.seen, _tag(self.life, self.day)):
            raise Refusal(412, "life_changed")
        before = None if self.seen is None else self.life.steps
        try:
            event = make()
            self.service.lives.add(self.job, event, before)
        except ChangedLifeError as error:
            raise Refusal(412, "life_changed") from error
        except WrongStateError as error:
            raise Refusal(409, f"life_{error.code}") from error
        except HardBreachesError as error:
            raise Refusal(409, "life_broken") from error
        return self.view(self.life.with_event(event))

    def view(self, life: PlanLife) -> LifeView:
        """Describe a life of it."""
        self.response.headers["ETag"] = _tag(life, self.day)
        return LifeView(state=life.state(self.day), events=list(life.events))


def _tag(life: PlanLife, day: dt.date) -> str:
    return f'"{life.steps}-{life.state(day)}"'


LedDep = Annotated[LedPlan, Depends()]


@router.get("/life", responses=refusals(404, 409))
def read_life(led: LedDep) -> LifeView:
    """Say which state a plan is in, who did what and when."""
    return led.view(led.life)


@router.post("/propose", responses=_CHANGED)
def propose_schedule(body: SpokenFor, led: LedDep) -> LifeView:
    """Show a plan to people, who can comment from now on.

    With `If-Match` only if nothing has happened to it since (412).
    """
    return led.add(lambda: proposed(led.life, led.plan, _plain(body).by))


@router.post("/comments", responses=_CHANGED)
def comment_schedule(body: CommentBody, led: LedDep) -> LifeView:
    """Say something of a plan that was proposed or published.

    With `If-Match` only if nothing has happened to it since (412).
    """
    _plain(body)
    if body.about is not None:
        place = CellPlace("about", pointer="/about")
        check_about(led.judged.inputs.problem, body.about, place)
    said = body.by, body.text, body.about
    return led.add(lambda: commented(led.life, led.plan, *said))


@router.post("/publish", responses=_CHANGED)
def publish_schedule(body: PublishBody, led: LedDep) -> LifeView:
    """Keep a plan as what people are told; one that breaks binding rules is refused.

    Orders of the dataset are measured against it from then on, and it is not deleted.
    With `If-Match` only if nothing has happened to it since (412).
    """
    _plain(body)
    told = ToldDay(body.by, body.told_on or led.day)
    published_before = led.service.lives.published(led.job.dataset_id)
    earlier = [each.event for each in published_before]
    inputs = led.judged.inputs
    return led.add(lambda: published(inputs, led.plan, told, earlier)[0])


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
    problem, now = judged.inputs.problem, judged.result.plan or Plan()
    if since is None:
        whole, parts = told_by_now(job.dataset_id, service)
        told = read_told(whole, parts, service.jobs, service.datasets)
        if told is None:
            raise Refusal(409, "life_untold")
        plan = told.of(problem, otherwise=now)
        earlier = [service.jobs.get(id_) for id_ in (whole, *parts) if id_]
    else:
        earlier = [service.jobs.get(since)]
        plan = of_today(_plan_of(earlier[0], service), problem)
    lives = [service.lives.of(each) for each in (*earlier, job) if each]
    said = [comment for life in lives for comment in life.comments]
    found = changed_plan(judged.inputs, plan, now, said)
    return found if of is None else found.of(of)


def _plan_of(job: Job | None, service: ServiceDep) -> Plan:
    if job is None:
        raise Refusal(404, "no_schedule")
    return judged_of(job, service).result.plan or Plan()


@router.get("/wishes", responses=refusals(404, 409, 422))
def read_wishes(judged: JudgedDep, of: Of = None) -> WishLedger:
    """Say what became of wishes, what granted ones cost, and how even it is."""
    ledger = wish_ledger(judged.inputs, judged.result.plan)
    return ledger if of is None else ledger.of(of)


def _plain(body: SpokenFor) -> SpokenFor:
    if not is_plain(body.model_dump(mode="json")):
        raise BadInput([NO_JSON])
    return body
