from math import isclose
from typing import Literal

import pytest

from constraints import default_rules
from scheduler.bound.crews import crews_of
from scheduler.bound.program import Program
from scheduler.bound.spread_rows import SpreadRows
from scheduler.bound.weekends import Weekends
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.shift_option import option_of
from scheduler.rules.shared_burden import SharedBurden
from scheduler.rules.stated import bound_terms_of
from tests.build import UNIT, ZONE, employee, problem, shift_type

TERMS = bound_terms_of(default_rules())
LATE = shift_type("late", "15:00-22:00", kind="evening")
EARLY = shift_type("early", "07:00-13:00")


def least(
    days: int,
    counts: Literal["weekends", "evenings", "nights"],
    *,
    both: bool = False,
    pattern: dict[str, int] | None = None,
) -> float:
    """Return the least price for Amy, who brings ten, beside Bo, who brings none.

    ``both``: each of them works an evening on each day.
    """
    people = (employee("amy", weekends=pattern), employee("bo", weekends=pattern))
    made = problem(days=days, employees=people)
    clock, program = wall_clock(ZONE), Program()
    types = (LATE,) if both else (LATE, EARLY)
    every = tuple(option_of(clock, t, d, UNIT) for d in made.dates for t in types)
    crews = crews_of(made, {e.id: every for e in people})
    low = 2 if both else 0
    manned = [(c, {o: [program.column(0, 2, low)] for o in c.able}) for c in crews]
    weekends = Weekends(program, PlanView(made, Plan()), TERMS)
    burden = SharedBurden(counts=counts, carried={"amy": 10, "bo": 0}, price=100)
    SpreadRows(program, manned, weekends).add([burden])
    assert program.solve(10)
    return program.proven()


@pytest.mark.parametrize(("days", "price"), [(1, 900), (9, 100), (10, 0), (11, 0)])
def test_who_has_borne_least_catches_up_with_the_shifts_there_are(
    days: int, price: int
) -> None:
    assert isclose(least(days, "evenings"), price, abs_tol=1e-3)


def test_what_both_bear_makes_nothing_even() -> None:
    assert isclose(least(10, "evenings", both=True), 1_000, abs_tol=1e-3)


def test_a_burden_that_nobody_can_bear_stays_as_it_was() -> None:
    assert isclose(least(10, "nights"), 1_000, abs_tol=1e-3)


@pytest.mark.parametrize(
    ("pattern", "price"), [(None, 600), ({"worked": 1, "of": 2}, 800)]
)
def test_weekends_are_caught_up_with_as_the_pattern_allows(
    pattern: dict[str, int] | None, price: int
) -> None:
    assert isclose(least(28, "weekends", pattern=pattern), price, abs_tol=1e-3)
