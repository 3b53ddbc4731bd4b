"""Duties kept free of visits for the least headcount."""

import pytest

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.rules.staffing_terms import StaffingTerms
from scheduler.tours.headcount_reserve import reserved
from tests.build import ZONE, day, employee, need, problem, shift_type, visit, visit_row

TERMS = StaffingTerms(below_min=10_000)
NIGHT = shift_type("night", "21:00-07:00", kind="night")


def on_night(made: Problem, *who: str) -> dict[tuple[str, ShiftOption], int]:
    option = option_of(wall_clock(ZONE), NIGHT, day(0), made.units[0].id)
    return {(name, option): 0 for name in who}


def made_of(least: int, **given: object) -> Problem:
    return problem(
        employees=[employee("amy"), employee("ben")],
        shift_types=[NIGHT],
        visits=[visit()],
        staffing=[need("2026-12-21 22:00", "2026-12-22 06:00", min=least)],
        **given,
    )


@pytest.mark.parametrize(("least", "kept"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_as_many_are_kept_as_the_least_headcount_says(least: int, kept: int) -> None:
    made = made_of(least)
    assert len(reserved(made, on_night(made, "amy", "ben"), TERMS)) == kept


def test_whoever_has_no_visits_is_kept_first() -> None:
    made = made_of(1)
    duties = on_night(made, "amy", "ben")
    duties[next(iter(duties))] = 2
    assert {who for who, _ in reserved(made, duties, TERMS)} == {"ben"}


def test_whoever_has_a_locked_visit_drives_in_any_case() -> None:
    row = visit_row(start="2026-12-21 21:30")
    made = made_of(1, locked_visits=[row])
    assert {who for who, _ in reserved(made, on_night(made, "amy", "ben"), TERMS)} == {
        "ben"
    }


def test_nobody_is_kept_where_no_rule_asks_for_headcount() -> None:
    made = made_of(1)
    duties = on_night(made, "amy", "ben")
    assert reserved(made, duties, StaffingTerms()) == frozenset()


def test_only_who_has_the_skills_that_are_needed_is_kept() -> None:
    asked = need("2026-12-21 22:00", "2026-12-22 06:00", skills={"delegation"})
    made = problem(
        employees=[employee("amy"), employee("ben", skills={"usk", "delegation"})],
        shift_types=[NIGHT],
        visits=[visit()],
        staffing=[asked],
    )
    both = on_night(made, "amy", "ben")
    assert {who for who, _ in reserved(made, both, TERMS)} == {"ben"}
    assert reserved(made, on_night(made, "amy"), TERMS) == frozenset()
