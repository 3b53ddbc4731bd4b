import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from benchmarks.routing.instances.instance import Answer, CareJob, Instance, Vehicle
from benchmarks.routing.rivals import rivals
from benchmarks.routing.rivals.command import main
from benchmarks.routing.rivals.judge import MUST_PRICE, judge
from benchmarks.routing.rivals.rivals import MODULES, OURS, Solver, missing

BOTH = frozenset({0, 1})
STREET = np.abs(np.subtract.outer([0, 10, 20, 30], [0, 10, 20, 30])).astype(np.int64)


def job(place: int, able: frozenset[int] = BOTH, price: int = MUST_PRICE) -> CareJob:
    return CareJob(place, place, 0, 400, 30, able, price)


DAY = Instance(
    name="a street",
    jobs=(job(1), job(2), job(3)),
    vehicles=(Vehicle(0, 0, 0, 480), Vehicle(0, 0, 0, 480)),
    pairs=(),
    travel=STREET,
    scale=1,
    hard=True,
    travel_price=100,
)


@pytest.fixture(params=[name for name in MODULES if name != OURS])
def rival(request: pytest.FixtureRequest) -> Solver:
    if missing():
        pytest.skip(f"not installed: {', '.join(missing())}; {rivals.INSTALL}")
    solver: Solver = import_module(MODULES[request.param]).solve
    return solver


def rank(rival: Solver, instance: Instance) -> tuple[int, int, int]:
    answer = rival(instance, seconds=0.2, workers=1, seed=1)
    verdict = judge(instance, answer)
    assert verdict.faults == ()
    return verdict.rank


def test_a_street_is_driven_once(rival: Solver) -> None:
    assert rank(rival, DAY) == (0, 0, 60)


def test_skills_send_two_people_down_the_street(rival: Solver) -> None:
    jobs = (job(1), job(2, frozenset({0})), job(3, frozenset({1})))
    assert rank(rival, replace(DAY, jobs=jobs)) == (0, 0, 40 + 60)


@pytest.mark.parametrize(("end", "open_must"), [(90, 0), (89, 1)])
def test_hours_are_kept_to_the_minute(rival: Solver, end: int, open_must: int) -> None:
    one = replace(DAY, jobs=(job(3),), vehicles=(Vehicle(0, 0, 0, end),) * 2)
    assert rank(rival, one)[0] == open_must


@pytest.mark.parametrize(("high", "open_must"), [(30, 0), (29, 1)])
def test_windows_are_kept_to_the_minute(
    rival: Solver, high: int, open_must: int
) -> None:
    one = replace(DAY, jobs=(replace(job(3), high=high),))
    assert rank(rival, one)[0] == open_must


def test_what_must_be_done_goes_before_what_is_optional(rival: Solver) -> None:
    """There is time for one: the must-visit, however far it is."""
    jobs = (job(1, price=20_000), job(3))
    tight = replace(DAY, jobs=jobs, vehicles=(Vehicle(0, 0, 0, 90),) * 1)
    alone = tuple(replace(j, able=frozenset({0})) for j in jobs)
    assert rank(rival, replace(tight, jobs=alone)) == (0, 1, 60)


def test_people_start_where_their_unit_is(rival: Solver) -> None:
    ends = (Vehicle(0, 0, 0, 480), Vehicle(3, 3, 0, 480))
    two = replace(DAY, jobs=(job(1), job(2)), vehicles=ends)
    assert rank(rival, two) == (0, 0, 40)


def lazy(instance: Instance, *, seconds: float, workers: int, seed: int) -> Answer:
    """Leave everything open."""
    assert (seconds, workers, seed) in {(1.0, 2, 5), (0.5, 2, 5)}
    routes = ((),) * len(instance.vehicles)
    return Answer(routes, (-1,) * len(instance.jobs), 0.25, 0)


def wrong(instance: Instance, *, seconds: float, workers: int, seed: int) -> Answer:
    """Claim to have been everywhere."""
    made = lazy(instance, seconds=seconds, workers=workers, seed=seed)
    return replace(made, starts=(0,) * len(instance.jobs))


ASKED = ["--seconds", "0.5", "--workers", "2", "--days", "1", "--seed", "5"]


def test_a_record_says_who_found_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(ASKED, {"lazy": lazy}, tmp_path) == 0
    (file,) = tmp_path.glob("rivals-*.json")
    record = json.loads(file.read_text(encoding="utf-8"))
    assert record["seconds"] == 0.5
    assert (record["workers"], record["days"], record["seed"]) == (2, 1, 5)
    full, short = record["bouts"]
    assert (full["short"], short["short"]) == (False, True)
    assert full["solver"] == "lazy"
    assert full["open_must"] + full["open_optional"] == full["visits"] > 100
    assert full["travel_minutes"] == 0
    assert full["seconds_to_best"] == 0.25
    shown = capsys.readouterr().out
    assert shown.count("2026-12-14") == 2
    assert file.name in shown


def test_an_answer_that_does_not_hold_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(ASKED, {"wrong": wrong}, tmp_path) == 1
    assert "stands 0 times in routes" in capsys.readouterr().out


def test_what_is_missing_is_named_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rivals, "find_spec", lambda _: None)
    assert main([]) == 2
    said = capsys.readouterr().err
    assert "pyvroom, pyvrp" in said
    assert rivals.INSTALL in said


@pytest.mark.parametrize(
    "asked", [["--seconds", "0"], ["--workers", "0"], ["--days", "0"]]
)
def test_nothing_is_not_enough(asked: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(asked, {"lazy": lazy})
    assert stopped.value.code == 2
