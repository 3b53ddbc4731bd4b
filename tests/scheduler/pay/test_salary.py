"""What people on monthly pay cost before any duty."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from scheduler.domain.problem import AbsenceRow, Employee, Problem
from scheduler.pay.agreement import find_agreement
from scheduler.pay.agreement_rows import SickRules
from scheduler.pay.salary import monthly_share, salary, sick_days
from tests.build import absence, employee, hourly, problem

AB = find_agreement("AB")
KARENS = 114_118


def month(
    *absences: AbsenceRow, who: Employee | None = None, **given: object
) -> Problem:
    """Build November 2026: 30 days, so that a day is a thirtieth."""
    usual = {"start": date(2026, 11, 1), "days": 30}
    people = (who or employee("ulla", monthly_pay=3_000_000),)
    return problem(employees=people, absences=absences, **usual | given)


def amounts(made: Problem) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in salary(AB, made, made.employees[0]):
        found[entry.item] = found.get(entry.item, 0) + entry.amount
    return found


def sick_changes(
    rules: SickRules, pay: Fraction, days: dict[date, Fraction]
) -> dict[date, Fraction]:
    return {d: day.change for d, day in sick_days(rules, pay, days).items()}


def sick(first: date, days: int) -> dict[date, Fraction]:
    return {first + timedelta(days=n): Fraction(1) for n in range(days)}


def test_a_whole_month_costs_the_monthly_pay() -> None:
    assert amounts(month()) == {"base": 3_000_000, "po": 1_335_900}


def test_a_part_timer_costs_the_share_of_the_degree() -> None:
    who = employee(monthly_pay=3_000_000, degree_pct=87.5)
    assert amounts(month(who=who))["base"] == 2_625_000


def test_a_few_days_cost_their_share_of_each_month() -> None:
    made = month(start=date(2026, 11, 30), days=28)
    expected = round(3_000_000 / 30) + round(3_000_000 * 27 / 31)
    assert amounts(made)["base"] == expected


def test_days_outside_the_employment_cost_nothing() -> None:
    who = employee(
        monthly_pay=3_000_000, first=date(2026, 11, 11), last=date(2026, 11, 20)
    )
    assert amounts(month(who=who))["base"] == 1_000_000
    gone = employee(last=date(2026, 10, 31))
    assert amounts(month(who=gone)) == {}


def test_hourly_staff_have_no_fixed_cost() -> None:
    made = month(absence("hal", "2026-11-02 00:00", "2026-11-09 00:00", "sick"))
    made = made.model_copy(update={"employees": (hourly("hal"),)})
    assert amounts(made) == {}


@pytest.mark.parametrize("kind", ["parental", "leave", "study"])
def test_unpaid_absence_ends_the_pay_of_its_days(kind: str) -> None:
    away = absence("ulla", "2026-11-09 00:00", "2026-11-19 00:00", kind)
    assert amounts(month(away)) == {"base": 2_000_000, "po": 890_600}


def test_paid_absence_changes_nothing() -> None:
    away = absence("ulla", "2026-11-09 00:00", "2026-11-19 00:00", "other")
    assert amounts(month(away)) == amounts(month())


def test_half_a_day_of_leave_costs_half_a_day() -> None:
    away = absence("ulla", "2026-11-09 12:00", "2026-11-10 00:00", "leave")
    assert amounts(month(away))["base"] == 2_950_000


def test_absences_that_overlap_are_deducted_once() -> None:
    twice = (
        absence("ulla", "2026-11-09 00:00", "2026-11-15 00:00", "leave"),
        absence("ulla", "2026-11-12 00:00", "2026-11-19 00:00", "study"),
        absence("ulla", "2026-11-10 00:00", "2026-11-11 00:00", "sick"),
    )
    assert amounts(month(*twice)) == {"base": 2_000_000, "po": 890_600}


def test_somebody_elses_absence_changes_nothing() -> None:
    away = absence("amy", "2026-11-09 00:00", "2026-11-19 00:00", "leave")
    assert amounts(month(away)) == amounts(month())


def test_karens_is_a_fifth_of_a_weeks_sick_pay() -> None:
    pay = Fraction(3_090_700)
    changes = sick_changes(AB.sick, pay, sick(date(2026, 11, 2), 7))
    without_karens = -(pay / 30) * 7 * Fraction(20, 100)
    assert round(without_karens - sum(changes.values())) == KARENS


def test_sickness_lowers_pay_by_a_fifth_and_karens() -> None:
    who = employee("ulla", monthly_pay=3_090_700)
    away = absence("ulla", "2026-11-02 00:00", "2026-11-12 00:00", "sick")
    found = amounts(month(away, who=who))
    assert found["base"] == 3_090_700
    assert found["sick"] == -round(3_090_700 / 3 * 0.2 + 3_090_700 * 12 / 52 * 0.16)
    assert found["po"] == round((found["base"] + found["sick"]) * 0.4453)


def test_the_order_in_which_sick_days_are_told_does_not_matter() -> None:
    days = sick(date(2026, 11, 2), 20)
    backwards = dict(reversed(days.items()))
    pay = Fraction(3_000_000)
    assert sick_changes(AB.sick, pay, backwards) == sick_changes(AB.sick, pay, days)


def test_karens_never_takes_more_than_the_sick_pay() -> None:
    away = absence("ulla", "2026-11-02 00:00", "2026-11-03 00:00", "sick")
    assert amounts(month(away))["sick"] == -100_000


def test_sick_pay_ends_by_steps_after_day_14_and_day_90() -> None:
    pay = Fraction(3_000_000)
    changes = list(sick_changes(AB.sick, pay, sick(date(2027, 1, 1), 91)).values())
    january, march = Fraction(3_000_000, 31), Fraction(3_000_000, 31)
    assert changes[13] == -january * Fraction(20, 100)
    assert changes[14] == -january * Fraction(90, 100)
    assert changes[89] == -march * Fraction(90, 100)
    assert changes[90] == -Fraction(3_000_000, 30)


def karens_of(again: date) -> Fraction:
    """Return what a day costs, fully sick, after a week of illness until the 10th."""
    pay = Fraction(3_000_000)
    before = sick(date(2026, 11, 4), 7)
    return sick_changes(AB.sick, pay, before | sick(again, 1))[again]


def test_falling_ill_again_within_five_days_costs_no_second_karens() -> None:
    assert karens_of(date(2026, 11, 15)) == -20_000
    assert karens_of(date(2026, 11, 16)) == -100_000


def test_karens_taken_before_the_plan_is_not_taken_again() -> None:
    away = absence("ulla", "2026-10-29 00:00", "2026-11-03 00:00", "sick")
    assert amounts(month(away))["sick"] == -40_000


def test_a_long_illness_before_the_plan_counts_towards_its_days() -> None:
    away = absence("ulla", "2025-01-01 00:00", "2026-11-04 00:00", "sick")
    assert amounts(month(away))["sick"] == -300_000
    shorter = absence("ulla", "2026-10-25 00:00", "2026-11-10 00:00", "sick")
    assert amounts(month(shorter))["sick"] == -(7 * 20_000 + 2 * 90_000)


def test_on_costs_are_those_of_each_year() -> None:
    rows = (*AB.on_cost, AB.on_cost[0].model_copy(update={"since": date(2027, 1, 1)}))
    other = AB.model_copy(
        update={"on_cost": (*rows[:-1], rows[-1].model_copy(update={"pct": 5000}))}
    )
    made = month(start=date(2026, 12, 21), days=28)
    december, january = (round(3_000_000 * n / 31) for n in (11, 17))
    on_cost = [
        e.amount for e in salary(other, made, made.employees[0]) if e.item == "po"
    ]
    assert on_cost == [round(december * 0.4453), round(january * 0.5 + 0.1)]


def test_base_counts_contracted_minutes_and_sickness_those_away() -> None:
    away = absence("ulla", "2026-11-02 00:00", "2026-11-09 00:00", "sick")
    who = employee("ulla", degree_pct=75, week_minutes=2295)
    made = month(away, who=who, start=date(2026, 11, 2), days=14)
    minutes = {e.item.value: e.minutes for e in salary(AB, made, who)}
    assert minutes == {"base": 3443, "sick": 1721, "po": 0}


def test_the_monthly_share_is_exact() -> None:
    assert monthly_share(employee(degree_pct=33.3)) == Fraction(3_300_000 * 333, 1000)
