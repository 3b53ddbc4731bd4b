"""Plans of one dataset, judged alike and set side by side, whoever asks."""

from collections.abc import Sequence
from typing import NamedTuple

from api.inputs import Inputs
from api.other_agreement import OtherAgreement, under_agreement
from data.result_document import written_rules
from scheduler.audit.audit import Audit, audit
from scheduler.audit.comparison import Comparison, compare
from scheduler.domain.plan import Plan


class ComparedPlan(NamedTuple):
    """A plan, with what is known of how it came about."""

    name: str
    plan: Plan
    made_under: list[dict[str, object]]
    """Rules as ``result.json`` holds them; empty for a plan made by hand."""
    judged: tuple[Inputs, Audit] | None = None
    """What it was found to be, so that it need not be judged again."""


def side_by_side(
    own: Inputs, other: OtherAgreement | None, plans: Sequence[ComparedPlan]
) -> Comparison:
    """Judge every plan by the same rules and the same agreement, and compare them.

    A plan by itself is compared with itself under the other agreement.

    Raises
    ------
    BadInput
        The other agreement is not right.
    """
    inputs = under_agreement(own, other)
    named = {_name(plan, number, plans): plan for number, plan in enumerate(plans)}
    audits = {name: _audit(plan, inputs) for name, plan in named.items()}
    rules = written_rules(own.rules)
    others = [name for name, p in named.items() if p.made_under not in ([], rules)]
    if len(plans) == 1:
        [(name, changed)] = audits.items()
        before = _audit(plans[0], own)
        audits = {name: before, f"{name} ({inputs.problem.agreement})": changed}
    sha256 = own.problem.sha256
    return compare({name: (sha256, a) for name, a in audits.items()}, others)


def _name(plan: ComparedPlan, number: int, plans: Sequence[ComparedPlan]) -> str:
    """Return what to call a plan; one that is given twice gets a number."""
    earlier = sum(p.name == plan.name for p in plans[:number])
    return f"{plan.name} ({earlier + 1})" if earlier else plan.name


def _audit(plan: ComparedPlan, inputs: Inputs) -> Audit:
    if plan.judged is not None and plan.judged[0] == inputs:
        return plan.judged[1]
    return audit(inputs.problem, plan.plan, inputs.rules)
