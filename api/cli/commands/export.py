"""``bemanna export`` and ``bemanna codes``: a plan for payroll, ledger and people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.inputs import Inputs, read_inputs
from api.life.is_published import is_published
from api.life.told_on_disk import last_told_of, read_told_inputs
from data.cell_place import CellPlace
from data.disk.whole_file import check_file
from data.export.code_tables import TableName, read_own, template
from data.export.export_forms import ExportForm, ExportOrder, exported
from data.life.plan_life import LifeEvent
from data.life.publications import Publication, publications
from data.reading.plans import read_plan
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView


@dataclass(frozen=True)
class Export:
    """Which plan to export, as what, to where."""

    folder: Path
    plan: Path
    form: str
    out: Path
    codes: Path | None = None
    only: str | None = None
    force: bool = False


def export_plan(order: Export, output: Output) -> Exit:
    """Write a plan for another system, and say if it is not what people were told.

    Raises
    ------
    BadInput
        With every fault of what was handed in, or the file cannot be written.
    """
    check_file(order.out, force=order.force)
    wanted = ExportOrder(
        form=ExportForm(order.form),
        made_at=datetime.now(UTC),
        language=output.language,
        codes=read_own(order.codes),
        place=CellPlace(str(order.codes)),
        only=order.only,
    )
    inputs = read_inputs(order.folder, judges=True)
    plan = read_plan(order.plan, inputs.problem)
    told = last_told_of(publications(order.folder))
    last = told[-1].event if told else None
    made = exported(PlanView(inputs.problem, plan), wanted)
    keep_file(order.out, made.content, force=order.force)
    output.tell("cli.wrote.export", path=order.out)
    is_told = _is_told(order.folder, inputs, plan, told)
    if not is_told:
        output.note(_unpublished(last, output))
    files = {order.form: str(order.out)}
    return output.document({"files": files, "published": is_told}, Exit.DONE)


def _is_told(
    folder: Path, inputs: Inputs, plan: Plan, told: Sequence[Publication]
) -> bool:
    """Say whether a plan is what people were told; some of it in parts, maybe."""
    if not told:
        return is_published(inputs, plan, None)
    if len(told) == 1 and told[0].to is None:
        return is_published(inputs, plan, told[0].event)
    return is_published(read_told_inputs(folder, judges=True).inputs, plan, None)


def _unpublished(last: LifeEvent | None, output: Output) -> str:
    """Say that people were told something else, or nothing."""
    if last is None:
        return output.words("cli.export.unpublished")
    return output.words("cli.export.other_published", day=last.day, by=last.by)


def write_template(name: str, out: Path, force: bool, output: Output) -> Exit:
    """Write the table of codes that comes along, to be changed.

    Raises
    ------
    BadInput
        The file cannot be written.
    """
    keep_file(out, template(TableName(name)).encode(), force=force)
    output.tell("cli.wrote.export", path=out)
    return output.document({"files": {name: str(out)}}, Exit.DONE)
