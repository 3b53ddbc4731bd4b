from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from constraints.rest.weekly_rest import WeeklyRest
from scheduler.domain.problem import Problem, WorkedShift
from scheduler.domain.shift_option import ShiftOption
from tests.build import day, problem, team, worked
from tests.constraints.rosters import AUTUMN, SPRING, Case, cases
from tests.judge import Pick, judge, stint


def line(*spans: tuple[int, str, str], first: date | None = None) -> list[ShiftOption]:
    """Build shifts by the number of the day they start on, and clock times."""
    back = (day(0) - first).days if first else 0
    return [stint(f"{day(n - back)} {a}", f"{day(n - back)} {b}") for n, a, b in spans]


def short_by(
    shifts: list[ShiftOption],
    case: Problem | None = None,
    rule: WeeklyRest | None = None,
) -> list[int]:
    pick = Pick([("amy", shift) for shift in shifts])
    return [b.amount for b in judge(rule or WeeklyRest(), case or problem(), pick)]


def daily(numbers: range) -> list[ShiftOption]:
    return line(*((n, "08:00", "16:00") for n in numbers))


def past(numbers: range, ends: str = "16:00") -> tuple[WorkedShift, ...]:
    return tuple(worked("amy", f"{day(n)} 08:00", f"{day(n)} {ends}") for n in numbers)


def test_seven_days_in_a_row_leave_no_weekly_rest() -> None:
    assert short_by(daily(range(7))) == [2160 - 16 * 60]


@pytest.mark.parametrize(
    ("ends", "starts", "missing"),
    [
        pytest.param("20:00", "08:00", [], id="exactly 36 h"),
        pytest.param("20:01", "08:00", [1], id="one minute late"),
        pytest.param("20:00", "07:59", [1], id="one minute early"),
    ],
)
def test_rest_of_36_h_includes_the_daily_rest(
    ends: str, starts: str, missing: list[int]
) -> None:
    week = daily(range(2)) + line((2, "12:00", ends), (4, starts, "16:00"))
    assert short_by(week + daily(range(5, 7))) == missing


@pytest.mark.parametrize(("starts", "missing"), [("19:00", []), ("18:59", [1])])
def test_strict_mode_asks_for_47_h(starts: str, missing: list[int]) -> None:
    week = daily(range(2)) + line((2, "12:00", "20:00"), (4, starts, "22:00"))
    strict = WeeklyRest(mode="47_separate")
    assert short_by(week + daily(range(5, 7)), rule=strict) == missing


def test_rest_ends_with_the_period_at_midnight() -> None:
    """Saturday noon to Monday morning is 44 h, of which 36 lie in the week."""
    week = daily(range(5))
    assert short_by([*week, *line((5, "08:00", "12:00"))]) == []
    assert short_by([*week, *line((5, "08:00", "12:01"))]) == [1]


def test_rest_starts_with_the_period_whatever_came_before() -> None:
    week = line((1, "12:00", "20:00")) + daily(range(2, 7))
    assert short_by(week) == []
    week = line((1, "11:59", "20:00")) + daily(range(2, 7))
    assert short_by(week) == [1]


def test_each_period_is_judged() -> None:
    breaches = short_by(daily(range(14)), problem(days=14))
    assert breaches == [1200, 1200]


def test_order_of_rows_makes_no_difference() -> None:
    assert short_by(daily(range(7))[::-1]) == [1200]


def test_two_people_do_not_share_their_rest() -> None:
    week = daily(range(7))
    pick = Pick([("amy", o) for o in week[:4]] + [("bob", o) for o in week[4:]])
    assert judge(WeeklyRest(), problem(employees=team("amy", "bob")), pick) == []


@pytest.mark.parametrize(("starts", "missing"), [("19:00", []), ("18:59", [1])])
def test_night_that_ends_on_monday_delays_the_rest(
    starts: str, missing: list[int]
) -> None:
    night = worked("amy", "2026-12-20 21:00", "2026-12-21 07:00")
    case = problem(worked_shifts=(*past(range(-7, -1)), night))
    assert short_by(line((1, starts, "22:00")) + daily(range(2, 7)), case) == missing


def test_history_of_the_same_period_counts() -> None:
    """The plan starts on a Thursday, in the middle of a week."""
    case = problem(start=day(3), days=4, worked_shifts=past(range(3)))
    assert short_by(daily(range(3, 7)), case) == [1200]
    assert short_by(daily(range(4, 7)), case) == []


def test_without_history_the_days_before_the_plan_are_free() -> None:
    case = problem(start=day(3), days=4)
    assert short_by(daily(range(3, 7)), case) == []


def test_without_history_the_first_seven_days_hold_a_rest() -> None:
    """From Thursday on: the free days before it could have been worked."""
    case = problem(start=day(3), days=14)
    assert short_by(daily(range(3, 10)), case) == [1200]
    assert short_by(daily(range(4, 10)), case) == [240]  # 32 h from midnight


