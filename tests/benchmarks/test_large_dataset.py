"""A municipality many times over is one that can be read and judged."""

from pathlib import Path

from api.inputs import read_inputs
from api.judging import judged
from benchmarks.service.large_dataset import plan_times_over, times_over
from benchmarks.service.reads import spread
from data.reading.plans import read_plan
from tests.api.village import dataset_folder, plan_folder


def test_everybody_and_all_they_do_is_there_so_many_times(tmp_path: Path) -> None:
    dataset = dataset_folder(tmp_path / "one")
    plan = plan_folder(tmp_path / "plan", dataset)
    one = judged(inputs := read_inputs(dataset), read_plan(plan, inputs.problem))
    large = times_over(dataset, 3, tmp_path / "large")
    plans = plan_times_over(plan, 3, tmp_path / "plans")
    three = judged(inputs := read_inputs(large), read_plan(plans, inputs.problem))
    assert {"amy", "amy-2", "amy-3"} <= inputs.problem.employee.keys()
    assert one.audit is not None
    assert three.audit is not None
    assert three.audit.personnel_cost == 3 * one.audit.personnel_cost
    assert three.audit.must_open == 3 * one.audit.must_open


def test_a_visit_of_a_need_is_named_after_the_copy_of_the_need(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.mkdir()
    rows = "visit_id,employee_id\ncarl-1-20261216,amy\nv1,amy\n"
    (one / "locked_visits.csv").write_text(rows, encoding="utf-8")
    many = times_over(one, 2, tmp_path / "many")
    copied = (many / "locked_visits.csv").read_text(encoding="utf-8").splitlines()
    assert copied[-2:] == ["carl-1-2-20261216,amy-2", "v1-2,amy-2"]


def test_the_spread_tells_the_middle_the_95th_and_the_longest() -> None:
    times = [float(n) for n in range(101)]
    told = {"reads": 101, "median": 50.0, "p95": 95.0, "longest": 100.0}
    assert spread(times) == told
