"""A neighbourhood of the roster: only what is free in it changes."""

from collections.abc import Mapping
from datetime import date

import pytest

from constraints import default_rules
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.price import DutyPrices
from scheduler.roster.neighbourhood import Neighbourhood, reroster
from scheduler.roster.solver import Assignment, RosterSolver, SolverEffort
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.draft import tour_of
from tests.build import UNIT, day, employee, hourly, problem, shift_type, visit
from tests.scheduler.roster.crossed import AWAY, HOME, WEST, away, crossed, first_day

RULES = default_rules()
LITTLE = SolverEffort(seconds=0, units=0.5, workers=2)
Works = Mapping[tuple[str, ShiftOption], bool]


def case() -> Problem:
    """Return two days with a visit each, for one on contract and one by the hour."""
    return problem(
        days=2,
        employees=(
            employee("amy", degree_pct=20, day_break=20 * 60),
            hourly("hal", day_break=20 * 60),
        ),
        shift_types=(shift_type(breaks="30@11:00-13:00"),),
        visits=tuple(visit(f"v{n}", f"{day(n)} 08:00") for n in range(2)),
    )


@pytest.fixture
def solver() -> RosterSolver:
    context = PlanningContext(case(), RULES, TourWeights())
    return RosterSolver(context, DutyPrices(context.problem), possible_options(context))


def works(solver: RosterSolver, *who: str) -> dict[tuple[str, ShiftOption], bool]:
    """Return that these people work the days in turn."""
    return {
        (name, option): False
        for n, name in enumerate(who)
        for option in solver.options[name]
        if option.date == day(n)
    }


def changed(
    solver: RosterSolver, now: Works, *free: tuple[str, date]
) -> Assignment | None:
    """Return what may replace a roster of which some people's days are free."""
    tours = [
        tour_of(solver.context, n, option, [n])
        for n, (_, option) in enumerate(sorted(now, key=lambda key: key[1].date))
    ]
    holders = {t.id: who for t in tours for who, o in now if o == t.option}
    around = Neighbourhood(
        units=frozenset({UNIT}),
        people=frozenset({"amy", "hal"}),
        free=lambda who, day: (who, day) in free,
        tours=tours,
        takers={
            t.id: frozenset(
                who
                for who in ("amy", "hal")
                if who == holders[t.id] or (who, t.option.date) in free
            )
            for t in tours
        },
        holders=holders,
    )
    return reroster(solver, around, now, LITTLE, lambda: False)


def test_a_shift_goes_to_whom_it_costs_less(solver: RosterSolver) -> None:
    now = works(solver, "amy", "hal")
    monday = [(who, day(0)) for who in ("amy", "hal")]
    tuesday = [(who, day(1)) for who in ("amy", "hal")]
    assert changed(solver, now, *monday) is None
    found = changed(solver, works(solver, "hal", "hal"), *monday, *tuesday)
    assert found is not None
    assert sorted(found.takes.values()) == ["amy", "hal"]


def test_what_is_not_free_stays(solver: RosterSolver) -> None:
    now = works(solver, "hal", "hal")
    found = changed(solver, now, ("amy", day(1)), ("hal", day(1)))
    assert found is not None
    assert found.takes == {0: "hal", 1: "amy"}
    assert changed(solver, now) is None


def test_nobody_gains_from_the_best_roster(solver: RosterSolver) -> None:
    everything = [(who, day(n)) for who in ("amy", "hal") for n in range(2)]
    best = changed(solver, works(solver, "hal", "hal"), *everything)
    assert best is not None
    order = sorted(best.works, key=lambda key: key[1].date)
    again = works(solver, *(who for who, _ in order))
    assert changed(solver, again, *everything) is None


@pytest.mark.parametrize(
    ("units", "together"), [({UNIT}, False), ({WEST}, False), ({UNIT, WEST}, True)]
)
def test_two_units_give_each_others_people_back(
    units: set[str], together: bool
) -> None:
    context = PlanningContext(crossed(), RULES, TourWeights())
    solver = RosterSolver(
        context, DutyPrices(context.problem), possible_options(context)
    )
    shifts, task = first_day(solver), {UNIT: 0, WEST: 1}
    tours = [tour_of(context, task[u], shifts[u], [task[u]]) for u in sorted(units)]
    both = frozenset(HOME)
    around = Neighbourhood(
        units=frozenset(units),
        people=both,
        free=lambda _who, _day: True,
        tours=tours,
        takers={t.id: both for t in tours},
        holders={task[u]: who for who, u in AWAY.items() if u in units},
    )
    found = reroster(solver, around, away(solver), LITTLE, lambda: False)
    if not together:
        assert found is None
    else:
        assert found is not None
        assert {who: o.unit for who, o in found.works} == HOME
        assert found.takes == {task[u]: who for who, u in HOME.items()}
