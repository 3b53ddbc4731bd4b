"""Studies drawn from a pool: how often their verdict is right."""

from random import Random

from benchmarks.what_if.verdicts import (
    MOST,
    STUDIES,
    other_world,
    same_world,
    study_of,
    told,
)
from scheduler.audit.certainty import Verdict

NOISE = Random(0)
POOL = {seed: 100_000 + NOISE.gauss(0, 1_000) for seed in range(40)}


def test_pairs_are_added_until_the_interval_is_narrow_or_there_are_no_more() -> None:
    assert study_of([100.0] * 5, [105.0] * 5).seeds == 3
    assert study_of([100.0] * 5, [80.0, 130.0, 90.0, 120.0, 100.0]).seeds == MOST


def test_a_world_is_seldom_told_from_itself() -> None:
    found = told(same_world(POOL, Random(1)))
    assert found["studies"] == STUDIES
    unclear = found["verdicts"]
    assert isinstance(unclear, dict)
    assert unclear["unclear"] >= 95


def test_the_sides_of_a_world_share_no_seed() -> None:
    steps = {seed: float(10**seed) for seed in range(2 * MOST)}
    for study in same_world(steps, Random(1)):
        assert study.found.verdict is not Verdict.SAME


def test_a_planted_difference_is_found_with_the_same_seeds_on_both_sides() -> None:
    dearer = {seed: 1.05 * cost for seed, cost in POOL.items()}
    found = told(other_world(POOL, dearer, Random(1)))
    assert found["verdicts"] == {"larger": STUDIES}
    assert found["larger_and_dearer"] == STUDIES
    cheaper = told(other_world(dearer, POOL, Random(1)))
    assert cheaper["larger_and_dearer"] == 0
