from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.hours.total_working_time import TotalWorkingTime
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, WorkedShift
from scheduler.domain.shift_option import ShiftOption
from tests.build import (
    absence,
    at,
    day,
    employee,
    hourly,
    jour_type,
    plan,
    problem,
    shift_row,
)
from tests.build import worked as done
from tests.judge import Pick, judge, offer, stint

RULE = TotalWorkingTime()


def days_of(*minutes: int) -> list[ShiftOption]:
    """Return one shift a day, of so many minutes each; 0 is a day off."""
    made = []
    for number, length in enumerate(minutes):
        end = 7 * 60 + length
        date = day(number)
        if length:
            made.append(stint(f"{date} 07:00", f"{date} {end // 60}:{end % 60:02}"))
    return made


def above(
    *minutes: int, rule: TotalWorkingTime = RULE, hard: bool = True, **given: object
) -> list[int]:
    pick = Pick([("amy", option) for option in days_of(*minutes)])
    found = judge(rule, problem(**given), pick)
    assert all(b.message == ("above" if b.hard else "warning") for b in found)
    return [b.amount for b in found if b.hard == hard]


def weeks_before(count: int, minutes: int, who: str = "amy") -> tuple[WorkedShift, ...]:
    """Return five shifts a week of so many minutes each, before the plan."""
    made = []
    for number in range(1, 7 * count + 1):
        date = day(-number)
        if date.weekday() < 5:
            starts = f"{date} 05:00"
            row = done(who, starts, f"{date} 06:00")
            made.append(row.model_copy(update={"end": at(starts) + minutes}))
    return tuple(made)


def test_one_long_week_can_still_be_brought_down() -> None:
    assert above(*[780] * 7) == []
    assert above(480, days=1) == []


@pytest.mark.parametrize(("last", "found"), [(480, []), (481, [1])])
def test_more_than_48_hours_a_week_without_history_is_a_warning(
    last: int, found: list[int]
) -> None:
    assert above(480, 480, 480, 480, 480, last, hard=False) == found


@pytest.mark.parametrize(("minutes", "found"), [(576, []), (577, [5])])
def test_an_ordinary_week_is_no_warning_in_a_plan_of_five_days(
    minutes: int, found: list[int]
) -> None:
    assert above(*[minutes] * 5, days=5, hard=False) == found


def test_time_on_call_at_work_counts_as_work() -> None:
    """Eleven hours of work and eight of jour, three times a week."""
    made = problem(shift_types=(jour_type(),))
    turns = [("amy", offer(made, "jour", day(n))) for n in (0, 2, 4)]
    week = TotalWorkingTime(reference_weeks=1)
    found = judge(week, made, Pick(turns))
    assert {(b.hard, b.amount) for b in found} == {(True, 9 * 60)}
    assert judge(week, made, Pick(turns[:2])) == []


def test_a_warning_costs_nothing_and_says_what_makes_it_lawful() -> None:
    pick = Pick([("amy", option) for option in days_of(*[490] * 6)])
    [breach] = judge(RULE, problem(), pick)
    assert (breach.hard, breach.cost, breach.weight) == (False, 0, 0)
    assert RULE.explain(breach) == (
        "Amy arbetar sammanlagt 49 h från 2026-12-21 till 2026-12-27, mer än 48 h (48 "
        "timmar per vecka). Det är tillåtet om genomsnittet över 16 veckor blir högst "
        "48 timmar per vecka."
    )


@pytest.mark.parametrize(("last", "found"), [(480, []), (481, [1, 1])])
def test_a_whole_reference_period_holds_48_hours_a_week(
    last: int, found: list[int]
) -> None:
    past = weeks_before(15, 576)  # 48 h a week
    assert above(480, 480, 480, 480, 480, last, worked_shifts=past) == found
    assert above(480, 480, 480, 480, 480, last, worked_shifts=past, hard=False) == []


def test_light_weeks_of_history_make_room_for_heavy_ones() -> None:
    past = weeks_before(15, 480)  # 15 weeks of 8 h less
    assert above(*[780] * 7, worked_shifts=past) == []
    assert above(*[780] * 7, worked_shifts=past, hard=False) == []


def test_history_lengthens_what_is_known() -> None:
    rows = [
        done("amy", f"2026-12-{d} 07:00", f"2026-12-{d} 18:00") for d in range(14, 20)
    ]
    minutes = [300, 300, 300, 300, 300, 300]  # 66 + 30 h = 2 weeks of 48
    assert above(*minutes, worked_shifts=tuple(rows), hard=False) == []
    assert above(*minutes, 1, worked_shifts=tuple(rows), hard=False) == [1]


def test_only_ones_own_history_lengthens_what_is_known() -> None:
    people = (employee("amy"), employee("bob"))
    minutes = [490] * 6
    for who, found in (("bob", [60]), ("amy", [])):
        past = (done(who, "2026-12-14 07:00", "2026-12-14 15:00"),)
        seen = above(*minutes, hard=False, worked_shifts=past, employees=people)
        assert seen == found


