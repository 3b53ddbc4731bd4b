"""What of a municipality can be planned by itself, and what that comes to."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from constraints import default_rules
from constraints.shifts.alarm_readiness import AlarmReadiness
from scheduler.domain.problem import Employee, Problem
from scheduler.planning.apart import parts
from scheduler.planning.apart.parts import part_of, parts_of
from scheduler.planning.preparation import prepare
from tests.build import (
    MONDAY,
    UNIT,
    client,
    done,
    hourly,
    problem,
    shift_type,
    unit,
    visit,
    wish,
)

WEST = "west"
LUNCH = "30@11:00-13:00"
EVE = MONDAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 5)


def person(id_: str, of: str = UNIT) -> Employee:
    """Return somebody who may work any day."""
    return hourly(id_, unit=of, day_break=20 * 60)


def two(**given: object) -> Problem:
    """Return two units with a person, a client, a visit and a shift type each."""
    fields: Mapping[str, object] = {
        "days": 3,
        "units": (unit(), unit(WEST)),
        "employees": (person("amy"), person("wim", WEST)),
        "clients": (client("carl"), client("cleo", unit=WEST)),
        "shift_types": (
            shift_type(breaks=LUNCH),
            shift_type("wday", breaks=LUNCH, unit=WEST),
        ),
        "visits": (visit("v0"), visit("v1", client="cleo", unit=WEST)),
    }
    return problem(**{**fields, **given})


def units_of(made: Problem) -> list[list[str]]:
    """Return the units of each part, in the order of their names."""
    solver = prepare(made, default_rules())
    return sorted(sorted(part.unit) for part in parts_of(made, solver.options))


def test_units_that_share_nobody_are_parts() -> None:
    assert units_of(two()) == [[UNIT], [WEST]]


def test_a_unit_that_lends_people_is_of_the_same_part() -> None:
    assert units_of(two(units=(unit(lends_to=[WEST]), unit(WEST)))) == [[UNIT, WEST]]


def test_units_that_visit_the_same_client_are_one_part() -> None:
    both = visit("v0"), visit("v1", unit=WEST)
    assert units_of(two(visits=both)) == [[UNIT, WEST]]


def test_what_is_small_is_planned_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 6)  # of 8: two visits and two people's days
    assert units_of(two()) == [[UNIT, WEST]]


def test_units_are_put_together_to_parts_of_about_the_same_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "PART", 8)  # of 14
    made = two(
        units=(unit(), unit(WEST), unit("south")),
        employees=(*two().employees, person("ann"), person("una", "south")),
    )
    assert units_of(made) == [[UNIT], ["south", WEST]]


def test_a_part_that_is_nearly_all_is_no_part() -> None:
    staff = (person("wim", WEST), *(person(f"e{n}") for n in range(4)))
    assert units_of(two(employees=staff)) == [[UNIT, WEST]]


def test_a_part_has_all_that_is_about_its_people_and_clients() -> None:
    made = two(
        wishes=(wish("amy", MONDAY, want=False), wish("wim", MONDAY, want=True)),
        done_visits=(done("amy", EVE), done("wim", EVE, "cleo")),
    )
    part = part_of(made, frozenset({WEST}))
    assert set(part.employee) == {"wim"}
    assert set(part.client) == {"cleo"}
    assert set(part.visit) == {"v1"}
    assert set(part.shift_type) == {"wday"}
    assert [row.employee for row in part.wishes] == ["wim"]
    assert [row.client for row in part.done_visits] == ["cleo"]


def test_a_rule_asks_of_a_part_only_for_its_own_units() -> None:
    rule = AlarmReadiness(units=(UNIT, WEST))
    assert rule.within({WEST}).units == (WEST,)
    assert rule.within({"south"}).units == ()
