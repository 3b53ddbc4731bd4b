"""``bemanna solve``: what it hands the planner, what it writes, how it is stopped."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.cli.exits import Exit
from api.cli.stopping import SIGNALS
from constraints import default_rules
from constraints.handbook.handbook import write_handbook
from data.reading.dataset import read_dataset
from data.reading.plans import read_plan
from scheduler.audit.audit import Audit, audit
from scheduler.domain.plan import Plan
from scheduler.planning.result import Conflict, Defect, Limits, Status
from tests.api.cli.commands import Ran, Shell
from tests.api.fakes import PATIENCE, FakePlanner, press, use_planner
from tests.api.village import dataset_folder, good_plan, lazy_plan, plan_folder
from tests.build import shift_type, visit

pytestmark = pytest.mark.usefixtures("plain_weeks")


class Solver:
    """Solves the village with a fake planner."""

    def __init__(
        self, shell: Shell, patch: pytest.MonkeyPatch, dataset: Path, out: Path
    ) -> None:
        self._shell, self._patch = shell, patch
        self.dataset, self.out = dataset, out

    def __call__(self, planner: FakePlanner | None = None, *more: object) -> Ran:
        """Run the command; ``more`` are options."""
        use_planner(self._patch, planner or FakePlanner())
        return self._shell("solve", self.dataset, "--out", self.out, *more)


@pytest.fixture
def solve(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, dataset: Path, tmp_path: Path
) -> Solver:
    return Solver(shell, monkeypatch, dataset, tmp_path / "plan")


def test_a_plan_is_written_with_all_that_a_planner_opens(solve: Solver) -> None:
    ran = solve()
    assert ran.code is Exit.DONE
    assert {path.name for path in solve.out.iterdir()} == {
        ".manifest.json",
        "life.jsonl",
        "hours.csv",
        "price_lines.csv",
        "shifts.csv",
        "visits.csv",
        "unassigned.csv",
        "breaches.csv",
        "costs.csv",
        "kpis.json",
        "result.json",
        "report.html",
        "schedule.xlsx",
    }
    assert read_plan(solve.out, read_dataset(solve.dataset)) == good_plan()


def test_what_the_planner_will_pass_over_is_told_first(
    solve: Solver, tmp_path: Path
) -> None:
    assert "R14" not in solve(None, "--lang", "en").err
    day, short = (
        shift_type("day", "07:00-15:30", "30@10:30-12:30"),
        shift_type("short", "07:00-11:00|11:15-15:30"),
    )
    solve.dataset = dataset_folder(
        tmp_path / "other",
        shift_types=(day, short),
        visits=(visit(skills={"nurse"}), visit("v2", "2026-12-21 10:00", minutes=20)),
    )
    told = solve(None, "--force", "--lang", "en").err
    assert "Nobody can work shift short on any day of the period: R14" in told
    assert "The skill nurse is required by 1 visit and 0 staffing demands" in told


def test_the_end_tells_the_tables_and_the_paths(solve: Solver) -> None:
    ran = solve(None, "--lang", "en")
    for title in ("Cost by item", "Hours by kind", "Visits", "Use of time"):
        assert f"\n{title}\n" in ran.out
    assert f"Report: {solve.out}/report.html" in ran.out
    assert f"Schedule in Excel: {solve.out}/schedule.xlsx" in ran.out


def test_the_report_says_what_the_price_rests_on(solve: Solver) -> None:
    solve()
    assert "OB räknas på minuten" in (solve.out / "report.html").read_text("utf-8")


def test_a_program_gets_one_document_and_nothing_else(solve: Solver) -> None:
    ran = solve(None, "--json")
    found = ran.document
    assert found["exit_code"] == 0
    assert found["status"] == "feasible"
    assert found["summary"]["price"]["gap"]["value"] == 54.11
    assert found["files"]["plan"] == str(solve.out)
    assert "Förbättrar planen" in ran.err


def test_the_planner_gets_limits_rules_and_nothing_to_start_from(
    solve: Solver,
) -> None:
    planner = FakePlanner()
    solve(planner)
    [asked] = planner.asked
    assert asked["limits"] == Limits(seconds=180, effort=None, workers=2, seed=0)
    assert asked["rules"] == default_rules()
    assert asked["warm"] is None


def test_the_planner_gets_what_the_options_say(solve: Solver, tmp_path: Path) -> None:
    planner = FakePlanner()
    warm = plan_folder(tmp_path / "old", solve.dataset, lazy_plan())
    rules = tmp_path / "rules.json"
    rules.write_text('{"rules": [{"kind": "days_in_a_row", "most": 5}]}', "utf-8")
    words = ("--seconds", 2.5, "--effort", 3, "--workers", 1, "--seed", 4)
    ran = solve(planner, *words, "--rules", rules, "--warm-start", warm)
    assert ran.code is Exit.DONE, ran.err
    [asked] = planner.asked
    assert asked["limits"] == Limits(seconds=2.5, effort=3, workers=1, seed=4)
    [rule] = [r for r in asked["rules"] if r.kind == "days_in_a_row"]
    assert rule.most == 5
    assert asked["warm"] == lazy_plan()


def test_the_rules_of_the_dataset_hold_where_no_others_are_given(
    solve: Solver,
) -> None:
    planner = FakePlanner()
    text = '{"rules": [{"kind": "days_in_a_row", "most": 7}]}'
    (solve.dataset / "rules.json").write_text(text, encoding="utf-8")
    solve(planner)
    [rule] = [r for r in planner.asked[0]["rules"] if r.kind == "days_in_a_row"]
    assert rule.most == 7


def test_progress_is_told_a_line_at_a_time_without_a_terminal(
    solve: Solver,
) -> None:
    lines = solve(None, "--lang", "en").err.splitlines()
    assert [line.split("  ")[1] for line in lines] == [
        "Starting",
        "Reading the dataset",
        "Packing visits into tours",
        "Improving the plan",
        "Writing plan and report",
    ]
    weighed = "weighed 2,179 points  lowest possible –  must-visits without staff 0"
    assert weighed in lines[3]
    assert "lowest possible 1,000 points" in lines[4]


def test_a_must_visit_left_open_ends_with_one(solve: Solver) -> None:
    assert solve(FakePlanner(lazy_plan())).code is Exit.OPEN
    assert solve.out.exists()


# what is in the folder already


def _plan_in(folder: Path, solve: Solver) -> Plan:
    return read_plan(folder, read_dataset(solve.dataset))


def _beside(solve: Solver) -> Path:
    return solve.out.with_name("plan.1")


def test_a_better_plan_replaces_an_earlier_one_which_is_kept(solve: Solver) -> None:
    solve(FakePlanner(lazy_plan()))
    ran = solve(None, "--json")
    assert _plan_in(solve.out, solve) == good_plan()
    assert _plan_in(_beside(solve), solve) == lazy_plan()
    assert ran.document["files"]["earlier"] == str(_beside(solve))
    assert ran.document["stays"] is None


def test_a_plan_as_good_as_the_earlier_one_replaces_it(solve: Solver) -> None:
    solve()
    assert solve(None, "--json").document["stays"] is None


def test_a_worse_plan_does_not_replace_a_better_one(solve: Solver) -> None:
    solve()
    ran = solve(FakePlanner(lazy_plan()), "--lang", "en")
    assert ran.code is Exit.OPEN
    assert "is better and stays there" in ran.out
    assert f"The new one is in {_beside(solve)}." in ran.out
    assert f"Report: {_beside(solve)}/report.html" in ran.out
    assert _plan_in(solve.out, solve) == good_plan()
    assert _plan_in(_beside(solve), solve) == lazy_plan()


def test_a_worse_plan_replaces_a_better_one_where_asked(solve: Solver) -> None:
    solve()
    solve(FakePlanner(lazy_plan()), "--force")
    assert _plan_in(solve.out, solve) == lazy_plan()
    assert _plan_in(_beside(solve), solve) == good_plan()


def test_better_is_judged_by_the_rules_of_today(solve: Solver) -> None:
    solve()
    facts = json.loads((solve.out / "result.json").read_text("utf-8"))
    assert facts["objective"] == 2178.96
    rules = json.loads(write_handbook(default_rules()))
    rules["rules"] = [r for r in rules["rules"] if r["kind"] != "daily_rest"]
    (solve.dataset / "rules.json").write_text(json.dumps(rules), "utf-8")
    assert solve(None, "--json").document["stays"] is None


def test_a_plan_of_another_dataset_is_replaced_and_kept(
    solve: Solver, tmp_path: Path
) -> None:
    solve()
    solve.dataset = dataset_folder(tmp_path / "other", name="other")
    solve(FakePlanner(lazy_plan()))
    assert _plan_in(solve.out, solve) == lazy_plan()
    assert _beside(solve).is_dir()


def test_a_stop_with_a_worse_plan_leaves_the_better_one(solve: Solver) -> None:
    solve()
    ran = solve(FakePlanner(lazy_plan(), during=press, waits=True))
    assert ran.code is Exit.INTERRUPTED
    assert _plan_in(solve.out, solve) == good_plan()


def test_the_plan_that_is_there_is_judged_before_planning(
    solve: Solver, monkeypatch: pytest.MonkeyPatch
) -> None:
    solve()
    done: list[str] = []

    def judged(*given: Any) -> Audit:
        done.append("judged")
        return audit(*given)

    monkeypatch.setattr("api.plan_folder.audit", judged)
    solve(FakePlanner(lazy_plan(), during=lambda: done.append("planned")))
    assert done == ["judged", "planned"]
    assert _plan_in(solve.out, solve) == good_plan()


def test_a_better_plan_that_comes_while_planning_stays(solve: Solver) -> None:
    solve(FakePlanner(lazy_plan()))
    meanwhile = solve.out.with_name("meanwhile")

    def write() -> None:
        plan_folder(meanwhile, solve.dataset)
        shutil.rmtree(solve.out)
        meanwhile.rename(solve.out)

    ran = solve(FakePlanner(lazy_plan(), during=write), "--json")
    assert ran.document["stays"] == "better"
    assert _plan_in(solve.out, solve) == good_plan()


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_somebody_s_own_file_is_refused_before_any_planning(
    solve: Solver, force: tuple[str, ...]
) -> None:
    solve()
    (solve.out / "letter.txt").write_text("dear")
    planner = FakePlanner()
    ran = solve(planner, *force)
    assert ran.code is Exit.BAD_INPUT
    assert "letter.txt" in ran.err
    assert planner.asked == []
    assert (solve.out / "letter.txt").read_text() == "dear"


def test_a_changed_plan_is_replaced_only_where_asked(solve: Solver) -> None:
    solve()
    mine = (solve.out / "shifts.csv").read_text("utf-8") + "\n"
    (solve.out / "shifts.csv").write_text(mine, "utf-8")
    assert solve().code is Exit.BAD_INPUT
    assert (solve.out / "shifts.csv").read_text("utf-8") == mine
    assert solve(None, "--force").code is Exit.DONE
    assert (_beside(solve) / "shifts.csv").read_text("utf-8") == mine


def test_what_comes_into_the_folder_while_planning_stays(solve: Solver) -> None:
    solve()

    def write() -> None:
        (solve.out / "letter.txt").write_text("dear")

    ran = solve(FakePlanner(during=write), "--lang", "en")
    assert ran.code is Exit.DONE
    assert "Somebody has changed the folder" in ran.out
    assert (solve.out / "letter.txt").read_text() == "dear"
    assert _plan_in(_beside(solve), solve) == good_plan()


def test_a_plan_inside_its_dataset_leaves_the_dataset_fine(
    solve: Solver, shell: Shell
) -> None:
    solve.out = solve.dataset / "plan"
    for _ in range(2):
        assert solve().code is Exit.DONE
        assert shell("check", solve.dataset).code is Exit.DONE
    assert {p.name for p in solve.dataset.glob("plan*")} == {"plan", "plan.1"}


# a defect


BAD_MOVE = Defect(kind="ValueError", place="moves.py:7")


def test_a_plan_that_a_defect_ended_is_kept_and_the_defect_told(
    solve: Solver,
) -> None:
    ran = solve(FakePlanner(changes={"defect": BAD_MOVE}), "--json", "--lang", "en")
    assert ran.code is Exit.INTERNAL
    told = "Internal error (ValueError) in moves.py:7. What was finished by then is"
    assert told in ran.err
    assert told in ran.document["error"]
    assert ran.document["exit_code"] == 70
    assert ran.document["files"]["plan"] == str(solve.out)
    assert _plan_in(solve.out, solve) == good_plan()
    written = json.loads((solve.out / "result.json").read_text("utf-8"))
    assert written["x_defect"] == {"kind": "ValueError", "place": "moves.py:7"}
    assert "ValueError, moves.py:7" in (solve.out / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("broken", "missing", "left"),
    [
        ("report_html", "report.html", "schedule"),
        ("schedule_xlsx", "schedule.xlsx", "report"),
    ],
)
def test_a_defect_in_a_document_costs_no_plan(
    solve: Solver,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
    missing: str,
    left: str,
) -> None:
    monkeypatch.setattr(f"api.plan_folder.{broken}", lambda *_: 1 / 0)
    ran = solve(None, "--json", "--lang", "en")
    assert ran.code is Exit.INTERNAL
    assert "Internal error (ZeroDivisionError) in test_solve.py:" in ran.err
    assert set(ran.document["files"]) == {"plan", left}
    assert not (solve.out / missing).exists()
    assert _plan_in(solve.out, solve) == good_plan()
    assert solve(None).code is Exit.INTERNAL  # the folder is still one of ours


# no plan


def test_no_plan_is_told_with_what_clashes_and_writes_nothing(
    solve: Solver,
) -> None:
    clash = Conflict(message_sv="Det går inte.", message_en="It cannot be.")
    changes = {"status": Status.INFEASIBLE, "conflicts": (clash,)}
    ran = solve(FakePlanner(None, changes), "--lang", "en")
    assert ran.code is Exit.NO_PLAN
    assert "No legal plan exists" in ran.out
    assert "- It cannot be." in ran.out
    assert "No plan was written." in ran.out
    assert not solve.out.exists()


def test_what_clashes_is_no_proof_where_time_ran_out(solve: Solver) -> None:
    clash = Conflict(message_sv="Det går inte.", message_en="It cannot be.")
    told = solve(FakePlanner(None, {"conflicts": (clash,)})).out
    assert "Vad som står i vägen för en tillåten plan:\n- Det går inte." in told
    assert "ingen tillåten plan finns" not in told


def test_no_plan_in_time_is_no_plan(solve: Solver) -> None:
    ran = solve(FakePlanner(None), "--json")
    assert ran.code is Exit.NO_PLAN
    assert ran.document["status"] == "no_plan_in_time"
    assert ran.document["summary"] == {}


# refused before any planning


def test_a_folder_with_something_else_is_refused_at_once(solve: Solver) -> None:
    solve.out.mkdir()
    (solve.out / "letter.txt").write_text("dear", encoding="utf-8")
    planner = FakePlanner()
    ran = solve(planner)
    assert ran.code is Exit.BAD_INPUT
    assert "annat än en plan" in ran.err
    assert planner.asked == []


def test_bad_input_is_refused_at_once(solve: Solver) -> None:
    (solve.dataset / "units.csv").unlink()
    planner = FakePlanner()
    ran = solve(planner)
    assert ran.code is Exit.BAD_INPUT
    assert "units.csv: " in ran.err
    assert planner.asked == []
    assert not solve.out.exists()


def test_a_start_from_a_plan_that_is_not_there_is_refused(solve: Solver) -> None:
    planner = FakePlanner()
    ran = solve(planner, "--warm-start", solve.dataset / "none")
    assert ran.code is Exit.BAD_INPUT
    assert planner.asked == []


# signals


@pytest.mark.parametrize("number", SIGNALS)
def test_one_signal_keeps_the_best_plan(solve: Solver, number: signal.Signals) -> None:
    ran = solve(FakePlanner(during=lambda: press(number), waits=True), "--lang", "en")
    assert ran.code is Exit.INTERRUPTED
    assert "best plan so far" in ran.out
    assert "Ctrl-C again" in ran.err
    assert (solve.out / "report.html").exists()


def test_an_interrupted_plan_is_told_to_programs(solve: Solver) -> None:
    ran = solve(FakePlanner(during=press, waits=True), "--json")
    assert ran.document["interrupted"] is True
    assert ran.document["exit_code"] == 4
    result = json.loads((solve.out / "result.json").read_text("utf-8"))
    assert result["x_interrupted"] is True


def test_a_signal_before_there_is_a_plan_keeps_nothing(solve: Solver) -> None:
    ran = solve(FakePlanner(None, during=press, waits=True), "--lang", "en")
    assert ran.code is Exit.ABORTED
    assert "Nothing was kept" in ran.err
    assert not solve.out.exists()


def run_script(script: str, solve: Solver) -> subprocess.CompletedProcess[str]:
    """Solve in a process of its own that a script begins."""
    words = ["solve", str(solve.dataset), "--out", str(solve.out), "--lang", "en"]
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        timeout=10 * PATIENCE,
        check=False,
    )


SECOND_SIGNAL = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import ModuleType
from api.cli.main import main
from tests.api.fakes import press

def plan(*_, stop, **__):
    press()
    while not stop():
        Event().wait(0.005)
    press()
    ThreadPoolExecutor(1).submit(Event().wait).result()

module = ModuleType("scheduler.planning.planner")
module.plan = plan
sys.modules["scheduler.planning.planner"] = module
sys.argv[0] = "bemanna"
main()
"""


