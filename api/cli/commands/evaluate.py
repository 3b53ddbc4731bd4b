"""``bemanna evaluate``: what a plan breaks, costs and achieves, whoever made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.cli.commands.life.states import life_document, tell_state, tell_told
from api.cli.commands.plan_target import PlanTarget
from api.cli.commands.telling import tell_plan
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.verdict import verdict
from api.edited_schedule import WallChangeView
from api.judging import judged
from api.life.told_on_disk import read_told_inputs
from api.other_agreement import OtherAgreement, under_agreement
from data.life.life_file import read_life
from data.reading.folders import is_workbook
from data.reading.plans import read_edited_plan, read_plan
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem


@dataclass(frozen=True)
class Evaluation:
    """Which plan to judge, by what, and where to write it, if anywhere."""

    folder: Path
    plan: Path
    out: PlanTarget | None = None
    rules: Path | None = None
    as_of: date | None = None
    agreement: Path | None = None
    told_on: date | None = None
    """When people hear of it, where they were told something before."""


def evaluate_plan(wanted: Evaluation, output: Output) -> Exit:
    """Audit and price a plan; write a full plan folder where one is wanted.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    out = wanted.out
    if out is not None:
        out.check()
    other = OtherAgreement.given(wanted.as_of, wanted.agreement)
    told = read_told_inputs(
        wanted.folder, wanted.rules, judges=True, told_on=wanted.told_on
    )
    inputs = under_agreement(told.inputs, other)
    plan, changed = _plan(wanted.plan, inputs.problem, output)
    life = read_life(wanted.plan)
    result = judged(inputs, plan)
    saved = None if out is None else out.save(inputs, result, parent=plan)
    output.tell("cli.judged")
    tell_state(life, output)
    tell_told(told, output)
    besides = {"life": life_document(life), **changed}
    return tell_plan(result, inputs.rules, saved, verdict(result), output, **besides)


def _plan(
    path: Path, problem: Problem, output: Output
) -> tuple[Plan, Mapping[str, object]]:
    """Return the plan, and what was changed where it is an edited workbook."""
    if not is_workbook(path):
        return read_plan(path, problem), {}
    edited = read_edited_plan(path, problem)
    changes = [WallChangeView.of(change, problem) for change in edited.changes]
    output.tell("cli.edited", count=len(changes))
    for change in changes:
        output.show(change.message(output.language))
    return edited.plan, {"changes": [c.model_dump(mode="json") for c in changes]}
