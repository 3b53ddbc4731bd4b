"""A month fits on a screen, however long the ids of its shifts are."""

import pytest

from api.http.pages.wall_parts import wall_parts
from data.wall import wall_of
from scheduler.domain.plan_view import PlanView
from tests.build import plan, problem, shift_row, shift_type


@pytest.mark.parametrize(
    ("id_", "is_signed", "longest"), [("A1-wes", False, 7), ("A1-west", True, 4)]
)
def test_long_ids_stand_as_signs(id_: str, is_signed: bool, longest: int) -> None:
    made = problem(shift_types=(shift_type(id_),), days=28)
    view = PlanView(made, plan(shift_row(shift=id_)))
    parts = wall_parts(view, wall_of(view))
    assert (parts["is_signed"], parts["longest"]) == (is_signed, longest)
