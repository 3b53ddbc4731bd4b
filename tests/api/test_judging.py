"""A plan that was handed in is judged, and no more is said of it."""

import pytest

from api.inputs import Inputs
from api.judging import judged
from constraints.shifts.shift_catalogue import ShiftCatalogue
from scheduler.planning.result import Status
from tests.build import plan, problem, shift_row, shift_type


@pytest.mark.parametrize(
    ("ends", "status"),
    [("16:00", Status.FEASIBLE), ("16:01", Status.BREAKS_RULES)],
)
def test_a_plan_that_breaks_a_rule_proves_nothing_of_others(
    ends: str, status: Status
) -> None:
    inputs = Inputs(problem(shift_types=(shift_type(),)), (ShiftCatalogue(),))
    found = judged(inputs, plan(shift_row(end=f"2026-12-21 {ends}")))
    assert (found.status, found.only_judged) == (status, True)
