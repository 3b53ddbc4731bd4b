"""Who is called in for open must-visits, above the contract where that is full."""

from datetime import date
from random import Random

import pytest

from scheduler.domain.problem import Employee, Problem
from scheduler.planning.neighbourhoods.calling_in import called_in
from scheduler.planning.neighbourhoods.held_tours import open_must_tasks
from scheduler.planning.run import Run
from scheduler.roster.solver import SolverEffort
from scheduler.tours.draft import Draft
from tests.build import day, employee, problem, shift_type, visit
from tests.scheduler.planning.runs import run_of

SHIFT = shift_type(breaks="30@11:00-13:00")
EFFORT = SolverEffort(0, 1.0, seed=1)


def somebody(id_: str = "amy", degree: int = 20, **given: object) -> Employee:
    return employee(id_, degree_pct=degree, day_break=20 * 60, **given)


def two_days(*people: Employee) -> Problem:
    """Return a visit on each of two days; a fifth of full time has hours for one."""
    return problem(
        days=2,
        employees=people,
        shift_types=(SHIFT,),
        visits=(visit("v0"), visit("v1", "2026-12-22 08:00")),
    )


def on_monday(run: Run) -> Draft:
    """Return that amy makes Monday's visit, and that Tuesday's is open."""
    option = next(o for o in run.solver.options["amy"] if o.date == day(0))
    return Draft({("amy", option): False}, {("amy", day(0), 0): (0,)})


def called(run: Run) -> Draft:
    return called_in(run, on_monday(run), Random(1), EFFORT)


def shifts(draft: Draft) -> dict[tuple[str, date], bool]:
    return {(who, o.date): above for (who, o), above in draft.works.items()}


def test_who_has_what_the_contract_asks_for_is_called_in_above_it() -> None:
    run = run_of(two_days(somebody()))
    after = called(run)
    assert set(shifts(after)) == {("amy", day(0)), ("amy", day(1))}
    assert sorted(shifts(after).values()) == [False, True]
    assert after.stops == {("amy", day(0), 0): (0,), ("amy", day(1), 0): (1,)}
    run.consider(after)
    assert run.is_covered


def test_who_owes_hours_is_called_in_before_others_work_above_theirs() -> None:
    run = run_of(two_days(somebody(), somebody("bea")))
    assert shifts(called(run)) == {("amy", day(0)): False, ("bea", day(1)): False}


def test_nobody_is_called_in_who_lacks_what_a_visit_asks_for() -> None:
    nurse = frozenset({"nurse"})
    days = two_days(somebody())
    asked = days.visits[1].model_copy(update={"skills": nurse})
    run = run_of(days.model_copy(update={"visits": (days.visits[0], asked)}))
    assert called(run) == on_monday(run)


def test_nobody_is_called_in_from_another_duty() -> None:
    run = run_of(two_days(somebody()))
    option = on_monday(run).works
    busy = Draft(option, {})
    after = called_in(run, busy, Random(1), EFFORT)
    assert ("amy", day(0), 0) not in after.stops


def test_nobody_gives_up_a_morning_for_the_late_evening_of_that_day() -> None:
    morning, late = shift_type("am", "07:00-11:00"), shift_type("pm", "22:00-23:30")
    evening = visit("v1", "2026-12-21 22:30")
    made = two_days(somebody()).model_copy(
        update={
            "days": 1,
            "shift_types": (morning, late),
            "visits": (visit("v0"), evening),
        }
    )
    run = run_of(made)
    option = next(o for o in run.solver.options["amy"] if o.shift == "am")
    before = Draft({("amy", option): False}, {("amy", day(0), 0): (0,)})
    assert open_must_tasks(run.context, before) == [1]
    assert called_in(run, before, Random(1), EFFORT).stops == before.stops


def test_nothing_is_asked_where_nothing_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = run_of(two_days(somebody()))
    whole = called(run)
    assert not open_must_tasks(run.context, whole)
    monkeypatch.delattr("scheduler.planning.neighbourhoods.calling_in.reroster")
    assert called_in(run, whole, Random(1), EFFORT) is whole
