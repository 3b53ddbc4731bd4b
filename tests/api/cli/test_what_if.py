"""``bemanna what-if``: from the command line to a comparison that can be trusted."""

import json
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from api.cli.commands import question
from api.cli.exits import Exit
from api.comparison_files import study_files
from api.what_if import study
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.values import PayClass
from scheduler.planning.result import Result
from tests.api.cli.commands import Ran, Shell
from tests.api.fakes import FakePlanner, press, use_planner
from tests.api.village import dataset_folder, good_plan, plan_folder


@pytest.fixture
def ask(
    shell: Shell, tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> Any:
    use_planner(monkeypatch, FakePlanner())
    dataset = dataset_folder(tmp_path / "village")

    def asked(*words: object) -> Ran:
        known = ("--out", tmp_path / "out", "--cluster", cluster, "--most-seeds", 3)
        return shell("what-if", dataset, *words, *known)

    return asked


def patch_file(folder: Path, text: str) -> Path:
    path = folder / "patch.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_told_that_no_world_keeps_what_was_published(
    ask: Any, shell: Shell, tmp_path: Path
) -> None:
    same = patch_file(tmp_path, 'name = "nothing"\n')
    assert ask("--patch", same, "--json").document["told_on"] is None
    page = tmp_path / "out" / "comparison.html"
    assert "publicerades" not in page.read_text("utf-8")
    village = tmp_path / "village"
    plan = plan_folder(tmp_path / "plan", village)
    shell("publish", village, plan, "--on", "2026-12-01", "--by", "Eva")
    ran = ask("--patch", same)
    assert "publicerades den 2026-12-01 hålls inte fast" in ran.out
    assert ask("--patch", same, "--json").document["told_on"] == "2026-12-01"
    assert "publicerades den 2026-12-01 hålls inte fast" in page.read_text("utf-8")
    book = load_workbook(page.with_suffix(".xlsx"))
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert any("publicerades den 2026-12-01 hålls inte" in cell for cell in cells)


def test_a_world_that_is_the_base_is_exactly_alike_and_says_so(
    ask: Any, tmp_path: Path
) -> None:
    same = patch_file(tmp_path, 'name = "nothing"\n')
    ran = ask("--patch", same, "--json")
    assert ran.code is Exit.DONE
    [world] = ran.document["worlds"]
    assert (world["inputs"]["files"], world["seeds"]) == ([], [0, 1, 2])
    assert {q["difference"]["verdict"] for q in world["quantities"]} == {"same"}
    kept = json.loads((tmp_path / "out" / "comparison.json").read_text())
    assert kept["worlds"] == ran.document["worlds"]
    assert [side["seeds"] for side in kept["basis"]["datasets"]] == [[0, 1, 2]] * 2
    page = (tmp_path / "out" / "comparison.html").read_text()
    assert "Planerna är exakt lika" in page
    workbook = pd.read_excel(tmp_path / "out" / "comparison.xlsx", None)
    assert set(workbook["Mått"]["Säkerhet"]) == {"lika"}


def test_one_person_more_who_is_never_needed_costs_only_their_own_pay(ask: Any) -> None:
    ran = ask("--add-employee", "amy", "--json")
    [world] = ran.document["worlds"]
    assert [f["file"] for f in world["inputs"]["files"]] == ["employees.csv"]
    costs = {q["key"]: q for q in world["quantities"] if q["topic"] == "cost"}
    base = costs["base"]
    assert base["other"][0] == 2 * base["base"][0]
    others = {key for key, q in costs.items() if q["difference"]["mean"]}
    assert others == {"base", "po"}


def test_people_read_what_differs_and_how_surely(ask: Any) -> None:
    ran = ask("--add-employee", "amy", "--lang", "en")
    assert ran.code is Exit.DONE
    assert "employees.csv: 1 new, 0 gone, 0 changed rows" in ran.out
    assert "What if: + amy" in ran.out
    [cost] = [n for n in ran.out.splitlines() if n.startswith("Personnel cost")]
    assert cost.rstrip().endswith("sure")
    assert "sure: larger than the noise" in ran.out


