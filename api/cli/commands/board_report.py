"""``bemanna board-report``: the board's report on a schedule, before and after."""

from dataclasses import dataclass
from pathlib import Path

from api.cli.commands.compare import Sides
from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.comparison_files import whole_of_plans
from api.inputs import read_inputs
from api.side_by_side import side_by_side
from data.board.board_page import board_html
from data.board.outcome_file import read_outcomes
from data.disk.whole_file import check_file


@dataclass(frozen=True)
class BoardReport:
    """Which plans, and where the report goes."""

    folder: Path
    before: Path
    after: Path
    out: Path
    other: Path | None = None
    """The dataset of the plan after, if it is another."""
    outcomes: Path | None = None
    force: bool = False


def write_board_report(wanted: BoardReport, output: Output) -> Exit:
    """Judge both plans by their own inputs and write the report.

    Raises
    ------
    BadInput
        With every fault of what was handed in, or where the file may not be written.
    """
    check_file(wanted.out, force=wanted.force)
    own = read_inputs(wanted.folder, judges=True)
    outcomes = read_outcomes(wanted.outcomes) if wanted.outcomes else ()
    found = side_by_side(own, None, _sides(wanted).read(own))
    page = board_html(whole_of_plans(found), outcomes)
    keep_file(wanted.out, page, force=wanted.force)
    output.tell("cli.wrote.board", path=wanted.out)
    return output.document({"files": {"report": str(wanted.out)}}, Exit.DONE)


def _sides(wanted: BoardReport) -> Sides:
    if wanted.other is None:
        return Sides(wanted.folder, (wanted.before, wanted.after))
    beside = ((wanted.other, wanted.after),)
    return Sides(wanted.folder, (wanted.before,), beside=beside)
