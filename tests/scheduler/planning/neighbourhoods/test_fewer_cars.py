"""A best plan with more cars out than there are: rather are visits left open."""

from datetime import date

import pytest

from scheduler.domain.problem import Problem, Vehicles
from scheduler.planning import planner
from scheduler.planning.neighbourhoods.fewer_cars import save_cars
from scheduler.planning.result import Status
from scheduler.planning.run import Run
from scheduler.tours.draft import Draft
from tests.build import UNIT, problem, shift_row, shift_type, team, visit, visit_row
from tests.scheduler.planning.runs import EFFORT, RULES, run_of

DAY = date(2026, 12, 21)
EARLY, NOON, LATE = (f"{DAY} {hour}" for hour in ("08:00", "11:00", "14:00"))


def town(*starts: str, locked: bool = False, cars: int = 1) -> Problem:
    """Two who go by car, and a visit at each start; the unit has one car."""
    return problem(
        employees=team("amy", "bob", degree_pct=50, transport="car", day_break=16 * 60),
        visits=tuple(visit(f"v{n}", start, start) for n, start in enumerate(starts)),
        shift_types=(shift_type(breaks="30@09:00-13:00"),),
        vehicles=(Vehicles(unit=UNIT, cars=cars),),
        locked_shifts=(shift_row("bob"),) if locked else (),
        locked_visits=(visit_row("v1", "bob", NOON),) if locked else (),
    )


def both_on(run: Run, amy: tuple[int, ...], bob: tuple[int, ...]) -> Draft:
    """Return that both are on duty all day, with these visits."""
    works = {
        (who, min(options, key=lambda o: (o.date, o.start))): False
        for who, options in run.solver.options.items()
    }
    return Draft(works, {("amy", DAY, 0): amy, ("bob", DAY, 0): bob})


def both_out(made: Problem, amy: tuple[int, ...], bob: tuple[int, ...]) -> Run:
    """Have a run whose best plan is that."""
    run = run_of(made)
    run.consider(both_on(run, amy, bob))
    return run


def outcome(run: Run) -> tuple[int, int]:
    """Return how many binding rules the best plan breaks, and visits it leaves open."""
    assert run.best is not None
    return run.best.audit.hard_breaches, run.best.audit.must_open


def test_who_makes_fewer_visits_stays_and_the_other_takes_them_over() -> None:
    run = both_out(town(EARLY, NOON, LATE), (0, 2), (1,))
    assert outcome(run) == (1, 0)
    save_cars(run)
    assert outcome(run) == (0, 0)
    assert run.best is not None
    assert {row.employee for row in run.best.plan.visits} == {"amy"}
    assert {row.employee for row in run.best.plan.shifts} == {"amy", "bob"}


def test_what_the_other_has_no_time_for_is_left_open() -> None:
    run = both_out(town(EARLY, EARLY, LATE), (0, 2), (1,))
    assert outcome(run) == (1, 0)
    save_cars(run)
    assert outcome(run) == (0, 1)


def test_locked_visits_are_made_whoever_else_stays() -> None:
    run = both_out(town(EARLY, NOON, LATE, locked=True), (0, 2), (1,))
    assert outcome(run) == (1, 0)
    save_cars(run)
    assert outcome(run)[0] == 0
    assert run.best is not None
    assert {row.employee for row in run.best.plan.visits} == {"bob"}


@pytest.mark.parametrize("cars", [2, 3])
def test_a_legal_plan_stays_as_it_is(cars: int) -> None:
    run = both_out(town(EARLY, NOON, LATE, cars=cars), (0, 2), (1,))
    before = run.best
    save_cars(run)
    assert run.best is before


def ends_so(run: Run, _warm: object) -> None:
    run.consider(both_on(run, (0, 2), (1,)))


def test_a_search_that_ends_so_leaves_a_legal_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planner, "_search", ends_so)
    result = planner.plan(town(EARLY, NOON, LATE), RULES, EFFORT)
    assert result.status is not Status.NO_PLAN_IN_TIME
    assert result.audit is not None
    assert (result.audit.hard_breaches, result.audit.must_open) == (0, 0)


def test_a_defect_in_that_costs_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "_search", ends_so)
    monkeypatch.setattr(planner, "save_cars", lambda _run: 1 / 0)
    result = planner.plan(town(EARLY, NOON, LATE), RULES, EFFORT)
    assert result.plan is not None
    assert result.status is Status.NO_PLAN_IN_TIME
    assert result.defect is not None
