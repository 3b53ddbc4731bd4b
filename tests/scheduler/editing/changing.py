"""Change a plan by hand, under the agreement's rules."""

from constraints import default_rules
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.editing.edited import EditedPlan, edited
from scheduler.editing.edits import Edit

RULES = default_rules()


def changed(case: Problem, before: Plan, change: Edit) -> Plan:
    """Return the plan after a change."""
    return changed_whole(case, before, change).plan


def changed_whole(case: Problem, before: Plan, change: Edit) -> EditedPlan:
    """Return the problem and the plan after a change."""
    return edited(case, RULES, before, change)
