"""``bemanna compare``: plans of one dataset side by side."""

from collections.abc import Sequence
from pathlib import Path

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.terminal_tables import comparison_table
from api.inputs import Inputs, Rules, read_inputs
from data.faults import BadInput, Fault, FaultList
from data.reading.plans import read_plan
from data.result_document import read_result
from scheduler.audit.audit import Audit, audit
from scheduler.audit.comparison import ComparedQuantity, Comparison, compare


def compare_plans(
    folder: Path, plans: Sequence[Path], rules: Path | None, output: Output
) -> Exit:
    """Judge every plan under the same rules and print them beside each other.

    Raises
    ------
    BadInput
        With every fault of what was handed in, a plan for another dataset included.
    """
    if len(plans) < 2:
        return output.refused(output.words("cli.one_plan"))
    inputs = read_inputs(folder, rules, judges=True)
    audits = _audits(inputs, plans)
    names = dict(zip(audits, plans, strict=True))
    others = [name for name in names if _has_other_rules(names[name], inputs.rules)]
    comparison = compare(audits, others)
    for name in others:
        output.tell("cli.compare.other_rules", name=name)
    output.show(comparison_table(comparison, output.language))
    return output.document(as_document(comparison), Exit.DONE)


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
