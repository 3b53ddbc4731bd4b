"""What spans cover together, and that a shift meets demand only while it lasts."""

import pytest

from scheduler.domain.plan_view import PlanView
from scheduler.domain.spans import covered
from tests.build import need, plan, problem, shift_row


@pytest.mark.parametrize(
    ("spans", "together"),
    [
        ([(5, 9), (1, 3)], [(1, 3), (5, 9)]),
        ([(1, 4), (3, 9)], [(1, 9)]),
        ([(1, 4), (4, 9)], [(1, 9)]),
        ([(1, 9), (2, 3), (8, 10)], [(1, 10)]),
        ([], []),
    ],
    ids=["apart", "overlapping", "touching", "one within another", "none"],
)
def test_spans_cover_what_any_of_them_does(
    spans: list[tuple[int, int]], together: list[tuple[int, int]]
) -> None:
    assert covered(spans) == together


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [
        ("05:00", "07:00", False),
        ("05:00", "07:01", True),
        ("08:59", "12:00", True),
        ("09:00", "12:00", False),
        ("12:00", "13:01", True),
        ("14:00", "15:00", False),
    ],
)
def test_a_shift_meets_demand_that_it_overlaps(
    start: str, end: str, meets: bool
) -> None:
    day = "2026-12-21"
    asked = (
        need(f"{day} 13:00", f"{day} 14:00"),
        need(f"{day} 07:00", f"{day} 09:00"),
    )
    worked = shift_row("amy", f"{day} {start}", f"{day} {end}")
    view = PlanView(problem(staffing=asked), plan(worked))
    [duty] = view.duties
    assert view.meets_headcount(duty) is meets
