"""One person's days of a plan as they were told later, with another plan."""

from collections.abc import Collection
from datetime import date

from api.life.told_inputs import of_today
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem


def told_anew(
    problem: Problem, plan: Plan, later: Plan, who: str, days: Collection[date]
) -> Plan:
    """Return a plan in which somebody works on some days as a later one says."""
    visits, known = problem.visit, of_today(later, problem)
    shifts = (
        *(row for row in plan.shifts if row.employee != who or row.date not in days),
        *(row for row in known.shifts if row.employee == who and row.date in days),
    )
    made = (
        *(
            r
            for r in plan.visits
            if r.employee != who or visits[r.visit].date not in days
        ),
        *(
            r
            for r in known.visits
            if r.employee == who and visits[r.visit].date in days
        ),
    )
    return plan.model_copy(update={"shifts": shifts, "visits": made})
