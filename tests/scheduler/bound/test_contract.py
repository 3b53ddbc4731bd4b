from math import isclose

import pytest

from constraints import default_rules
from scheduler.bound.contract import Account, accounts_of, add_contracts
from scheduler.bound.crews import Crew, crews_of
from scheduler.bound.program import Program
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, ShiftType
from scheduler.domain.shift_option import option_of
from scheduler.rules.stated import bound_terms_of
from tests.build import (
    UNIT,
    ZONE,
    absence,
    balance,
    day,
    employee,
    problem,
    shift_type,
)

pytestmark = pytest.mark.usefixtures("plain_weeks")

TERMS = bound_terms_of(default_rules())
FIVE_HOURS = shift_type("day", "08:00-13:00", "30@10:00-12:00")


def accounts(made: Problem, type_: ShiftType = FIVE_HOURS) -> list[Account]:
    """Return the accounts of everybody, who could work on all days of the plan."""
    clock = wall_clock(ZONE)
    every = [option_of(clock, type_, d, UNIT) for d in made.dates]
    crews = crews_of(made, {e.id: tuple(every) for e in made.employees})
    return list(accounts_of(PlanView(made, Plan()), TERMS, crews[0]))


def account(made: Problem) -> Account:
    """Return the account of the only one who has any."""
    (found,) = accounts(made)
    return found


def test_a_week_of_forty_hours_may_miss_by_the_carry() -> None:
    found = account(problem())
    # Seven shifts of 270 minutes come to 1890: 510 minutes short whatever happens.
    assert found == Account(2400, over=(0, 660), under=(510, 660))


def test_hours_carried_in_beyond_what_is_wanted_stay_over() -> None:
    found = account(problem(days=1, balances=(balance(hours_carried_minutes=637),)))
    # 480 less 637 are 157 too many; with 503 minutes of work 660 are.
    assert found == Account(-157, over=(157, 660), under=(0, 0))


def test_an_absence_is_credited() -> None:
    away = absence("amy", "2026-12-21 00:00", "2026-12-27 24:00")
    assert account(problem(absences=(away,))).aim == 0


def test_only_days_of_the_employment_count() -> None:
    assert account(problem(employees=(employee(first=day(4)),))).aim == 480
    gone = employee(last=day(-1))
    assert accounts(problem(employees=(gone,))) == []


def test_each_colleague_has_an_account() -> None:
    pair = problem(employees=(employee("amy"), employee("bo", week_minutes=1890)))
    assert [a.aim for a in accounts(pair)] == [2400, 1890]


@pytest.mark.parametrize(
    ("week", "around"),
    [(1349, (1080, 1350)), (1350, None), (1351, (1350, 1620)), (1891, None)],
)
def test_whole_shifts_come_near_the_aim_on_both_sides(
    week: int, around: tuple[int, int] | None
) -> None:
    made = problem(employees=(employee(week_minutes=week),))
    assert account(made).around == around


def test_one_part_of_a_split_shift_may_come_to_anything() -> None:
    split = shift_type("split", "07:30-12:00|16:00-20:30")
    made = problem(employees=(employee(week_minutes=1349),))
    assert accounts(made, split)[0].around is None


@pytest.mark.parametrize(
    ("worked", "left"), [(75, 25), (80, 20), (100, 32), (130, 50), (180, 80), (185, 85)]
)
def test_between_two_sums_of_whole_shifts_what_is_left_lies_on_the_line_between(
    worked: int, left: int
) -> None:
    program = Program()
    minutes = program.column(0, worked, lower=worked)
    extra = program.column(10_000, 10)
    budget = Account(100, over=(0, 90), under=(0, 90), around=(80, 180))
    add_contracts(program, [budget], TERMS, [(minutes, 1)], extra)
    assert program.solve(10)
    assert isclose(program.proven(), left * 60, abs_tol=1e-3)


@pytest.mark.parametrize(
    ("worked", "price"),
    [(100, 0), (130, 30 * 60), (40, 60 * 60), (140, 40 * 60 + 0)],
)
def test_each_minute_left_over_has_the_price_of_the_rule(
    worked: int, price: int
) -> None:
    program = Program()
    minutes = program.column(0, worked, lower=worked)
    extra = program.column(10_000, 10)
    budget = Account(100, over=(0, 50), under=(0, 70))
    add_contracts(program, [budget], TERMS, [(minutes, 1)], extra)
    assert program.solve(10)
    assert isclose(program.proven(), price, abs_tol=1e-3)


def test_what_is_beyond_the_carry_is_paid_above_the_contract() -> None:
    program = Program()
    minutes = program.column(0, 155, lower=155)
    extra = program.column(10_000, 10)
    budget = Account(100, over=(0, 50), under=(0, 70))
    add_contracts(program, [budget], TERMS, [(minutes, 1)], extra)
    assert program.solve(10)
    assert isclose(program.proven(), 50 * 60 + 5 * 10_000, abs_tol=1e-2)


def test_the_longest_option_of_each_day_counts() -> None:
    made = problem()
    clock = wall_clock(ZONE)
    longer = shift_type("long", "08:00-16:00")
    first = [option_of(clock, t, day(0), UNIT) for t in (FIVE_HOURS, longer)]
    second = option_of(clock, FIVE_HOURS, day(1), UNIT)
    (crew,) = crews_of(made, {"amy": (*first, second)})
    assert isinstance(crew, Crew)
    assert crew.most_minutes(made.employees[0]) == 480 + 270
