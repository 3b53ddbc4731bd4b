"""Tours that change hands, and what stays as it is meanwhile."""

from datetime import date
from random import Random

import pytest

from scheduler.domain.problem import DoneVisit
from scheduler.domain.shift_option import ShiftOption
from scheduler.planning.neighbourhoods.held_tours import (
    HeldTour,
    held_tours,
    open_must_tasks,
    settled_meetings,
    stops_after,
)
from scheduler.planning.preparation import prepare
from scheduler.roster.solver import Assignment, RosterSolver
from scheduler.tours.draft import Draft, tour_of
from tests.build import UNIT, day, done, problem, shift_type, team, visit
from tests.scheduler.planning.runs import RULES, run_of

EVENING = 20 * 60


@pytest.fixture(scope="module")
def solver() -> RosterSolver:
    """Return two people with a split shift; visits 0 to 3, the last one optional."""
    breaks = "30@09:00-11:00|30@16:00-18:00"
    return prepare(
        problem(
            days=1,
            employees=team("amy", "bob", day_break=EVENING),
            shift_types=(shift_type("split", "07:00-11:30|15:00-19:00", breaks),),
            visits=(
                visit("v0", "2026-12-21 08:00"),
                visit("v1", "2026-12-21 15:30", client="dora"),
                visit("v2", "2026-12-21 10:00", client="dora"),
                visit("v3", "2026-12-21 16:00", priority=3),
            ),
        ),
        RULES,
    )


def option(solver: RosterSolver) -> ShiftOption:
    return solver.options["amy"][0]


def held(
    solver: RosterSolver, id_: int, holder: str | None, *parts: tuple[int, ...]
) -> HeldTour:
    tour = tour_of(solver.context, id_, option(solver), [t for p in parts for t in p])
    return HeldTour(tour, parts, holder, frozenset({"amy", "bob"}), is_wider=False)


def after(
    takes: dict[int, str], *tours: HeldTour
) -> dict[tuple[str, date, int], tuple[int, ...]]:
    """Return the stops when Amy drove 0 and 1, Bob 2, and tours have changed hands."""
    first = day(0)
    now = {("amy", first, 0): (0,), ("amy", first, 1): (1,), ("bob", first, 0): (2,)}
    changed = Assignment(works={}, takes=takes, cost=0, bound=0)
    return dict(stops_after(Draft({}, now), tours, changed))


def test_who_takes_a_tour_makes_its_visits_in_both_parts(solver: RosterSolver) -> None:
    amy, bob = held(solver, 0, "amy", (0,), (1,)), held(solver, 1, "bob", (2,), ())
    assert after({0: "bob", 1: "amy"}, amy, bob) == {
        ("bob", day(0), 0): (0,),
        ("bob", day(0), 1): (1,),
        ("amy", day(0), 0): (2,),
    }


def test_tours_that_are_not_held_stay(solver: RosterSolver) -> None:
    assert after({0: "amy"}, held(solver, 0, "amy", (0, 2), ())) == {
        ("amy", day(0), 0): (0, 2),
        ("bob", day(0), 0): (2,),
    }


def test_the_visits_of_a_tour_that_nobody_takes_are_open(solver: RosterSolver) -> None:
    assert after({}, held(solver, 0, "amy", (0,), (1,))) == {("bob", day(0), 0): (2,)}


@pytest.mark.parametrize(
    ("moving", "settled"),
    [
        ((), (done("amy", day(0)), done("bob", day(0), client="dora"))),
        ((0,), (done("bob", day(0), client="dora"),)),
        ((0, 2), ()),
    ],
)
def test_meetings_count_as_history_unless_a_tour_in_question_decides_them(
    solver: RosterSolver, moving: tuple[int, ...], settled: tuple[DoneVisit, ...]
) -> None:
    draft = Draft({}, {("amy", day(0), 0): (0,), ("bob", day(0), 0): (2,)})
    tours = [held(solver, n, None, (task,), ()) for n, task in enumerate(moving)]
    found = settled_meetings(solver.context, draft, tours)
    assert set(found) == set(settled)


def test_optional_visits_are_not_waited_for(solver: RosterSolver) -> None:
    assert open_must_tasks(solver.context, Draft({})) == [0, 1, 2]
    some = Draft({}, {("amy", day(0), 0): (0, 2)})
    assert open_must_tasks(solver.context, some) == [1]


def test_tours_of_an_open_visits_day_are_laid_anew_with_it() -> None:
    made = problem(
        days=2,
        employees=team("amy", "bob", day_break=EVENING),
        shift_types=(shift_type(breaks="30@10:30-12:30"),),
        visits=(
            visit("v0"),
            visit("v1", "2026-12-21 09:00"),
            visit("v2", "2026-12-22 09:00"),
        ),
    )
    run = run_of(made)
    on = {o.date: o for o in run.solver.options["amy"] if not o.overtime}
    draft = Draft(
        {("amy", on[day(0)]): False, ("amy", on[day(1)]): False},
        {("amy", day(0), 0): (0,), ("amy", day(1), 0): (2,)},
    )
    found = held_tours(run, draft, frozenset([UNIT]), Random(1))
    assert {h.tour.tasks for h in found if h.holder is None} >= {(1,), (0, 1)}
    assert [h.tour.tasks for h in found if 2 in h.tour.tasks] == [(2,)]
