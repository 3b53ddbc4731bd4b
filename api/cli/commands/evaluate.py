"""``bemanna evaluate``: what a plan breaks, costs and achieves, whoever made it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.cli.commands.plan_target import PlanTarget
from api.cli.commands.telling import tell_plan
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.verdict import verdict
from api.inputs import read_inputs
from api.judging import judged
from api.other_agreement import OtherAgreement, under_agreement
from data.reading.plans import read_plan


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
    result = judged(inputs, read_plan(wanted.plan, inputs.problem))
    saved = None if out is None else out.save(inputs, result)
    output.tell("cli.judged")
    return tell_plan(result, inputs.rules, saved, verdict(result), output)
