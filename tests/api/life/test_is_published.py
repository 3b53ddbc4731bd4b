"""Which plan is the one that people were told to work."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.inputs import read_inputs
from api.life.is_published import is_published
from data.life.plan_life import LifeEvent, LifeStep, plan_digest
from scheduler.domain.plan import Plan, ShiftRow
from tests.api.village import dataset_folder
from tests.build import day, shift_row

MONDAY = shift_row("amy", end="2026-12-21 15:30", breaks="11:30-12:00")
LATER = MONDAY.model_copy(update={"end": MONDAY.end - 30})
BEFORE = shift_row("amy", "2026-12-20 07:00", "2026-12-20 15:30", date=day(-1))


@pytest.mark.parametrize(
    ("told", "made", "is_it"),
    [
        pytest.param((MONDAY,), (MONDAY,), True, id="just those"),
        pytest.param((MONDAY,), (LATER,), False, id="another end"),
        pytest.param((MONDAY,), (), False, id="one gone"),
        pytest.param((BEFORE, MONDAY), (MONDAY,), True, id="one of days before, too"),
        pytest.param((BEFORE,), (), False, id="of days before alone"),
        pytest.param((), (), False, id="nothing was told"),
    ],
)
def test_of_what_was_published_elsewhere_the_shifts_are_compared(
    tmp_path: Path,
    told: tuple[ShiftRow, ...],
    made: tuple[ShiftRow, ...],
    is_it: bool,
) -> None:
    inputs = read_inputs(dataset_folder(tmp_path / "village"))
    known = inputs.problem.model_copy(update={"published_shifts": told})
    found = is_published(inputs._replace(problem=known), Plan(shifts=made), None)
    assert found == is_it


def test_what_was_published_last_is_known_by_its_digest(tmp_path: Path) -> None:
    inputs = read_inputs(dataset_folder(tmp_path / "village"))
    told, at = Plan(shifts=(MONDAY,)), datetime(2026, 12, 1, tzinfo=UTC)
    last = LifeEvent(step=LifeStep.PUBLISHED, by="Eva", at=at, plan=plan_digest(told))
    assert is_published(inputs, told, last)
    assert not is_published(inputs, Plan(shifts=(LATER,)), last)
