"""``bemanna solve``: make a plan."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from api.cli.commands.life.states import tell_told
from api.cli.commands.plan_target import PlanTarget
from api.cli.commands.telling import tell_plan
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.progress import showing
from api.cli.stopping import stopping
from api.cli.verdict import verdict
from api.heartbeat import Tell
from api.inputs import Inputs
from api.life.told_on_disk import read_told_inputs
from api.other_agreement import OtherAgreement, under_agreement
from api.planning import find_planner
from data.reading.plans import read_plan
from scheduler.domain.plan import Plan
from scheduler.feasibility import unused
from scheduler.planning.result import Limits, Progress, Result


class NoticeTaken(NamedTuple):
    """When people hear of the plan, where they were told something before."""

    told_on: date | None = None
    also_told: bool = False
    """Whether what they were told of the days near may change."""


UNTOLD = NoticeTaken()


@dataclass(frozen=True)
class SolveOrder:
    """What to plan, how hard to try, and where to put the plan."""

    folder: Path
    out: PlanTarget
    limits: Limits
    rules: Path | None = None
    warm_start: Path | None = None
    as_of: date | None = None
    agreement: Path | None = None
    """TOML, instead of the dataset's agreement or laid over it."""
    notice: NoticeTaken = UNTOLD


def solve_dataset(order: SolveOrder, output: Output) -> Exit:
    """Plan, write the plan folder, and tell what came out.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    KeyboardInterrupt
        Somebody stopped it before there was a plan.
    """
    order.out.check()
    saved = None
    with showing(output, order.limits) as display:
        display(Progress(phase="read", seconds=0))
        other = OtherAgreement.given(order.as_of, order.agreement)
        told = read_told_inputs(order.folder, order.rules, told_on=order.notice.told_on)
        known = told.inputs if order.notice.also_told else told.frozen
        inputs = under_agreement(known, other)
        for finding in unused(*inputs):
            output.note(finding.message(output.language))
        held = order.out.held(inputs)  # whoever stops does not wait for it at the end
        warm = told.told
        if order.warm_start is not None:
            warm = read_plan(order.warm_start, inputs.problem)
        stopping.plan_begins(lambda: _tell_stopping(output))
        result = _planned(inputs, order.limits, warm, display)
        code = verdict(result)
        if result.plan is not None:
            display(_writing(result))
            saved = order.out.save(inputs, result, held, warm)
    tell_told(told, output)
    stopped = code is Exit.INTERRUPTED
    output.tell("cli.solved.interrupted" if stopped else _ended(result))
    if result.audit is not None and result.audit.hard_breaches:
        output.tell("cli.solved.broken")
    return tell_plan(result, inputs.rules, saved, code, output)


def _ended(result: Result) -> str:
    return f"report.status.{result.status}"


def _planned(
    inputs: Inputs,
    limits: Limits,
    warm: Plan | None,
    display: Tell,
) -> Result:
    plan = find_planner()

    def tell(progress: Progress) -> None:
        stopping.has_plan |= progress.open_visits is not None
        display(progress)

    return plan(
        inputs.problem,
        inputs.rules,
        limits,
        on_progress=tell,
        stop=lambda: stopping.asked,
        warm_start=warm,
    )


def _writing(result: Result) -> Progress:
    judged = result.audit
    return Progress(
        phase="write",
        seconds=result.seconds,
        price=result.objective,
        paid=judged.paid if judged else None,
        bound=result.bound,
        open_visits=judged.must_open if judged else None,
        hard_breaches=judged.hard_breaches if judged else None,
    )


def _tell_stopping(output: Output) -> None:
    output.note(output.words("cli.progress.stopping"))
