from math import isclose

import pytest

from constraints import default_rules
from scheduler.bound.contract import Account, account_of, add_contract
from scheduler.bound.crews import Crew, crews_of
from scheduler.bound.program import Program
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
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


def account(made: Problem) -> Account:
    """Return the account of everybody, who could work on all days of the plan."""
    clock = wall_clock(ZONE)
    every = [option_of(clock, FIVE_HOURS, d, UNIT) for d in made.dates]
    crews = crews_of(made, {e.id: tuple(every) for e in made.employees})
    return account_of(PlanView(made, Plan()), TERMS, crews[0])


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
    assert account(problem(employees=(gone,))) == Account()


def test_accounts_of_colleagues_add_up() -> None:
    pair = problem(employees=(employee("amy"), employee("bo", week_minutes=1890)))
    found = account(pair)
    assert found == Account(2400 + 1890, over=(0, 1320), under=(510, 1320))


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
    add_contract(program, budget, TERMS, [(minutes, 1)], extra)
    assert program.solve(10)
    assert isclose(program.proven(), price, abs_tol=1e-3)


def test_what_is_beyond_the_carry_is_paid_above_the_contract() -> None:
    program = Program()
    minutes = program.column(0, 155, lower=155)
    extra = program.column(10_000, 10)
    budget = Account(100, over=(0, 50), under=(0, 70))
    add_contract(program, budget, TERMS, [(minutes, 1)], extra)
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
