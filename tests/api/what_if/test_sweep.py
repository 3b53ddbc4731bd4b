"""Many runs: each made once, kept when it is finished, and told of when it fails."""

from pathlib import Path
from threading import Event

import pytest

from api.inputs import Inputs, read_inputs
from api.what_if import sweep as sweep_module
from api.what_if.kept_runs import KeptRuns
from api.what_if.sweep import Sweep, Tally, WantedRun
from scheduler.planning.result import Defect, Limits
from tests.api.fakes import PATIENCE, FakePlanner, use_planner
from tests.api.village import dataset_folder


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return read_inputs(dataset_folder(tmp_path / "village"))


def runs(inputs: Inputs, count: int = 2) -> list[WantedRun]:
    return [WantedRun("base", inputs, Limits(seed=seed)) for seed in range(count)]


def test_a_run_that_is_kept_is_not_made_again(
    tmp_path: Path, inputs: Inputs, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = use_planner(monkeypatch, FakePlanner())
    sweep = Sweep(KeptRuns(tmp_path / "runs"), cores=1, cluster=cluster)
    first = sweep.make(runs(inputs))
    assert (first.done, first.kept, first.left, first.failed) == (2, 0, 0, [])
    again = sweep.make(runs(inputs, 3))
    assert (again.done, again.kept, again.left) == (1, 2, 0)
    assert [asked["limits"].seed for asked in planner.asked] == [0, 1, 2]


def test_the_same_inputs_in_two_worlds_are_one_run(
    tmp_path: Path, inputs: Inputs, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = use_planner(monkeypatch, FakePlanner())
    both = [WantedRun(world, inputs, Limits()) for world in ("base", "other")]
    Sweep(KeptRuns(tmp_path / "runs"), cores=1, cluster=cluster).make(both)
    assert len(planner.asked) == 1


def test_a_run_without_a_plan_is_told_with_its_world_and_seed(
    tmp_path: Path, inputs: Inputs, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_planner(monkeypatch, FakePlanner(plan=None))
    kept = KeptRuns(tmp_path / "runs")
    tally = Sweep(kept, cores=1, cluster=cluster).make(runs(inputs))
    assert sorted(tally.failed) == [
        ("base", 0, "no_plan_in_time"),
        ("base", 1, "no_plan_in_time"),
    ]
    assert not kept.has(inputs, Limits())


def test_a_run_that_fails_is_tried_twice_and_then_told(
    tmp_path: Path, inputs: Inputs, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    planner = use_planner(monkeypatch, FakePlanner(during=fail))
    sweep = Sweep(KeptRuns(tmp_path / "runs"), cores=1, cluster=cluster)
    tally = sweep.make(runs(inputs, 1))
    assert tally.failed == [("base", 0, "ZeroDivisionError")]
    assert len(planner.asked) == 2


def test_a_run_that_a_defect_ended_is_none_to_compare(
    tmp_path: Path, inputs: Inputs, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    defect = Defect(kind="ValueError", place="moves.py:7")
    use_planner(monkeypatch, FakePlanner(changes={"defect": defect}))
    kept = KeptRuns(tmp_path / "runs")
    tally = Sweep(kept, cores=1, cluster=cluster).make(runs(inputs, 1))
    assert tally.failed == [("base", 0, "ValueError")]
    assert not kept.has(inputs, Limits())


def test_what_was_finished_is_kept_when_a_sweep_is_stopped(
    tmp_path: Path, inputs: Inputs, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_planner(monkeypatch, FakePlanner())
    told: list[int] = []

    def tell(tally: Tally) -> None:
        told.append(tally.done)

    kept = KeptRuns(tmp_path / "runs")
    stop = lambda: told[-1] >= 1  # noqa: E731
    Sweep(kept, 1, cluster, stop, tell).make(runs(inputs, 20))
    made = [seed for seed in range(20) if kept.has(inputs, Limits(seed=seed))]
    assert 1 <= len(made) < 20


def test_runs_differ_by_seed_effort_and_rules(tmp_path: Path, inputs: Inputs) -> None:
    kept = KeptRuns(tmp_path)
    fewer = Inputs(inputs.problem, inputs.rules[:-1])
    places = {
        kept.place(inputs, Limits()),
        kept.place(inputs, Limits(seed=1)),
        kept.place(inputs, Limits(seconds=7)),
        kept.place(fewer, Limits()),
    }
    assert len(places) == 4
    assert kept.place(inputs, Limits()) in places


def test_a_long_run_is_told_of_while_it_lasts(
    tmp_path: Path, inputs: Inputs, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_module, "_SELDOM", 0.0)
    told: list[tuple[int, int]] = []
    over = Event()

    def tell(tally: Tally) -> None:
        told.append((tally.done, tally.left))
        if len(told) == 3:
            over.set()

    def last() -> None:
        over.wait(PATIENCE)

    use_planner(monkeypatch, FakePlanner(during=last))
    Sweep(KeptRuns(tmp_path / "runs"), 1, cluster, tell=tell).make(runs(inputs, 1))
    assert told[:3] == [(0, 1)] * 3
    assert told[-1] == (1, 0)
