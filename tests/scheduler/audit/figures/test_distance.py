"""A tenth of a degree of latitude is 11.1195 km on the mean earth, 15.0113 by road."""

import pytest

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from tests.build import (
    HERE,
    client,
    employee,
    plan,
    problem,
    shift_row,
    visit,
    visit_row,
)
from tests.scheduler.audit.figures.made import figures_of

AWAY = client(lat=HERE["lat"] + 0.1)


def out_and_back(transport: str = "car") -> tuple[Problem, Plan]:
    """Let Amy go to Carl, a tenth of a degree north, and home."""
    case = problem(
        employees=(employee(transport=transport),),
        visits=(visit("v1"),),
        clients=(AWAY,),
    )
    return case, plan(shift_row(), visit_row("v1"))


def test_the_way_home_counts_as_much_as_the_way_there() -> None:
    found = figures_of(*out_and_back())
    assert found["D_all"].value == pytest.approx(2 * 15.0113, abs=1e-3)
    assert found["D_car"].value == found["D_all"].value
    assert found["D_all"].unit == "km"


@pytest.mark.parametrize("transport", ["bike", "walk"])
def test_who_does_not_drive_travels_without_a_car(transport: str) -> None:
    found = figures_of(*out_and_back(transport))
    assert found["D_all"].value == pytest.approx(2 * 15.0113, abs=1e-3)
    assert found["D_car"].value == 0


def test_each_part_of_a_split_shift_drives_home() -> None:
    case = problem(visits=(visit("v1"), visit("v2")), clients=(AWAY,))
    rows = (
        shift_row(end="2026-12-21 09:00", shift="split", part=1),
        shift_row(
            start="2026-12-21 17:00", end="2026-12-21 19:00", shift="split", part=2
        ),
        visit_row("v1"),
        visit_row("v2", start="2026-12-21 17:30"),
    )
    found = figures_of(case, plan(*rows))
    assert found["D_all"].value == pytest.approx(4 * 15.0113, abs=1e-3)


def test_the_distance_belongs_to_the_unit_in_which_the_duty_is_worked() -> None:
    case, made = out_and_back()
    home = made.shifts[0].unit
    assert figures_of(case, made, scope=home)["D_all"].value == pytest.approx(
        2 * 15.0113, abs=1e-3
    )
