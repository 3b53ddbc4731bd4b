"""``bemanna compare``: plans of one dataset, or a plan's agreements, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.cli.commands.table_target import TableTarget
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.terminal_tables import comparison_table
from api.inputs import Inputs, Rules, read_inputs
from api.other_agreement import OtherAgreement, under_agreement
from data.faults import BadInput, Fault, FaultList
from data.reading.plans import read_plan
from data.result_document import read_result
from scheduler.audit.audit import Audit, audit
from scheduler.audit.comparison import ComparedQuantity, Comparison, compare


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
    inputs = under_agreement(own, other)
    audits = _audits(inputs, sides.plans)
    names = dict(zip(audits, sides.plans, strict=True))
    others = [name for name in names if _has_other_rules(names[name], inputs.rules)]
    if len(sides.plans) == 1:
        [(name, changed)] = audits.items()
        before = _audits(own, sides.plans)
        audits = before | {f"{name} ({inputs.problem.agreement})": changed}
    comparison = compare(audits, others)
    for name in others:
        output.tell("cli.compare.other_rules", name=name)
    output.show(comparison_table(comparison, output.language))
    document = as_document(comparison)
    if table is not None:
        table.save(comparison, output)
        document |= {"files": {"table": str(table.file)}}
    return output.document(document, Exit.DONE)


def _audits(inputs: Inputs, plans: Sequence[Path]) -> dict[str, tuple[str, Audit]]:
    problem, rules = inputs
    audits: dict[str, tuple[str, Audit]] = {}
    faults: FaultList = FaultList()
    for folder in plans:
        try:
            plan = read_plan(folder, problem)
        except BadInput as bad:
            faults.extend(_inside(folder, fault) for fault in bad.faults)
        else:
            found = audit(problem, plan, rules)
            audits[_name(folder, audits)] = (problem.sha256, found)
    if faults:
        raise BadInput(faults)
    return audits


def _has_other_rules(folder: Path, rules: Rules) -> bool:
    """Whether the plan says that it was made under other rules than these."""
    facts = read_result(folder)
    if facts is None or not facts.rules:
        return False
    made_under = [dict(rule) for rule in facts.rules]
    return made_under != [rule.model_dump(mode="json") for rule in rules]


def _inside(folder: Path, fault: Fault) -> Fault:
    """Return a fault that says in which of the folders it is."""
    if Path(fault.file) == folder:
        return fault
    return fault.model_copy(update={"file": str(folder / fault.file)})


def _name(folder: Path, taken: dict[str, tuple[str, Audit]]) -> str:
    """Return what to call a plan; one that is given twice gets a number."""
    names = [str(folder), *(f"{folder} ({n})" for n in range(2, len(taken) + 2))]
    return next(name for name in names if name not in taken)


def as_document(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as plain JSON."""
    return {
        "plans": list(comparison.plans),
        "rows": [_row(row) for row in comparison.rows],
        "other_rules": list(comparison.other_rules),
    }


def _row(row: ComparedQuantity) -> dict[str, object]:
    return row.model_dump(mode="json") | {"differences": list(row.differences)}
