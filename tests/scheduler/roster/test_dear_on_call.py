"""The roster model prices time on call above a month's limit as the audit does."""

from datetime import date

import pytest

from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, ShiftType
from scheduler.pay.price import DutyPrices, price_plan
from scheduler.roster.solver import Held, RosterSolver, SolverEffort
from scheduler.rules.tour_weights import TourWeights
from tests.build import employee, on_call, plan, problem, shift_row, shift_type, worked

LITTLE = SolverEffort(seconds=0, units=0.5, workers=1)
ULLA = employee("ulla", monthly_pay=3_090_700)


def home() -> ShiftType:
    """Return fifteen hours of *beredskap*, and nothing else."""
    made = shift_type("home", "16:00-07:00")
    time = on_call("beredskap", "16:00-07:00", "16:00")
    return ShiftType.model_validate(made.model_dump() | {"breaks": [time]})


def november(first: date, nights_before: int) -> Problem:
    """Return a week before which Ulla was on call so many nights of November."""
    past = [
        worked("ulla", f"2026-11-{n:02} 16:00", f"2026-11-{n:02} 31:00", shift="home")
        for n in range(1, nights_before + 1)
    ]
    return problem(
        employees=(ULLA,),
        shift_types=(home(),),
        start=first.isoformat(),
        worked_shifts=tuple(past),
    )


def modelled(made: Problem, nights: int) -> int:
    """Return what the model says that Ulla's first nights of the plan cost."""
    context = PlanningContext(made, (), TourWeights())
    solver = RosterSolver(context, DutyPrices(made), possible_options(context))
    mine = solver.options["ulla"][:nights]
    works = dict.fromkeys((("ulla", option) for option in mine), False)
    found = solver.solve(solver.roster([], {}), LITTLE, Held(works, {}))
    assert found is not None
    assert found[1] is not None
    return found[1]


def audited(made: Problem, nights: int) -> int:
    """Return what the pay engine says that the same nights add."""
    rows = [
        shift_row(
            "ulla",
            f"{day} 16:00",
            f"{day} 31:00",
            "16:00-07:00",
            shift="home",
            paid_minutes=0,
        )
        for day in made.dates[:nights]
    ]
    priced = [
        sum(line.amount for line in price_plan(PlanView(made, plan(*some))))
        for some in (rows, [])
    ]
    return priced[0] - priced[1]


@pytest.mark.parametrize(
    ("first", "before", "nights"),
    [
        pytest.param(date(2026, 11, 16), 9, 1, id="up to the limit"),
        pytest.param(date(2026, 11, 16), 9, 2, id="the first above it"),
        pytest.param(date(2026, 11, 16), 10, 1, id="all above it"),
        pytest.param(date(2026, 11, 16), 12, 3, id="above it before the plan"),
        pytest.param(date(2026, 11, 30), 10, 1, id="until midnight, then a new month"),
        pytest.param(date(2026, 11, 30), 12, 2, id="and the new month has its own"),
    ],
)
def test_nights_cost_the_same_in_the_model_and_in_the_audit(
    first: date, before: int, nights: int
) -> None:
    made = november(first, before)
    assert abs(modelled(made, nights) - audited(made, nights)) <= nights
