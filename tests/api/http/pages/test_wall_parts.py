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
    ("id_", "days", "is_signed", "cell"),
    [
        ("A", 28, False, 33),
        ("A1-w", 28, False, 33),
        ("A1-we", 28, True, 33),
        ("Långhelg", 14, False, 59),
        ("Långa helger", 14, True, 33),
    ],
)
def test_long_ids_stand_as_signs_where_they_do_not_fit(
    id_: str, days: int, is_signed: bool, cell: int
) -> None:
    made = problem(shift_types=(shift_type(id_),), days=days)
    view = PlanView(made, plan(shift_row(shift=id_)))
    parts = wall_parts(view, wall_of(view))
    assert (parts["is_signed"], parts["cell"]) == (is_signed, cell)
    assert NAME_AND_SUMS + days * cell <= ROOM


@pytest.mark.parametrize(
    ("shifts", "is_signed", "is_tight", "cell"),
    [
        (("C-DK",), False, False, 33),
        (("Y-E-K",), False, False, 36),  # the widest of which four weeks fit
        (("Y-EKL",), True, False, 33),
        (("C-D1", "C-EK"), True, True, 36),  # written below each other
    ],
)
def test_marks_take_less_room_and_two_shifts_of_a_day_stand_below_each_other(
    shifts: tuple[str, ...], is_signed: bool, is_tight: bool, cell: int
) -> None:
    types = [shift_type(id_) for id_ in shifts]
    made = problem(shift_types=types, days=28)
    view = PlanView(made, plan(*(shift_row(shift=id_) for id_ in shifts)))
    parts = wall_parts(view, wall_of(view))
    assert (parts["is_signed"], parts["is_tight"]) == (is_signed, is_tight)
    assert parts["cell"] == cell
    assert NAME_AND_SUMS + 28 * cell <= ROOM
