"""A changed roster is never dearer than the present one, and never breaks a law."""

from collections.abc import Iterable

import pytest

from constraints import default_rules
from constraints.hours.contracted_hours import ContractedHours
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.price import DutyPrices
from scheduler.roster.solver import Assignment, Held, RosterSolver, SolverEffort
from scheduler.roster.variables import STRETCHED_MINUTE, Tour
from scheduler.rules.rule import Rule
from scheduler.rules.tour_weights import TourWeights
from tests.build import employee, hourly, problem, shift_type, visit

pytestmark = pytest.mark.usefixtures("plain_weeks")

DAYS = 5
EVENING = 20 * 60
LITTLE = SolverEffort(seconds=0, units=0.5, workers=2)


def workweek() -> Problem:
    """Return five days with a visit each, for one on contract and one by the hour."""
    return problem(
        employees=(
            employee("amy", day_break=EVENING),
            hourly("hal", day_break=EVENING),
        ),
        shift_types=(shift_type("day", "07:00-16:30", "30@11:00-13:00"),),
        visits=tuple(
            visit(f"v{n}", f"2026-12-{21 + n} 08:00", client="carl")
            for n in range(DAYS)
        ),
    )


def desk_of(rules: Iterable[Rule], **weights: int) -> RosterSolver:
    context = PlanningContext(workweek(), tuple(rules), TourWeights(**weights))
    return RosterSolver(context, DutyPrices(context.problem), possible_options(context))


def shifts_of(solver: RosterSolver) -> list[ShiftOption]:
    return list(solver.options["amy"][:DAYS])


def tours_of(solver: RosterSolver) -> list[Tour]:
    carl = frozenset({"carl"})
    return [Tour(n, o, (n,), carl) for n, o in enumerate(shifts_of(solver))]


def solved(solver: RosterSolver, now: Held) -> tuple[Assignment, int | None]:
    takers = dict.fromkeys(range(DAYS), frozenset({"amy", "hal"}))
    found = solver.solve(solver.roster(tours_of(solver), takers), LITTLE, now)
    assert found is not None
    return found


def held(solver: RosterSolver, *who: str) -> Held:
    """Return that these people work the days in turn and drive their tours."""
    works = dict.fromkeys(zip(who, shifts_of(solver), strict=True), False)
    return Held(works, dict(enumerate(who)))


@pytest.mark.parametrize(
    "who", [("hal",) * 5, ("amy",) * 4 + ("hal",), ("hal", "amy", "hal", "amy", "amy")]
)
def test_the_search_knows_what_the_present_roster_costs(who: tuple[str, ...]) -> None:
    solver = desk_of(default_rules())
    best, cost = solved(solver, held(solver, *who))
    assert cost is not None
    assert best.cost <= cost
    again, least = solved(solver, Held(best.works, best.takes))
    assert least == best.cost
    assert again.cost <= best.cost


def test_the_present_cost_is_that_of_its_wages() -> None:
    solver = desk_of((ContractedHours(balance_hour_kr=0),))
    *_, last = shifts_of(solver)
    _, cost = solved(solver, held(solver, *("amy",) * 4, "hal"))
    wages = [solver.price(solver.context.problem.employee["hal"], last)]
    wages += [
        solver.price(solver.context.problem.employee["amy"], o)
        for o in shifts_of(solver)[:4]
    ]
    assert cost == sum(wages)


def test_a_roster_that_the_rules_forbid_has_no_cost() -> None:
    solver = desk_of(default_rules())
    now = Held(held(solver, *("amy",) * 5).works, dict.fromkeys(range(DAYS), "hal"))
    best, cost = solved(solver, now)
    assert cost is None
    assert best.cost > 0


@pytest.mark.parametrize(("carry", "most"), [(300, 5), (299, 4)])
def test_contracted_hours_are_not_broken_to_save_a_shift(carry: int, most: int) -> None:
    solver = desk_of((ContractedHours(carry_minutes=carry, balance_hour_kr=0),))
    best, _ = solved(solver, held(solver, *("amy",) * 4, "hal"))
    ordinary = [
        key for key, above in best.works.items() if key[0] == "amy" and not above
    ]
    assert len(best.takes) == DAYS
    assert len(ordinary) == most


@pytest.mark.parametrize(("carry", "most"), [(300, 5), (299, 4)])
def test_contracted_hours_are_not_broken_for_a_visit_however_free_the_search(
    carry: int, most: int
) -> None:
    rules = (ContractedHours(carry_minutes=carry, balance_hour_kr=0),)
    solver = desk_of(rules, open_must=2 * STRETCHED_MINUTE)
    takers = dict.fromkeys(range(DAYS), frozenset({"amy"}))
    four = dict.fromkeys([("amy", o) for o in shifts_of(solver)[:4]], False)
    now = Held(four, dict.fromkeys(range(4), "amy"))
    roster, (amy, *_) = (
        solver.roster(tours_of(solver), takers),
        solver.context.problem.employees,
    )
    for option in shifts_of(solver):
        roster.model.add(roster.extra(amy, option) == 0)
    found = solver.solve(roster, LITTLE, now, freely=True)
    assert found is not None
    assert len(found[0].takes) == most


def test_of_tours_with_a_visit_in_common_one_is_driven() -> None:
    solver = desk_of(())
    (first, *_), carl = shifts_of(solver), frozenset({"carl"})
    tours = [Tour(0, first, (0,), carl), Tour(1, first, (0, 1), carl)]
    takers = dict.fromkeys(range(2), frozenset({"amy", "hal"}))
    found = solver.solve(solver.roster(tours, takers), LITTLE, Held({}, {}))
    assert found is not None
    assert set(found[0].takes) == {1}
    wage = solver.price(solver.context.problem.employee["amy"], first)
    assert found[0].cost == wage


def test_each_visit_of_overlapping_tours_is_open_once() -> None:
    solver = desk_of(())
    (first, *_), carl = shifts_of(solver), frozenset({"carl"})
    tours = [Tour(0, first, (0,), carl), Tour(1, first, (0, 1), carl)]
    takers = {0: frozenset({"amy"}), 1: frozenset[str]()}
    found = solver.solve(solver.roster(tours, takers), LITTLE, Held({}, {}))
    assert found is not None
    wage = solver.price(solver.context.problem.employee["amy"], first)
    assert found[0].cost == wage + solver.context.weights.open_must
