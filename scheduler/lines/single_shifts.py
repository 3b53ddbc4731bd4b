"""What each person could work alone, history in mind, and what it costs."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.lines.kernels.arrays import FORBIDDEN, Longs
from scheduler.lines.kinds import Kinds
from scheduler.lines.pairs import pairwise_cost
from scheduler.roster.subproblem import narrow
from scheduler.rules.rule import Rule

Wage = Callable[[Employee, ShiftOption], int]
"""Öre for a person on an option."""


def single_prices(
    context: PlanningContext,
    kinds: Kinds,
    options: Mapping[str, Sequence[ShiftOption]],
    wage: Wage,
) -> tuple[Longs, Longs]:
    """Return [person, day, kind] 1 where the person could work it, and its price."""
    problem = context.problem
    shape = (len(problem.employees), *kinds.shape)
    may, price = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    locked = {(r.employee, r.date): (r.shift, r.unit) for r in problem.locked_shifts}
    charge = _charge(context)
    for n, employee in enumerate(problem.employees):
        alone = narrow(problem, frozenset([employee.id]), {employee.unit})
        for option in options[employee.id]:
            d, k = kinds.place[option]
            this = (option.shift, option.unit)
            fixed = locked.get((employee.id, option.date), this)
            before = 0
            if d < 2:
                before = pairwise_cost(context.rules, alone, employee, option)
            may[n, d, k] = fixed == this and before < FORBIDDEN
            price[n, d, k] = wage(employee, option) + charge(employee, option)
            if d == 0:  # on later days it depends on the days between
                price[n, d, k] += before
    return may, price


def _charge(context: PlanningContext) -> Wage:
    """Return what all rules charge for one shift."""
    asked = [r for r in context.rules if type(r).price_shift is not Rule.price_shift]

    def charge(employee: Employee, option: ShiftOption) -> int:
        return sum(rule.price_shift(context.view, employee, option) for rule in asked)

    return charge


def locked_days(context: PlanningContext) -> Longs:
    """Return [person, day] öre for a day off: what is locked must be worked."""
    problem = context.problem
    off = np.zeros((len(problem.employees), problem.days), np.int64)
    for row in problem.locked_shifts:
        day = (row.date - problem.start).days
        off[context.employee_index[row.employee], day] = FORBIDDEN
    return off
