"""``bemanna evaluate``: what a plan breaks, costs and achieves, whoever made it."""

from pathlib import Path

from api.cli.commands.plan_target import PlanTarget
from api.cli.commands.telling import tell_plan
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.verdict import verdict
from api.inputs import read_inputs
from api.judging import judged
from data.reading.plans import read_plan


def evaluate_plan(
    folder: Path,
    plan: Path,
    out: PlanTarget | None,
    rules: Path | None,
    output: Output,
) -> Exit:
    """Audit and price a plan; write a full plan folder where one is wanted.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    if out is not None:
        out.check()
    inputs = read_inputs(folder, rules, judges=True)
    result = judged(inputs, read_plan(plan, inputs.problem))
    saved = None if out is None else out.save(inputs, result)
    output.tell("cli.judged")
    return tell_plan(result, saved, verdict(result), output)
