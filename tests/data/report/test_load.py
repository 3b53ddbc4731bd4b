"""Demand and staffing are averages over local hours."""

from datetime import date

import pytest

from data.report.load import HourlyLoad, loads_of, short_hours, worst_hour
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from tests.build import (
    at,
    day,
    need,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
)


def load_of(made: Problem, rows: Plan | None = None) -> HourlyLoad:
    (load,) = loads_of(PlanView(made, rows or Plan()))
    return load


def test_a_visit_at_a_fixed_time_loads_its_own_minutes() -> None:
    fixed = visit(start="2026-12-21 08:00", latest="2026-12-21 08:00", minutes=30)
    hours = load_of(problem(visits=(fixed,))).visits[0]
    assert (hours[7], hours[8], hours[9]) == (0, 0.5, 0)


def test_a_movable_visit_is_spread_over_the_time_it_can_take() -> None:
    loose = visit(start="2026-12-21 08:00", latest="2026-12-21 09:00", minutes=60)
    hours = load_of(problem(visits=(loose,))).visits[0]
    assert list(hours[7:11]) == [0, 0.5, 0.5, 0]


def test_a_double_visit_asks_for_two() -> None:
    double = visit(latest="2026-12-21 08:00", minutes=60, staff=2)
    assert load_of(problem(visits=(double,))).visits[0][8] == 2


def test_people_on_duty_are_counted_without_their_breaks() -> None:
    row = shift_row(breaks="12:00-12:30")
    hours = load_of(problem(), plan(row)).on_duty[0]
    assert [hours[n] for n in (6, 7, 11, 12, 13, 15, 16)] == [0, 1, 1, 0.5, 1, 1, 0]


def test_each_part_of_a_split_shift_is_on_duty_in_its_own_unit() -> None:
    rows = plan(
        shift_row(end="2026-12-21 11:00"),
        shift_row(
            start="2026-12-21 16:00", end="2026-12-21 20:00", part=2, unit="east"
        ),
    )
    made = problem(units=(unit(), unit("east")))
    centre, east = loads_of(PlanView(made, rows))
    assert [centre.on_duty[0][n] for n in (7, 10, 16, 19)] == [1, 1, 0, 0]
    assert [east.on_duty[0][n] for n in (7, 10, 16, 19)] == [0, 0, 1, 1]


def test_planned_visit_time_is_where_it_was_put() -> None:
    made = problem(visits=(visit(),))
    hours = load_of(made, plan(shift_row(), visit_row(start="2026-12-21 08:45")))
    assert list(hours.planned[0][8:10]) == [0.25, 0.25]


def test_a_night_goes_on_into_the_next_day() -> None:
    row = shift_row(start="2026-12-21 21:00", end="2026-12-22 07:00")
    on_duty = load_of(problem(), plan(row)).on_duty
    assert (on_duty[0][20], on_duty[0][21], on_duty[1][6], on_duty[1][7]) == (
        0,
        1,
        1,
        0,
    )


def test_the_largest_of_overlapping_demands_holds() -> None:
    needs = (
        need("2026-12-21 07:00", "2026-12-21 12:00", min=1, want=2),
        need("2026-12-21 09:00", "2026-12-21 10:00", min=3, want=3, skills={"usk"}),
    )
    load = load_of(problem(staffing=needs))
    assert list(load.heads[0][7:11]) == [2, 2, 3, 2]
    assert list(load.least[0][7:11]) == [1, 1, 3, 1]


@pytest.mark.parametrize(
    ("sunday", "missing"), [("2026-10-25", None), ("2027-03-28", 2)]
)
def test_clock_changes_keep_one_person_one(sunday: str, missing: int | None) -> None:
    made = problem(start=date.fromisoformat(sunday), days=1)
    row = shift_row(start=f"{sunday} 00:00", end=f"{sunday} 06:00")
    hours = load_of(made, plan(row)).on_duty[0]
    assert [hours[n] for n in range(7) if n != missing][-2:] == [1, 0]
    assert [n for n in range(6) if hours[n] == 0] == ([] if missing is None else [2])


def test_the_worst_hour_is_where_most_people_are_missing() -> None:
    needs = (
        need("2026-12-21 07:00", "2026-12-21 09:00", want=1),
        need("2026-12-23 14:00", "2026-12-23 15:00", want=3),
    )
    load = load_of(problem(staffing=needs))
    assert worst_hour(load) == (2, 14, 3)
    assert short_hours(load) == 3


@pytest.mark.parametrize(("minutes", "hours"), [(15, 0), (16, 1)])
def test_a_quarter_of_a_person_is_not_called_a_lack(minutes: int, hours: int) -> None:
    made = problem(visits=(visit(latest="2026-12-21 08:00", minutes=minutes),))
    load = load_of(made)
    assert short_hours(load) == hours
    assert (worst_hour(load) is None) == (hours == 0)


def test_a_unit_without_demand_and_staff_is_left_out() -> None:
    made = problem(units=(unit(), unit("empty")), shift_types=(shift_type(),))
    assert [x.unit for x in loads_of(PlanView(made, plan(shift_row())))] == ["centre"]


def test_what_lies_outside_the_plan_does_no_harm() -> None:
    row = shift_row(start="2026-12-27 21:00", end="2026-12-28 07:00")
    load = load_of(problem(), plan(row))
    assert at("2026-12-28 00:00") < row.end
    assert load.on_duty.shape == (7, 24)
    assert load.on_duty[6][23] == 1
    assert day(6) == date(2026, 12, 27)
