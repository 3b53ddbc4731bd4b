"""What the few work and make is decided at once, and what they leave is for others."""

from dataclasses import replace
from random import Random

import pytest

from scheduler.domain.problem import Problem, Visit
from scheduler.planning.neighbourhoods.whole_weeks import drawn_week, weeks_anew
from scheduler.planning.run import Run
from scheduler.roster.solver import SolverEffort
from scheduler.tours.draft import Draft, named_engine
from tests.build import day, employee, need, problem, shift_type, visit
from tests.scheduler.planning.runs import BREAK, DAY, run_of

LATE = shift_type("late", "12:00-18:30", "30@14:00-15:30", kind="evening")
NOON = shift_type("noon", "08:00-15:00", "30@11:00-11:30")
EFFORT = SolverEffort(0, units=1.0, seed=0, workers=1)
FEW = frozenset({"delegation"})


def exactly(id_: str, time: str, **given: object) -> Visit:
    """Return a visit of 30 minutes for the few that begins then."""
    when = f"2026-12-21 {time}"
    return visit(id_, when, when, **{"skills": FEW, **given})


def centre(*visits: Visit, few: tuple[str, ...] = ("amy",), **given: object) -> Problem:
    """Return one day on which few of three people have a delegation.

    They are paid by the hour, so that nobody stays on.
    """
    staff = tuple(
        employee(
            id_,
            employment="hourly",
            degree_pct=0,
            day_break=BREAK,
            skills={"usk", "delegation"} if id_ in few else {"usk"},
        )
        for id_ in ("amy", "bob", "cia")
    )
    usual: dict[str, object] = {
        "days": 1,
        "employees": staff,
        "visits": visits,
        "shift_types": (DAY, LATE),
    }
    return problem(**usual | given)


def begun(made: Problem, *on_duty: tuple[str, str, tuple[int, ...]]) -> Run:
    """Return a run whose best plan has people on shifts, each for some visits."""
    run = run_of(made)
    works = {
        (who, option): False
        for who, shift, _ in on_duty
        for option in run.solver.options[who]
        if option.shift == shift
    }
    stops = {(who, day(0), 0): tasks for who, _, tasks in on_duty if tasks}
    run.consider(Draft(works, stops))
    return run


def decided(run: Run) -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    """Return the shift of each person, and their visits, once weeks are decided."""
    assert run.best is not None
    found = weeks_anew(run, run.best, Random(0), EFFORT)
    assert found is not None
    shifts = {who: option.shift for who, option in found.works}
    return shifts, {who: tasks for (who, _, _), tasks in found.stops.items()}


def test_the_few_leave_to_others_what_others_can_make_too() -> None:
    morning = exactly("v0", "08:00", skills=frozenset())
    run = begun(centre(morning, exactly("v1", "16:30")), ("amy", "day", (0,)))
    shifts, stops = decided(run)
    assert (shifts["amy"], stops["amy"]) == ("late", (1,))


def test_what_only_they_can_make_is_not_given_up_for_as_much() -> None:
    visits = exactly("v0", "08:00"), exactly("v1", "16:30")
    shifts, stops = decided(begun(centre(*visits), ("amy", "day", (0,))))
    assert (shifts["amy"], stops["amy"]) == ("day", (0,))


def test_others_stay_as_they_are() -> None:
    visits = exactly("v0", "16:30"), exactly("v1", "08:00", skills=frozenset())
    shifts, stops = decided(begun(centre(*visits), ("bob", "day", (1,))))
    assert (shifts["bob"], stops["bob"], stops["amy"]) == ("day", (1,), (0,))


@pytest.mark.parametrize(("second", "many"), [("08:31", 1), ("08:32", 2)])
def test_the_way_between_two_visits_takes_its_time(second: str, many: int) -> None:
    visits = exactly("v0", "08:00"), exactly("v1", second, client="dan")
    _, stops = decided(begun(centre(*visits)))
    assert len(stops["amy"]) == many


@pytest.mark.parametrize(("begins", "many"), [("10:31", 1), ("10:30", 2)])
def test_nobody_makes_a_visit_in_their_break(begins: str, many: int) -> None:
    visits = exactly("v0", "09:00"), exactly("v1", begins)
    _, stops = decided(begun(centre(*visits, shift_types=(NOON,))))
    assert len(stops["amy"]) == many


@pytest.mark.parametrize(("begins", "many"), [("14:59", 1), ("14:58", 2)])
def test_a_visit_lies_within_the_shift_with_the_way_back(
    begins: str, many: int
) -> None:
    # The late shift holds the second, so that nobody is offered overtime for it.
    visits = exactly("v0", "09:00"), exactly("v1", begins)
    _, stops = decided(begun(centre(*visits)))
    assert len(stops["amy"]) == many


def test_a_visit_may_begin_before_its_window_where_it_may() -> None:
    visits = exactly("v0", "08:00"), exactly("v1", "08:10", priority=2)
    _, stops = decided(begun(centre(*visits)))
    assert sorted(stops["amy"]) == [0, 1]


def test_a_visit_that_begins_before_its_window_is_kept_there() -> None:
    made = centre(exactly("v0", "08:15"), exactly("v1", "08:10", priority=2))
    run = begun(made)
    lows = named_engine(run.context, Draft({}), 0).engine.lows
    assert run.best is not None
    best = replace(run.best, draft=Draft({}, {}, lows))
    found = weeks_anew(run, best, Random(0), EFFORT)
    assert found is not None
    assert found.lows is not None
    earliest = run.context.problem.visit["v1"].earliest - run.context.zero
    assert (lows[1], found.lows[0]) == (earliest, lows[0])
    assert earliest - 30 <= found.lows[1] <= earliest - 25


def test_both_who_are_asked_for_come_or_nobody_does() -> None:
    both = exactly("v0", "08:00", staff=2)
    _, stops = decided(begun(centre(both, few=("amy", "bob"))))
    assert {who: len(tasks) for who, tasks in stops.items()} == {"amy": 1, "bob": 1}
    alone, one = begun(centre(both)), begun(centre(both, exactly("v1", "10:00")))
    assert decided(alone)[1] == {}
    assert decided(one)[1] == {"amy": (2,)}


def test_nothing_is_decided_where_no_must_visit_is_open() -> None:
    run = begun(centre(exactly("v0", "08:00")), ("amy", "day", (0,)))
    assert run.best is not None
    assert drawn_week(run, run.best.draft, Random(0)) is None


def test_nothing_is_decided_where_heads_are_counted() -> None:
    counted = need("2026-12-21 07:00", "2026-12-21 15:00", min=1)
    run = begun(centre(exactly("v0", "08:00"), staffing=(counted,)))
    assert run.best is not None
    assert drawn_week(run, run.best.draft, Random(0)) is None
