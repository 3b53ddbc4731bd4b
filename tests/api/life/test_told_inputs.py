"""What people were told stands inside the notice time, unless it cannot."""

from pathlib import Path

import pytest

from api.inputs import read_inputs
from api.life.told_inputs import ToldInputs, against_told
from api.life.told_on_disk import read_told_inputs
from constraints.shifts.locks import Locks
from scheduler.domain.values import AbsenceKind
from tests.api.village import amy, dataset_folder, good_plan
from tests.build import absence, day

MONDAY = good_plan().shifts


def told(folder: Path, number: int, **given: object) -> ToldInputs:
    """Return the village told of the good plan; changes are told on a day of it."""
    inputs = read_inputs(dataset_folder(folder, **given))
    known = against_told(inputs, good_plan(), day(number))
    return ToldInputs(known, good_plan(), None, day(number))


@pytest.mark.parametrize(("number", "locked"), [(-14, ()), (-13, MONDAY), (0, MONDAY)])
def test_shifts_inside_the_notice_time_are_locked(
    tmp_path: Path, number: int, locked: object
) -> None:
    frozen = told(tmp_path / "village", number).frozen
    assert frozen.problem.locked_shifts == locked
    [rule] = [rule for rule in frozen.rules if isinstance(rule, Locks)]
    assert rule.told_days == 14


def test_a_shift_of_somebody_who_is_away_by_now_is_not_locked(tmp_path: Path) -> None:
    away = absence("amy", "2026-12-21 00:00", "2026-12-22 00:00", kind=AbsenceKind.SICK)
    frozen = told(tmp_path / "village", 0, absences=(away,)).frozen
    assert frozen.problem.locked_shifts == ()


def test_what_is_locked_already_is_locked_once(tmp_path: Path) -> None:
    frozen = told(tmp_path / "village", 0, locked_shifts=MONDAY).frozen
    assert frozen.problem.locked_shifts == MONDAY


def test_the_dataset_stays_the_one_that_it_is(tmp_path: Path) -> None:
    inputs = told(tmp_path / "village", 0).inputs
    own = read_inputs(tmp_path / "village").problem
    assert inputs.problem.sha256 == own.sha256
    assert inputs.problem.published_shifts == MONDAY


def test_where_people_were_told_nothing_all_is_as_it_was(tmp_path: Path) -> None:
    folder = dataset_folder(tmp_path / "village", employees=(amy(),))
    found = read_told_inputs(folder)
    assert found.inputs == found.frozen == read_inputs(folder)
