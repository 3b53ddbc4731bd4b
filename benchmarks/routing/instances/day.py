"""One date of a municipality as a day that every solver here can be given.

Left out for all alike, as not all can express it: visits by two people, visits tied to
others, breaks, split duties and start times outside the window. Everybody goes by car.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from benchmarks.routing.instances.duties import StaffedDuty, duties_of
from benchmarks.routing.instances.instance import CareJob, Instance, Vehicle
from benchmarks.routing.rivals.judge import MUST_PRICE
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem, Visit
from scheduler.domain.values import Transport
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of

FULL, SHORT = 1.8, 1.2
"""Minutes at work for each minute of visits: plans of the sample use ``FULL``."""


@dataclass(frozen=True)
class VisitDay:
    """A day, and what it was made of."""

    date: date
    short: bool
    """Whether fewer are at work than the visits need."""
    instance: Instance
    visits: tuple[str, ...]
    """Ids, in the order of the instance's jobs."""
    work: tuple[StaffedDuty, ...]
    """Hours, in the order of the instance's vehicles."""
    left_out: int
    """Visits of the date by two people, or tied to others."""


def weekdays(problem: Problem, count: int) -> tuple[date, ...]:
    """Return the plan's first dates from Monday to Friday."""
    return tuple(day for day in problem.dates if day.weekday() < 5)[:count]


def make_day(
    problem: Problem, rules: Sequence[Rule], day: date, *, short: bool = False
) -> VisitDay:
    """Return the date's single visits, and duties to do them.

    On a ``short`` day they are too few, so that it matters which visits stay open.
    Times are minutes after the date's midnight, prices öre. All optional visits have
    the same price: what is compared is how many stay open.
    """
    that_day = [v for v in problem.visits if v.date == day]
    visits = _single(problem, that_day)
    work: list[StaffedDuty] = []
    for unit in problem.units:
        mine = [v for v in visits if v.unit == unit.id]
        work += duties_of(problem, day, mine, SHORT if short else FULL)
    alone = {"visits": tuple(visits), "locked_shifts": (), "locked_visits": ()}
    context = PlanningContext(
        problem.model_copy(update=alone), rules, weights_of(rules)
    )
    instance = _instance(context, day, work)
    ids = tuple(v.id for v in visits)
    return VisitDay(day, short, instance, ids, tuple(work), len(that_day) - len(visits))


def _single(problem: Problem, visits: Sequence[Visit]) -> list[Visit]:
    """Return the visits by one person that no other visit waits for or follows."""
    awaited = {v.after for v in problem.visits}
    return [
        v for v in visits if v.staff == 1 and v.after is None and v.id not in awaited
    ]


def _instance(
    context: PlanningContext, day: date, work: Sequence[StaffedDuty]
) -> Instance:
    zero = wall_clock(context.problem.timezone).at(day, 0)
    places = context.places
    vehicles = tuple(
        Vehicle(places[w.unit], places[w.unit], w.start - zero, w.end - zero)
        for w in work
    )
    jobs = tuple(
        CareJob(
            patient=context.client_index[visit.client],
            place=places[visit.client],
            low=visit.earliest - zero,
            high=visit.latest - zero,
            length=visit.minutes,
            able=_able(context, n, work),
            open_price=MUST_PRICE if visit.is_must else context.weights.open_optional,
        )
        for n, visit in enumerate(context.problem.visits)
    )
    return Instance(
        name=f"{context.problem.name} {day}",
        jobs=jobs,
        vehicles=vehicles,
        pairs=(),
        travel=_by_car(context),
        scale=1,
        hard=True,
        travel_price=context.weights.travel_minute,
    )


def _able(
    context: PlanningContext, n: int, work: Sequence[StaffedDuty]
) -> frozenset[int]:
    """Return the duties of the visit's unit whose person every rule permits."""
    unit, permitted = context.problem.visits[n].unit, context.permitted[n]
    return frozenset(
        k
        for k, duty in enumerate(work)
        if duty.unit == unit and permitted[context.employee_index[duty.employee]]
    )


def _by_car(context: PlanningContext) -> NDArray[np.int64]:
    minutes = context.view.travel.minutes
    rows = [
        [minutes(a, b, Transport.CAR) for b in context.places] for a in context.places
    ]
    return np.array(rows, np.int64)
