"""``bemanna compare``: plans of one dataset, or a plan's agreements, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.cli.commands.table_target import TableTarget
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.terminal_tables import comparison_table
from api.inputs import read_inputs
from api.other_agreement import OtherAgreement
from api.side_by_side import ComparedPlan, side_by_side
from data.faults import BadInput, Fault, FaultList
from data.reading.plans import read_plan
from data.result_document import read_result
from scheduler.audit.comparison import ComparedQuantity, Comparison
from scheduler.domain.problem import Problem


@dataclass(frozen=True)
class Sides:
    """Which plans to compare, and by what."""

    folder: Path
    plans: Sequence[Path]
    rules: Path | None = None
    as_of: date | None = None
    agreement: Path | None = None


def compare_plans(sides: Sides, table: TableTarget | None, output: Output) -> Exit:
    """Judge every plan under the same rules and set them beside each other.

    A plan by itself is compared with itself under the other agreement.

    Raises
    ------
    BadInput
        With every fault of what was handed in, a plan for another dataset included.
    """
    other = OtherAgreement.given(sides.as_of, sides.agreement)
    if len(sides.plans) < 2 and other is None:
        return output.refused(output.words("cli.one_plan"))
    if table is not None:
        table.check()
    own = read_inputs(sides.folder, sides.rules, judges=True)
    comparison = side_by_side(own, other, _plans(own.problem, sides.plans))
    for name in comparison.other_rules:
        output.tell("cli.compare.other_rules", name=name)
    output.show(comparison_table(comparison, output.language))
    document = as_document(comparison)
    if table is not None:
        table.save(comparison, output)
        document |= {"files": {"table": str(table.file)}}
    return output.document(document, Exit.DONE)


def _plans(problem: Problem, folders: Sequence[Path]) -> list[ComparedPlan]:
    plans: list[ComparedPlan] = []
    faults: FaultList = FaultList()
    for folder in folders:
        try:
            plan, facts = read_plan(folder, problem), read_result(folder)
        except BadInput as bad:
            faults.extend(_inside(folder, fault) for fault in bad.faults)
        else:
            rules = [dict(rule) for rule in facts.rules] if facts else []
            plans.append(ComparedPlan(str(folder), plan, rules))
    if faults:
        raise BadInput(faults)
    return plans


def _inside(folder: Path, fault: Fault) -> Fault:
    """Return a fault that says in which of the folders it is."""
    if Path(fault.file) == folder:
        return fault
    return fault.model_copy(update={"file": str(folder / fault.file)})


def as_document(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as plain JSON."""
    return {
        "plans": list(comparison.plans),
        "rows": [_row(row) for row in comparison.rows],
        "other_rules": list(comparison.other_rules),
    }


def _row(row: ComparedQuantity) -> dict[str, object]:
    return row.model_dump(mode="json") | {"differences": list(row.differences)}