def test_a_comparison_that_somebody_changed_is_replaced_only_when_asked_for(
    ask: Any, tmp_path: Path
) -> None:
    same = patch_file(tmp_path, 'name = "nothing"\n')
    assert ask("--patch", same).code is Exit.DONE
    assert ask("--patch", same).code is Exit.DONE
    page = tmp_path / "out" / "comparison.html"
    page.write_text("with notes of mine")
    ran = ask("--patch", same, "--lang", "en")
    assert ran.code is Exit.BAD_INPUT
    assert "Somebody has changed the file" in ran.err
    assert page.read_text() == "with notes of mine"
    assert ask("--patch", same, "--force").code is Exit.DONE
    assert "with notes" not in page.read_text()


def test_all_that_is_wrong_with_what_was_asked_is_told_at_once(
    ask: Any, tmp_path: Path
) -> None:
    step = '[[remove]]\nfile = "visits"\nwhere = { visit_id = "none" }\n'
    wrong = patch_file(tmp_path, step)
    asked = ("--add-employee", "nobody", "--weekends", "9", "--preset", "sikness")
    ran = ask("--patch", wrong, *asked, "--json")
    assert ran.code is Exit.BAD_INPUT
    told = {(f["file"], f["code"]) for f in ran.document["faults"]}
    assert (str(wrong), "patch_hits_nothing") in told
    assert ("--add-employee nobody", "patch_no_model") in told
    assert any(file == "--weekends 9" for file, _ in told)
    assert any(file == "sikness" or "preset" in code for file, code in told)
    assert not (tmp_path / "out").exists()


LATE = """[[hours]]
since = 2025-04-01
friday_start = 19
source = "a test"
certainty = "stated"
"""


def test_the_agreement_of_another_day_is_a_world(ask: Any) -> None:
    ran = ask("--as-of", "2022-12-31", "--json")
    assert ran.code is Exit.DONE, ran.err
    [world] = ran.document["worlds"]
    assert world["name"] == "AB@2022-12-31"
    assert world["inputs"]["settings"] == ["agreement"]
    costs = {q["key"]: q for q in world["quantities"] if q["topic"] == "cost"}
    unlike = {key: q["difference"] for key, q in costs.items()}
    assert unlike.pop("po")["mean"] < 0
    assert {each["verdict"] for each in unlike.values()} == {"same"}


def test_an_agreement_of_ones_own_is_a_world(ask: Any, tmp_path: Path) -> None:
    (tmp_path / "late.toml").write_text(LATE, encoding="utf-8")
    (tmp_path / "whole.toml").write_text(f'extends = "AB"\n{LATE}', encoding="utf-8")
    files = ("--agreement", tmp_path / "late.toml")
    ran = ask(*files, "--agreement", tmp_path / "whole.toml", "--json")
    assert ran.code is Exit.DONE, ran.err
    names = [world["name"] for world in ran.document["worlds"]]
    assert names == ["late", "whole"]
    for world in ran.document["worlds"]:
        assert "agreement" in world["inputs"]["settings"]


