"""Live through sick days with plans, and say what they take."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter
from pydantic import ConfigDict, Field

from api.http.described import Described
from api.http.json_bodies import BoundedRoute
from api.http.problems import Refusal
from api.http.routes.access import (
    ApiService,
    JudgedSchedule,
    ServiceDep,
    refusals,
    schedule_named,
)
from api.http.studies.difference_view import DifferenceView
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.bad_days import bad_days
from scheduler.robustness.ill_people import Draw, Sickness, rounds_for
from scheduler.robustness.spread import Spread, spreads

router = APIRouter(prefix="/robustness", tags=["robustness"], route_class=BoundedRoute)


class Hardship(Described):
    """Which plans are tried, by what sickness; the same in every plan."""

    model_config = ConfigDict(extra="forbid")

    schedules: Annotated[list[str], Field(min_length=1, max_length=5)]
    """Ids of schedules of one dataset; the others are compared with the first."""
    days: Annotated[int, Field(ge=1, le=1000)] = 200
    """At least so many are lived through; rounds of the plan's days are whole. A plan
    of 60 people takes about 0.07 s a day."""
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0
    """Another one has others ill."""
    share_pct: Annotated[float, Field(ge=0, le=50)] = 8
    """Of the days of every employment that are sick days."""
    length: Annotated[int, Field(ge=1, le=28)] = 4
    """Days in a row that somebody is ill."""
    outbreak_pct: Annotated[float, Field(ge=0, le=90)] = 0
    """Of the people, how many fall ill besides in one week of each round."""

    def as_draw(self) -> Draw:
        """Return what is drawn."""
        sickness = Sickness(
            share_pct=self.share_pct,
            length=self.length,
            outbreak_pct=self.outbreak_pct,
        )
        return Draw(days=self.days, seed=self.seed, sickness=sickness)


class SpreadView(Described):
    """One figure of one plan."""

    plan: str
    """Id of the schedule."""
    figure: str = Field(examples=["open_must", "overtime_hours", "cost"])
    """What is told, as `docs/robustness.md` defines it."""
    unit: str = Field(examples=["count", "h", "visits", "%", "kr"])
    """Of all values."""
    mean: float
    """Of a day."""
    deviation: float
    """Standard deviation of a day."""
    bad_week: float
    """What 95 of 100 weeks do not exceed."""
    difference: DifferenceView | None
    """To the first plan, of a week; `null` for the first."""

    @classmethod
    def of(cls, spread: Spread) -> "SpreadView":
        """Describe a figure."""
        return cls.model_validate(spread.model_dump())


class Endured(Described):
    """What the same sick days took of each plan."""

    days: int
    """How many were lived through with each."""
    figures: list[SpreadView]
    """Every figure of every plan."""


@router.post("", responses=refusals(400, 409, 413, 422))
def live_through(hardship: Hardship, service: ServiceDep) -> Endured:
    """Live through many days on which people are ill, with each of some plans.

    Every plan has the same people ill on the same days, each day repaired the cheapest
    way that the rules of the dataset allow.
    """
    plans = _plans(hardship.schedules, service)
    problem, rules = service.datasets.read(next(iter(plans.values())).dataset_id)
    draw = hardship.as_draw()
    lived = {
        id_: bad_days(PlanView(problem, judged.result.plan or Plan()), rules, draw)
        for id_, judged in plans.items()
    }
    return Endured(
        days=rounds_for(problem, draw.days) * problem.days,
        figures=[SpreadView.of(spread) for spread in spreads(lived)],
    )


def _plans(ids: Sequence[str], service: ApiService) -> dict[str, JudgedSchedule]:
    """Return the plans by id; raises ``Refusal`` unless all are of one dataset."""
    found = {
        id_: schedule_named(id_, f"/schedules/{n}", service)
        for n, id_ in enumerate(ids)
    }
    own = found[ids[0]].dataset_id
    for n, id_ in enumerate(ids):
        if found[id_].dataset_id != own:
            raise Refusal(422, "other_dataset", pointer=f"/schedules/{n}")
    return found
