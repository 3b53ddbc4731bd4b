"""What each person brings out of a plan."""

import pytest

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Balance, Problem
from scheduler.domain.values import PayClass
from scheduler.next_period.balances import next_balances
from tests.build import (
    absence,
    balance,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
)

TYPES = (
    shift_type(),
    shift_type("eve", "13:00-22:00", kind="evening"),
    shift_type("night", "21:00-07:00", kind="night"),
)


def january(days: int = 7, **given: object) -> Problem:
    """Return days from Monday 11 January, in which there is no holiday."""
    return problem(
        **{"start": "2027-01-11", "days": days, "shift_types": TYPES, **given}
    )


def hours(day: str, length: int = 9, pay_class: str = "ordinary") -> ShiftRow:
    return shift_row(
        "amy", f"{day} 07:00", f"{day} {7 + length:02}:00", pay_class=pay_class
    )


def after(made: Problem, *rows: ShiftRow) -> Balance:
    """Return what Amy, the first, brings out of a plan."""
    return next_balances(PlanView(made, plan(*rows)))[0]


def test_hours_beyond_the_contract_are_carried_with_what_was_brought() -> None:
    made = january(balances=(balance(hours_carried_minutes=-30),))
    worked = [hours(f"2027-01-{n}") for n in range(11, 16)]
    assert after(made, *worked).hours_carried_minutes == -30 + 5 * 540 - 2400


def test_absence_counts_as_worked_and_time_above_the_contract_does_not() -> None:
    made = january(absences=(absence("amy", "2027-01-11 00:00", "2027-01-18 00:00"),))
    extra = hours("2027-01-16", pay_class="overtime")
    assert after(made, extra).hours_carried_minutes == 0


def test_what_weeks_in_a_row_are_booked_for_is_what_all_of_them_are_due() -> None:
    part = employee(degree_pct=62.5, week_minutes=2220)  # 1 387.5 a week
    days = ["2023-12-18", "2027-01-11", "2027-01-18", "2027-01-25", "2027-02-01"]
    weeks = [january(employees=(part,), start=day) for day in days]
    booked = [-after(week).hours_carried_minutes for week in weeks]
    assert sorted(booked[1:]) == [1387, 1387, 1388, 1388]
    assert booked[0] in (1387, 1388)


def test_hourly_staff_carry_no_hours() -> None:
    made = january(employees=(hourly("amy"),))
    row = hours("2027-01-11", pay_class="hourly")
    assert after(made, row).hours_carried_minutes == 0


def test_overtime_and_extra_hours_are_added_to_those_of_the_year() -> None:
    part = employee(degree_pct=75)
    known = balance(overtime_year_minutes=60, extra_year_minutes=120)
    made = january(employees=(part,), balances=(known,))
    row = hours("2027-01-16", pay_class="extra")
    brought = after(made, row)
    assert brought.overtime_year_minutes == 60
    assert brought.extra_year_minutes == 120 + 540


@pytest.mark.parametrize(
    ("days", "kept"),
    [(4, 60 + 540), (5, 0)],
    ids=["ends on the last day but one", "ends with the year"],
)
def test_the_year_begins_anew_with_the_period_after_its_last_day(
    days: int, kept: int
) -> None:
    made = problem(
        start="2026-12-27", days=days, balances=(balance(overtime_year_minutes=60),)
    )
    row = hours("2026-12-27", pay_class="overtime")
    assert after(made, row).overtime_year_minutes == kept


def test_only_the_new_years_part_of_a_plan_across_it_counts_on() -> None:
    made = problem(
        start="2026-12-28", days=7, balances=(balance(overtime_year_minutes=60),)
    )
    old, new = (hours(d, pay_class="overtime") for d in ("2026-12-31", "2027-01-01"))
    assert after(made, old, new).overtime_year_minutes == 540


def test_weekends_evenings_and_nights_are_counted_on() -> None:
    known = balance(weekends_worked=3, evenings_worked=4, nights_worked=5)
    made = january(days=14, balances=(known,))
    brought = after(
        made,
        hours("2027-01-16"),
        hours("2027-01-17"),
        shift_row("amy", "2027-01-19 13:00", "2027-01-19 22:00", shift="eve"),
        shift_row("amy", "2027-01-21 21:00", "2027-01-22 07:00", shift="night"),
    )
    assert brought.weekends_worked == 4
    assert brought.evenings_worked == 5
    assert brought.nights_worked == 6


@pytest.mark.parametrize(
    ("known", "brought"), [(None, None), (10, 12)], ids=["unknown", "known"]
)
def test_days_towards_a_permanent_post_are_the_shifts_of_hourly_staff(
    known: int | None, brought: int | None
) -> None:
    made = january(employees=(hourly("amy"),), balances=(balance(las_days=known),))
    rows = [hours(f"2027-01-{n}", pay_class="hourly") for n in (11, 12)]
    assert after(made, *rows).las_days == brought


def test_monthly_staffs_days_stay_as_they_are() -> None:
    made = january(balances=(balance(las_days=10),))
    assert after(made, hours("2027-01-11")).las_days == 10


@pytest.mark.parametrize("lengths", [(7, 7, 7), (3, 8, 10)], ids=["weeks", "other"])
def test_balances_over_many_periods_are_those_of_one_long_plan(
    lengths: tuple[int, ...],
) -> None:
    """Where no day's contract has a part of a minute."""
    rows = [hours(f"2027-01-{n}", 8) for n in (11, 12, 14, 18, 19, 20, 23, 26)]
    long = after(january(days=21), *rows)
    balances: tuple[Balance, ...] = ()
    first = 11
    for days in lengths:
        made = january(days, start=f"2027-01-{first}", balances=balances)
        first += days
        mine = [r for r in rows if made.start <= r.date <= made.end]
        balances = (after(made, *mine),)
    assert balances == (long,)


@pytest.mark.parametrize(
    ("comp_time", "saved"),
    [
        pytest.param(True, 100 + 120 * 1.5 + 60 * 2 + 240 * 2 - 420, id="saved"),
        pytest.param(False, 100 - 420, id="paid"),
    ],
)
def test_time_off_goes_on_with_what_was_earned_and_taken(
    comp_time: bool, saved: float
) -> None:
    """Two hours after a shift and one more, four on a free day, and a day off."""
    amy = employee(comp_time=comp_time, week_minutes=2100)
    made = january(
        employees=(amy,),
        absences=(absence("amy", "2027-01-14 00:00", "2027-01-15 00:00", "comp"),),
        balances=(balance(comp_minutes=100),),
    )
    rows = [hours("2027-01-11"), hours("2027-01-16", 4, "overtime")]
    after_it = rows[0].model_copy(
        update={"part": 2, "start": rows[0].end, "end": rows[0].end + 180}
    )
    rows.append(after_it.model_copy(update={"pay_class": PayClass.OVERTIME}))
    assert after(made, *rows).comp_minutes == max(0, saved)
