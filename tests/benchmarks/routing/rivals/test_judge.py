from dataclasses import replace

import numpy as np
import pytest

from benchmarks.routing.instances.instance import (
    Answer,
    CareJob,
    Instance,
    Pair,
    Vehicle,
)
from benchmarks.routing.rivals.judge import MUST_PRICE, judge

BOTH = frozenset({0, 1})
# Places: 0 the unit, 1 and 2 clients; out 5, between 3, home 7 from 1 and 6 from 2.
TRAVEL = np.array([[0, 5, 5], [7, 0, 3], [6, 3, 0]], np.int64)
DAY = Instance(
    name="two visits",
    jobs=(
        CareJob(0, 1, low=15, high=20, length=10, able=BOTH, open_price=MUST_PRICE),
        CareJob(1, 2, low=0, high=60, length=10, able=BOTH, open_price=MUST_PRICE - 1),
    ),
    vehicles=(Vehicle(0, 0, start=10, end=49), Vehicle(0, 0, start=10, end=49)),
    pairs=(),
    travel=TRAVEL,
    scale=1,
    hard=True,
)


def answer(routes: tuple[tuple[int, ...], ...], starts: tuple[int, ...]) -> Answer:
    return Answer(routes, starts, seconds_to_best=0.0, steps=0)


TOUR = answer(((0, 1), ()), (15, 28))


def faults(instance: Instance, given: Answer) -> str:
    return "; ".join(judge(instance, given).faults)


def test_a_tour_is_driven_from_the_unit_and_back() -> None:
    verdict = judge(DAY, TOUR)
    assert verdict.faults == ()
    assert verdict.driven == 5 + 3 + 6
    assert verdict.rank == (0, 0, 14)


def test_a_vehicle_that_stays_drives_nothing() -> None:
    assert judge(DAY, answer(((), ()), (-1, -1))).driven == 0


def test_travel_back_is_that_of_the_other_direction() -> None:
    assert judge(DAY, answer(((0,), ()), (15, -1))).driven == 5 + 7


def test_open_visits_are_counted_by_whether_they_must_be_done() -> None:
    verdict = judge(DAY, answer(((), ()), (-1, -1)))
    assert (verdict.open_must, verdict.open_optional) == (1, 1)
    unpriced = replace(DAY, jobs=tuple(replace(j, open_price=None) for j in DAY.jobs))
    assert judge(unpriced, answer(((), ()), (-1, -1))).open_must == 2


@pytest.mark.parametrize(("start", "fault"), [(14, True), (15, False)])
def test_a_visit_starts_when_the_window_opens_or_later(start: int, fault: bool) -> None:
    early = replace(DAY, vehicles=(replace(DAY.vehicles[0], start=0), DAY.vehicles[1]))
    found = faults(early, answer(((0,), ()), (start, -1)))
    assert ("outside its window" in found) == fault


@pytest.mark.parametrize(("start", "fault"), [(20, False), (21, True)])
def test_a_visit_starts_before_the_window_shuts(start: int, fault: bool) -> None:
    found = faults(DAY, answer(((0,), ()), (start, -1)))
    assert ("outside its window" in found) == fault


@pytest.mark.parametrize(("start", "fault"), [(14, True), (15, False)])
def test_nobody_is_there_before_the_shift_and_the_way(start: int, fault: bool) -> None:
    found = faults(DAY, answer(((1,), ()), (-1, start)))
    assert ("before vehicle 0 is there" in found) == fault


@pytest.mark.parametrize(("start", "fault"), [(27, True), (28, False)])
def test_the_next_visit_waits_for_the_last_and_the_way(start: int, fault: bool) -> None:
    found = faults(DAY, answer(((0, 1), ()), (15, start)))
    assert ("before vehicle 0 is there" in found) == fault


@pytest.mark.parametrize(("start", "fault"), [(33, False), (34, True)])
def test_the_way_home_is_within_the_shift(start: int, fault: bool) -> None:
    found = faults(DAY, answer(((1,), ()), (-1, start)))
    assert ("back too late" in found) == fault


@pytest.mark.parametrize(("able", "fault"), [({0}, False), ({1}, True)])
def test_only_who_is_able_visits(able: set[int], fault: bool) -> None:
    first = replace(DAY.jobs[0], able=frozenset(able))
    found = faults(replace(DAY, jobs=(first, DAY.jobs[1])), TOUR)
    assert ("not able" in found) == fault


@pytest.mark.parametrize(
    "given",
    [
        answer(((0, 1), (1,)), (15, 28)),
        answer(((0,), ()), (15, 28)),
        answer(((0, 1), ()), (15, -1)),
    ],
    ids=["done twice", "started but not driven to", "driven to but not started"],
)
def test_a_visit_that_is_done_stands_in_one_route(given: Answer) -> None:
    assert "times in routes" in faults(DAY, given)


def test_every_vehicle_and_every_visit_is_accounted_for() -> None:
    assert "1 routes for 2 vehicles" in faults(DAY, answer(((0, 1),), (15, 28)))
    assert "1 starts for 2 jobs" in faults(DAY, answer(((0,), ()), (15,)))


def test_what_is_not_checked_is_refused() -> None:
    for other in (replace(DAY, hard=False), replace(DAY, pairs=(Pair(0, 1, 0, 0),))):
        with pytest.raises(ValueError, match="hard windows"):
            judge(other, TOUR)
