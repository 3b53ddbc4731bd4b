"""Which hard rules one person cannot keep together."""

from collections.abc import Callable, Sequence

import pytest

from constraints.hours.contracted_hours import ContractedHours
from constraints.rest.days_in_a_row import DaysInARow
from constraints.shifts.locks import Locks
from constraints.shifts.one_place_at_a_time import OnePlaceAtATime
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.explain.clash import clashing_rules
from scheduler.rules.rule import Rule
from scheduler.rules.tour_weights import TourWeights
from tests.build import employee, problem, shift_row, shift_type

pytestmark = pytest.mark.usefixtures("plain_weeks")

CONTRACT = ContractedHours(carry_minutes=1)
WEEKDAYS = shift_type(
    span="07:00-15:00", days=(True, True, True, True, True, False, False)
)
"""Forty hours take all five days."""


def clash(
    made: Problem, *rules: Rule, over: Callable[[], bool] = bool
) -> tuple[str, ...]:
    context = PlanningContext(made, rules, TourWeights())
    return clashing_rules(context, "amy", over)


@pytest.mark.parametrize(("most", "named"), [(4, ("R07", "R22")), (5, ())])
def test_only_rules_that_cannot_be_kept_together_are_named(
    most: int, named: Sequence[str]
) -> None:
    later = WEEKDAYS.model_copy(update={"id": "later"})
    made = problem(shift_types=(WEEKDAYS, later))
    days = DaysInARow(preferred=1, most=most)
    assert clash(made, OnePlaceAtATime(), days, CONTRACT) == tuple(named)


@pytest.mark.parametrize(("questions", "named"), [(2, ("R07", "R22")), (1, ())])
def test_a_search_for_a_clash_that_is_cut_short_names_none(
    questions: int, named: Sequence[str]
) -> None:
    looks = iter([False] * questions)
    made, days = problem(shift_types=(WEEKDAYS,)), DaysInARow(preferred=1, most=4)
    found = clash(made, days, CONTRACT, over=lambda: next(looks, True))
    assert found == tuple(named)


def test_a_soft_rule_stands_in_nobodys_way() -> None:
    made = problem(shift_types=(WEEKDAYS,))
    assert clash(made, DaysInARow(preferred=1, most=4, hard=False), CONTRACT) == ()


@pytest.mark.parametrize(("who", "named"), [("amy", ("R07", "R18")), ("bea", ())])
def test_a_locked_shift_clashes_for_whoever_it_is_of(
    who: str, named: Sequence[str]
) -> None:
    made = problem(
        employees=(employee("amy", degree_pct=0), employee("bea", degree_pct=0)),
        shift_types=(WEEKDAYS,),
        locked_shifts=(shift_row(who, "2026-12-21 07:00", "2026-12-21 15:00"),),
    )
    assert clash(made, Locks(), CONTRACT) == tuple(named)


SHIFT = shift_row("amy", "2026-12-21 07:00", "2026-12-21 15:00", shift="day")


@pytest.mark.parametrize(
    ("beside", "named"),
    [
        ((), ("R07", "R18")),
        (("2026-12-21 15:00", "2026-12-21 16:00"), ()),
        (("2026-12-21 06:00", "2026-12-21 07:00"), ()),
    ],
)
def test_nothing_is_proved_of_overtime_that_is_locked_beside_a_shift(
    beside: Sequence[str], named: Sequence[str]
) -> None:
    more = [shift_row("amy", *beside, pay_class="overtime")] if beside else []
    made = problem(
        employees=(employee("amy", degree_pct=0),),
        shift_types=(WEEKDAYS,),
        locked_shifts=(SHIFT, *more),
    )
    assert clash(made, Locks(), CONTRACT) == tuple(named)


def test_nothing_is_proved_of_two_shifts_that_are_locked_on_a_day() -> None:
    second = shift_type("late", "15:00-19:00")
    above = shift_row(
        "amy",
        "2026-12-21 15:00",
        "2026-12-21 19:00",
        shift="late",
        pay_class="overtime",
    )
    made = problem(
        employees=(employee("amy", degree_pct=0),),
        shift_types=(WEEKDAYS, second),
        locked_shifts=(SHIFT, above),
    )
    assert clash(made, Locks(), OnePlaceAtATime(), CONTRACT) == ()
