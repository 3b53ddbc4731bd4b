"""``bemanna check``: what is wrong with a dataset, and what no plan of it can do."""

from collections.abc import Sequence
from pathlib import Path

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.terminal_tables import section_tables
from api.inputs import read_inputs
from api.summary import as_document, size_of
from scheduler.domain.problem import Problem
from scheduler.feasibility import Finding, feasibility


def check_dataset(folder: Path, rules: Path | None, output: Output) -> Exit:
    """Read everything; tell every fault, or else the size and what stands in the way.

    Raises
    ------
    BadInput
        With every fault.
    """
    problem, settled = read_inputs(folder, rules)
    findings = feasibility(problem, settled)
    size = size_of(problem)
    _tell_dataset(problem, output)
    output.show(section_tables([size], output.language))
    empty = _days_without_visits(problem)
    if empty:
        output.tell("cli.check.empty_days", days=len(empty), dates=", ".join(empty))
    _tell(findings, output)
    rows = [_row(finding, output) for finding in findings]
    document = as_document([size]) | {
        "dataset": problem.name,
        "dataset_sha256": problem.sha256,
        "days_without_visits": empty,
        "findings": rows,
    }
    hopeless = any(finding.severity == "error" for finding in findings)
    return output.document(document, Exit.NO_PLAN if hopeless else Exit.DONE)


def _tell_dataset(problem: Problem, output: Output) -> None:
    output.tell(
        "cli.dataset",
        name=problem.name,
        days=problem.days,
        start=problem.start.isoformat(),
    )


def _days_without_visits(problem: Problem) -> list[str]:
    """Return the dates without visits, of a dataset that has visits at all."""
    visited = {visit.date for visit in problem.visits}
    return [f"{day}" for day in problem.dates if visited and day not in visited]


def _tell(findings: Sequence[Finding], output: Output) -> None:
    if not findings:
        output.tell("cli.check.fine")
    for severity in ("error", "warning"):
        found = [f for f in findings if f.severity == severity]
        if found:
            output.tell(f"cli.check.{severity}s", count=len(found))
        for finding in found:
            output.show(f"- {finding.message(output.language)}")


def _row(finding: Finding, output: Output) -> dict[str, object]:
    row = finding.model_dump(mode="json")
    return row | {"message": finding.message(output.language)}
