"""Plans judged and set side by side, whoever asks."""

from collections.abc import Sequence
from typing import NamedTuple

from api.inputs import Inputs, document_of
from api.life.changed_told import told_count
from api.other_agreement import OtherAgreement, under_agreement
from data.result_document import written_rules
from data.scenario.difference import InputDifference, difference
from scheduler.audit.audit import Audit, audit
from scheduler.audit.comparison import Comparison, compare
from scheduler.audit.told_count import ToldCount
from scheduler.domain.plan import Plan


class ComparedPlan(NamedTuple):
    """A plan, with what is known of how it came about."""

    name: str
    plan: Plan
    made_under: list[dict[str, object]]
    """Rules as ``result.json`` holds them; empty for a plan made by hand."""
    judged: tuple[Inputs, Audit] | None = None
    """What it was found to be, so that it need not be judged again."""
    own: Inputs | None = None
    """What it is judged by, if it is a plan of another dataset than the first."""


class JudgedSide(NamedTuple):
    """A plan under the inputs that it is judged by."""

    name: str
    inputs: Inputs
    plan: Plan
    audit: Audit
    told: ToldCount | None = None
    """What it changes of what people were told; nothing where they were told none."""


class SideBySide(NamedTuple):
    """Plans, and how they compare with the first of them."""

    sides: tuple[JudgedSide, ...]
    differs: tuple[InputDifference, ...]
    """What is otherwise in the inputs of each plan than in those of the first."""
    comparison: Comparison

    @property
    def is_alike(self) -> bool:
        """Whether every plan has exactly the first one's figures."""
        rows = self.comparison.rows
        return all(set(row.values) == {row.values[0]} for row in rows)


def side_by_side(
    own: Inputs, other: OtherAgreement | None, plans: Sequence[ComparedPlan]
) -> SideBySide:
    """Judge every plan and compare them.

    Plans of one dataset are judged by the same rules; a plan of another dataset by that
    dataset's. A plan by itself is compared with itself under the other agreement.

    Raises
    ------
    BadInput
        The other agreement is not right.
    """
    sides = _judged(own, other, plans)
    if len(plans) == 1:
        [changed] = sides
        before = _side(changed.name, own, plans[0])
        renamed = f"{changed.name} ({changed.inputs.problem.agreement})"
        sides = [before, changed._replace(name=renamed)]
    others = [
        side.name
        for side, plan in zip(sides, plans, strict=False)
        if plan.made_under not in ([], written_rules(side.inputs.rules))
    ]
    audits = {side.name: side.audit for side in sides}
    comparison = compare(audits, others, [side.told for side in sides])
    return SideBySide(tuple(sides), _differences(sides), comparison)


def _judged(
    own: Inputs, other: OtherAgreement | None, plans: Sequence[ComparedPlan]
) -> list[JudgedSide]:
    shared = under_agreement(own, other)
    sides: list[JudgedSide] = []
    for number, plan in enumerate(plans):
        inputs = shared if plan.own is None else under_agreement(plan.own, other)
        sides.append(_side(_name(plan, number, plans), inputs, plan))
    return sides


def _side(name: str, inputs: Inputs, plan: ComparedPlan) -> JudgedSide:
    told = told_count(inputs, plan.plan)
    return JudgedSide(name, inputs, plan.plan, _audit(plan, inputs), told)


def _name(plan: ComparedPlan, number: int, plans: Sequence[ComparedPlan]) -> str:
    """Return what to call a plan; one that is given twice gets a number."""
    earlier = sum(p.name == plan.name for p in plans[:number])
    return f"{plan.name} ({earlier + 1})" if earlier else plan.name


def _audit(plan: ComparedPlan, inputs: Inputs) -> Audit:
    if plan.judged is not None and plan.judged[0] == inputs:
        return plan.judged[1]
    return audit(inputs.problem, plan.plan, inputs.rules)


def _differences(sides: Sequence[JudgedSide]) -> tuple[InputDifference, ...]:
    first = sides[0].inputs
    if all(side.inputs is first for side in sides):
        return (InputDifference(),) * len(sides)
    documents = [
        document_of(s.inputs.problem, written_rules(s.inputs.rules)) for s in sides
    ]
    return tuple(difference(documents[0], each) for each in documents)
