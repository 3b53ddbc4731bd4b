"""The roster model prices driving as the audit does."""

import pytest

from scheduler.audit.audit import audit
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem, Vehicles
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.price import DutyPrices
from scheduler.roster.solver import Held, RosterSolver, SolverEffort
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.draft import tour_of
from tests.build import UNIT, client, employee, problem, shift_type, visit
from tests.judge import Pick, plan_of

LITTLE = SolverEffort(seconds=0, units=0.5, workers=1)
FREE = TourWeights(open_must=0, open_optional=0, open_optional_minute=0)


def town(*transports: str, km: int = 0, day: int = 0) -> Problem:
    """Return a day with an early and a late shift, a visit for each of three people."""
    return problem(
        days=1,
        employees=tuple(
            employee(f"e{n}", transport=how) for n, how in enumerate(transports)
        ),
        shift_types=(
            shift_type("early", "07:00-12:00"),
            shift_type("late", "12:00-17:00"),
            shift_type("mid", "11:00-16:00"),
        ),
        clients=(client("near", lat=59.18), client("far", lat=59.30)),
        visits=(
            visit("v0", "2026-12-21 11:15", client="near"),
            visit("v1", "2026-12-21 12:30", client="far"),
            visit("v2", "2026-12-21 11:30", client="far"),
        ),
        vehicles=(Vehicles(unit=UNIT, km_price=km, day_price=day),),
    )


def modelled_and_audited(made: Problem, *shifts: str) -> tuple[int, int]:
    """Let each person drive a visit on a shift; return what driving costs in both."""
    context = PlanningContext(made, (), FREE)
    solver = RosterSolver(context, DutyPrices(made), possible_options(context))
    chosen: list[tuple[str, ShiftOption]] = []
    for person, shift in zip(made.employees, shifts, strict=True):
        mine = solver.options[person.id]
        chosen.append((person.id, next(o for o in mine if o.shift == shift)))
    tours = [
        (who, tour_of(context, n, option, [n]))
        for n, (who, option) in enumerate(chosen)
    ]
    takers = {tour.id: frozenset({who}) for who, tour in tours}
    held = Held(dict.fromkeys(chosen, False), {tour.id: who for who, tour in tours})
    roster = solver.roster([tour for _, tour in tours], takers)
    found = solver.solve(roster, LITTLE, held)
    assert found is not None
    assert found[1] is not None
    wages = sum(solver.price(made.employee[who], option) for who, option in chosen)
    plan = plan_of(made, Pick(works=chosen, takes=tours))
    return found[1] - wages, audit(made, plan, ()).vehicle_cost


@pytest.mark.parametrize(
    ("transports", "shifts"),
    [
        (("car",), ("early",)),
        (("car", "car", "car"), ("early", "late", "mid")),
        (("car", "bike", "car"), ("early", "late", "mid")),
        (("walk", "bike", "walk"), ("early", "late", "mid")),
    ],
)
def test_kilometres_cost_what_the_audit_says(
    transports: tuple[str, ...], shifts: tuple[str, ...]
) -> None:
    modelled, audited = modelled_and_audited(town(*transports, km=250), *shifts)
    assert abs(modelled - audited) <= len(shifts)
    assert (audited > 0) == ("car" in transports)


@pytest.mark.parametrize(
    ("transports", "shifts", "cars"),
    [
        (("car", "car", "car"), ("early", "late", "mid"), 2),
        (("car", "car", "bike"), ("early", "late", "mid"), 1),
        (("bike", "bike", "car"), ("early", "late", "mid"), 1),
        (("bike", "bike", "bike"), ("early", "late", "mid"), 0),
    ],
)
def test_each_car_that_is_out_at_the_same_time_has_its_price_of_the_day(
    transports: tuple[str, ...], shifts: tuple[str, ...], cars: int
) -> None:
    made = town(*transports, day=12_000)
    assert modelled_and_audited(made, *shifts) == (cars * 12_000, cars * 12_000)
