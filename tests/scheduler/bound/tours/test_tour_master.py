"""What visits are worth where shifts cost so much."""

from collections.abc import Sequence

import numpy as np
import pytest

from scheduler.bound.stint import Ints, Stint
from scheduler.bound.tours.best_tours import BestTours, label_room
from scheduler.bound.tours.tour_master import Asked, KnownTours, TourMaster, Worth
from scheduler.bound.visit_columns import Windows
from tests.scheduler.bound.tours.test_best_tours import best_of_all, made_up

LABELS = label_room()
SHIFT = Stint(0, 270, (), 0, 0)
HALF = Stint(0, 135, (), 0, 0)
ONE = 1_000


def at(*starts: int, staff: int = 1) -> Windows:
    """Return visits of half an hour, ten minutes from each other and the unit."""
    count = len(starts)
    return Windows(
        low=np.array(starts),
        high=np.array(starts),
        minutes=np.full(count, 30),
        staff=np.full(count, staff),
        way=10 * (1 - np.eye(count + 1, dtype=np.int64)),
        names=starts,
    )


def asked(windows: Windows, *shifts: int, minute: int = 0) -> Asked:
    """Ask for all visits, with the prices of shifts."""
    every = np.ones(len(windows.low), np.bool_)
    return Asked(every, np.array(shifts), np.full(len(shifts), minute))


def worth(
    windows: Windows, stints: Sequence[Stint], asked: Asked, known: KnownTours
) -> Worth | None:
    tours = BestTours(windows, stints, LABELS)
    return TourMaster(tours, range(len(stints)), known).worth(asked, lambda: 60.0)


def shifts_needed(windows: Windows, found: Worth) -> float:
    """Return how many shifts the worth proves, all of one price."""
    return float(found.visits @ windows.staff) / float(found.shifts.max())


@pytest.mark.parametrize(
    ("windows", "needed"),
    [
        pytest.param(at(20, 60), 1, id="one after the other, with time for the way"),
        pytest.param(at(20, 59), 2, id="a minute too early for that"),
        pytest.param(at(20, staff=2), 2, id="two at once"),
        pytest.param(at(20, 30, 40, 100), 3, id="three at a time"),
    ],
)
def test_visits_prove_how_many_shifts_they_need(windows: Windows, needed: int) -> None:
    found = worth(windows, [SHIFT], asked(windows, ONE), {})
    assert found is not None
    assert shifts_needed(windows, found) == pytest.approx(needed, rel=0.01)


def test_the_way_is_paid_beside_the_shift() -> None:
    windows = at(20)
    found = worth(windows, [SHIFT], asked(windows, 0, minute=7), {})
    assert found is not None
    assert (found.visits.sum(), found.shifts.sum()) == (7 * 20, 0)


def test_the_cheaper_shift_is_worth_no_more_than_it_costs() -> None:
    windows = at(20, 200)
    found = worth(windows, [SHIFT, HALF], asked(windows, ONE, 300), {})
    assert found is not None
    # Alone 300 are enough for the first; the second needs the whole shift.
    assert found.visits.sum() == pytest.approx(ONE, rel=0.01)
    assert found.shifts[1] <= 300


@pytest.mark.parametrize("seed", range(20))
def test_no_tour_is_worth_more_than_its_shift(seed: int) -> None:
    windows, stint, _ = made_up(seed)
    found = worth(windows, [stint], asked(windows, ONE, minute=2), {})
    assert found is not None
    visits: Ints = found.visits
    assert best_of_all(windows, stint, visits.tolist(), 2) <= found.shifts[0]


def test_without_time_there_is_one_proof_all_the_same() -> None:
    windows = at(20)
    tours = BestTours(windows, [SHIFT], LABELS)
    found = TourMaster(tours, [0], {}).worth(asked(windows, ONE), lambda: 0.0)
    assert found is not None


def test_tours_of_a_date_are_known_on_another_with_the_same_visits() -> None:
    known: KnownTours = {}
    windows = at(20, 60)
    worth(windows, [SHIFT], asked(windows, ONE), known)
    tours = BestTours(at(60, 20), [SHIFT], LABELS)
    (recalled,) = (
        tour
        for tour in TourMaster(tours, [0], known).recalled()
        if len(tour.visits) == 2
    )
    assert (recalled.visits, recalled.minutes) == ((1, 0), 30)
    other = BestTours(at(60, 21), [SHIFT], LABELS)
    assert list(TourMaster(other, [0], known).recalled()) == []
