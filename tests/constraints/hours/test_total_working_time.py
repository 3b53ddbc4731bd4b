from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.hours.total_working_time import TotalWorkingTime
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from tests.build import absence, at, day, employee, hourly, plan, problem, shift_row
from tests.build import worked as done
from tests.judge import Pick, judge, stint

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


def above(*minutes: int, rule: TotalWorkingTime = RULE, **given: object) -> list[int]:
    pick = Pick([("amy", option) for option in days_of(*minutes)])
    return [b.amount for b in judge(rule, problem(**given), pick)]


@pytest.mark.parametrize(("last", "found"), [(480, []), (481, [1])])
def test_a_week_without_history_holds_48_hours(last: int, found: list[int]) -> None:
    assert above(480, 480, 480, 480, 480, last) == found


def test_history_lengthens_the_average() -> None:
    past = (done("amy", "2026-12-14 07:00", "2026-12-14 15:00", 60),)  # 7 h of 96
    assert above(600, 600, 600, 600, 600, 600, 600, worked_shifts=past) == []
    rows = [
        done("amy", f"2026-12-{d} 07:00", f"2026-12-{d} 18:00") for d in range(14, 20)
    ]
    minutes = [300, 300, 300, 300, 300, 300]  # 66 + 30 h = 2 weeks of 48
    assert above(*minutes, worked_shifts=tuple(rows)) == []
    assert above(*minutes, 1, worked_shifts=tuple(rows)) == [1]


def test_anybodys_history_is_known_time_for_everybody() -> None:
    past = (done("bob", "2026-12-14 07:00", "2026-12-14 15:00"),)
    people = (employee("amy"), employee("bob"))
    minutes = [700] * 7
    assert above(*minutes, worked_shifts=past, employees=people) == []


def test_what_history_exceeds_alone_is_not_the_plans_breach() -> None:
    rows = tuple(
        done("amy", f"2026-12-{d} 00:00", f"2026-12-{d} 16:00") for d in range(14, 21)
    )
    assert above(worked_shifts=rows) == []
    assert above(60, worked_shifts=rows) == [60]


def test_every_period_that_ends_in_the_plan_is_looked_at() -> None:
    one_week = TotalWorkingTime(reference_weeks=1)
    busy = [0, 0, 0, 0, 0, 480, 480, 480, 480, 480, 480, 0, 0, 0]
    assert above(*busy, rule=one_week, days=14) == []
    busy[8] = 481
    assert above(*busy, rule=one_week, days=14) == [1, 1]


def test_a_period_may_reach_back_into_history() -> None:
    one_week = TotalWorkingTime(reference_weeks=1)
    rows = tuple(
        done("amy", f"2026-12-{d} 07:00", f"2026-12-{d} 15:00") for d in range(15, 21)
    )
    # Monday's window is Tuesday to Monday: 48 h of history fill it
    assert above(1, worked_shifts=rows, rule=one_week) == [1]
    assert above(0, 480, worked_shifts=rows, rule=one_week) == []


@pytest.mark.parametrize(
    ("kind", "found"), [("vacation", 343), ("sick", 343), ("study", 0)]
)
def test_vacation_and_sick_leave_count_as_work(kind: str, found: int) -> None:
    away = absence("amy", "2026-12-21 00:00", "2026-12-22 00:00", kind)
    # a seventh of 40 h is 342.9 minutes
    assert sum(above(0, 480, 480, 480, 480, 480, 480, absences=(away,))) == found


def test_leave_outside_the_employment_counts_for_nothing() -> None:
    away = absence("amy", "2026-12-21 00:00", "2026-12-22 00:00", "sick")
    new = (employee(first=day(1)),)
    minutes = [0, 480, 480, 480, 480, 480, 480]
    assert above(*minutes, absences=(away,), employees=new) == []


def test_hourly_staff_and_extra_shifts_are_counted() -> None:
    assert above(*[490] * 6, employees=(hourly("amy"),)) == [60]
    options = [("amy", option) for option in days_of(*[490] * 6)]
    [breach] = judge(RULE, problem(), Pick(options, extra=options))
    assert breach.amount == 60
    assert RULE.explain(breach) == (
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