def test_a_second_signal_ends_it_though_the_planner_goes_on(solve: Solver) -> None:
    ran = run_script(SECOND_SIGNAL, solve)
    assert ran.returncode == Exit.ABORTED
    assert "Nothing was kept" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not solve.out.exists()


def test_a_defect_of_the_planner_writes_nothing(solve: Solver) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    ran = solve(FakePlanner(during=broken))
    assert ran.code is Exit.INTERNAL
    assert "ZeroDivisionError" in ran.err
    assert not solve.out.exists()


def test_an_empty_plan_is_a_plan(solve: Solver) -> None:
    assert solve(FakePlanner(Plan())).code is Exit.OPEN


def illegal_plan() -> Plan:
    """Build the good plan without Amy's break."""
    (row,) = good_plan().shifts
    unbroken = row.model_copy(update={"breaks": (), "paid_minutes": 510})
    return good_plan().model_copy(update={"shifts": (unbroken,)})


@pytest.mark.parametrize(
    ("plan", "code"), [(illegal_plan(), Exit.OPEN), (good_plan(), Exit.DONE)]
)
def test_a_plan_that_breaks_hard_rules_is_called_no_schedule(
    solve: Solver, plan: Plan, code: Exit
) -> None:
    ran = solve(FakePlanner(plan), "--lang", "en")
    assert ran.code is code
    assert ("do not use it as a schedule" in ran.out) is (code is Exit.OPEN)


def test_a_plan_that_breaks_hard_rules_replaces_no_legal_one(solve: Solver) -> None:
    solve(FakePlanner(lazy_plan()))
    assert solve(FakePlanner(illegal_plan())).code is Exit.OPEN
    assert _plan_in(solve.out, solve) == lazy_plan()
    assert _plan_in(_beside(solve), solve) == illegal_plan()


DEFECT = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import ModuleType
from api.cli.main import main

def plan(*_, **__):
    ThreadPoolExecutor(1).submit(Event().wait)
    1 / 0

module = ModuleType("scheduler.planning.planner")
module.plan = plan
sys.modules["scheduler.planning.planner"] = module
sys.argv[0] = "bemanna"
main()
"""


def test_a_defect_ends_the_process_though_some_work_goes_on(solve: Solver) -> None:
    ran = run_script(DEFECT, solve)
    assert ran.returncode == Exit.INTERNAL
    assert "Internal error (ZeroDivisionError)" in ran.stderr
    assert "Traceback" not in ran.stderr
