"""``evaluate`` and others on a plan's workbook whose wall was edited."""

from pathlib import Path

import openpyxl
import pytest

from api.cli.exits import Exit
from data.reading.dataset import read_dataset
from data.reading.plans import read_plan
from tests.api.cli.commands import Shell
from tests.api.village import TOKEN_NAME, plan_folder
from tests.build import at

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def plan(shell: Shell, dataset: Path, tmp_path: Path) -> Path:
    made = plan_folder(tmp_path / "made", dataset)
    shell("evaluate", dataset, made, "--out", tmp_path / "plan")
    return tmp_path / "plan"


def edit(plan: Path, text: str, name: str = "schedule.xlsx") -> Path:
    """Put a text into the first day of the only person."""
    path = plan / "schedule.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["Schema"]
    [row] = [r[0].row for r in page.iter_rows() if r[0].value == TOKEN_NAME]
    page.cell(row, 4).value = text
    book.save(plan / name)
    return plan / name


def test_an_edited_schedule_is_judged_and_written(
    shell: Shell, dataset: Path, plan: Path, tmp_path: Path
) -> None:
    book, out = edit(plan, "07:00-10:00"), tmp_path / "new"
    ran = shell("evaluate", dataset, book, "--out", out, "--json")
    assert ran.code is not Exit.BAD_INPUT
    [change] = ran.document["changes"]
    assert (change["kept"], change["opened"]) == (["v1"], ["v2"])
    found = read_plan(out, read_dataset(dataset))
    assert [(row.start, row.end) for row in found.shifts] == [
        (at("2026-12-21 07:00"), at("2026-12-21 10:00"))
    ]
    assert [(u.visit, u.reason) for u in found.unassigned] == [("v2", "edited")]


def test_what_was_changed_is_told_with_what_becomes_of_the_visits(
    shell: Shell, dataset: Path, plan: Path
) -> None:
    ran = shell("evaluate", dataset, edit(plan, "SJ"))
    told = f"{TOKEN_NAME}, mån 21/12: day → SJ. 0 besök stannar hos personen, 2 blir"
    assert told in ran.out
    assert "Frånvaro" in ran.out


def test_every_command_that_takes_a_plan_takes_its_edited_schedule(
    shell: Shell, dataset: Path, plan: Path, tmp_path: Path
) -> None:
    book = edit(plan, "", "edited.xlsx")
    ran = shell("compare", dataset, plan, book, "--json")
    assert ran.code is Exit.DONE
    out = tmp_path / "out.csv"
    assert shell("export", dataset, book, "--as", "csv", "--out", out).code is Exit.DONE


def test_a_schedule_away_from_its_plan_is_refused(
    shell: Shell, dataset: Path, plan: Path, tmp_path: Path
) -> None:
    book = edit(plan, "").rename(tmp_path / "schedule.xlsx")
    ran = shell("evaluate", dataset, book, "--json")
    assert ran.code is Exit.BAD_INPUT
    assert [f["code"] for f in ran.document["faults"]] == ["no_plan_beside"]
