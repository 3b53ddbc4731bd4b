"""``bemanna lay-out``: a base schedule over the calendar, as a dataset to be solved."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from api.cli.commands.written_dataset import tell_dataset
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import stopping
from api.inputs import Inputs, read_inputs
from api.laid_out_periods import (
    LaidOutPeriod,
    LaidOutWhen,
    laid_document,
    laid_out_period,
)
from constraints.handbook.handbook import write_handbook
from data.base_schedule.base_reading import read_base
from data.writing.dataset_files import check_dataset_folder, write_dataset

MOST_TOLD = 20
"""Breaches that the terminal tells."""


@dataclass(frozen=True)
class LayOutOrder:
    """Which base schedule is laid out, on which days, and where the dataset goes."""

    base: Path
    folder: Path
    when: LaidOutWhen
    out: Path
    rules: Path | None = None
    force: bool = False


def lay_out_base(order: LayOutOrder, output: Output) -> Exit:
    """Write the dataset with the shifts locked, and tell where it deviates.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    check_dataset_folder(order.out, force=order.force)
    inputs = read_inputs(order.folder, order.rules)
    read = read_base(order.base, inputs.problem)
    laid = laid_out_period(inputs, read, order.when)
    stopping.keep()
    settled = write_handbook(inputs.rules).encode()
    written = write_dataset(laid.problem, order.out, settled, force=order.force)
    _tell(laid, inputs, output)
    files = tell_dataset(written, output)
    code = Exit.OPEN if laid.deviations else Exit.DONE
    return output.document({**laid_document(laid, inputs.rules), "files": files}, code)


def _tell(laid: LaidOutPeriod, inputs: Inputs, output: Output) -> None:
    problem, shifts = laid.problem, laid.laid.shifts
    output.tell(
        "base.laid_out",
        first=problem.start.isoformat(),
        last=problem.end.isoformat(),
        shifts=sum(row.part == 1 for row in shifts),
        people=len({row.employee for row in shifts}),
    )
    for why, many in sorted(Counter(v.why for v in laid.laid.vacant).items()):
        output.tell(f"base.why.{why}", shifts=many)
    rules = {rule.id: rule for rule in inputs.rules}
    hard = laid.deviations
    output.tell("base.deviations" if hard else "base.no_deviations", hard=len(hard))
    for breach in hard[:MOST_TOLD]:
        output.show(f"- {rules[breach.rule].explain(breach, output.language)}")
