"""Begin from a plan that somebody has."""

from collections import defaultdict
from datetime import date

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.domain.shift_option import ShiftOption
from scheduler.roster.solver import RosterSolver
from scheduler.tours.build import blank, build
from scheduler.tours.draft import Draft
from scheduler.tours.kernels.model import Ints, tied


def draft_of(solver: RosterSolver, plan: Plan) -> Draft:
    """Return the draft that a plan's rows describe, less what is not possible."""
    context = solver.context
    possible = {
        (who, o.date, o.shift, o.unit): o
        for who, mine in solver.options.items()
        for o in mine
    }
    works: dict[tuple[str, ShiftOption], bool] = {}
    for row in plan.shifts:
        option = possible.get((row.employee, row.date, row.shift, row.unit))
        if option is not None:
            above = row.pay_class.is_above_contract
            works[row.employee, option] = above
    return Draft(works, _stops(context, works, plan), _lows(context, plan))


def _stops(
    context: PlanningContext, works: dict[tuple[str, ShiftOption], bool], plan: Plan
) -> dict[tuple[str, date, int], tuple[int, ...]]:
    found: dict[tuple[str, date, int], list[int]] = defaultdict(list)
    by_person: dict[str, list[ShiftOption]] = defaultdict(list)
    for who, option in works:
        by_person[who].append(option)
    for row in sorted(plan.visits, key=lambda r: r.start):
        task = context.task_index.get((row.visit, row.staff_no))
        for option in by_person[row.employee]:
            for part, (start, end) in enumerate(option.parts):
                if task is not None and start <= row.start < end:
                    found[row.employee, option.date, part].append(task)
    return {key: tuple(tasks) for key, tasks in found.items()}


def _lows(context: PlanningContext, plan: Plan) -> Ints:
    """Return how early visits may begin: early and tied ones as planned."""
    model = build(context, [], named=True)
    lows: Ints = blank(context, model, 0, named=True).tasks["wlow"]
    for row in plan.visits:
        task = context.task_index.get((row.visit, row.staff_no))
        if task is None or task in context.locked_tasks:
            continue
        mine, begins = model.tasks[task], row.start - context.zero
        if tied(mine) or begins < mine["low"]:
            lows[task] = min(max(begins, mine["soonest"]), mine["latest"])
    return lows
