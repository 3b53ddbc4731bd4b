"""Whether a plan is the one that people were told to work."""

from api.inputs import Inputs
from api.life.told_changes import changed_plan
from data.life.plan_life import LifeEvent, plan_digest
from scheduler.domain.plan import Plan


def is_published(inputs: Inputs, plan: Plan, last: LifeEvent | None) -> bool:
    """Whether a plan is what was published ``last``.

    Of a dataset that was published elsewhere only shifts are known; a plan with just
    those is held to be it.
    """
    if last is not None:
        return last.plan == plan_digest(plan)
    problem = inputs.problem
    told = tuple(r for r in problem.published_shifts if r.date in problem.dates)
    if not told:
        return False
    shifts = Plan(shifts=plan.shifts)
    return not changed_plan(inputs, Plan(shifts=told), shifts).changes
