"""Begin from a plan that somebody has."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from scheduler.context.planning_context import PlanningContext
from scheduler.context.staying_on import overtime_beside
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.shift_option import ShiftOption
from scheduler.roster.solver import RosterSolver
from scheduler.tours.build import blank, build
from scheduler.tours.draft import Draft
from scheduler.tours.kernels.model import Ints, tied


def draft_of(solver: RosterSolver, plan: Plan) -> Draft:
    """Return the draft that a plan's rows describe, less what is not possible.

    Overtime beside a shift may be worked from now on wherever the plan has it.
    """
    context = solver.context
    rows: dict[tuple[str, date], list[ShiftRow]] = defaultdict(list)
    for row in plan.shifts:
        rows[row.employee, row.date].append(row)
    works: dict[tuple[str, ShiftOption], bool] = {}
    for duty in PlanView(context.problem, plan).duties:
        possible = solver.options.get(duty.employee, ())
        mine = rows[duty.employee, duty.date]
        option = _option_of(context, duty, possible, mine)
        if option is not None:
            works[duty.employee, option] = duty.pay_class.is_above_contract
    solver.offer(works)
    return Draft(works, _stops(context, works, plan), _lows(context, plan))


def _option_of(
    context: PlanningContext,
    duty: Duty,
    possible: Sequence[ShiftOption],
    rows: Sequence[ShiftRow],
) -> ShiftOption | None:
    """Return the option that a duty is, with the overtime beside it where allowed."""
    what = duty.date, duty.shift, duty.unit
    alike = [o for o in possible if (o.date, o.shift, o.unit) == what]
    bare = [o for o in alike if not o.overtime]
    if bare:
        parts = len(context.problem.shift_type[duty.shift].spans)
        longer = overtime_beside(rows, parts).beside(bare[0])
        employee = context.problem.employee[duty.employee]
        if longer.overtime and context.allows(employee, longer):
            return longer
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
