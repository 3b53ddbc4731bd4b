"""What the tours of a shift are worth, against trying every tour there is."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise, permutations
from random import Random

import numpy as np
import pytest

from scheduler.bound.stint import Stint
from scheduler.bound.tours import best_tours
from scheduler.bound.tours.best_tours import BestTours, label_room
from scheduler.bound.visit_columns import Windows

COUNT = 4
STEP = 5
"""Minutes that all times are whole numbers of."""

HOME = -1
LABELS = label_room()


def made_up(seed: int) -> tuple[Windows, Stint, list[int]]:
    """Make up visits, a shift with up to two breaks, and what visits are worth."""
    rng = Random(seed)
    low = np.array([rng.randrange(0, 240, STEP) for _ in range(COUNT)])
    spots = np.array([[rng.randrange(5), rng.randrange(5)] for _ in range(COUNT + 1)])
    way = STEP * np.abs(spots[:, None] - spots[None, :]).sum(axis=2)
    windows = Windows(
        low=low,
        high=low + np.array([rng.choice((0, 15, 120)) for _ in range(COUNT)]),
        minutes=np.array([rng.choice((5, 20, 45)) for _ in range(COUNT)]),
        staff=np.ones(COUNT, np.int64),
        way=way.astype(np.int64),
        names=tuple(range(COUNT)),
    )
    breaks = [(60, 130, 30), (150, 215, 20)][: rng.randrange(3)]
    worth = [rng.choice((0, 50, 120, 400)) for _ in range(COUNT)]
    return windows, Stint(0, 270, tuple(breaks), 0, len(breaks)), worth


def is_drivable(w: Windows, stint: Stint, visits: Sequence[int]) -> bool:
    """Try to drive, to wait, to take the next break and to visit at every moment."""
    goals = (*visits, HOME)
    ways = [int(w.way[a, b]) for a, b in pairwise((HOME, *goals))]

    @cache
    def goes_on(now: int, at: int, way: int, breaks: int) -> bool:
        if now > stint.end:
            return False
        if way == 0 and at == len(visits) and breaks == len(stint.breaks):
            return True
        then = [(now + STEP, at, way, breaks)]
        if way:
            then.append((now + STEP, at, way - STEP, breaks))
        elif at < len(visits) and w.low[goals[at]] <= now <= w.high[goals[at]]:
            over = now + int(w.minutes[goals[at]])
            then.append((over, at + 1, ways[at + 1], breaks))
        if breaks < len(stint.breaks):
            first, last, minutes = stint.breaks[breaks]
            if first <= now <= last - minutes:
                then.append((now + minutes, at, way, breaks + 1))
        return any(goes_on(*each) for each in then)

    return goes_on(stint.start, 0, ways[0], 0)


def best_of_all(w: Windows, stint: Stint, worth: Sequence[int], minute: int) -> int:
    """Return the most that any tour is worth that can be driven."""
    best = 0
    for count in range(1, COUNT + 1):
        for visits in permutations(range(COUNT), count):
            stops = (HOME, *visits, HOME)
            way = sum(int(w.way[a, b]) for a, b in pairwise(stops))
            value = sum(worth[v] for v in visits) - minute * way
            if value > best and is_drivable(w, stint, visits):
                best = value
    return best


@pytest.mark.parametrize("minute", [0, 3])
@pytest.mark.parametrize("seed", range(12))
def test_the_best_tour_is_worth_what_trying_all_finds(seed: int, minute: int) -> None:
    windows, stint, worth = made_up(seed)
    tours = BestTours(windows, [stint], LABELS)
    best = best_of_all(windows, stint, worth, minute)
    assert tours.most(0, np.array(worth), minute) == best


@pytest.mark.parametrize("seed", range(12))
def test_tours_found_fast_are_worth_no_more(seed: int) -> None:
    windows, stint, worth = made_up(seed)
    tours = BestTours(windows, [stint], LABELS)
    fast = tours.most(0, np.array(worth), 0, forgetful=True)
    assert fast is not None
    assert fast <= best_of_all(windows, stint, worth, 0)


@pytest.mark.parametrize("seed", range(12))
def test_without_memory_tours_are_worth_no_less(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(best_tours, "REMEMBERED", 0)
    windows, stint, worth = made_up(seed)
    found = BestTours(windows, [stint], LABELS).most(0, np.array(worth), 3)
    assert found is not None
    assert found >= best_of_all(windows, stint, worth, 3)


@pytest.mark.parametrize("seed", range(12))
def test_the_tours_handed_out_can_be_driven(seed: int) -> None:
    windows, stint, worth = made_up(seed)
    tours = BestTours(windows, [stint], LABELS)
    most = tours.most(0, np.array(worth), 3)
    values = []
    for tour in tours.tours(0):
        assert is_drivable(windows, stint, tour.visits)
        values.append(sum(worth[v] for v in tour.visits) - 3 * tour.minutes)
    assert max(values, default=0) == most


def test_where_there_is_no_room_for_all_labels_nothing_is_known() -> None:
    windows, stint, _ = made_up(1)
    tours = BestTours(windows, [stint], LABELS[:, :2].copy())
    assert tours.most(0, np.full(COUNT, 10), 0) is None


def test_of_breaks_that_could_change_places_only_one_is_taken() -> None:
    windows, _, _ = made_up(1)
    worth = np.full(COUNT, 100)
    free, both = (
        BestTours(windows, [Stint(0, 270, breaks, 0, len(breaks))], LABELS).most(
            0, worth, 0
        )
        for breaks in (((60, 250, 30),), ((60, 250, 30), (70, 260, 180)))
    )
    assert free == both


@pytest.mark.parametrize(("end", "worth"), [(105, 100), (104, 0)])
def test_a_break_left_for_the_end_delays_the_way_home(end: int, worth: int) -> None:
    visit = Windows(
        low=np.array([35]),
        high=np.array([35]),
        minutes=np.array([30]),
        staff=np.array([1]),
        way=np.array([[0, 10], [10, 0]]),
        names=("v",),
    )
    # Home at 75 but for the break, which no time before the visit is left for.
    shift = Stint(0, end, ((40, end, 30),), 0, 1)
    assert BestTours(visit, [shift], LABELS).most(0, np.array([100]), 0) == worth
