"""Municipalities that are drawn at random for measuring."""

from pathlib import Path

import pytest

from api.inputs import read_inputs
from benchmarks.__main__ import command
from benchmarks.municipalities.drawn_municipality import drawn_municipality
from benchmarks.municipalities.scale import Scale, tight_week
from scheduler.domain.problem import Problem
from scheduler.planning.conflicts import causes

SCALE = Scale("two", clients=12, days=7, districts=2)


def contracted(problem: Problem) -> float:
    return sum(
        e.week_target for e in problem.employees if not e.unit.startswith("natt")
    )


def test_a_drawn_municipality_can_be_written_and_read(tmp_path: Path) -> None:
    folder = tmp_path / "week"
    assert command(["drawn", "week", str(folder), "--seed", "4"]) == 0
    inputs = read_inputs(folder)
    drawn = drawn_municipality(tight_week(4), 4)
    assert inputs.problem.model_copy(update={"sha256": ""}).visits == drawn.visits
    assert list(causes(inputs.problem, tuple(inputs.rules))) == []


def test_a_seed_draws_the_same_again_and_another_seed_does_not() -> None:
    assert drawn_municipality(SCALE, 1) == drawn_municipality(SCALE, 1)
    assert drawn_municipality(SCALE, 1) != drawn_municipality(SCALE, 2)


def test_every_district_has_clients_and_people_of_its_own() -> None:
    drawn = drawn_municipality(SCALE, 1)
    assert [u.id for u in drawn.units] == [
        "stad0", "land0", "natt0", "stad1", "land1", "natt1"
    ]  # fmt: skip
    assert len(drawn.clients) == 24
    known = [
        (client.unit, drawn.employee[who].unit)
        for client in drawn.clients
        for who in (client.contact, *client.backups)
        if who is not None
    ]
    assert {home for home, _ in known} >= {"stad0", "stad1"}
    assert all(home == theirs for home, theirs in known)


@pytest.mark.parametrize("paid", [2.2, 3.0])
def test_people_are_hired_by_the_hours_at_clients(paid: float) -> None:
    scale = Scale("many", clients=60, days=7, paid_per_care=paid)
    drawn = drawn_municipality(scale, 1)
    care = sum(
        v.minutes * v.staff for v in drawn.visits if not v.unit.startswith("natt")
    )
    assert contracted(drawn) / care == pytest.approx(paid, abs=2 * 2220 / care)
