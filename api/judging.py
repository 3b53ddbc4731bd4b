"""Plans that came from elsewhere, as results."""

from time import monotonic

from api.inputs import Inputs
from scheduler.audit.audit import audit
from scheduler.domain.plan import Plan
from scheduler.planning.result import Result, Status


def judged(inputs: Inputs, plan: Plan) -> Result:
    """Return a plan with what it breaks, costs and achieves; it has no bound."""
    begun = monotonic()
    found = audit(inputs.problem, plan, inputs.rules)
    return Result(
        status=Status.BREAKS_RULES if found.hard_breaches else Status.FEASIBLE,
        only_judged=True,
        plan=plan,
        audit=found,
        seconds=monotonic() - begun,
        seed=0,
        workers=1,
    )
