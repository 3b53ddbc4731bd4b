"""Who is on duty stays on, or comes earlier, for must-visits that would be open."""

from random import Random

import pytest

from scheduler.context.staying_on import beside_shifts
from scheduler.domain.problem import Problem
from scheduler.planning.neighbourhoods.overtime import stayed_on
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits, Status
from scheduler.planning.run import Run
from scheduler.tours.draft import Draft
from tests.build import (
    day,
    employee,
    hourly,
    problem,
    shift_row,
    shift_type,
    visit,
)
from tests.scheduler.planning.runs import BREAK, DAY, RULES, run_of

LATE = shift_type("late", "12:00-18:30", "30@14:00-15:30", kind="evening")


def whole_day(
    evening: str = "16:30", morning: str = "08:00", **given: object
) -> Problem:
    """Return a visit for each of two shifts, and one person."""
    amy = employee("amy", degree_pct=20, day_break=BREAK)
    usual: dict[str, object] = {
        "days": 1,
        "employees": (amy,),
        "visits": (
            visit("v0", f"2026-12-21 {morning}", f"2026-12-21 {morning}"),
            visit("v1", f"2026-12-21 {evening}", f"2026-12-21 {evening}"),
        ),
        "shift_types": (DAY, LATE),
    }
    return problem(**usual | given)


def begun(made: Problem, shift: str = "day") -> Run:
    """Return a run whose best plan has the first person on one shift, for its visit."""
    run = run_of(made)
    who = made.employees[0].id
    option = next(o for o in run.solver.options[who] if o.shift == shift)
    task = 0 if shift == "day" else 1
    run.consider(Draft({(who, option): False}, {(who, day(0), 0): (task,)}))
    return run


def mended(run: Run, waiting: int = 1) -> tuple[int, int, int]:
    """Let people stay on; return hard breaches, open visits and minutes of overtime."""
    assert run.best is not None
    assert run.best.audit.must_open == waiting
    run.consider(stayed_on(run, run.best, Random(0)))
    audit, works = run.best.audit, run.best.draft.works
    return audit.hard_breaches, audit.must_open, sum(o.overtime for _, o in works)


def test_who_is_on_duty_stays_on_for_an_open_visit() -> None:
    # 16:30 to 17:00, two minutes back: an hour and 32 minutes, in quarters.
    assert mended(begun(whole_day())) == (0, 0, 105)


def test_who_is_on_duty_comes_earlier_for_an_open_visit() -> None:
    early = whole_day("16:30", morning="10:30")
    # There at 10:30, two minutes on the way: from 10:15.
    assert mended(begun(early, "late")) == (0, 0, 105)


def test_nobody_stays_on_for_so_long_that_a_break_is_missing() -> None:
    # Five hours before a break of half an hour, and five after it: until 17:30.
    assert mended(begun(whole_day("16:58"))) == (0, 0, 120)
    assert mended(begun(whole_day("16:59"))) == (0, 1, 0)


def test_one_who_may_not_stay_on_keeps_no_other_from_it() -> None:
    # Bea begins again at four: she has eleven hours of rest until 17:00, and no more.
    dawn = shift_type("dawn", "04:00-09:00")
    both = [
        visit(f"{skill} {moment}", f"2026-12-21 {moment}", skills={skill})
        for skill in ("usk", "nurse")
        for moment in ("08:00", "16:30")
    ]
    visits = [v.model_copy(update={"latest": v.earliest}) for v in both]
    bea = employee("bea", degree_pct=30, skills={"nurse"}, day_break=BREAK)
    people = (*whole_day().employees, bea)
    types = (DAY, LATE, dawn)
    run = run_of(whole_day(days=2, employees=people, visits=visits, shift_types=types))
    works = {
        (who, o): False
        for who, shift, n in (("amy", "day", 0), ("bea", "day", 0), ("bea", "dawn", 1))
        for o in run.solver.options[who]
        if (o.shift, o.date) == (shift, day(n))
    }
    run.consider(Draft(works, {("amy", day(0), 0): (0,), ("bea", day(0), 0): (2,)}))
    assert mended(run, waiting=2) == (0, 1, 105)


def test_only_who_may_make_the_visit_and_has_a_contract_stays_on() -> None:
    unable = visit("v1", "2026-12-21 16:30", "2026-12-21 16:30", skills={"nurse"})
    sue = employee("sue", skills={"nurse"}, degree_pct=20, day_break=BREAK)
    amy = employee("amy", degree_pct=20, day_break=BREAK)
    made = whole_day(employees=(amy, sue))
    asked = made.model_copy(update={"visits": (made.visits[0], unable)})
    assert mended(begun(asked)) == (0, 1, 0)
    hal = whole_day(employees=(hourly(day_break=BREAK),))
    assert mended(begun(hal)) == (0, 1, 0)


def test_a_locked_shift_is_not_made_longer() -> None:
    shift = shift_row("amy", "2026-12-21 07:00", "2026-12-21 15:30")
    assert mended(begun(whole_day(locked_shifts=(shift,)))) == (0, 1, 0)


@pytest.mark.parametrize(("evening", "minutes"), [("16:58", [120]), ("16:59", [])])
def test_two_hours_beside_a_shift_are_offered_at_most(
    evening: str, minutes: list[int]
) -> None:
    made = whole_day(evening)
    run = run_of(made)
    more = beside_shifts(
        run.context.view,
        {"amy": tuple(o for o in run.solver.shifts["amy"] if o.shift == "day")},
        made.visits[1:],
        run.context.permitted_to,
        lambda *_: True,
    )
    assert [o.overtime for mine in more.values() for o in mine] == minutes


def test_beside_a_plan_with_such_overtime_there_is_no_lowest_possible() -> None:
    made = whole_day(morning="10:30")
    result = plan(made, RULES, Limits(seconds=None, effort=3, workers=1))
    assert result.audit is not None
    assert (result.audit.hard_breaches, result.audit.must_open) == (0, 0)
    assert (result.bound, result.least, result.status) == (None, None, Status.FEASIBLE)
