"""``bemanna template``."""

from pathlib import Path

import openpyxl

from api.cli.exits import Exit
from data.problem_cells import digest
from data.reading.dataset import read_dataset
from tests.api.cli.commands import Shell


def test_an_empty_workbook_is_written(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "mine.xlsx"
    ran = shell("template", out, "--json")
    assert ran.code is Exit.DONE
    assert ran.document["files"] == {"workbook": str(out)}
    assert "Medarbetare" in openpyxl.load_workbook(out).sheetnames


def test_the_language_is_that_of_the_command(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "mine.xlsx"
    shell("template", out, "--lang", "en")
    assert "Employees" in openpyxl.load_workbook(out).sheetnames


def test_a_dataset_becomes_a_workbook_that_is_the_same_dataset(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mine.xlsx"
    assert shell("template", out, "--from", dataset).code is Exit.DONE
    assert digest(read_dataset(out)) == digest(read_dataset(dataset))


def test_rules_that_stay_behind_are_told(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    rules = dataset / "rules.json"
    rules.unlink(missing_ok=True)
    silent = shell("template", tmp_path / "a.xlsx", "--from", dataset)
    assert "--rules" not in silent.err
    rules.write_text("[]")
    told = shell("template", tmp_path / "b.xlsx", "--from", dataset)
    assert "--rules" in told.err


def test_a_workbook_that_is_there_is_replaced_only_by_force(
    shell: Shell, tmp_path: Path
) -> None:
    out = tmp_path / "mine.xlsx"
    out.write_text("mine")
    assert shell("template", out).code is Exit.BAD_INPUT
    assert out.read_text() == "mine"
    assert shell("template", out, "--force").code is Exit.DONE
    assert out.read_bytes().startswith(b"PK")


def test_a_name_that_no_spreadsheet_opens_is_refused(
    shell: Shell, tmp_path: Path
) -> None:
    assert shell("template", tmp_path / "mine.csv").code is Exit.BAD_INPUT
    assert list(tmp_path.glob("mine*")) == []
