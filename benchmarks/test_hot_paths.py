"""The pytest-benchmark suite; ``python -m benchmarks`` runs it and keeps records."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.cases import CASES, HotPath
from benchmarks.stage import SAMPLES, Stage


@pytest.fixture(scope="session", params=SAMPLES)
def stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Stage:
    """Give each sample in turn."""
    return Stage(request.param, tmp_path_factory.mktemp("benchmarks"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hot_path(benchmark: BenchmarkFixture, stage: Stage, case: HotPath) -> None:
    """Warm up once, then repeat until the figure is steady."""
    work = case.prepare(stage)
    work()
    benchmark.extra_info |= {
        "case": case.name,
        "sample": stage.sample,
        "steps": case.steps(stage),
    }
    benchmark(work)
