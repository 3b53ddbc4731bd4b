from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from constraints.rest.daily_rest_window import DailyRestWindow
from constraints.rest.rest_between_shifts import RestBetweenShifts
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from tests.build import clock, employee, plan, problem, shift_row, team, worked
from tests.constraints.rosters import AUTUMN, SPRING, Case, cases
from tests.judge import Pick, judge, stint

A = stint("2026-12-22 07:00", "2026-12-22 15:30")
C = stint("2026-12-22 13:30", "2026-12-22 22:00")
N = stint("2026-12-22 21:00", "2026-12-23 07:00")
NEXT_A = stint("2026-12-23 07:00", "2026-12-23 15:30")


def person(day_break: str, **given: object) -> Problem:
    """Build a problem of Amy alone, with this dygnsbryt."""
    amy = employee(day_break=clock(day_break))
    return problem(**{"employees": (amy,), **given})


def short_by(case: Problem, *shifts: ShiftOption) -> list[int]:
    pick = Pick([("amy", shift) for shift in shifts])
    return [b.amount for b in judge(DailyRestWindow(), case, pick)]


@pytest.mark.parametrize(
    ("shift", "day_break", "missing"),
    [
        pytest.param(N, "12:00", [120], id="single night, day break at noon"),
        pytest.param(N, "07:00", [], id="same night, day break at its end"),
        pytest.param(N, "21:00", [], id="same night, day break at its start"),
        pytest.param(N, "10:00", [], id="exactly 11 h before the night"),
        pytest.param(N, "10:01", [1], id="one minute short of 11 h before"),
        pytest.param(N, "18:00", [], id="exactly 11 h after the night"),
        pytest.param(N, "17:59", [1], id="one minute short of 11 h after"),
        pytest.param(A, "00:00", [150], id="plain day, day break at midnight"),
        pytest.param(A, "03:00", [], id="plain day, day break at three"),
        pytest.param(A, "02:29", [1], id="plain day, a minute too early"),
        pytest.param(A, "20:00", [], id="plain day, day break at twenty"),
        pytest.param(A, "20:01", [1], id="plain day, a minute too late"),
    ],
)
def test_one_shift_against_the_day_break(
    shift: ShiftOption, day_break: str, missing: list[int]
) -> None:
    assert short_by(person(day_break), shift) == missing


@pytest.mark.parametrize("day_break", [f"{hour:02}:00" for hour in range(24)])
def test_evening_then_morning_again_and_again_breaks_it_at_any_day_break(
    day_break: str,
) -> None:
    line = [
        stint(f"2026-12-{d} {a}", f"2026-12-{d} {b}")
        for d, a, b in (
            (21, "13:30", "22:00"),
            (22, "07:00", "15:30"),
            (23, "13:30", "22:00"),
            (24, "07:00", "15:30"),
        )
    ]
    assert short_by(person(day_break), *line)


def test_nine_hours_across_the_day_break_pass_this_rule() -> None:
    """Windows of 11 and 20 h: it takes the rule of gaps to stop it."""
    late = stint("2026-12-22 18:00", "2026-12-22 22:00")
    early = stint("2026-12-23 07:00", "2026-12-23 11:00")
    assert short_by(person("07:00"), late, early) == []


@pytest.mark.parametrize("day_break", ["09:00", "10:00"])
def test_evening_after_night_passes_this_rule(day_break: str) -> None:
    evening = stint("2026-12-23 13:30", "2026-12-23 22:00")
    assert short_by(person(day_break), N, evening) == []


@pytest.mark.parametrize(
    ("ends", "missing"), [("2026-12-22 20:00", []), ("2026-12-22 20:01", [1])]
)
def test_pair_breaks_it_where_neither_does_alone(ends: str, missing: list[int]) -> None:
    evening = stint("2026-12-22 13:30", ends)
    assert short_by(person("09:00"), evening, NEXT_A) == missing


def test_two_hours_in_the_middle_can_break_what_every_pair_leaves() -> None:
    outer = (
        stint("2026-12-22 08:00", "2026-12-22 09:00"),
        stint("2026-12-23 03:00", "2026-12-23 05:00"),
    )
    middle = stint("2026-12-22 18:00", "2026-12-22 20:00")
    for pair in (outer, (outer[0], middle), (middle, outer[1])):
        assert short_by(person("07:00"), *pair) == []
    assert short_by(person("07:00"), *outer, middle) == [120]


def test_gap_within_one_shift_can_be_the_rest() -> None:
    morning_and_night = stint(
        "2026-12-22 08:00", "2026-12-22 09:00", "2026-12-22 20:00", "2026-12-22 21:00"
    )
    assert short_by(person("07:00"), morning_and_night) == []


def test_short_duty_inside_a_long_one_does_not_hide_it() -> None:
    long = stint("2026-12-22 12:00", "2026-12-22 22:00")
    inside = stint("2026-12-22 12:30", "2026-12-22 13:00")
    assert short_by(person("07:00"), long, inside) == [120]


