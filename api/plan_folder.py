"""A plan folder with everything in it that a planner opens."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from api.inputs import Inputs
from data.disk.manifest import Manifest, read_manifest
from data.disk.whole_folder import Written, write_beside, write_folder
from data.excel.workbook import schedule_xlsx
from data.faults import BadInput
from data.life.plan_life import PlanLife
from data.reading.plans import read_plan
from data.report import report_html, with_life
from data.writing.plan_files import (
    PLAN,
    REPORT,
    SCHEDULE,
    check_plan_folder,
    plan_files,
)
from scheduler.audit.audit import audit
from scheduler.context.background import noted
from scheduler.domain.problem import Problem
from scheduler.feasibility.unplaced import on_guesses, unplaced
from scheduler.pay.agreement import agreements_of, rows_used
from scheduler.pay.assumptions import Assumption
from scheduler.pay.assumptions import assumptions as assumed
from scheduler.planning.result import Defect, Result

Stays = Literal["better", "changed"]
"""Why what is in a folder was not replaced: it is better, or somebody's own."""


class WholePlan(NamedTuple):
    """The files of a plan folder, by name."""

    files: dict[str, bytes]
    defect: Defect | None = None
    """Why a document for people is not among them."""


@dataclass(frozen=True)
class SavedPlan:
    """Where a plan went."""

    written: Written
    stays: Stays | None = None
    """Set when it was written beside the folder that was asked for."""
    defect: Defect | None = None
    """Why a document for people was not written."""

    def paths(self) -> dict[str, str]:
        """Return the paths to tell about, by what they are."""
        folder, replaced = self.written
        documents = {"report": folder / REPORT, "schedule": folder / SCHEDULE}
        paths = {
            "plan": folder,
            **{name: path for name, path in documents.items() if path.exists()},
        }
        if replaced is not None:
            paths["earlier"] = replaced
        return {name: str(path) for name, path in paths.items()}


def whole_plan(
    inputs: Inputs, result: Result, life: PlanLife | None = None
) -> WholePlan:
    """Return all files of a plan folder; a defect in a document costs no plan.

    With the plan's ``life`` the documents say where it stands.
    """
    problem, rules = inputs
    files = plan_files(problem, result, rules)
    documents: Mapping[str, Callable[[], bytes]] = {
        REPORT: lambda: report(inputs, result, life),
        SCHEDULE: lambda: schedule_xlsx(problem, result, rules, life),
    }
    defect = None
    for name, make in documents.items():
        try:
            files[name] = make()
        except Exception as error:  # whatever it is, the plan is there
            noted(name, error)
            defect = defect or Defect.of(error)
    return WholePlan(files, defect)


@dataclass(frozen=True)
class HeldPlan:
    """What a folder holds, judged before another plan is made for it."""

    manifest: Manifest | None
    rank: tuple[int, int, int] | None
    """Of the audit; nothing where there is no plan for the same dataset."""


def held_plan(folder: Path, inputs: Inputs) -> HeldPlan:
    """Judge what a folder holds, which takes seconds."""
    manifest = read_manifest(folder)
    try:
        held = read_plan(folder, inputs.problem)
    except BadInput:
        return HeldPlan(manifest, None)
    return HeldPlan(manifest, audit(inputs.problem, held, inputs.rules).rank)


def what_stays(
    folder: Path,
    inputs: Inputs,
    result: Result,
    held: HeldPlan | None = None,
    *,
    force: bool,
) -> Stays | None:
    """Say why the plan in a folder may not be replaced by this one, if so.

    The folder may have changed since planning began, and since it was ``held``; the new
    plan is not lost by that.
    """
    try:
        check_plan_folder(folder, force=force)
    except BadInput:
        return "changed"
    if force:
        return None
    if held is None or held.manifest is None or held.manifest != read_manifest(folder):
        held = held_plan(folder, inputs)
    return "better" if _is_better(held, result) else None


def _is_better(held: HeldPlan, result: Result) -> bool:
    if held.rank is None:
        return False
    return result.audit is None or held.rank < result.audit.rank


def save_plan(
    folder: Path, whole: WholePlan, stays: Stays | None, *, force: bool
) -> SavedPlan:
    """Write a plan folder, or a new one beside it where what is there ``stays``.

    Raises
    ------
    BadInput
        It cannot be written.
    """
    files, defect = whole
    if stays is not None:
        return SavedPlan(write_beside(folder, files, PLAN), stays, defect)
    return SavedPlan(write_folder(folder, files, PLAN, force=force), None, defect)


def report(inputs: Inputs, result: Result, life: PlanLife | None = None) -> bytes:
    """Return the report, with what the prices rest on and where the plan stands."""
    problem, rules = inputs
    made = report_html(problem, result, rules, assumptions(inputs))
    return made if life is None else with_life(made, life)


def assumptions(inputs: Inputs) -> list[Assumption]:
    """Return what the travel times and the prices of the plan's days rest on."""
    problem = inputs.problem
    found = [
        assumption
        for each in agreements_of(problem)
        for assumption in assumed(each, problem.dates, rows_used(problem))
    ]
    found += _estimated_travel(problem)
    return [a for n, a in enumerate(found) if a not in found[:n]]


def _estimated_travel(problem: Problem) -> Iterator[Assumption]:
    """Yield how moves are estimated that nobody measured."""
    for found in unplaced(problem):
        yield Assumption(key=f"report.{found.check}", facts=found.facts)
    if problem.clients:
        measured = "some" if problem.travel_rows else "none"
        model: dict[str, float] = problem.travel_model.model_dump()
        facts = {k: int(v) if v == int(v) else v for k, v in model.items()}
        yield Assumption(key=f"report.travel_estimated.{measured}", facts=facts)
    guessed = on_guesses(problem, problem.travel_rows)
    if guessed:
        count = {"count": guessed, "all": len(problem.travel_rows)}
        yield Assumption(key="report.travel_guessed", facts=count)