@pytest.mark.parametrize(
    ("before", "missing"),
    [
        pytest.param(day(-4), [], id="a shift in the week before"),
        pytest.param(day(-5), [1200], id="none for more than a week"),
    ],
)
def test_history_tells_which_days_before_the_plan_were_free(
    before: date, missing: list[int]
) -> None:
    row = worked("amy", f"{before} 08:00", f"{before} 16:00")
    case = problem(start=day(3), worked_shifts=(row,))
    assert short_by(daily(range(3, 10)), case) == missing


def test_anybody_elses_history_tells_nothing() -> None:
    row = worked("bob", f"{day(2)} 08:00", f"{day(2)} 16:00")
    people = team("amy", "bob")
    case = problem(start=day(3), worked_shifts=(row,), employees=people)
    assert short_by(daily(range(3, 10)), case) == [1200]


@pytest.mark.parametrize(("first", "missing"), [(day(2), [1200]), (day(3), [])])
def test_who_is_employed_from_the_first_day_was_free_before(
    first: date, missing: list[int]
) -> None:
    case = problem(start=day(3), employees=team("amy", first=first))
    assert short_by(daily(range(3, 10)), case) == missing


def test_what_is_dated_before_the_plan_is_not_the_plans_week() -> None:
    early = daily(range(-1, 0))
    case = problem(days=7, worked_shifts=past(range(-7, -1)))
    rule = WeeklyRest(anchor="plan_start")
    assert short_by(early, case, rule) == []


def test_history_that_breaks_it_alone_is_not_the_fault_of_the_plan() -> None:
    case = problem(start=day(6), days=7, worked_shifts=past(range(6)))
    assert short_by([], case) == []
    assert short_by(daily(range(6, 7)), case) == [1200]


def test_shift_at_the_very_start_of_the_next_period_is_not_in_this_one() -> None:
    late = worked("amy", f"{day(6)} 00:00", f"{day(6)} 01:00")
    case = problem(start=day(6), worked_shifts=(*past(range(6)), late))
    assert short_by(line((7, "00:00", "08:00")), case) == []


def test_short_duty_inside_a_long_one_does_not_hide_it() -> None:
    """Sunday's duty keeps the rest to the 35 h since Friday night."""
    week = daily(range(5)) + line((4, "16:00", "21:00"), (6, "08:00", "22:00"))
    assert short_by(week) == [60]
    assert short_by([*week, *line((6, "09:00", "10:00"))]) == [60]


def test_time_after_the_plan_is_free_until_the_period_ends() -> None:
    case = problem(days=3)
    assert short_by(daily(range(3)), case) == []
    five = problem(days=6)
    assert short_by(line(*((n, "08:00", "12:00") for n in range(6))), five) == []
    assert short_by(line(*((n, "08:00", "12:01") for n in range(6))), five) == [1]


def test_periods_may_be_anchored_where_the_plan_starts() -> None:
    case = problem(start=day(3), days=7, worked_shifts=past(range(1, 2)))
    week = daily(range(3, 10))
    assert short_by(week, case) == []
    assert short_by(week, case, WeeklyRest(anchor="plan_start")) == [1200]


@pytest.mark.parametrize(
    ("monday", "ends", "missing"),
    [
        pytest.param(SPRING, "11:00", [], id="spring"),
        pytest.param(SPRING, "11:01", [1], id="spring, a minute later"),
        pytest.param(AUTUMN, "13:00", [], id="autumn"),
        pytest.param(AUTUMN, "13:01", [1], id="autumn, a minute later"),
    ],
)
def test_rest_is_elapsed_time_on_the_nights_the_clocks_move(
    monday: date, ends: str, missing: list[int]
) -> None:
    """Saturday noon to Sunday midnight is 35 h in spring and 37 h in autumn."""
    week = line(
        *((n, "08:00", "16:00") for n in range(5)), (5, "07:00", ends), first=monday
    )
    assert short_by(week, problem(start=monday)) == missing


def test_sentence_names_person_week_and_both_lengths() -> None:
    pick = Pick([("amy", shift) for shift in daily(range(7))])
    [breach] = judge(WeeklyRest(), problem(), pick)
    assert WeeklyRest().explain(breach) == (
        "Amy har högst 16 h sammanhängande ledighet i perioden "
        "2026-12-21–2026-12-27; veckovilan ska vara minst 36 h (ATL 14 §)."
    )
    assert "at least 36 h" in WeeklyRest().explain(breach, "en")


def test_law_is_not_for_sale() -> None:
    with pytest.raises(ValidationError):
        WeeklyRest.model_validate({"hard": False})


@given(
    case=cases(),
    mode=st.sampled_from(["36_inclusive", "47_separate"]),
    anchor=st.sampled_from(["monday", "plan_start"]),
    start=st.integers(0, 3),
)
@settings(max_examples=120, deadline=None)
def test_model_and_checker_agree(
    case: Case, mode: str, anchor: str, start: int
) -> None:
    made, pick = case
    later = made.model_copy(
        update={"start": made.start + timedelta(start), "days": 7 - start}
    )
    rule = WeeklyRest.model_validate({"mode": mode, "anchor": anchor})
    judge(rule, later, pick)