def test_what_is_wrong_with_agreements_is_told_with_all_else(
    ask: Any, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[[hours]]\nsince = 2025", encoding="utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text("[[", encoding="utf-8")
    files = ("--agreement", wrong, "--agreement", broken)
    asked = ("--as-of", "2025-13-01", "--as-of", "1990-01-01")
    ran = ask(*files, *asked, "--add-employee", "nobody", "--json")
    assert ran.code is Exit.BAD_INPUT
    assert {fault["file"] for fault in ran.document["faults"]} == {
        str(wrong),
        str(broken),
        "--as-of 2025-13-01",
        "--as-of 1990-01-01",
        "--add-employee nobody",
    }


def test_every_table_is_written_as_parquet_too(ask: Any, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    ran = ask("--frontier", "posts:1", "--parquet", "--json")
    assert ran.code is Exit.DONE, ran.err
    sheets = pd.read_excel(tmp_path / "out" / "comparison.xlsx", sheet_name=None)
    found = {f.stem: pd.read_parquet(f) for f in (tmp_path / "out").glob("*.parquet")}
    assert [*found["extra_hours"]][:4] == ["world", "unit", "year", "week"]
    assert len(found) == len(sheets)
    costs = next(name for name in sheets if name.startswith(("Kostnad", "Cost")))
    lengths = {len(t) for n, t in sheets.items() if n != costs}
    lengths.add(len(sheets[costs]) - len(ran.document["worlds"]))  # their sums
    assert {len(t) for t in found.values()} == lengths
    one = next(q for q in ran.document["worlds"][0]["quantities"] if q["key"] == "base")
    told = found["quantities"].query("topic == 'cost' and key == 'base'")
    assert told["difference"].tolist() == [one["difference"]["mean"]]


def test_nothing_asked_is_refused(ask: Any) -> None:
    ran = ask()
    assert ran.code is Exit.BAD_INPUT
    assert "--add-employee" in ran.err


def test_a_preset_is_a_world_with_its_sentence(ask: Any) -> None:
    ran = ask("--preset", "staffing:20", "--json")
    assert ran.code is Exit.DONE, ran.err
    [world] = ran.document["worlds"]
    assert world["preset"] == "staffing:20"
    assert world["name"] == "Grundbemanning +20 %"
    assert world["why"]


def test_a_curve_is_a_world_for_each_value_and_the_base(
    ask: Any, tmp_path: Path
) -> None:
    ran = ask("--frontier", "posts:1,2", "--json")
    assert ran.code is Exit.DONE, ran.err
    names = [world["preset"] for world in ran.document["worlds"]]
    assert names == ["posts", "posts:2"]
    kept = json.loads((tmp_path / "out" / "comparison.json").read_text())
    curve = kept["frontiers"]["posts"]
    assert [(row["place"], row["is_base"]) for row in curve] == [
        (0, True),
        (1, False),
        (2, False),
    ]
    cost = [row["personnel_cost"] for row in curve]
    assert cost[0] < cost[1] < cost[2]
    assert "Bemanningskurva" in (tmp_path / "out" / "comparison.html").read_text()


def test_what_makes_no_curve_is_told_with_all_else(ask: Any) -> None:
    ran = ask("--frontier", "pots", "--preset", "sikness", "--json")
    assert ran.code is Exit.BAD_INPUT
    told = {fault["code"] for fault in ran.document["faults"]}
    assert told == {"frontier_name", "preset_name"}


def test_somebody_elses_comparison_is_not_replaced(ask: Any, tmp_path: Path) -> None:
    mine = tmp_path / "out" / "comparison.json"
    mine.parent.mkdir()
    mine.write_text("mine")
    ran = ask("--add-employee", "amy", "--json")
    assert ran.code is Exit.BAD_INPUT
    assert [fault["code"] for fault in ran.document["faults"]] == ["file_there"]
    assert mine.read_text() == "mine"


def test_a_study_asked_again_replaces_its_own_comparison(
    ask: Any, tmp_path: Path
) -> None:
    assert ask("--add-employee", "amy").code is Exit.DONE
    assert ask("--remove-employee", "amy").code is not Exit.DONE  # nobody is left
    assert ask("--patch", patch_file(tmp_path, 'name = "same"\n')).code is Exit.DONE
    kept = json.loads((tmp_path / "out" / "comparison.json").read_text())
    assert [world["name"] for world in kept["worlds"]] == ["same"]


def test_a_run_that_fails_is_made_once_however_many_seeds_are_added(
    shell: Shell, tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = use_planner(monkeypatch, FakePlanner(plan=None))
    dataset = dataset_folder(tmp_path / "village")
    same = patch_file(tmp_path, 'name = "same"\n')
    known = ("--out", tmp_path / "out", "--cluster", cluster, "--seeds", 1)
    ran = shell("what-if", dataset, "--patch", same, *known, "--json")
    assert ran.code is Exit.NO_PLAN
    assert [asked["limits"].seed for asked in planner.asked] == [0, 1, 2, 3, 4]
    assert [seed for _, seed, _ in ran.document["failed"]] == [0, 1, 2, 3, 4]


def test_a_cell_that_cannot_be_read_is_blamed_on_its_step(
    ask: Any, tmp_path: Path
) -> None:
    step = '[[change]]\nfile = "visits"\nset = { staff = 9 }\n'
    wrong = patch_file(tmp_path, step)
    ran = ask("--patch", wrong, "--json")
    assert ran.code is Exit.BAD_INPUT
    [fault] = ran.document["faults"]
    assert (fault["file"], fault["column"]) == (str(wrong), "change[1].set.staff")


def with_overtime(plan: Plan) -> Plan:
    over = {"pay_class": PayClass.OVERTIME}
    shifts = tuple(row.model_copy(update=over) for row in plan.shifts)
    return plan.model_copy(update={"shifts": shifts})


class Wavering(FakePlanner):
    """Plans other worlds than the base with overtime, with every second seed."""

    def __call__(self, problem: Problem, *given: Any, **more: Any) -> Result:
        """Plan."""
        seed = given[1].seed
        is_base = len(problem.employees) == 1
        self.plan = good_plan() if is_base or seed % 2 else with_overtime(good_plan())
        return super().__call__(problem, *given, **more)


def test_seeds_are_added_to_both_worlds_while_the_cost_is_unclear(
    shell: Shell, tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = use_planner(monkeypatch, Wavering())
    # The base's plan, offered to the other world, would end the doubt.
    own = lambda base, others: [run for _, run in (base, *others)]  # noqa: E731
    monkeypatch.setattr(study, "better_plans", own)
    dataset = dataset_folder(tmp_path / "village")
    known = ("--out", tmp_path / "out", "--cluster", cluster, "--seeds", 2)
    more = ("--add-employee", "amy", "--most-seeds", 4, "--json")
    ran = shell("what-if", dataset, *known, *more)
    [world] = ran.document["worlds"]
    assert world["seeds"] == [0, 1, 2, 3]
    assert len(planner.asked) == 2 * 4


@dataclass
class Pressed:
    """Presses Ctrl-C during the run with this number, and takes its time then."""

    number: int
    begun: int = 0

    def __call__(self) -> None:
        self.begun += 1
        if self.begun == self.number:
            press()
            Event().wait(1.5)


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


@pytest.mark.parametrize(("number", "code"), [(1, Exit.ABORTED), (2, Exit.INTERRUPTED)])
def test_who_stops_before_anything_is_compared_keeps_the_earlier_comparison(
    ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: Exit
) -> None:
    words = ("--patch", patch_file(tmp_path, 'name = "nothing"\n'), "--seeds", 1)
    assert ask(*words).code is Exit.DONE
    before = content(tmp_path / "out")
    use_planner(monkeypatch, FakePlanner(during=Pressed(number)))
    ran = ask("--add-employee", "amy", "--seed", 7, "--seeds", 1, "--lang", "en")
    assert ran.code is code
    assert ("Nothing was kept" in ran.err) is (code is Exit.ABORTED)
    assert ("finished runs are kept" in ran.err) is (code is Exit.INTERRUPTED)
    assert content(tmp_path / "out") == before


def test_who_stops_before_the_first_run_leaves_no_folder(
    ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_planner(monkeypatch, FakePlanner(during=Pressed(1)))
    assert ask("--add-employee", "amy").code is Exit.ABORTED
    assert not (tmp_path / "out").exists()


def test_ctrl_c_while_a_comparison_is_written_changes_nothing(
    ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*given: Any) -> dict[str, bytes]:
        press()
        return study_files(*given)

    monkeypatch.setattr(question, "study_files", pressed)
    assert ask("--add-employee", "amy").code is Exit.DONE
