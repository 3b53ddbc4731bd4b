"""Studies drawn from a pool: how often their verdict is right."""

from random import Random

from benchmarks.what_if.verdicts import (
    MOST,
    STUDIES,
    Exchanged,
    other_world,
    same_world,
    study_of,
    told,
)

SEEDS = range(40)


def noisy(other: float = 1.0) -> Exchanged:
    """Return costs that only chance, and a share, tell apart."""
    noise = Random(0)
    pool = {seed: 100_000 + noise.gauss(0, 1_000) for seed in SEEDS}
    return lambda one, another: (pool[one], other * pool[another])


def test_pairs_are_added_until_the_interval_is_narrow_or_there_are_no_more() -> None:
    assert study_of([100.0] * 5, [105.0] * 5).seeds == 3
    assert study_of([100.0] * 5, [80.0, 130.0, 90.0, 120.0, 100.0]).seeds == MOST


def test_a_world_is_seldom_told_from_itself() -> None:
    found = told(same_world(SEEDS, noisy(), Random(1)))
    assert found["studies"] == STUDIES
    unclear = found["verdicts"]
    assert isinstance(unclear, dict)
    assert unclear["unclear"] >= 95


def test_the_sides_of_a_world_share_no_seed() -> None:
    asked: set[int] = set()

    def costs(one: int, another: int) -> tuple[float, float]:
        assert one != another
        asked.update((one, another))
        return 1.0, 1.0

    assert len(list(same_world(range(2 * MOST), costs, Random(1)))) == STUDIES
    assert asked == set(range(2 * MOST))


def test_a_planted_difference_is_found_with_the_same_seeds_on_both_sides() -> None:
    found = told(other_world(SEEDS, noisy(1.05), Random(1)))
    assert found["verdicts"] == {"larger": STUDIES}
    assert found["larger_and_dearer"] == STUDIES
    cheaper = told(other_world(SEEDS, noisy(0.95), Random(1)))
    assert cheaper["larger_and_dearer"] == 0
