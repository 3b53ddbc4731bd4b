"""``bemanna tours``: who goes where, unit by unit and day by day, on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.handing_out.handed_out import tour_page
from api.inputs import read_inputs
from data.cell_place import CellPlace
from data.disk.whole_file import check_file
from data.reading.plans import read_plan
from scheduler.domain.plan_view import PlanView


@dataclass(frozen=True)
class ToursOrder:
    """Which lists of which plan, and where they go."""

    folder: Path
    plan: Path
    out: Path
    days: Sequence[str] = ()
    units: Sequence[str] = ()
    force: bool = False


def write_tours(order: ToursOrder, output: Output) -> Exit:
    """Write the tour lists of some days and units, or of all, as one page.

    Raises
    ------
    BadInput
        With every fault of what was handed in, or the file may not be written.
    """
    check_file(order.out, force=order.force)
    problem = read_inputs(order.folder, judges=True).problem
    view = PlanView(problem, read_plan(order.plan, problem))
    page = tour_page(view, order.days, order.units, lambda name: CellPlace(f"--{name}"))
    keep_file(order.out, page, force=order.force)
    output.tell("cli.wrote.tours", path=order.out)
    return output.document({"files": {"tours": str(order.out)}}, Exit.DONE)
