"""``bemanna template``: a workbook to fill in, or a dataset as one."""

from dataclasses import dataclass
from pathlib import Path

from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from data.cell_place import CellPlace
from data.disk.whole_file import check_file
from data.excel.dataset_workbook import dataset_xlsx
from data.faults import BadInput
from data.reading.dataset import RULES, read_dataset
from data.reading.folders import WORKBOOK


@dataclass(frozen=True)
class DatasetBook:
    """Where to write a workbook, and of which dataset; of none, it is empty."""

    out: Path
    folder: Path | None = None
    force: bool = False


def write_dataset_book(wanted: DatasetBook, output: Output) -> Exit:
    """Write the workbook.

    Raises
    ------
    BadInput
        With every fault of the dataset, or the file cannot be written.
    """
    if wanted.out.suffix.lower() != WORKBOOK:
        raise BadInput([CellPlace(str(wanted.out)).fault("not_xlsx")])
    check_file(wanted.out, force=wanted.force)
    folder = wanted.folder
    problem = None if folder is None else read_dataset(folder, judges=True)
    keep_file(wanted.out, dataset_xlsx(problem, output.language), force=wanted.force)
    output.tell("cli.wrote.workbook", path=wanted.out)
    if folder is not None and (folder / RULES).is_file():
        output.note(output.words("cli.template.rules", path=folder / RULES))
    return output.document({"files": {"workbook": str(wanted.out)}}, Exit.DONE)
