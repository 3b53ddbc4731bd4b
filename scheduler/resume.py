"""Begin from a plan that somebody has."""

from collections import defaultdict
from datetime import date

from scheduler.assign import Desk
from scheduler.domain import PayClass, Plan
from scheduler.draft import Draft, Timing
from scheduler.option import Option
from scheduler.tours.build import Ground, blank, build


def draft_of(ground: Ground, desk: Desk, plan: Plan) -> Draft:
    """Return the draft that a plan's rows describe, less what is not possible."""
    possible = {
        (who, o.date, o.shift, o.unit): o
        for who, mine in desk.options.items()
        for o in mine
    }
    works: dict[tuple[str, Option], bool] = {}
    for row in plan.shifts:
        option = possible.get((row.employee, row.date, row.shift, row.unit))
        if option is not None:
            above = row.pay_class in (PayClass.EXTRA, PayClass.OVERTIME)
            works[row.employee, option] = above
    return Draft(works, _stops(ground, works, plan), _timing(ground, plan))


def _stops(
    ground: Ground, works: dict[tuple[str, Option], bool], plan: Plan
) -> dict[tuple[str, date, int], tuple[int, ...]]:
    found: dict[tuple[str, date, int], list[int]] = defaultdict(list)
    by_person: dict[str, list[Option]] = defaultdict(list)
    for who, option in works:
        by_person[who].append(option)
    for row in sorted(plan.visits, key=lambda r: r.start):
        task = ground.task_index.get((row.visit, row.staff_no))
        for option in by_person[row.employee]:
            for part, (start, end) in enumerate(option.parts):
                if task is not None and start <= row.start < end:
                    found[row.employee, option.date, part].append(task)
    return {key: tuple(tasks) for key, tasks in found.items()}


def _timing(ground: Ground, plan: Plan) -> Timing:
    """Return the starts of coupled visits as planned, everything else as it may be."""
    model = build(ground, [], named=True)
    state = blank(ground, model, 0, named=True)
    for row in plan.visits:
        n = ground.visit_index.get(row.visit)
        if n is not None and model.visits[n]["coupled"]:
            state.moment[n] = row.start - ground.zero
    tied = model.visits["coupled"][model.tasks["visit"]] > 0
    begins = state.moment[model.tasks["visit"]]
    state.tasks["wlow"][tied] = begins[tied]
    state.tasks["whigh"][tied] = begins[tied]
    return Timing(state.moment, state.tasks)
