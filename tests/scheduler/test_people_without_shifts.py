"""Who cannot be put on any shift is told before anybody plans, and hinders nobody."""

from datetime import date
from typing import Any

import pytest

from constraints import default_rules
from scheduler.domain.problem import Problem
from scheduler.feasibility import Finding, feasibility
from tests.build import UNIT, employee, hourly, problem, shift_type, unit

pytestmark = pytest.mark.usefixtures("plain_weeks")

LONER: dict[str, Any] = {"unit": "north", "shift_kinds": {"evening"}}


def two_units(*, lends_to: tuple[str, ...] = (), **given: Any) -> Problem:
    """Build a unit with days, one with nights, and Hal of the second, who is LONER."""
    return problem(
        units=[unit(), unit("north", lends_to=lends_to)],
        employees=[employee(), hourly(**{**LONER, **given})],
        shift_types=[
            shift_type("day", breaks="30@10:30-12:30", unit=UNIT),
            shift_type("night", "21:00-07:00", unit="north", kind="night"),
        ],
    )


def told(made: Problem) -> list[Finding]:
    found = feasibility(made, default_rules())
    return [f for f in found if f.check == "people_without_shifts"]


def test_a_person_whose_kind_no_shift_has_is_told_with_those_there_are() -> None:
    [found] = told(two_units())
    assert found.severity == "warning"
    assert "1 employee cannot get any shift in north" in found.message("en")
    assert "lends to: Hal. There are shifts of the kinds: night." in found.message("en")


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"shift_kinds": {"evening", "night"}}, id="takes one of two"),
        pytest.param({"shift_kinds": ()}, id="takes all"),
        pytest.param({"last": date(2026, 12, 20)}, id="has left"),
    ],
)
def test_who_takes_a_kind_there_is_or_has_left_is_not(given: dict[str, Any]) -> None:
    assert told(two_units(**given)) == []


@pytest.mark.parametrize(("kind", "told_of"), [("day", 0), ("evening", 1)])
def test_nor_is_who_is_lent_to_where_there_is_one(kind: str, told_of: int) -> None:
    assert len(told(two_units(lends_to=(UNIT,), shift_kinds={kind}))) == told_of
