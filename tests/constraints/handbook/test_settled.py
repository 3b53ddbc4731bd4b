from typing import TypeVar

import pytest
from ortools.sat.python import cp_model

from constraints import ALL_RULES, default_rules, settle
from constraints.rest.daily_rest_window import DailyRestWindow
from constraints.rest.planned_exception import PlannedException
from constraints.rest.rest_between_shifts import RestBetweenShifts
from constraints.rest.weekly_rest import WeeklyRest
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.roster.variables import Roster
from scheduler.rules.rule import Rule
from tests.build import problem

R = TypeVar("R", bound=Rule)


def the(kind: type[R], rules: tuple[Rule, ...]) -> R:
    [found] = [rule for rule in rules if isinstance(rule, kind)]
    return found


def test_default_is_every_rule_once_in_order() -> None:
    assert [type(rule) for rule in default_rules()] == list(ALL_RULES)


def test_law_that_is_left_out_is_put_back() -> None:
    rules = settle([WeeklyRest(mode="47_separate")])
    assert the(WeeklyRest, rules).mode == "47_separate"
    assert {type(r) for r in rules} == {r for r in ALL_RULES if r.statutory}


@pytest.mark.parametrize(
    ("enabled", "given", "limit"),
    [(False, 540, 660), (False, 720, 720), (True, 660, 540), (True, 540, 540)],
)
def test_rest_goes_below_eleven_hours_only_by_exception(
    enabled: bool, given: int, limit: int
) -> None:
    rules = settle(
        [
            DailyRestWindow(rest_min=given),
            RestBetweenShifts(gap_min=given),
            PlannedException(enabled=enabled),
        ]
    )
    assert the(DailyRestWindow, rules).rest_min == limit
    assert the(RestBetweenShifts, rules).gap_min == limit
    assert the(DailyRestWindow, rules).gap_kept == limit


@pytest.mark.parametrize(("enabled", "gap"), [(False, 0), (True, 540)])
def test_where_the_window_suffices_no_gap_is_kept_unless_exceptions_need_one(
    enabled: bool, gap: int
) -> None:
    rules = settle(
        [RestBetweenShifts(window_suffices=True), PlannedException(enabled=enabled)]
    )
    assert the(RestBetweenShifts, rules).gap_min == gap
    assert the(DailyRestWindow, rules).gap_kept == gap
    assert the(DailyRestWindow, rules).rest_min == (540 if enabled else 660)


def test_settling_twice_changes_nothing() -> None:
    assert settle(default_rules()) == default_rules()


@pytest.mark.parametrize("rule", default_rules(), ids=lambda r: r.id)
def test_rule_has_nothing_to_say_of_a_problem_without_people(rule: Rule) -> None:
    case = problem(employees=())
    roster = Roster(case, {})
    roster.model.minimize(sum(rule.post(roster)))
    assert cp_model.CpSolver().solve(roster.model) == cp_model.OPTIMAL
    assert list(rule.check(PlanView(case, Plan()))) == []
