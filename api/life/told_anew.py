"""People's days of a plan as they were told later, with another plan."""

from collections.abc import Collection
from datetime import date

from api.life.told_inputs import of_today
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem


def told_anew(
    problem: Problem,
    plan: Plan,
    later: Plan,
    people: Collection[str],
    days: Collection[date],
) -> Plan:
    """Return a plan in which people work on some days as a later one says."""
    visits, known = problem.visit, of_today(later, problem)

    def is_later(who: str, day: date) -> bool:
        return who in people and day in days

    shifts = (
        *(row for row in plan.shifts if not is_later(row.employee, row.date)),
        *(row for row in known.shifts if is_later(row.employee, row.date)),
    )
    made = (
        *(r for r in plan.visits if not is_later(r.employee, visits[r.visit].date)),
        *(r for r in known.visits if is_later(r.employee, visits[r.visit].date)),
    )
    return plan.model_copy(update={"shifts": shifts, "visits": made})
