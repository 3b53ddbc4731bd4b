from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from constraints.shifts.shift_span import ShiftSpan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.shift_option import ShiftOption
from tests.build import plan, problem, shift_row, team, worked
from tests.constraints.rosters import AUTUMN, SPRING, Case, cases
from tests.judge import Pick, judge, stint


def over(shift: ShiftOption, **given: object) -> list[int]:
    pick = Pick([("amy", shift)])
    return [b.amount for b in judge(ShiftSpan(), problem(**given), pick)]


@pytest.mark.parametrize(
    ("ends", "found"),
    [("2026-12-22 19:59", []), ("2026-12-22 20:00", []), ("2026-12-22 20:01", [1])],
)
def test_thirteen_hours_from_start_to_end(ends: str, found: list[int]) -> None:
    assert over(stint("2026-12-22 07:00", ends)) == found


def test_gap_of_a_split_shift_is_part_of_its_span() -> None:
    day = "2026-12-22"
    assert (
        over(stint(f"{day} 07:00", f"{day} 11:00", f"{day} 16:00", f"{day} 20:00"))
        == []
    )
    assert over(
        stint(f"{day} 07:00", f"{day} 11:00", f"{day} 16:00", f"{day} 20:30")
    ) == [30]


@pytest.mark.parametrize(
    ("monday", "start", "end", "found"),
    [
        pytest.param(SPRING, "2026-03-28 20:00", "2026-03-29 10:00", [], id="spring"),
        pytest.param(SPRING, "2026-03-28 20:00", "2026-03-29 10:01", [1], id="+1"),
        pytest.param(AUTUMN, "2026-10-24 20:00", "2026-10-25 08:00", [], id="autumn"),
        pytest.param(AUTUMN, "2026-10-24 20:00", "2026-10-25 08:01", [1], id="+ 1"),
    ],
)
def test_span_is_elapsed_time_on_the_nights_the_clocks_move(
    monday: date, start: str, end: str, found: list[int]
) -> None:
    assert over(stint(start, end), start=monday) == found


def test_history_is_not_judged() -> None:
    past = (worked("amy", "2026-12-19 07:00", "2026-12-19 22:00"),)
    short = stint("2026-12-21 07:00", "2026-12-21 12:00")
    assert over(short, worked_shifts=past) == []


def test_first_and_last_day_and_everybody_is_judged() -> None:
    first = stint("2026-12-21 00:00", "2026-12-21 13:01")
    last = stint("2026-12-27 20:00", "2026-12-28 10:00")
    pick = Pick([("amy", first), ("bob", last)])
    breaches = judge(ShiftSpan(), problem(employees=team("amy", "bob")), pick)
    assert [(b.employee, b.amount) for b in breaches] == [("amy", 1), ("bob", 60)]


def test_row_of_somebody_unknown_is_judged_too() -> None:
    row = shift_row("nobody", start="2026-12-21 07:00", end="2026-12-21 21:00")
    [breach] = ShiftSpan().check(PlanView(problem(), plan(row)))
    assert breach.amount == 60
    assert ShiftSpan().explain(breach) == (
        "nobody: passet day som börjar 2026-12-21 07:00 sträcker sig över 14 h; "
        "längst 13 h är tillåtet."
    )


def test_local_rules_may_be_stricter_but_not_laxer() -> None:
    assert ShiftSpan(span_max=600).span_max == 600
    with pytest.raises(ValidationError):
        ShiftSpan(span_max=781)


@given(case=cases(), span_max=st.integers(60, 780))
@settings(max_examples=60, deadline=None)
def test_model_and_checker_agree(case: Case, span_max: int) -> None:
    judge(ShiftSpan(span_max=span_max), *case)
