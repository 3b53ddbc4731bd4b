"""Two visits of one person come one after the other, with the way between them."""

import pytest
from ortools.sat.python import cp_model

from scheduler.proofs.in_turn import ModelVisit, keep_in_turn

WIDE = (0, 60)
GAPS = 8, 20
"""Minutes from the first to the second, and from the second to the first."""


def fits(apart: int, window: tuple[int, int] = WIDE, *, both: bool = True) -> bool:
    """Say whether the second may begin so long after the first."""
    model = cp_model.CpModel()
    one, other = (
        ModelVisit(model.new_bool_var(""), model.new_int_var(*window, ""), window)
        for _ in range(2)
    )
    keep_in_turn(model, (one, other), GAPS)
    model.add(one.makes == 1)
    model.add(other.makes == both)
    model.add(other.start - one.start == apart)
    return cp_model.CpSolver().solve(model) == cp_model.OPTIMAL


@pytest.mark.parametrize(
    ("apart", "may"), [(8, True), (7, False), (0, False), (-19, False), (-20, True)]
)
def test_either_may_be_first_by_its_own_way(apart: int, may: bool) -> None:
    assert fits(apart) is may


@pytest.mark.parametrize(("apart", "may"), [(8, True), (7, False)])
def test_where_one_order_is_too_late_the_other_is_kept(apart: int, may: bool) -> None:
    assert fits(apart, (0, 10)) is may


@pytest.mark.parametrize(("latest", "may"), [(8, True), (7, False)])
def test_nobody_makes_both_where_neither_order_fits(latest: int, may: bool) -> None:
    assert fits(latest, (0, latest)) is may


def test_a_visit_that_somebody_else_makes_may_begin_whenever() -> None:
    assert fits(0, both=False)
