"""``bemanna evaluate``: what a plan breaks, costs and achieves, whoever made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.cli.commands.plan_target import PlanTarget
from api.cli.commands.telling import tell_plan
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.verdict import verdict
from api.edited_schedule import WallChangeView
from api.inputs import read_inputs
from api.judging import judged
from api.other_agreement import OtherAgreement, under_agreement
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
    own = read_inputs(wanted.folder, wanted.rules, judges=True)
    inputs = under_agreement(own, other)
    plan, besides = _plan(wanted.plan, inputs.problem, output)
    result = judged(inputs, plan)
    saved = None if out is None else out.save(inputs, result)
    output.tell("cli.judged")
    code = verdict(result)
    return tell_plan(result, inputs.rules, saved, code, output, besides)


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
