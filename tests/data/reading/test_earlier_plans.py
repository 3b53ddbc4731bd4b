"""A plan that was made for the dataset as it was: what is gone by now is left out."""

from pathlib import Path

import pytest

from constraints import default_rules
from data.faults import BadInput
from data.reading.plans import read_earlier_plan, read_plan
from scheduler.domain.problem import Problem
from tests.api.village import result_of
from tests.build import unit, visit
from tests.data.plan_build import write_plan
from tests.scheduler.robustness.ward import people, ward, ward_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a plan in which Amy makes two visits and Bea is there besides."""
    case = ward()
    write_plan(tmp_path / "told", case, result_of(case, ward_plan()), default_rules())
    return tmp_path / "told"


def without(*gone: str) -> Problem:
    return ward(employees=tuple(e for e in people() if e.id not in gone))


def test_a_plan_of_the_same_people_and_visits_is_read_whole(folder: Path) -> None:
    read = read_earlier_plan(folder, ward())
    assert [row.employee for row in read.shifts] == ["amy", "bea"]
    assert [row.visit for row in read.visits] == ["v1", "v2"]


def test_rows_of_people_who_have_left_are_left_out(folder: Path) -> None:
    read = read_earlier_plan(folder, without("bea"))
    assert [row.employee for row in read.shifts] == ["amy"]
    assert [row.visit for row in read.visits] == ["v1", "v2"]
    gone = read_earlier_plan(folder, without("amy"))
    assert ([row.employee for row in gone.shifts], gone.visits) == (["bea"], ())


def test_rows_of_visits_that_are_no_longer_granted_are_left_out(folder: Path) -> None:
    read = read_earlier_plan(folder, ward(visits=(visit("v1"),)))
    assert [row.visit for row in read.visits] == ["v1"]
    assert len(read.shifts) == 2


def test_rows_of_a_unit_that_is_gone_are_left_out(folder: Path) -> None:
    shifts = folder / "shifts.csv"
    moved = shifts.read_text("utf-8").replace(",centre,", ",outer,", 1)
    shifts.write_text(moved, "utf-8")
    assert len(read_earlier_plan(folder, ward()).shifts) == 1
    both = ward(units=(unit(), unit("outer")))
    assert len(read_earlier_plan(folder, both).shifts) == 2


def test_a_plan_that_is_judged_must_be_of_people_who_are_there(folder: Path) -> None:
    with pytest.raises(BadInput):
        read_plan(folder, without("bea"))
