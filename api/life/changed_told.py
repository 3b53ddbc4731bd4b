"""Count the told shifts that a plan changes."""

from api.inputs import Inputs
from api.life.told_changes import changed_plan
from constraints.shifts.displaced_hours import DisplacedHours
from scheduler.audit.told_count import ToldCount
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView


def told_count(inputs: Inputs, plan: Plan) -> ToldCount | None:
    """Return how many told shifts a plan changes; nothing where none were told.

    A shift is changed where the list of changes says so; a new one on a free day is
    none. Inside the notice time are those on days that the rule of told changes
    charges: not of whoever is away, nor of hourly staff.
    """
    problem = inputs.problem
    told = tuple(r for r in problem.published_shifts if r.date in problem.dates)
    if not told:
        return None
    found = changed_plan(inputs, Plan(shifts=told), Plan(shifts=plan.shifts)).changes
    changed = {
        (each.employee_id, each.date, each.shift_id, each.unit_id)
        for each in found
        if each.before
    }
    if problem.published_on is None:
        return ToldCount(changed=len(changed))
    charged = _charged(inputs, plan)
    late = sum((who, day) in charged for who, day, _, _ in changed)
    return ToldCount(changed=len(changed), late=late)


def _charged(inputs: Inputs, plan: Plan) -> set[tuple[object, object]]:
    """Return whose days are changed inside the notice time, whatever that weighs."""
    view = PlanView(inputs.problem, plan)
    rules = [rule for rule in inputs.rules if isinstance(rule, DisplacedHours)]
    return {
        (breach.employee, breach.date)
        for rule in rules or [DisplacedHours()]
        for breach in rule.late_changes(view)
    }
