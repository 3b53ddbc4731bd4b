"""R07 in weeks with holidays: 40 h is the full time of a *helgfri vecka*."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.hours.contracted_hours import ContractedHours
from scheduler.domain.problem import Problem
from tests.build import day, employee, problem
from tests.constraints.hours.test_contracted_hours import days_of
from tests.judge import Pick, judge

RULE = ContractedHours()


@pytest.mark.parametrize(("measure", "left"), [(2400, []), (2295, [2295 - 1440])])
def test_christmas_asks_for_three_days_of_the_week(
    measure: int, left: list[int]
) -> None:
    case = problem(employees=(employee(week_minutes=measure),))
    pick = Pick([("amy", option) for option in days_of(480, 480, 480)])
    soft = [b.amount for b in judge(RULE, case, pick) if not b.hard]
    assert soft == left


def test_the_whole_week_worked_over_christmas_is_sixteen_hours_too_many() -> None:
    pick = Pick([("amy", option) for option in days_of(*[480] * 5)])
    hard = [b for b in judge(RULE, problem(), pick) if b.hard]
    assert [(b.amount, b.message) for b in hard] == [(300, "beyond_over")]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Problem, Pick]:
    start = draw(st.integers(-6, 6))
    minutes = draw(st.lists(st.integers(100, 760), min_size=7, max_size=7))
    who = employee(
        degree_pct=draw(st.sampled_from([100, 88.5, 33])),
        week_minutes=draw(st.sampled_from([2400, 2400, 2295])),
        first=draw(st.none() | st.builds(day, st.integers(-2, 3))),
    )
    case = problem(
        start=day(start), days=draw(st.integers(7 - start, 20)), employees=(who,)
    )
    worked = [o for o in days_of(*minutes) if o.date >= case.start]
    return case, Pick([("amy", option) for option in worked])


@given(case=cases())
@settings(max_examples=60, deadline=None)
def test_model_and_checker_agree(case: tuple[Problem, Pick]) -> None:
    judge(RULE, *case)
