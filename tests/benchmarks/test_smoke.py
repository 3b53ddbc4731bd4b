"""Every benchmark still runs; how fast is for ``make bench`` to say."""

from pathlib import Path

import pytest

from benchmarks.cases import CASES, HotPath
from benchmarks.stage import SAMPLES, Stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(SAMPLES[0], tmp_path_factory.mktemp("benchmarks"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hot_path_can_be_repeated_on_the_smallest_sample(
    case: HotPath, stage: Stage
) -> None:
    work = case.prepare(stage)
    work()
    work()
    assert case.steps(stage) > 0


@pytest.mark.parametrize("name", ["decode", "small moves", "large moves"])
def test_the_engine_starts_from_the_same_solution_every_time(
    name: str, stage: Stage
) -> None:
    work = next(case for case in CASES if case.name == name).prepare(stage)
    before, stops = stage.engine.total, stage.engine.state.stops.copy()
    work()
    assert stage.engine.total == before
    assert (stage.engine.state.stops == stops).all()


def test_the_plan_that_is_judged_is_of_realistic_size(stage: Stage) -> None:
    done = {row.visit for row in stage.plan.visits}
    assert len(done) > 0.8 * len(stage.problem.visits)


def test_the_samples_are_there(tmp_path: Path) -> None:
    sizes = [len(Stage(name, tmp_path).problem.visits) for name in SAMPLES]
    assert sizes == sorted(sizes)
