"""What of a municipality can be planned by itself, and what that comes to."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from constraints import default_rules
from constraints.shifts.alarm_readiness import AlarmReadiness
from scheduler.domain.problem import Employee, Problem
from scheduler.planning.apart import grouping
from scheduler.planning.apart.parts import part_of, parts_of
from scheduler.planning.preparation import prepare
from tests.build import (
    MONDAY,
    UNIT,
    client,
    done,
    hourly,
    problem,
    shift_row,
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
    monkeypatch.setattr(grouping, "PART", 5)


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
    return sorted(sorted(part.unit) for part in parts_of(made, solver.options).problems)


def cuts(made: Problem) -> bool:
    """Say whether parts have to do with each other."""
    return parts_of(made, prepare(made, default_rules()).options).is_cut


def test_units_that_share_nobody_are_parts() -> None:
    assert units_of(two()) == [[UNIT], [WEST]]


def test_a_unit_that_lends_people_is_of_the_same_part() -> None:
    assert units_of(two(units=(unit(lends_to=[WEST]), unit(WEST)))) == [[UNIT, WEST]]


def test_units_that_visit_the_same_client_are_one_part() -> None:
    both = visit("v0"), visit("v1", unit=WEST)
    assert units_of(two(visits=both)) == [[UNIT, WEST]]


@pytest.mark.parametrize("large", [8, 9])  # of 8: two visits and two people's days
def test_what_hangs_together_is_cut_where_it_is_large(
    large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "LARGE", large)
    tied = two(units=(unit(lends_to=[WEST]), unit(WEST)))
    assert units_of(tied) == ([[UNIT], [WEST]] if large == 8 else [[UNIT, WEST]])
    assert cuts(tied) == (large == 8)
    assert not cuts(two())


def test_what_is_cut_hangs_together_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "LARGE", 0)
    monkeypatch.setattr(grouping, "PART", 8)  # of 16
    made = two(
        visits=(*two().visits, visit("v2"), visit("v3")),
        units=(unit(lends_to=[WEST]), unit(WEST), unit("south", lends_to=[WEST])),
        employees=(*two().employees, person("ann", "south"), person("una", "south")),
    )
    assert units_of(made) == [[UNIT], ["south", WEST]]


def test_locked_together_is_planned_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "LARGE", 0)
    lent = shift_row(shift="wday", unit=WEST)
    tied = two(units=(unit(lends_to=[WEST]), unit(WEST)), locked_shifts=(lent,))
    assert units_of(tied) == [[UNIT, WEST]]


def test_a_part_has_the_visits_that_it_makes_to_others_clients() -> None:
    first = visit("v0", client="cleo")
    made = two(visits=(first, visit("v1", client="cleo", unit=WEST, after="v0")))
    part = part_of(made, frozenset({UNIT}))
    assert part.client["cleo"].unit == UNIT
    assert set(part.visit) == {"v0"}
    other = part_of(made, frozenset({WEST}))
    assert other.client["cleo"].unit == WEST
    assert other.visit["v1"].after is None
    assert made.visit["v1"].after == "v0"


def test_a_part_lends_nobody_to_others() -> None:
    tied = two(units=(unit(lends_to=[WEST]), unit(WEST)))
    assert part_of(tied, frozenset({UNIT})).unit[UNIT].lends_to == ()
    both = part_of(tied, frozenset({UNIT, WEST}))
    assert both.unit[UNIT].lends_to == (WEST,)


def test_what_is_small_is_planned_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "PART", 6)  # of 8: two visits and two people's days
    assert units_of(two()) == [[UNIT, WEST]]


def test_units_are_put_together_to_parts_of_about_the_same_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grouping, "PART", 8)  # of 14
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
