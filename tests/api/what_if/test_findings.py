"""What is said of two worlds: only of seeds that both have, and only of legal plans."""

from pathlib import Path

import pytest

from api.what_if.findings import Runs, WorldFindings, findings
from api.what_if.kept_runs import KeptRun
from api.what_if.world import base_world
from scheduler.audit.audit import Audit, audit
from scheduler.audit.certainty import BoundInterval
from scheduler.audit.comparison import Topic
from tests.api.village import dataset_folder, good_plan


@pytest.fixture
def judged(tmp_path: Path) -> Audit:
    problem, rules = base_world(dataset_folder(tmp_path / "village"), None).inputs
    return audit(problem, good_plan(), rules)


def run(found: Audit, soft: int, *, hard: int = 0, bound: int | None = None) -> KeptRun:
    """Return a run whose plan is weighed at so much besides its cost, öre."""
    told = {"soft_cost": soft, "hard_breaches": hard}
    return KeptRun(good_plan(), found.model_copy(update=told), bound)


def of(folder: Path, base: Runs, other: Runs) -> WorldFindings:
    return findings(base_world(folder / "village", None), base, other)


def test_only_seeds_that_both_worlds_have_are_compared(
    tmp_path: Path, judged: Audit
) -> None:
    base = {seed: run(judged, 100 * seed) for seed in (0, 1, 2)}
    other = {seed: run(judged, 100 * seed + 700) for seed in (1, 2, 3)}
    found = of(tmp_path, base, other)
    soft = found.of(Topic.OBJECTIVE, "soft_cost")
    assert found.seeds == (1, 2)
    assert soft is not None
    assert (soft.base, soft.other) == ((1, 2), (8, 9))
    assert soft.difference.mean == 7


def test_the_bounds_are_those_of_legal_plans(tmp_path: Path, judged: Audit) -> None:
    cost = judged.personnel_cost
    base = {0: run(judged, 0, bound=0), 1: run(judged, -500, hard=1, bound=-900)}
    other = {0: run(judged, 300, bound=100), 1: run(judged, 200, bound=150)}
    low, high = 150 - cost, 200 + cost  # the best bound, the best price, and 0
    assert of(tmp_path, base, other).best == BoundInterval(
        low=low / 100, high=high / 100
    )


@pytest.mark.parametrize(("hard", "bound"), [(1, 0), (0, None)])
def test_without_a_legal_plan_or_a_bound_nothing_is_proven(
    tmp_path: Path, judged: Audit, hard: int, bound: int | None
) -> None:
    base = {0: run(judged, 0, bound=0)}
    other = {0: run(judged, 0, hard=hard, bound=bound)}
    assert of(tmp_path, base, other).best is None
