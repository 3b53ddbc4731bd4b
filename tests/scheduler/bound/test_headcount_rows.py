import pytest

from constraints import default_rules
from scheduler.bound import bound
from scheduler.domain.problem import Problem
from tests.build import (
    absence,
    balance,
    day,
    employee,
    hourly,
    need,
    problem,
    shift_type,
    team,
    worked,
)
from tests.scheduler.bound.tries import cheapest

pytestmark = pytest.mark.usefixtures("plain_weeks")

RULES = default_rules()
SHORT = shift_type("short", "08:00-12:00")
TWO = team("hal", "hol", employment="hourly", degree_pct=0)
NINE_TO_TEN = ("2026-12-21 09:00", "2026-12-21 10:00")
TUESDAY = ("2026-12-22 09:00", "2026-12-22 10:00")


def total(case: Problem) -> int:
    """Return the bound of a problem."""
    return bound(case, RULES).total


def test_missing_headcount_is_priced_up_to_what_somebody_would_cost() -> None:
    wanted, needed = (
        problem(
            employees=(hourly(),),
            staffing=(need(*NINE_TO_TEN, min=least),),
            shift_types=(SHORT,),
            days=1,
        )
        for least in (0, 1)
    )
    # 60 minutes at 300 kr an hour; the shift would cost four hours of pay.
    assert total(wanted) == 30_000
    assert total(needed) == cheapest(needed, RULES) != 30_000


def test_a_break_inside_a_need_takes_one_person_more() -> None:
    within, after = (
        problem(
            employees=TWO,
            staffing=(need("2026-12-21 08:00", "2026-12-21 12:00"),),
            shift_types=(shift_type("day", "08:00-14:00", f"30@{window}"),),
            days=1,
        )
        for window in ("09:00-11:00", "12:00-13:00")
    )
    assert total(within) == 2 * total(after)


def test_presence_above_the_most_is_priced() -> None:
    free, crowded = (
        problem(
            staffing=(need(*NINE_TO_TEN, min=0, want=0, max=most),),
            balances=(balance(hours_carried_minutes=-500),),
            shift_types=(SHORT,),
            days=1,
        )
        for most in (None, 0)
    )
    # 843 minutes are wanted, 660 may be left over: the shift must be worked.
    assert total(crowded) - total(free) == 60 * 100


def test_people_in_induction_are_not_too_many() -> None:
    away = (("2026-12-21", "2026-12-21"), ("2026-12-23", "2026-12-27"))
    crowded, fresh = (
        problem(
            employees=(employee(first=first),),
            staffing=(need(*TUESDAY, min=0, want=0, max=0),),
            balances=(balance(hours_carried_minutes=-363),),
            absences=[absence("amy", f"{a} 00:00", f"{b} 24:00") for a, b in away],
            shift_types=(SHORT,),
        )
        # The Tuesday is the one working day that is left: 480 minutes of either week.
        for first in (None, day(1))
    )
    # Tuesday must be worked; whoever begins that day is not counted as present.
    assert bound(crowded, RULES).roster - bound(fresh, RULES).roster == 60 * 100


def test_who_came_before_the_plan_is_present_until_the_shift_is_over() -> None:
    night = worked("ida", "2026-12-20 22:00", "2026-12-21 08:00")
    case = problem(
        employees=(hourly(), hourly("ida")),
        staffing=(need("2026-12-21 07:00", "2026-12-21 08:00"),),
        shift_types=(shift_type("early", "07:00-11:00"),),
        worked_shifts=(night,),
        days=1,
    )
    assert total(case) == total(case.model_copy(update={"staffing": ()}))
    alone = case.model_copy(update={"worked_shifts": ()})
    assert total(alone) > total(case)


def test_presence_up_to_the_most_costs_nothing() -> None:
    free, limited = (
        problem(
            staffing=(need(*NINE_TO_TEN, min=0, want=0, max=most),),
            balances=(balance(hours_carried_minutes=-500),),
            shift_types=(SHORT,),
            days=1,
        )
        for most in (None, 1)
    )
    assert total(limited) == total(free)


def test_what_a_break_takes_of_a_need_is_missing_by_the_minute() -> None:
    case = problem(
        employees=(hourly(monthly_pay=1_000_000),),
        staffing=(need("2026-12-21 08:00", "2026-12-21 12:00", min=0),),
        shift_types=(shift_type("day", "08:00-12:00", "30@09:00-11:00"),),
        days=1,
    )
    assert total(case) == cheapest(case, RULES)


def test_a_break_that_can_be_taken_outside_a_need_leaves_it_met() -> None:
    case = problem(
        employees=TWO,
        staffing=(need(*NINE_TO_TEN),),
        shift_types=(shift_type("day", "08:00-12:30", "30@09:00-11:00"),),
        days=1,
    )
    assert total(case) == cheapest(case, RULES)


def test_only_those_with_the_skills_of_a_need_meet_it() -> None:
    able, unable = (
        problem(
            employees=(hourly(skills=skills, monthly_pay=2_500_000),),
            staffing=(need(*NINE_TO_TEN, min=0, want=1, skills={"lift"}),),
            shift_types=(shift_type("tiny", "09:00-10:00"),),
            days=1,
        )
        for skills in ({"lift"}, {"usk"})
    )
    assert total(unable) == 60 * 500 > total(able)
