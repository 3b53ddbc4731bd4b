"""What we write is opened and saved by a real spreadsheet program, and read again."""

from pathlib import Path

import openpyxl
import pytest

from api.http.workbook_body import check_workbook
from data.excel.dataset_workbook import dataset_xlsx
from data.problem_cells import digest
from data.reading.dataset import read_dataset
from data.sample import make_sample
from data.sheet_words import sheet_title
from data.writing.dataset_files import write_dataset
from tests.data.excel.office import saved_again, saved_as_csv
from tests.data.reading.build import Files


@pytest.mark.parametrize("name", ["small", "lekeberg"])
def test_a_sample_that_was_saved_again_is_the_same_dataset(
    name: str, tmp_path: Path
) -> None:
    problem = make_sample(name, 1)
    path = tmp_path / "mine.xlsx"
    path.write_bytes(dataset_xlsx(problem))
    again = saved_again(path, tmp_path)
    assert digest(read_dataset(again)) == digest(problem)
    check_workbook(again.read_bytes())


@pytest.mark.parametrize("separator", [";", ","])
def test_sheets_saved_as_csv_are_the_same_dataset(
    separator: str, tmp_path: Path
) -> None:
    """With decimal commas, seconds, Windows letters and a workbook's headings."""
    problem = make_sample("small", 1)
    path, folder = tmp_path / "mine.xlsx", tmp_path / "folder"
    path.write_bytes(dataset_xlsx(problem))
    write_dataset(problem, folder)
    sheets = saved_as_csv(path, tmp_path, separator)
    for file in folder.glob("*.csv"):
        text = sheets[sheet_title(file.stem, "sv")]
        file.write_text(text, "cp1252")
    assert digest(read_dataset(folder)) == digest(problem)


def test_every_kind_of_cell_survives_being_saved_again(tmp_path: Path) -> None:
    files = (
        Files().put("units.csv", 2, "name", "007").put("units.csv", 3, "name", "1/2")
    )
    files.put("employees.csv", 2, "name", "=1+1").put("employees.csv", 3, "name", "'x")
    problem = read_dataset(files.write(tmp_path / "folder"))
    path = tmp_path / "mine.xlsx"
    path.write_bytes(dataset_xlsx(problem))
    assert digest(read_dataset(saved_again(path, tmp_path))) == digest(problem)


def test_a_cell_that_was_changed_is_the_only_change(tmp_path: Path) -> None:
    problem = read_dataset(Files().write(tmp_path / "folder"))
    path = tmp_path / "mine.xlsx"
    path.write_bytes(dataset_xlsx(problem))
    book = openpyxl.load_workbook(path)
    page = book[sheet_title("visits", "sv")]
    names = [cell.value for cell in page[1]]
    page.cell(3, names.index("Minuter") + 1).value = 45
    book.save(path)
    changed = Files().put("visits.csv", 3, "minutes", "45").write(tmp_path / "changed")
    again = read_dataset(saved_again(path, tmp_path))
    assert digest(again) == digest(read_dataset(changed))
