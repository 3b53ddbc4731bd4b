"""Base schedules that are solved: legal around their end, near what they must cost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.audit.audit import audit
from scheduler.base_schedule.holders import own_holders
from scheduler.base_schedule.lay_out import lay_out
from scheduler.domain.plan import Plan
from tests.build import problem
from tests.scheduler.base_schedule.cycles import (
    NIGHT,
    RULES,
    needed,
    row,
    solved,
    staffed,
)


def test_one_row_meets_what_one_row_can() -> None:
    result = solved(staffed(), 2, [row()], needed(range(5), "07:00-15:30", 1))
    assert result.judged.staffing.missing == 0
    assert result.judged.hard == 0
    assert result.gap == 0


def test_what_one_row_cannot_meet_is_missing_and_the_bound_knows_it() -> None:
    """Forty hours of work are there, and eighty-five are wanted at 300 kr."""
    result = solved(staffed(), 1, [row()], needed(range(5), "07:00-15:30", 2))
    assert result.judged.staffing.missing == 5 * 510
    assert result.bound == result.judged.fixed + 5 * 510 * 500
    assert result.gap == 0


@settings(max_examples=6, deadline=None)
@given(weeks=st.integers(1, 4), seed=st.integers(0, 1000), pattern=st.integers(2, 3))
def test_a_base_schedule_is_legal_over_two_cycles_of_the_calendar(
    weeks: int, seed: int, pattern: int
) -> None:
    """Breaks are laid with visits, and the hours that a cycle lacks, two lack twice."""
    weekends = {"worked": 1, "of": pattern}
    rows = [row(n, degree_pct=75, weekends=weekends) for n in ("amy", "bob", "cat")]
    rows.append(row("ned", degree_pct=60, day_break=NIGHT, shift_kinds={"night"}))
    needs = (*needed(range(7), "07:00-21:00", 1), *needed((1, 6), "21:30-24:00", 1))
    result = solved(staffed(), weeks, rows, needs, seed=seed)
    assert result.judged.hard == 0
    assert result.bound <= result.judged.price
    # A Monday after the summer: no holidays, and clocks stay.
    case = problem(
        start=date(2027, 6, 28),
        days=14 * weeks,
        employees=rows,
        shift_types=staffed().shift_types,
    )
    laid = lay_out(case, result.base, own_holders(result.base))
    judged = audit(case, Plan(shifts=laid.shifts), RULES)
    hard = {b.rule for b in judged.breaches if b.hard}
    assert hard <= {"R07", "R14", "V02"}


@pytest.mark.parametrize("degree", [50, 100])
def test_hours_come_within_what_is_tolerated(degree: int) -> None:
    rows = [row("amy", degree_pct=degree), row("bob")]
    result = solved(staffed(), 2, rows, needed(range(5), "07:00-21:30", 1))
    assert result.judged.contracts == 0


def test_evenings_are_shared_by_degree() -> None:
    rows = [row("amy"), row("bob"), row("cat", degree_pct=50)]
    result = solved(staffed(), 4, rows, needed(range(5), "13:00-21:30", 1))
    shares = result.shares
    assert shares["amy"].evenings == shares["bob"].evenings
    assert abs(shares["amy"].evenings - 2 * shares["cat"].evenings) <= 1
