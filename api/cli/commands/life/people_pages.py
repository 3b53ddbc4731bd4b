"""``bemanna pages``: everybody's schedule as a page of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import stopping
from api.handing_out.handed_out import people_pages
from api.inputs import read_inputs
from data.cell_place import CellPlace
from data.disk.own_folder import OwnFolder, check_target
from data.disk.whole_folder import write_folder
from data.export.calendars import Calendars
from data.export.personal_numbers import check_personal_numbers
from data.handed_out.person_pages import INDEX
from data.reading.plans import read_plan
from scheduler.domain.plan_view import PlanView

PAGES = OwnFolder(
    kind="pages", refusal="not_a_pages_folder", main_file=INDEX, openings={}
)


@dataclass(frozen=True)
class PagesOrder:
    """Whose pages of which plan, and where they go."""

    folder: Path
    plan: Path
    out: Path
    people: Sequence[str] = ()
    units: Sequence[str] = ()
    force: bool = False


def write_pages(order: PagesOrder, output: Output) -> Exit:
    """Write a page and a calendar per person, and an index.

    Raises
    ------
    BadInput
        With every fault of what was handed in, or the folder holds what must stay.
    """
    check_target(order.out, PAGES, force=order.force)
    problem = read_inputs(order.folder, judges=True).problem
    check_personal_numbers(problem)
    view = PlanView(problem, read_plan(order.plan, problem))
    calendars = Calendars(view, datetime.now(UTC), output.language)
    asked = order.people, order.units
    files = people_pages(view, calendars, *asked, lambda name: CellPlace(f"--{name}"))
    stopping.keep()
    write_folder(order.out, files, PAGES, force=order.force)
    pages = sum(name.endswith(".html") for name in files) - 1
    output.tell("cli.wrote.pages", count=pages, path=order.out / INDEX)
    written = {"index": str(order.out / INDEX)}
    return output.document({"files": written, "pages": pages}, Exit.DONE)
