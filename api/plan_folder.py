"""A plan folder with everything in it that a planner opens."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from api.inputs import Inputs
from data.disk.whole_folder import Written, write_beside, write_folder
from data.excel.workbook import schedule_xlsx
from data.faults import BadInput
from data.reading.plans import read_plan
from data.report import report_html
from data.writing.plan_files import (
    PLAN,
    REPORT,
    SCHEDULE,
    check_plan_folder,
    plan_files,
)
from scheduler.audit.audit import audit
from scheduler.pay.agreement import agreements_of
from scheduler.pay.assumptions import Assumption
from scheduler.pay.assumptions import assumptions as assumed
from scheduler.planning.result import Result

Stays = Literal["better", "changed"]
"""Why what is in a folder was not replaced: it is better, or somebody's own."""


@dataclass(frozen=True)
class SavedPlan:
    """Where a plan went."""

    written: Written
    stays: Stays | None = None
    """Set when it was written beside the folder that was asked for."""

    def paths(self) -> dict[str, str]:
        """Return the paths to tell about, by what they are."""
        folder, replaced = self.written
        earlier = {} if replaced is None else {"earlier": str(replaced)}
        return {
            "plan": str(folder),
            "report": str(folder / REPORT),
            "schedule": str(folder / SCHEDULE),
        } | earlier


def whole_plan(inputs: Inputs, result: Result) -> dict[str, bytes]:
    """Return all files of a plan folder, by name."""
    problem, rules = inputs
    return {
        **plan_files(problem, result, rules),
        REPORT: report(inputs, result),
        SCHEDULE: schedule_xlsx(problem, result, rules),
    }


def what_stays(
    folder: Path, inputs: Inputs, result: Result, *, force: bool
) -> Stays | None:
    """Say why the plan in a folder may not be replaced by this one, if so.

    The folder may have changed since planning began; the new plan is not lost by that.
    """
    try:
        check_plan_folder(folder, force=force)
    except BadInput:
        return "changed"
    return "better" if not force and _holds_better(folder, inputs, result) else None


def _holds_better(folder: Path, inputs: Inputs, result: Result) -> bool:
    """Whether the plan in a folder is for the same dataset, and better."""
    try:
        held = read_plan(folder, inputs.problem)
    except BadInput:
        return False
    found = audit(inputs.problem, held, inputs.rules)
    return result.audit is None or found.rank < result.audit.rank


def save_plan(
    folder: Path, files: dict[str, bytes], stays: Stays | None, *, force: bool
) -> SavedPlan:
    """Write a plan folder, or a new one beside it where what is there ``stays``.

    Raises
    ------
    BadInput
        It cannot be written.
    """
    if stays is not None:
        return SavedPlan(write_beside(folder, files, PLAN), stays)
    return SavedPlan(write_folder(folder, files, PLAN, force=force))


def report(inputs: Inputs, result: Result) -> bytes:
    """Return the report, with what the prices rest on."""
    problem, rules = inputs
    return report_html(problem, result, rules, assumptions(inputs))


def assumptions(inputs: Inputs) -> list[Assumption]:
    """Return what the prices of the plan's days rest on."""
    dates = inputs.problem.dates
    found = [a for each in agreements_of(inputs.problem) for a in assumed(each, dates)]
    return [a for n, a in enumerate(found) if a not in found[:n]]
