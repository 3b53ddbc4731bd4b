"""How many told shifts a plan changes, and which of them inside the notice time."""

from datetime import date
from pathlib import Path

import pytest

from api.inputs import Inputs, read_inputs
from api.life.changed_told import told_count
from api.life.told_inputs import against_told
from constraints.shifts.displaced_hours import DisplacedHours
from scheduler.audit.told_count import ToldCount
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.values import AbsenceKind
from tests.api.village import amy, dataset_folder
from tests.build import absence, clock, day, hourly, shift_row

MONDAY = shift_row("amy", end="2026-12-21 15:30", breaks="11:30-12:00")
FRIDAY = shift_row("amy", "2026-12-25 07:00", "2026-12-25 15:30", date=day(4))
CALLED = shift_row("hal", end="2026-12-21 15:30", breaks="11:30-12:00")
LATER = MONDAY.model_copy(update={"end": MONDAY.end - 30})
TOLD = Plan(shifts=(MONDAY, FRIDAY))


def told(folder: Path, on: date | None, *rows: ShiftRow, **given: object) -> Inputs:
    """Return the village told of some shifts; changes of them are told on a day."""
    people = (amy(), hourly("hal", day_break=clock("16:00")))
    inputs = read_inputs(dataset_folder(folder, employees=people, **given))
    known = against_told(inputs, Plan(shifts=rows or TOLD.shifts), on or day(0))
    update = {"published_on": on}
    return known._replace(problem=known.problem.model_copy(update=update))


@pytest.mark.parametrize(
    ("made", "changed", "late"),
    [
        pytest.param((MONDAY, FRIDAY), 0, 0, id="as told"),
        pytest.param((MONDAY,), 1, 0, id="one later gone"),
        pytest.param((FRIDAY,), 1, 1, id="one near gone"),
        pytest.param((LATER, FRIDAY), 1, 1, id="one near cut"),
        pytest.param((), 2, 1, id="both gone"),
        pytest.param((MONDAY, FRIDAY, CALLED), 0, 0, id="one more called in"),
        pytest.param((CALLED, FRIDAY), 1, 1, id="one near given away"),
    ],
)
def test_told_shifts_that_are_otherwise_are_counted(
    tmp_path: Path, made: tuple[ShiftRow, ...], changed: int, late: int
) -> None:
    inputs = told(tmp_path / "village", day(-11))
    found = told_count(inputs, Plan(shifts=made))
    assert found == ToldCount(changed=changed, late=late)


def test_none_is_late_where_nobody_knows_when_it_is_told(tmp_path: Path) -> None:
    found = told_count(told(tmp_path / "village", None), Plan())
    assert found == ToldCount(changed=2, late=None)


def test_there_is_nothing_to_count_where_people_were_told_nothing(
    tmp_path: Path,
) -> None:
    inputs = read_inputs(dataset_folder(tmp_path / "village"))
    assert told_count(inputs, Plan(shifts=(MONDAY,))) is None


def test_who_is_away_or_paid_by_the_hour_is_changed_but_not_late(
    tmp_path: Path,
) -> None:
    ill = absence("amy", "2026-12-21 00:00", "2026-12-22 00:00", kind=AbsenceKind.SICK)
    inputs = told(tmp_path / "village", day(-11), MONDAY, CALLED, absences=(ill,))
    assert told_count(inputs, Plan()) == ToldCount(changed=2, late=0)


def test_a_change_that_weighs_nothing_is_late_all_the_same(tmp_path: Path) -> None:
    inputs = told(tmp_path / "village", day(-11))
    free = Inputs(inputs.problem, (DisplacedHours(price_kr=0),))
    for each in (free, free._replace(rules=())):
        assert told_count(each, Plan()) == ToldCount(changed=2, late=1)
