"""``bemanna compare``: plans, or a plan's agreements, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from api.cli.commands.comparison_target import ComparisonTarget
from api.cli.commands.life.states import tell_told
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.terminal_tables import comparison_table
from api.inputs import Inputs
from api.life.told_on_disk import read_told_inputs
from api.other_agreement import OtherAgreement
from api.side_by_side import ComparedPlan, SideBySide, side_by_side
from data.faults import BadInput, Fault, FaultList
from data.reading.plans import read_plan
from data.result_document import read_result
from data.scenario.difference_words import difference_words
from scheduler.audit.comparison import ComparedQuantity


@dataclass(frozen=True)
class Sides:
    """Which plans to compare, and by what."""

    folder: Path
    plans: Sequence[Path]
    rules: Path | None = None
    as_of: date | None = None
    agreement: Path | None = None
    beside: Sequence[tuple[Path, Path]] = ()
    """Plans of other datasets, each after its own."""
    told_on: date | None = None
    """When people hear of any of them, where they were told something before."""

    def read(self, own: Inputs) -> list[ComparedPlan]:
        """Return every plan, and of which inputs.

        Raises
        ------
        BadInput
            With every fault of every plan and other dataset.
        """
        faults: FaultList = FaultList()
        wanted = [partial(_plan, folder, own) for folder in self.plans]
        wanted += [partial(_stranger, *pair, self.told_on) for pair in self.beside]
        plans = [_tried(read, faults) for read in wanted]
        if faults:
            raise BadInput(faults)
        return _called([plan for plan in plans if plan is not None])


def _called(plans: list[ComparedPlan]) -> list[ComparedPlan]:
    """Return plans by what readers call them: no path, unless two folders are alike."""
    names = [Path(plan.name).name for plan in plans]
    if len({*names}) < len(names) or not all(names):
        return plans
    return [plan._replace(name=name) for plan, name in zip(plans, names, strict=True)]


def compare_plans(
    sides: Sides, target: ComparisonTarget | None, output: Output
) -> Exit:
    """Judge plans and set them beside each other.

    Those of the dataset are judged by the same rules and against the same publication,
    those of others by their own dataset's. A plan by itself is compared with itself
    under the other agreement.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    other = OtherAgreement.given(sides.as_of, sides.agreement)
    if len(sides.plans) + len(sides.beside) < 2 and other is None:
        return output.refused(output.words("cli.one_plan"))
    if target is not None:
        target.check()
    told = read_told_inputs(
        sides.folder, sides.rules, judges=True, told_on=sides.told_on
    )
    found = side_by_side(told.inputs, other, sides.read(told.inputs))
    tell_told(told, output)
    _tell_inputs(found, output)
    output.show(comparison_table(found.comparison, output.language))
    document = as_document(found)
    if target is not None:
        target.save(found, document, output)
        document |= {"files": {"table": str(target.file)}}
    return output.document(document, Exit.DONE)


def _tell_inputs(found: SideBySide, output: Output) -> None:
    """Say what differs in the inputs, and whether nothing does in the plans."""
    first, *others = found.comparison.plans
    for name, differs in zip(others, found.differs[1:], strict=True):
        if not differs.is_empty:
            output.tell("cli.compare.inputs", name=name, first=first)
            output.show_all(difference_words(differs))
    if all(differs.is_empty for differs in found.differs):
        output.tell("inputs.differ.same")
    else:
        output.tell("cli.compare.own_inputs")
    if found.is_alike:
        output.tell("cli.compare.alike")
    for name in found.comparison.other_rules:
        output.tell("cli.compare.other_rules", name=name)


def _tried(read: Callable[[], ComparedPlan], faults: FaultList) -> ComparedPlan | None:
    try:
        return read()
    except BadInput as bad:
        faults.extend(bad.faults)
        return None


def _plan(folder: Path, inputs: Inputs) -> ComparedPlan:
    try:
        plan, facts = read_plan(folder, inputs.problem), read_result(folder)
    except BadInput as bad:
        raise BadInput(_inside(folder, fault) for fault in bad.faults) from bad
    rules = [dict(rule) for rule in facts.rules] if facts else []
    return ComparedPlan(str(folder), plan, rules)


def _stranger(dataset: Path, folder: Path, told_on: date | None) -> ComparedPlan:
    """Return a plan of another dataset, with that one's inputs."""
    try:
        own = read_told_inputs(dataset, judges=True, told_on=told_on).inputs
    except BadInput as bad:
        raise BadInput(_inside(dataset, fault) for fault in bad.faults) from bad
    return _plan(folder, own)._replace(own=own)


def _inside(folder: Path, fault: Fault) -> Fault:
    """Return a fault that says in which of the folders it is."""
    if Path(fault.file) == folder:
        return fault
    return fault.model_copy(update={"file": str(folder / fault.file)})


def as_document(found: SideBySide) -> dict[str, object]:
    """Return a comparison as plain JSON."""
    comparison = found.comparison
    return {
        "plans": list(comparison.plans),
        "inputs": [differs.model_dump(mode="json") for differs in found.differs],
        "rows": [_row(row) for row in comparison.rows],
        "other_rules": list(comparison.other_rules),
    }


def _row(row: ComparedQuantity) -> dict[str, object]:
    return row.model_dump(mode="json") | {"differences": list(row.differences)}