WEEK = TotalWorkingTime(reference_weeks=1)


def test_what_history_exceeds_alone_is_not_the_plans_breach() -> None:
    rows = tuple(
        done("amy", f"2026-12-{d} 00:00", f"2026-12-{d} 16:00") for d in range(14, 21)
    )
    assert above(worked_shifts=rows, rule=WEEK) == []
    assert above(60, worked_shifts=rows, rule=WEEK, days=1) == [60]


def test_every_period_that_ends_in_the_plan_is_looked_at() -> None:
    busy = [0, 0, 0, 0, 0, 480, 480, 480, 480, 480, 480, 0, 0, 0]
    assert above(*busy, rule=WEEK, days=14) == []
    busy[8] = 481
    assert above(*busy, rule=WEEK, days=14) == [1, 1]


def test_a_period_may_reach_back_into_history() -> None:
    rows = tuple(
        done("amy", f"2026-12-{d} 07:00", f"2026-12-{d} 15:00") for d in range(15, 21)
    )
    # Monday's window is Tuesday to Monday: 48 h of history fill it
    assert above(1, worked_shifts=rows, rule=WEEK) == [1]
    assert above(0, 480, worked_shifts=rows, rule=WEEK) == []


@pytest.mark.parametrize(
    ("kind", "found"), [("vacation", 480), ("sick", 480), ("study", 0)]
)
def test_vacation_and_sick_leave_count_as_work(kind: str, found: int) -> None:
    away = absence("amy", "2026-12-21 00:00", "2026-12-22 00:00", kind)
    week = [0, 480, 480, 480, 480, 480, 480]
    assert sum(above(*week, absences=(away,), rule=WEEK)) == found
    assert sum(above(*week, absences=(away,), hard=False)) == found


def test_leave_outside_the_employment_counts_for_nothing() -> None:
    away = absence("amy", "2026-12-21 00:00", "2026-12-22 00:00", "sick")
    new = (employee(first=day(1)),)
    minutes = [0, 480, 480, 480, 480, 480, 480]
    assert above(*minutes, absences=(away,), employees=new, rule=WEEK) == []


def test_hourly_staff_and_extra_shifts_are_counted() -> None:
    assert above(*[490] * 6, employees=(hourly("amy"),), rule=WEEK) == [60, 60]
    options = [("amy", option) for option in days_of(*[490] * 6)]
    breach = judge(WEEK, problem(), Pick(options, extra=options))[-1]
    assert breach.amount == 60
    assert WEEK.explain(breach) == (
        "Amy arbetar sammanlagt 49 h från 2026-12-21 till 2026-12-27; högst 48 h är "
        "tillåtet (48 timmar per vecka i genomsnitt)."
    )


def test_the_law_cannot_be_stretched() -> None:
    with pytest.raises(ValueError, match="less than or equal to 17"):
        TotalWorkingTime(reference_weeks=18)
    with pytest.raises(ValueError, match="less than or equal to 2880"):
        TotalWorkingTime(week_minutes=2881)


def test_rows_of_nonsense_are_read() -> None:
    rows = plan(shift_row("nobody"), shift_row("amy", start="2030-01-01 07:00"))
    assert list(RULE.check(PlanView(problem(), rows))) == []


@st.composite
def cases(draw: st.DrawFn) -> tuple[Problem, Pick, TotalWorkingTime]:
    back = draw(st.lists(st.integers(0, 900), max_size=8))
    history = tuple(
        done("amy", "2026-12-20 00:00", "2026-12-20 01:00").model_copy(
            update={
                "start": at("2026-12-20 05:00") - 1440 * n,
                "end": at("2026-12-20 05:00") - 1440 * n + length,
            }
        )
        for n, length in enumerate(back)
        if length
    )
    minutes = draw(st.lists(st.integers(0, 900), min_size=7, max_size=14))
    sick = draw(st.integers(-8, 13))
    away = absence("amy", "2026-12-21 00:00", "2026-12-22 00:00", "sick").model_copy(
        update={
            "start": at("2026-12-21 00:00") + 1440 * sick,
            "end": at("2026-12-21 00:00") + 1440 * sick + draw(st.integers(1, 3000)),
        }
    )
    case = problem(days=len(minutes), worked_shifts=history, absences=(away,))
    pick = Pick([("amy", option) for option in days_of(*minutes)])
    return case, pick, TotalWorkingTime(reference_weeks=draw(st.integers(1, 3)))


@given(case=cases())
@settings(max_examples=80, deadline=timedelta(seconds=2))
def test_model_and_checker_agree(case: tuple[Problem, Pick, TotalWorkingTime]) -> None:
    made, pick, rule = case
    judge(rule, made, pick)
