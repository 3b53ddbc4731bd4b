"""Saved plans come back as typed frames, and the page about it tells the truth."""

import datetime as dt
import errno
import os
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.faults import BadInput
from data.tables import PlanTables, read_plan, read_plans
from data.tables.plan_frames import FORMS, plan_frames
from tests.data.plan_build import RULES, small_problem, small_result, write_plan

PAGE = Path(__file__).parents[3] / "docs" / "tables.md"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a plan and the one that it replaced."""
    monkeypatch.chdir(tmp_path)
    for seed in (1, 2):
        write_plan(Path("plan"), small_problem(), small_result(seed=seed), RULES)
    return tmp_path


def test_the_example_of_the_page_runs(here: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    told: dict[str, object] = {}
    exec(example, told)
    hours, cost = told["hours"], told["cost"]
    assert isinstance(hours, pd.Series)
    assert hours.to_dict() == {"hourly": 8.0, "ordinary": 8.5, "overtime": 9.5}
    assert isinstance(cost, pd.DataFrame)
    assert cost.loc["base"].to_dict() == {
        "plan": 1234.05,
        "plan.1": 1234.05,
        "difference": 0.0,
    }
    assert (here / "cost.csv").read_text().startswith("item,plan,plan.1,difference")
    costs = pd.read_excel(here / "plans.xlsx", sheet_name="costs")
    assert costs["plan"].tolist() == ["plan", "plan", "plan.1", "plan.1"]
    assert costs["amount"].tolist() == [1234.05, -1.05, 1234.05, -1.05]


def test_the_parquet_line_of_the_page_runs_and_keeps_every_table(here: Path) -> None:
    pytest.importorskip("pyarrow")
    page = PAGE.read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (line,) = re.findall(r"`(cost\.to_parquet\(.*?\))`", page)
    told: dict[str, pd.DataFrame] = {}
    exec(f"{example}\n{line}", told)
    kept = pd.read_parquet(here / "cost.parquet")
    pd.testing.assert_frame_equal(kept, told["cost"])
    for name in FORMS:
        table = getattr(read_plan("plan"), name)
        table.to_parquet(here / "table.parquet")
        pd.testing.assert_frame_equal(pd.read_parquet(here / "table.parquet"), table)


@pytest.mark.usefixtures("here")
def test_a_saved_plan_is_the_tables_that_it_was_saved_from() -> None:
    made = plan_frames(small_problem(), small_result(), RULES)
    read = read_plan("plan")
    for name in FORMS:
        pd.testing.assert_frame_equal(getattr(read, name), made[name])


@pytest.mark.usefixtures("here")
def test_cells_have_the_type_of_what_they_are() -> None:
    plan = read_plan("plan")
    first = plan.shifts.iloc[0]
    assert first["end"] - first["start"] == dt.timedelta(hours=9)
    assert first["date"] == pd.Timestamp("2026-12-21")
    breach = plan.breaches.iloc[0]
    assert (breach["hard"], breach["amount"], breach["cost"]) == (False, 3, 4.5)
    assert pd.isna(breach["client_id"])
    assert plan.costs["amount"].tolist() == [1234.05, -1.05]
    assert plan.unassigned["detail"].tolist() == ["nobody, alas"]
    figure = plan.figures.iloc[0]
    assert (figure["scope"], figure["figure"], figure["unit"]) == ("all", "K01", "%")
    assert pd.isna(figure["value"])
    assert figure["numerator"] == 0


@pytest.mark.usefixtures("here")
def test_the_wall_has_people_down_and_dates_across() -> None:
    wall = read_plan("plan").wall
    assert wall.index.name == "employee_id"
    assert wall.T["amy"].tolist() == ["day", "night"]
    both = read_plans(["plan", "plan.1"]).wall
    assert both.T["plan.1", "amy"].tolist() == ["day", "night"]


@pytest.mark.usefixtures("here")
def test_several_plans_say_which_row_is_whose() -> None:
    plans = read_plans(["plan", Path("plan.1")])
    for name in FORMS:
        rows, one = getattr(plans, name), getattr(read_plan("plan"), name)
        assert rows.columns[0] == "plan"
        assert rows["plan"].tolist() == ["plan"] * len(one) + ["plan.1"] * len(one)
        assert rows.dtypes[1:].tolist() == one.dtypes.tolist()


def test_a_plan_made_by_hand_has_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "shifts.csv").write_text(
        "employee_id;date;shift_id;unit_id;start;end\n"
        "'=amy;2026-12-21;D1;centre;2026-12-21T07:00;2026-12-21T16:00\n",
        encoding="utf-8-sig",
    )
    plan = read_plan(tmp_path)
    assert plan.shifts["employee_id"].tolist() == ["=amy"]
    assert plan.shifts["paid_minutes"].isna().all()
    assert plan.visits.empty
    assert plan.visits.dtypes["start"] == plan.shifts.dtypes["start"]
    assert plan.figures.empty


@pytest.mark.parametrize("name", ["nowhere", "mine"])
def test_a_folder_without_a_plan_is_no_plan_without_rows(here: Path, name: str) -> None:
    """One that is not there, and that of a dataset, which has visits too."""
    (here / "mine").mkdir()
    for file in ("dataset.toml", "visits.csv"):
        (here / "mine" / file).touch()
    with pytest.raises(FileNotFoundError, match=name):
        read_plans([here / "plan", here / name])


def test_one_folder_may_stand_by_itself(here: Path) -> None:
    one, listed = read_plans("plan"), read_plans(["plan"])
    assert one.shifts.equals(listed.shifts)
    assert len(one.shifts) > 0
    assert here.is_dir()


def test_the_tables_are_those_that_the_files_are_made_of() -> None:
    assert set(PlanTables.__dataclass_fields__) == set(FORMS)


def test_a_text_like_a_formula_is_a_text_in_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "unassigned.csv").write_text(
        "visit_id,staff_no,reason,detail\nv1,1,avoided,'=1+1\n", "utf-8"
    )
    read_plan(tmp_path).to_excel(tmp_path / "plan.xlsx")
    page = openpyxl.load_workbook(tmp_path / "plan.xlsx")["unassigned"]
    cell = page["D2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_workbook_that_is_not_written_whole_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan(tmp_path / "plan", small_problem(), small_result(), RULES)
    book = tmp_path / "plan.xlsx"
    tables = read_plan(tmp_path / "plan")
    tables.to_excel(book)
    before = book.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput):
        replace(tables, visits=tables.visits.head(0)).to_excel(book)
    assert book.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plan", "plan.xlsx"]
