"""The rows of a plan when duties have been filled: what stays is as it was."""

from collections.abc import Collection, Iterator, Sequence

from scheduler.domain.plan import Plan, ShiftRow, Unassigned, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import Instant
from scheduler.replanning.differing_rows import differing_rows
from scheduler.replanning.substitutes import Substitute
from scheduler.robustness.day_shape import joined

REASON = "no_capacity"
"""Why a visit is open that nobody could take over."""


def filled(plan: Plan, way: Substitute) -> Plan:
    """Return a plan with one way to fill a duty carried out."""
    shifts = [row for row in plan.shifts if row not in way.gone]
    return plan.model_copy(
        update={
            "shifts": tuple(sorted([*shifts, *way.come], key=_shift_order)),
            "visits": tuple(sorted([*plan.visits, *way.taken], key=_visit_order)),
        }
    )


def settled(problem: Problem, before: Plan, after: Plan) -> Plan:
    """Return a plan whose moves and open visits agree with who makes what now."""
    gone, new = differing_rows(before.visits, after.visits)
    fresh = {row.employee for row in (*gone, *new)}
    told = {row for row in before.visits if row.employee in fresh}
    view = PlanView(problem, after)
    rows = [row for row in after.visits if row.employee not in fresh]
    for who in sorted(fresh):
        rows.extend(_driven(view, who, told))
    visits = tuple(sorted(rows, key=_visit_order))
    return after.model_copy(
        update={"visits": visits, "unassigned": _open(problem, before, visits)}
    )


def _driven(view: PlanView, who: str, told: Collection[VisitRow]) -> Iterator[VisitRow]:
    """Yield somebody's visits, the moves to them anew where they are others now."""
    mine = sorted(
        (row for row in view.plan.shifts if row.employee == who), key=_shift_order
    )
    left = list(view.visits_of(who))
    for part in joined(mine):
        rows = [row for row in left if part.start <= row.start < part.end]
        left = [row for row in left if not part.start <= row.start < part.end]
        yield from _legs(view, part, rows, told)
    yield from left


def _legs(
    view: PlanView,
    part: ShiftRow,
    rows: Sequence[VisitRow],
    told: Collection[VisitRow],
) -> Iterator[VisitRow]:
    here, free, same = part.unit, part.start, True
    for row in rows:
        same = same and row in told and row.from_id == here
        yield row if same else _moved_to(view, part, row, (here, free))
        here, free, same = view.visit(row).client, row.end, row in told


def _moved_to(
    view: PlanView, part: ShiftRow, row: VisitRow, left: tuple[str, Instant]
) -> VisitRow:
    """Return a visit with the move to it from where somebody was, and until when."""
    here, free = left
    mode = view.problem.employee[row.employee].transport
    minutes = view.travel.minutes(here, view.visit(row).client, mode)
    rest = sum(max(0, min(b, row.start) - max(a, free)) for a, b in part.breaks)
    waits = max(0, row.start - free - minutes - rest)
    moved = {"from_id": here, "travel_minutes": minutes, "wait_minutes": waits}
    return row.model_copy(update=moved)


def _open(
    problem: Problem, before: Plan, visits: Sequence[VisitRow]
) -> tuple[Unassigned, ...]:
    """Return the places nobody takes; those that were open keep what was said."""
    taken = {(row.visit, row.staff_no) for row in visits}
    known = {(row.visit, row.staff_no): row for row in before.unassigned}
    return tuple(
        known.get(
            (visit.id, number),
            Unassigned(visit=visit.id, staff_no=number, reason=REASON),
        )
        for visit in problem.visits
        for number in range(1, visit.staff + 1)
        if (visit.id, number) not in taken
    )


def _shift_order(row: ShiftRow) -> tuple[str, Instant, int]:
    return row.employee, row.start, row.part


def _visit_order(row: VisitRow) -> tuple[Instant, str, int]:
    return row.start, row.visit, row.staff_no
