"""A longer shift is refused by each rule that it would break, and by no other."""

from typing import NamedTuple

import pytest

from constraints import ALL_RULES, default_rules
from constraints.hours.extra_hours_cap import ExtraHoursCap
from constraints.hours.minors import Minors
from constraints.hours.overtime_cap import OvertimeCap
from constraints.hours.total_working_time import TotalWorkingTime
from constraints.rest.breaks import Breaks
from constraints.rest.combined_pass import CombinedPass
from constraints.rest.daily_rest_window import DailyRestWindow
from constraints.rest.night_work import NightWork
from constraints.rest.rest_between_shifts import RestBetweenShifts
from constraints.rest.weekly_rest import WeeklyRest
from constraints.shifts.absence import Absence
from constraints.shifts.one_place_at_a_time import OnePlaceAtATime
from constraints.shifts.shift_catalogue import ShiftCatalogue
from constraints.shifts.shift_span import ShiftSpan
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import Problem
from scheduler.explain.longer_shift import Stretcher
from scheduler.rules.rule import Rule
from scheduler.rules.tour_weights import TourWeights
from tests.build import (
    absence,
    at,
    balance,
    day,
    employee,
    jour_type,
    plan,
    problem,
    shift_row,
    worked,
)


class Case(NamedTuple):
    """Amy's shifts, of which the last is made longer, and what she brings to them."""

    rows: tuple[ShiftRow, ...]
    made: Problem = problem()


def monday(start: str, end: str, **given: object) -> ShiftRow:
    """Return Amy's shift on Monday."""
    return shift_row(
        "amy", f"2026-12-21 {start}", f"2026-12-21 {end}", breaks="", **given
    )


TILL_FOUR = (monday("07:00", "15:00"),)
EIGHT_HOURS_LEFT = 200 * 60 - 480
"""Minutes above the contract that were worked this year, of 200 h."""
TUESDAY_EARLY = shift_row("amy", "2026-12-22 03:00", "2026-12-22 06:00")
SIX_DAYS = tuple(
    shift_row("amy", f"{day(n)} 06:00", f"{day(n)} 11:00") for n in range(6)
)
FORTY_HOURS = tuple(
    worked("amy", f"{day(-n)} 07:00", f"{day(-n)} 15:00") for n in range(1, 6)
)
CASES: dict[Rule, tuple[Case, str]] = {
    DailyRestWindow(): (Case((monday("07:00", "12:00"),)), "2026-12-21 13:00"),
    RestBetweenShifts(): (Case((TUESDAY_EARLY, *TILL_FOUR)), "2026-12-21 16:00"),
    ShiftSpan(): (Case(TILL_FOUR), "2026-12-21 20:00"),
    CombinedPass(): (
        Case(
            (shift_row("amy", "2026-12-21 14:00", "2026-12-22 09:00", shift="jour"),),
            problem(shift_types=(jour_type(),)),
        ),
        "2026-12-22 10:00",
    ),
    WeeklyRest(): (Case(SIX_DAYS), f"{day(5)} 12:00"),
    TotalWorkingTime(reference_weeks=1): (
        # 40 h in the week that ends on Monday leave eight.
        Case((monday("07:00", "13:00"),), problem(days=1, worked_shifts=FORTY_HOURS)),
        "2026-12-21 15:00",
    ),
    OvertimeCap(): (
        Case(
            (monday("07:00", "14:00", pay_class="overtime"),),
            problem(balances=(balance(overtime_year_minutes=EIGHT_HOURS_LEFT),)),
        ),
        "2026-12-21 15:00",
    ),
    ExtraHoursCap(): (
        Case(
            (monday("07:00", "14:00", pay_class="extra"),),
            problem(
                employees=(employee(degree_pct=50),),
                balances=(balance(extra_year_minutes=EIGHT_HOURS_LEFT),),
            ),
        ),
        "2026-12-21 15:00",
    ),
    Minors(): (
        Case(
            (monday("07:00", "14:00"),),
            problem(employees=(employee(minor=True),)),
        ),
        "2026-12-21 15:00",
    ),
    NightWork(hazardous=True): (
        Case((monday("22:00", "29:00"),)),
        "2026-12-22 06:00",
    ),
    Breaks(): (Case((monday("07:00", "11:00"),)), "2026-12-21 12:00"),
    Absence(): (
        Case(
            TILL_FOUR,
            problem(absences=(absence("amy", "2026-12-21 16:00", "2026-12-22 00:00"),)),
        ),
        "2026-12-21 16:00",
    ),
}
"""One case for each rule, and the last moment to which it lets the shift go on."""


def can_end(case: Case, rules: tuple[Rule, ...], end: int) -> bool:
    """Say whether Amy's last shift may end then."""
    part = case.rows[-1].start, case.rows[-1].end
    return can_be(case, rules, (part[0], end))


def can_be(case: Case, rules: tuple[Rule, ...], longer: tuple[int, int]) -> bool:
    context = PlanningContext(case.made, rules, TourWeights())
    part = case.rows[-1].start, case.rows[-1].end
    return Stretcher(context, plan(*case.rows)).can_lengthen("amy", part, longer)


@pytest.mark.parametrize("rule", CASES, ids=lambda rule: rule.kind)
def test_each_rule_stops_a_shift_that_would_break_it(rule: Rule) -> None:
    case, last = CASES[rule]
    assert can_end(case, (rule,), at(last))
    assert not can_end(case, (rule,), at(last) + 1)
    assert can_end(case, (), at(last) + 1)


def test_a_shift_does_not_begin_before_the_one_worked_before_it_ends() -> None:
    past = worked("amy", "2026-12-20 22:00", "2026-12-21 06:00")
    case = Case(TILL_FOUR, problem(worked_shifts=(past,)))
    end = case.rows[0].end
    assert can_be(case, (OnePlaceAtATime(),), (at("2026-12-21 06:00"), end))
    assert not can_be(case, (OnePlaceAtATime(),), (at("2026-12-21 05:59"), end))


def test_every_rule_that_binds_a_longer_shift_has_its_case() -> None:
    binding = {rule for rule in ALL_RULES if rule.binds_longer_shift}
    assert binding == {OnePlaceAtATime, *map(type, CASES)}


def test_no_shift_type_needs_to_have_the_times_of_a_longer_shift() -> None:
    assert can_end(Case(TILL_FOUR), (ShiftCatalogue(),), at("2026-12-21 15:01"))


def test_what_was_broken_before_stops_nothing() -> None:
    without_a_break = Case(TILL_FOUR)
    assert can_end(without_a_break, default_rules(), at("2026-12-21 15:01"))
