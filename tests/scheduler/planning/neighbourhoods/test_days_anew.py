"""Some people's days are decided at once, so that fewer must-visits are open."""

from dataclasses import replace
from random import Random

import pytest

from scheduler.domain.plan import VisitRow
from scheduler.domain.problem import Problem, Visit
from scheduler.planning.neighbourhoods import days_anew as anew
from scheduler.planning.neighbourhoods.days_anew import days_anew, drawn_days
from scheduler.planning.run import Run
from scheduler.roster.solver import SolverEffort
from scheduler.tours.draft import Draft, named_engine
from tests.build import day, employee, need, problem, shift_type, unit, visit
from tests.scheduler.planning.runs import BREAK, DAY, run_of

LATE = shift_type("late", "12:00-18:30", "30@14:00-15:30", kind="evening")
NOON = shift_type("noon", "08:00-15:00", "30@11:00-11:30")
NORTH = shift_type("north", "07:00-15:30", "30@11:00-13:00", unit="north")
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


Decided = tuple[dict[str, str], dict[str, tuple[int, ...]]]


def decided(run: Run) -> Decided | None:
    """Return the shift of each person, and their visits, once days are decided."""
    assert run.best is not None
    found = days_anew(run, run.best, Random(0), EFFORT)
    if found is None:
        return None
    shifts = {who: option.shift for who, option in found.works}
    return shifts, {who: tasks for (who, _, _), tasks in found.stops.items()}


def test_the_few_leave_to_others_what_others_can_make_too() -> None:
    morning = exactly("v0", "08:00", skills=frozenset())
    run = begun(centre(morning, exactly("v1", "16:30")), ("amy", "day", (0,)))
    found = decided(run)
    assert found is not None
    shifts, stops = found
    assert (shifts["amy"], stops["amy"]) == ("late", (1,))
    assert {who for who, tasks in stops.items() if tasks == (0,)} <= {"bob", "cia"}


def test_nothing_is_found_where_as_many_would_be_open() -> None:
    visits = exactly("v0", "08:00"), exactly("v1", "16:30")
    assert decided(begun(centre(*visits), ("amy", "day", (0,)))) is None


def test_others_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anew, "PEOPLE", (1,))
    visits = exactly("v0", "16:30"), exactly("v1", "08:00", skills=frozenset())
    found = decided(begun(centre(*visits), ("bob", "day", (1,))))
    assert found == ({"amy": "late", "bob": "day"}, {"amy": (0,), "bob": (1,)})


def test_other_dates_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anew, "DATES", (1,))
    later = visit("v1", "2026-12-22 08:00", skills=FEW)
    run = run_of(centre(exactly("v0", "08:00"), later, days=2))
    of_amy = run.solver.options["amy"]
    second = next(o for o in of_amy if o.shift == "day" and o.date == day(1))
    run.consider(Draft({("amy", second): False}, {("amy", day(1), 0): (1,)}))
    assert run.best is not None
    found = days_anew(run, run.best, Random(0), EFFORT)
    assert found is not None
    assert found.stops == {("amy", day(0), 0): (0,), ("amy", day(1), 0): (1,)}
    assert ("amy", second) in found.works


@pytest.mark.parametrize(("second", "fits"), [("08:31", False), ("08:32", True)])
def test_the_way_between_two_visits_takes_its_time(second: str, *, fits: bool) -> None:
    visits = exactly("v0", "08:00"), exactly("v1", second, client="dan")
    found = decided(begun(centre(*visits), ("amy", "day", (0,))))
    assert (found is not None) is fits


@pytest.mark.parametrize(("begins", "fits"), [("10:31", False), ("10:30", True)])
def test_nobody_makes_a_visit_in_their_break(begins: str, *, fits: bool) -> None:
    made = centre(exactly("v0", "09:00"), exactly("v1", begins), shift_types=(NOON,))
    assert (decided(begun(made, ("amy", "noon", (0,)))) is not None) is fits


@pytest.mark.parametrize(("begins", "fits"), [("11:31", False), ("11:32", True)])
def test_a_break_and_the_way_lie_between_two_visits(begins: str, *, fits: bool) -> None:
    visits = exactly("v0", "10:30"), exactly("v1", begins, client="dan")
    made = centre(*visits, shift_types=(NOON,))
    assert (decided(begun(made, ("amy", "noon", (0,)))) is not None) is fits


@pytest.mark.parametrize(("begins", "fits"), [("14:59", False), ("14:58", True)])
def test_a_visit_lies_within_the_shift_with_the_way_back(
    begins: str, *, fits: bool
) -> None:
    # The late shift holds the second, so that nobody is offered overtime for it.
    visits = exactly("v0", "09:00"), exactly("v1", begins)
    run = begun(centre(*visits), ("amy", "day", (0,)))
    assert (decided(run) is not None) is fits


@pytest.mark.parametrize(("often", "fits"), [(0.0, False), (1.0, True)])
def test_people_stay_on_where_that_is_asked(
    monkeypatch: pytest.MonkeyPatch, often: float, *, fits: bool
) -> None:
    monkeypatch.setattr(anew, "STAYING_ON", often)
    amy = employee("amy", day_break=BREAK, skills={"usk", "delegation"})
    visits = exactly("v0", "09:00"), exactly("v1", "15:40")
    made = centre(*visits, employees=(amy,), shift_types=(DAY,))
    run = begun(made, ("amy", "day", (0,)))
    run.solver.options = run.solver.shifts
    assert (decided(run) is not None) is fits


