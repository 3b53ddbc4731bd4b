"""Open visits find room in tours that are driven already, on other shifts."""

from random import Random

import pytest

from constraints import default_rules
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.planning.improve import improve
from scheduler.planning.neighbourhoods.wider_tours import Widener, WiderTour
from scheduler.planning.preparation import prepare
from scheduler.roster.solver import RosterSolver
from scheduler.tours.draft import Draft, named_engine, open_of
from tests.build import MONDAY, employee, problem, shift_type, unit, visit
from tests.scheduler.planning.runs import run_of

RULES = default_rules()
EVENING = 20 * 60
SHORT = shift_type("short", "07:00-12:00")
LONG = shift_type("long", "07:00-15:00", "30@10:30-12:30")


def case(
    *shifts: object, who: int = 1, days: int = 1, last: dict[str, object] | None = None
) -> Problem:
    """Return a day with a visit in the morning, and a ``last`` one at 14."""
    return problem(
        days=days,
        employees=tuple(
            employee(f"e{n}", day_break=EVENING, degree_pct=50) for n in range(who)
        ),
        shift_types=(SHORT, *shifts),
        visits=(
            visit("morning"),
            visit("last", "2026-12-21 14:00", "2026-12-21 14:00", **(last or {})),
        ),
    )


def solver_of(made: Problem) -> RosterSolver:
    return prepare(made, RULES)


def option(solver: RosterSolver, shift: str) -> ShiftOption:
    return next(o for o in solver.options["e0"] if o.shift == shift)


def on_short(solver: RosterSolver, *people: str) -> Draft:
    """Return that people work the short shift, the first with the morning's visit."""
    short = option(solver, "short")
    works = {(who, short): False for who in people}
    return Draft(works, {(people[0], short.date, 0): (0,)})


def wider(solver: RosterSolver, draft: Draft, seed: int = 1) -> list[WiderTour]:
    named = named_engine(solver.context, draft, seed=0)
    options = {o for mine in solver.shifts.values() for o in mine}
    widener = Widener(solver.context, named, options, solver.hourly_price)
    return widener.tours(open_of(solver.context, draft).tolist(), Random(seed))


def test_a_visit_after_the_shift_is_reached_on_a_longer_one() -> None:
    solver = solver_of(case(LONG))
    (found,) = wider(solver, on_short(solver, "e0"))
    assert found.who == "e0"
    assert found.tour.option == option(solver, "long")
    assert found.tour.parts == ((0, 1),)


@pytest.mark.parametrize(("span", "found"), [("08:58", 1), ("08:59", 0)])
def test_a_shift_must_leave_time_for_what_is_driven_already(
    span: str, found: int
) -> None:
    late = shift_type("late", f"{span}-17:00", "30@12:30-13:30")
    solver = solver_of(case(late))
    assert len(wider(solver, on_short(solver, "e0"))) == found


@pytest.mark.parametrize(("span", "found"), [("14:32", 1), ("14:31", 0)])
def test_a_shift_must_last_until_the_way_back(span: str, found: int) -> None:
    longer = shift_type("long", f"07:00-{span}", "30@10:30-12:30")
    solver = solver_of(case(longer))
    assert len(wider(solver, on_short(solver, "e0"))) == found


def test_another_of_the_three_cheapest_shifts_is_tried_each_time() -> None:
    longer = [
        shift_type(f"to{end}", f"07:00-{end}:00", "30@10:30-12:30|30@15:00-16:00")
        for end in (20, 17, 19, 18)
    ]
    solver = solver_of(case(*longer))
    draft = on_short(solver, "e0")
    found = {wider(solver, draft, seed)[0].tour.option.shift for seed in range(30)}
    assert found == {"to17", "to18", "to19"}


@pytest.mark.parametrize("last", [{"skills": {"nurse"}}, {"unit": "other"}])
def test_whoever_may_not_make_the_visit_is_not_asked(last: dict[str, object]) -> None:
    made = case(LONG, last=last)
    made = made.model_copy(update={"units": (unit(), unit("other"))})
    solver = solver_of(made)
    assert wider(solver, on_short(solver, "e0")) == []


def test_both_who_make_a_visit_together_get_room() -> None:
    solver = solver_of(case(LONG, who=2, last={"staff": 2}))
    draft = on_short(solver, "e0", "e1")
    on_long = {
        ("e1", option(solver, "long")): False,
        ("e0", option(solver, "short")): False,
    }
    grown = wider(solver, Draft(on_long, draft.stops))
    assert {(w.who, w.tour.option.shift) for w in grown} == {
        ("e0", "long"),
        ("e1", "long"),
    }
    assert sorted(t for w in grown for t in w.tour.parts[0]) == [0, 1, 2]


def test_a_visit_for_two_where_only_one_has_room_leaves_all_as_it_was() -> None:
    solver = solver_of(case(LONG, last={"staff": 2}))
    assert wider(solver, on_short(solver, "e0")) == []


def test_iterations_cover_a_visit_by_a_longer_shift() -> None:
    run = run_of(case(LONG, days=7))
    run.consider(on_short(run.solver, "e0"))
    assert run.best is not None
    assert run.best.audit.must_open == 1
    improve(run)
    assert run.is_covered
    works = run.best.draft.works
    assert [o.shift for _, o in works if o.date == MONDAY] == ["long"]
