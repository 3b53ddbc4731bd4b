"""Begin from a plan that somebody has."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.shift_option import ShiftOption
from scheduler.roster.solver import RosterSolver
from scheduler.tours.build import blank, build
from scheduler.tours.draft import Draft
from scheduler.tours.kernels.model import Ints, tied


def draft_of(solver: RosterSolver, plan: Plan) -> Draft:
    """Return the draft that a plan's rows describe, less what is not possible."""
    context = solver.context
    works: dict[tuple[str, ShiftOption], bool] = {}
    for duty in PlanView(context.problem, plan).duties:
        option = _option_of(duty, solver.options.get(duty.employee, ()))
        if option is not None:
            works[duty.employee, option] = duty.pay_class.is_above_contract
    return Draft(works, _stops(context, works, plan), _lows(context, plan))


def _option_of(duty: Duty, possible: Sequence[ShiftOption]) -> ShiftOption | None:
    """Return the option that a duty is, preferably with the overtime after it."""
    what = duty.date, duty.shift, duty.unit
    alike = [o for o in possible if (o.date, o.shift, o.unit) == what]
    return min(
        alike,
        key=lambda o: ((o.start, o.end) != (duty.start, duty.end), o.overtime),
        default=None,
    )


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
