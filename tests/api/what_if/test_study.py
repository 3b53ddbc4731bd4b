"""A study as a whole: what becomes of the worlds' runs before they are compared."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.what_if.kept_runs import KeptRuns, WantedRun
from api.what_if.study import Effort, Study
from api.what_if.sweep import Sweep
from api.what_if.workers import Workers
from api.what_if.world import World, base_world
from scheduler.audit.certainty import Verdict
from scheduler.audit.comparison import Topic
from scheduler.domain.plan import Plan, Unassigned
from scheduler.planning.result import Limits
from tests.api.fakes import FakePlanner, use_planner
from tests.api.village import amy, dataset_folder, good_plan, lazy_plan, result_of
from tests.build import visit

ONE = Effort(Limits(seed=4), seeds=1, most_seeds=1, within=0.01)


@pytest.fixture
def worlds(tmp_path: Path) -> list[World]:
    """Build a village, and another where Amy has more pay."""
    base = base_world(dataset_folder(tmp_path / "village"), None)
    dearer = dataset_folder(tmp_path / "dear", employees=(amy(monthly_pay=4_000_000),))
    return [base, base_world(dearer, None)]


def keep(kept: KeptRuns, world: World, plan: Plan) -> None:
    run = WantedRun(world.name, world.inputs, ONE.limits)
    kept.keep(run, result_of(world.inputs.problem, plan))


def test_worlds_are_compared_with_the_better_of_both_plans(
    tmp_path: Path, worlds: list[World]
) -> None:
    kept = KeptRuns(tmp_path / "runs")
    keep(kept, worlds[0], lazy_plan())
    keep(kept, worlds[1], good_plan())
    study = Study(worlds, ONE, Sweep(kept, Workers(1)))
    [found] = study.findings()
    assert study.bases[1][4].plan == study.runs[1][4].plan == good_plan()
    soft = found.of(Topic.OBJECTIVE, "soft_cost")
    assert soft is not None
    assert soft.difference.verdict is Verdict.SAME
    run = WantedRun("", worlds[0].inputs, ONE.limits)
    assert kept.read(run).plan == lazy_plan()


def test_a_world_keeps_its_plan_where_the_base_has_none(
    tmp_path: Path, worlds: list[World], cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_planner(monkeypatch, FakePlanner(plan=None))
    kept = KeptRuns(tmp_path / "runs")
    third = dataset_folder(tmp_path / "third", employees=(amy(monthly_pay=5_000_000),))
    worlds.append(base_world(third, None))
    keep(kept, worlds[1], lazy_plan())
    keep(kept, worlds[2], good_plan())
    with Workers(1, cluster) as workers:
        study = Study(worlds, ONE, Sweep(kept, workers))
        found = study.findings()
    assert [one.seeds for one in found] == [(), ()]
    assert study.runs[0] == {}
    assert study.runs[1][4].plan == lazy_plan()


def asked(folder: Path, name: str, asked: str, **given: object) -> World:
    """Build another village, by where it was asked for."""
    world = base_world(dataset_folder(folder / name, **given), None)
    return replace(world, asked=asked)


def test_a_base_has_no_luck_of_worlds_that_it_is_not_compared_with(
    tmp_path: Path,
) -> None:
    """Where its plan does not fit, nobody gives that luck to the other side."""
    base = base_world(dataset_folder(tmp_path / "village"), None)
    dearer = asked(tmp_path, "dear", "1", employees=(amy(monthly_pay=4_000_000),))
    fewer = asked(tmp_path, "fewer", "2", visits=(visit("v1"),))
    kept = KeptRuns(tmp_path / "runs")
    alone = Plan(unassigned=(Unassigned(visit="v1", reason="no_capacity"),))
    keep(kept, base, lazy_plan())
    keep(kept, dearer, good_plan())
    keep(kept, fewer, alone)
    study = Study([base, dearer, fewer], ONE, Sweep(kept, Workers(1)))
    found = study.findings()
    assert study.bases[1][4].plan == good_plan()
    assert study.bases[2][4].plan == lazy_plan()
    weighed = [one.of(Topic.OBJECTIVE, "objective") for one in found]
    assert [q and q.base for q in weighed] == [
        (bases[4].audit.objective / 100,) for bases in study.bases[1:]
    ]


def test_the_worlds_of_a_range_share_one_base(
    tmp_path: Path, worlds: list[World]
) -> None:
    third = asked(tmp_path, "third", "posts", employees=(amy(monthly_pay=5_000_000),))
    along = [replace(worlds[1], asked="posts"), third]
    kept = KeptRuns(tmp_path / "runs")
    keep(kept, worlds[0], lazy_plan())
    keep(kept, along[0], lazy_plan())
    keep(kept, along[1], good_plan())
    study = Study([worlds[0], *along], ONE, Sweep(kept, Workers(1)))
    study.findings()
    assert [bases[4].plan for bases in study.bases[1:]] == [good_plan()] * 2
    assert [runs[4].plan for runs in study.runs[1:]] == [good_plan()] * 2
