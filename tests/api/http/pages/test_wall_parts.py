"""A month fits on a screen, however long the ids of its shifts are."""

import pytest

from api.http.pages.wall_parts import wall_parts
from data.wall import wall_of
from scheduler.domain.plan_view import PlanView
from tests.build import plan, problem, shift_row, shift_type

NAME_AND_SUMS = 150 + 4 * 45
"""Pixels, as in ``pages.css``."""
ROOM = 1400 - 2 * 12 - 2 * 15
"""Of a page of 1400 pixels, less its edges and two scroll bars."""


@pytest.mark.parametrize(
    ("id_", "is_signed", "cell"),
    [("A", False, 33), ("A1-w", False, 36), ("A1-wes", True, 33)],
)
def test_long_ids_stand_as_signs(id_: str, is_signed: bool, cell: int) -> None:
    made = problem(shift_types=(shift_type(id_),), days=28)
    view = PlanView(made, plan(shift_row(shift=id_)))
    parts = wall_parts(view, wall_of(view))
    assert (parts["is_signed"], parts["cell"]) == (is_signed, cell)
    assert NAME_AND_SUMS + 28 * cell <= ROOM