def test_a_visit_may_begin_before_its_window_where_it_may() -> None:
    visits = exactly("v0", "08:00"), exactly("v1", "08:10", priority=2)
    found = decided(begun(centre(*visits), ("amy", "day", (0,))))
    assert found is not None
    assert sorted(found[1]["amy"]) == [0, 1]


def test_a_visit_that_begins_before_its_window_is_kept_there() -> None:
    made = centre(exactly("v0", "08:15"), exactly("v1", "08:10", priority=2))
    run = begun(made, ("amy", "day", (0,)))
    lows = named_engine(run.context, Draft({}), 0).engine.lows
    assert run.best is not None
    best = replace(run.best, draft=replace(run.best.draft, lows=lows))
    found = days_anew(run, best, Random(0), EFFORT)
    assert found is not None
    assert found.lows is not None
    earliest = run.context.problem.visit["v1"].earliest - run.context.zero
    assert (lows[1], found.lows[0]) == (earliest, lows[0])
    assert earliest - 30 <= found.lows[1] <= earliest - 25


def test_both_who_are_asked_for_come_or_nobody_does() -> None:
    both = exactly("v0", "08:00", staff=2)
    found = decided(begun(centre(both, few=("amy", "bob"))))
    assert found is not None
    assert {who: len(tasks) for who, tasks in found[1].items()} == {"amy": 1, "bob": 1}
    assert decided(begun(centre(both))) is None


def test_tours_with_several_visits_of_two_fit_as_they_were_found() -> None:
    made = centre(
        exactly("v0", "08:00"),
        visit("v1", "2026-12-21 08:00", "2026-12-21 12:00", staff=2, skills=FEW),
        visit("v2", "2026-12-21 08:00", "2026-12-21 12:00", staff=2, skills=FEW),
        exactly("v3", "08:20", client="dan"),
        few=("amy", "bob"),
    )
    run = begun(made, ("amy", "day", (0, 1)), ("bob", "day", (5, 2)))
    lows = named_engine(run.context, Draft({}), 0).engine.lows
    assert run.best is not None
    best = replace(run.best, draft=replace(run.best.draft, lows=lows))
    found = days_anew(run, best, Random(0), EFFORT)
    assert found is not None
    assert named_engine(run.context, found, 0).stops == found.stops
    assert found.lows is not None
    first, second = found.lows[1:3].tolist(), found.lows[3:5].tolist()
    assert first[0] == first[1] != second[0] == second[1]


@pytest.mark.parametrize(("begins", "fits"), [("08:29", False), ("08:30", True)])
def test_what_follows_another_visit_begins_after_it(begins: str, *, fits: bool) -> None:
    follows = exactly("v1", begins, after="v0", gap_min=0, gap_max=60)
    made = centre(exactly("v0", "08:00"), follows, few=("amy", "bob"))
    assert (decided(begun(made, ("amy", "day", (0,)))) is not None) is fits


def test_nothing_is_decided_where_no_must_visit_is_open() -> None:
    run = begun(centre(exactly("v0", "08:00")), ("amy", "day", (0,)))
    assert run.best is not None
    assert drawn_days(run, run.best.draft, Random(0)) is None


def test_who_is_where_heads_are_counted_stays_there() -> None:
    north = need("2026-12-21 07:00", "2026-12-21 15:00", min=1, unit="north")
    units = unit(lends_to={"north"}), unit("north")
    made = centre(exactly("v0", "08:00"), few=("amy", "bob"), staffing=(north,))
    made = made.model_copy(update={"units": units, "shift_types": (NORTH, DAY)})
    run = run_of(made)
    away = next(o for o in run.solver.options["amy"] if o.unit == "north")
    run.consider(Draft({("amy", away): False}))
    assert run.best is not None
    found = days_anew(run, run.best, Random(0), EFFORT)
    assert found is not None
    assert ("amy", away) in found.works
    assert {who for who, _, _ in found.stops} == {"bob"}


def test_nothing_is_decided_where_heads_are_counted() -> None:
    counted = need("2026-12-21 07:00", "2026-12-21 15:00", min=1)
    run = begun(centre(exactly("v0", "08:00"), staffing=(counted,)))
    assert run.best is not None
    assert drawn_days(run, run.best.draft, Random(0)) is None


@pytest.mark.parametrize(("most", "is_asked"), [(0, False), (1, True)])
def test_what_would_take_too_long_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, most: int, *, is_asked: bool
) -> None:
    monkeypatch.setattr(anew, "MOST_PAIRS", most)
    assert (decided(begun(centre(exactly("v0", "08:00")))) is not None) is is_asked


def test_whoever_has_visits_locked_stays_as_they_are() -> None:
    made = centre(exactly("v0", "08:00"), exactly("v1", "09:00"))
    start = made.visit["v1"].earliest
    row = VisitRow(visit="v1", employee="amy", start=start, end=start + 30, from_id="")
    run = begun(made.model_copy(update={"locked_visits": (row,)}))
    assert run.best is not None
    assert drawn_days(run, run.best.draft, Random(0)) is None