def test_history_makes_a_shift_impossible_in_advance() -> None:
    past = (worked("amy", "2026-12-20 21:00", "2026-12-21 05:00"),)
    case = person("03:00", worked_shifts=past)
    shift = stint("2026-12-21 14:00", "2026-12-21 20:00")
    for made, allowed in ((person("03:00"), True), (case, False)):
        rule, view = DailyRestWindow(), PlanView(made, plan())
        assert rule.allows_shift(view, made.employees[0], shift) is allowed


def test_order_of_rows_makes_no_difference() -> None:
    evening = stint("2026-12-22 13:30", "2026-12-22 20:01")
    assert short_by(person("09:00"), NEXT_A, evening) == [1]


def test_two_people_do_not_share_their_rest() -> None:
    case = problem(employees=team("amy", "bob", day_break=clock("09:00")))
    pick = Pick([("amy", C), ("bob", NEXT_A)])
    assert judge(DailyRestWindow(), case, pick) == []


def test_each_person_has_a_day_break_of_their_own() -> None:
    amy, bob = (
        employee(who, day_break=clock(at))
        for who, at in (("amy", "12:00"), ("bob", "10:00"))
    )
    pick = Pick([("amy", N), ("bob", N)])
    [breach] = judge(DailyRestWindow(), problem(employees=(amy, bob)), pick)
    assert breach.employee == "amy"


@pytest.mark.parametrize(
    ("ended", "missing"), [("2026-12-20 20:00", []), ("2026-12-20 20:01", [1])]
)
def test_history_counts_across_the_border(ended: str, missing: list[int]) -> None:
    first = stint("2026-12-21 07:00", "2026-12-21 15:30")
    past = (worked("amy", "2026-12-20 13:30", ended),)
    assert short_by(person("09:00", worked_shifts=past), first) == missing


def test_history_that_breaks_it_alone_is_not_the_fault_of_the_plan() -> None:
    past = (worked("amy", "2026-12-20 13:30", "2026-12-21 05:00"),)
    case = person("09:00", worked_shifts=past)
    assert short_by(case, stint("2026-12-21 19:00", "2026-12-21 22:00")) == []
    assert short_by(case, stint("2026-12-21 08:00", "2026-12-21 15:00")) == [390]


def test_last_day_counts_and_what_follows_it_is_free() -> None:
    last = stint("2026-12-27 21:00", "2026-12-28 07:00")
    assert short_by(person("10:00"), last) == []
    assert short_by(person("12:00"), last) == [120]


@pytest.mark.parametrize(
    ("monday", "start", "end", "missing"),
    [
        pytest.param(SPRING, "2026-03-28 06:00", "2026-03-28 18:00", [], id="spring"),
        pytest.param(SPRING, "2026-03-28 06:00", "2026-03-28 18:01", [1], id="+1"),
        pytest.param(AUTUMN, "2026-10-24 06:00", "2026-10-24 20:00", [], id="autumn"),
        pytest.param(AUTUMN, "2026-10-24 06:00", "2026-10-24 20:01", [1], id="+ 1"),
    ],
)
def test_rest_is_elapsed_time_on_the_nights_the_clocks_move(
    monday: date, start: str, end: str, missing: list[int]
) -> None:
    """From 06 to 06 there are 23 h in spring and 25 h in autumn."""
    assert short_by(person("06:00", start=monday), stint(start, end)) == missing


def test_window_without_planned_work_is_not_judged() -> None:
    past = (worked("amy", "2026-12-20 07:00", "2026-12-20 23:00"),)
    assert short_by(person("07:00", worked_shifts=past)) == []


def test_nonsense_far_from_the_plan_is_found_all_the_same() -> None:
    case = person("12:00")
    row = shift_row(start="2027-03-02 21:00", end="2027-03-03 07:00")
    [breach] = DailyRestWindow().check(PlanView(case, plan(row)))
    assert (breach.amount, str(breach.date)) == (120, "2027-03-02")


def test_sentence_names_person_window_and_both_lengths() -> None:
    [breach] = judge(DailyRestWindow(), person("12:00"), Pick([("amy", N)]))
    assert DailyRestWindow().explain(breach) == (
        "Amy har högst 9 h sammanhängande vila mellan dygnsbryten 2026-12-22 12:00 "
        "och 2026-12-23 12:00; minst 11 h krävs (ATL 13 §, AB § 13)."
    )
    assert "at most 9 h of rest" in DailyRestWindow().explain(breach, "en")


@pytest.mark.parametrize("given", [{"rest_min": 539}, {"hard": False}])
def test_law_is_not_for_sale(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        DailyRestWindow.model_validate(given)


@given(case=cases(), rest=st.sampled_from([540, 660, 750]))
@settings(max_examples=120, deadline=None)
def test_model_and_checker_agree(case: Case, rest: int) -> None:
    judge(DailyRestWindow(rest_min=rest), *case)


@given(case=cases())
@settings(max_examples=60, deadline=None)
def test_with_gaps_kept_the_short_model_says_as_much(case: Case) -> None:
    """What R02 forbids anyway need not be forbidden again."""
    made, pick = case
    gaps = RestBetweenShifts()
    if not judge(gaps, made, pick):
        judge(DailyRestWindow(gap_kept=gaps.gap_min), made, pick)
