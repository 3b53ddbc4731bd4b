"""Many runs: each made once, kept when it is finished, and told of when it fails."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from distributed import Future

from api.inputs import Inputs, read_inputs
from api.what_if import kept_runs
from api.what_if import sweep as sweep_module
from api.what_if.kept_runs import KeptRuns, WantedRun
from api.what_if.sweep import Sweep, Tally
from api.what_if.workers import Workers
from data.faults import BadInput
from scheduler.planning.result import Defect, Limits
from tests.api.fakes import PATIENCE, FakePlanner, use_planner
from tests.api.village import dataset_folder, good_plan


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return read_inputs(dataset_folder(tmp_path / "village"))


@pytest.fixture
def workers(cluster: str) -> Iterator[Workers]:
    with Workers(1, cluster) as several:
        yield several


def runs(inputs: Inputs, count: int = 2) -> list[WantedRun]:
    return [WantedRun("base", inputs, Limits(seed=seed)) for seed in range(count)]


def test_a_run_that_is_kept_is_not_made_again(
    tmp_path: Path, inputs: Inputs, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = use_planner(monkeypatch, FakePlanner())
    sweep = Sweep(KeptRuns(tmp_path / "runs"), workers)
    first = sweep.make(runs(inputs))
    assert (first.done, first.kept, first.left, first.failed) == (2, 0, 0, [])
    again = sweep.make(runs(inputs, 3))
    assert (again.done, again.kept, again.left) == (1, 2, 0)
    assert [asked["limits"].seed for asked in planner.asked] == [0, 1, 2]


def test_the_same_inputs_in_two_worlds_are_one_run(
    tmp_path: Path, inputs: Inputs, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = use_planner(monkeypatch, FakePlanner())
    both = [WantedRun(world, inputs, Limits()) for world in ("base", "other")]
    Sweep(KeptRuns(tmp_path / "runs"), workers).make(both)
    assert len(planner.asked) == 1


def test_a_run_without_a_plan_is_told_with_its_world_and_seed(
    tmp_path: Path, inputs: Inputs, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_planner(monkeypatch, FakePlanner(plan=None))
    kept = KeptRuns(tmp_path / "runs")
    tally = Sweep(kept, workers).make(runs(inputs))
    assert sorted(tally.failed) == [
        ("base", 0, "no_plan_in_time"),
        ("base", 1, "no_plan_in_time"),
    ]
    assert not kept.has(WantedRun("", inputs, Limits()))


def test_a_run_that_fails_is_tried_twice_and_then_told(
    tmp_path: Path, inputs: Inputs, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    planner = use_planner(monkeypatch, FakePlanner(during=fail))
    sweep = Sweep(KeptRuns(tmp_path / "runs"), workers)
    tally = sweep.make(runs(inputs, 1))
    assert tally.failed == [("base", 0, "ZeroDivisionError")]
    assert len(planner.asked) == 2


def test_a_run_that_a_defect_ended_is_none_to_compare(
    tmp_path: Path, inputs: Inputs, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    defect = Defect(kind="ValueError", place="moves.py:7")
    use_planner(monkeypatch, FakePlanner(changes={"defect": defect}))
    kept = KeptRuns(tmp_path / "runs")
    tally = Sweep(kept, workers).make(runs(inputs, 1))
    assert tally.failed == [("base", 0, "ValueError")]
    assert not kept.has(WantedRun("", inputs, Limits()))


def test_what_was_finished_is_kept_when_a_sweep_is_stopped(
    tmp_path: Path, inputs: Inputs, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_planner(monkeypatch, FakePlanner())
    told: list[int] = []

    def tell(tally: Tally) -> None:
        told.append(tally.done)

    kept = KeptRuns(tmp_path / "runs")
    stop = lambda: told[-1] >= 1  # noqa: E731
    Sweep(kept, workers, stop, tell).make(runs(inputs, 20))
    made = [
        seed for seed in range(20) if kept.has(WantedRun("", inputs, Limits(seed=seed)))
    ]
    assert 1 <= len(made) < 20


def test_runs_differ_by_seed_effort_and_rules_and_not_by_the_worlds_name(
    inputs: Inputs,
) -> None:
    fewer = Inputs(inputs.problem, inputs.rules[:-1])
    base = WantedRun("base", inputs, Limits())
    digests = {
        base.digest,
        WantedRun("base", inputs, Limits(seed=1)).digest,
        WantedRun("base", inputs, Limits(seconds=7)).digest,
        WantedRun("base", fewer, Limits()).digest,
    }
    assert len(digests) == 4
    assert WantedRun("other", inputs, Limits()).digest == base.digest


def test_a_runs_digest_is_reckoned_once(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = WantedRun("base", inputs, Limits())
    first = run.digest
    monkeypatch.setattr(kept_runs, "written_rules", None)
    assert run.digest == first


def test_workers_are_begun_once_when_they_are_first_needed(
    tmp_path: Path, inputs: Inputs, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_planner(monkeypatch, FakePlanner())
    with Workers(1, cluster) as several:
        assert several._client is None  # noqa: SLF001
        sweep = Sweep(KeptRuns(tmp_path / "runs"), several)
        sweep.make(runs(inputs, 1))
        client = several.client()
        sweep.make(runs(inputs, 2))
        assert several.client() is client
    assert client.status == "closed"


def test_no_finished_run_is_repeated_after_a_kill(
    tmp_path: Path, inputs: Inputs, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "runs"
    killed = (sys.executable, "-m", "tests.api.what_if.killed_sweep")
    words = (*killed, str(tmp_path / "village"), str(folder))
    ended = subprocess.run(words, cwd=Path(__file__).parents[3], check=False)
    assert ended.returncode == -signal.SIGKILL
    kept = KeptRuns(folder)
    wanted = runs(inputs, 4)
    before = {run.limits.seed for run in wanted if kept.has(run)}
    assert 1 <= len(before) < 4
    planner = use_planner(monkeypatch, FakePlanner())
    tally = Sweep(kept, workers).make(wanted)
    assert (tally.kept, tally.left, tally.failed) == (len(before), 0, [])
    made = {asked["limits"].seed for asked in planner.asked}
    assert made == {0, 1, 2, 3} - before
    assert [kept.read(run).plan for run in wanted] == [good_plan()] * 4


def test_it_is_told_when_nobody_makes_runs_any_more(
    tmp_path: Path, inputs: Inputs, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = Event()

    def last() -> None:
        over.wait(PATIENCE)

    use_planner(monkeypatch, FakePlanner(during=last))
    with Workers(1, cluster) as several:

        def lost() -> bool:
            client = several.client()
            client.cancel([Future(key, client) for key in client.futures], force=True)
            return False

        with pytest.raises(BadInput) as caught:
            Sweep(KeptRuns(tmp_path / "runs"), several, lost).make(runs(inputs, 2))
        over.set()
    [fault] = caught.value.faults
    assert (fault.code, fault.file) == ("cluster", f"--cluster {cluster}")


@pytest.mark.parametrize("error", [TimeoutError(), ValueError("tpc")])
def test_it_is_told_when_nobody_answers(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def nobody(*_words: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr("distributed.Client", nobody)
    with Workers(1, "tpc://nowhere") as several, pytest.raises(BadInput) as caught:
        several.client()
    assert [fault.code for fault in caught.value.faults] == ["cluster"]


def test_a_long_run_is_told_of_while_it_lasts(
    tmp_path: Path, inputs: Inputs, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_module, "_SELDOM", 0.0)
    told: list[tuple[int, int, int]] = []
    over = Event()

    def tell(tally: Tally) -> None:
        told.append((tally.done, tally.running, tally.left))
        if len(told) == 3:
            over.set()

    def last() -> None:
        over.wait(PATIENCE)

    use_planner(monkeypatch, FakePlanner(during=last))
    Sweep(KeptRuns(tmp_path / "runs"), workers, tell=tell).make(runs(inputs, 3))
    assert told[:3] == [(0, 0, 3), (0, 1, 3), (0, 1, 3)]
    assert told[-1] == (3, 0, 0)
