"""Parts of the plan that are already promised: a shift, and a visit on it."""

from collections.abc import Iterable
from datetime import date

from data.sample.changed import changed
from data.sample.turns import hm
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Client, Employee, Problem, ShiftType, Visit
from scheduler.domain.values import PayClass, ShiftKind

_BREAK = (hm("11:30"), hm("12:00"))


def with_locks(problem: Problem, days: Iterable[int]) -> Problem:
    """Lock one day shift, and a visit to a client of that person, on each day.

    ``days`` counts from the plan's first day. Nobody is locked twice.
    """
    view = PlanView(problem, Plan())
    shifts: list[ShiftRow] = []
    visits: list[VisitRow] = []
    for offset in days:
        taken = {row.employee for row in shifts}
        visit, employee, turn = _promise(view, problem.dates[offset], taken)
        shifts.append(_shift_row(view, employee, turn, visit.date))
        visits.append(_visit_row(view, employee, shifts[-1], visit))
    return changed(problem, locked_shifts=tuple(shifts), locked_visits=tuple(visits))


def _promise(
    view: PlanView, day: date, taken: set[str]
) -> tuple[Visit, Employee, ShiftType]:
    """Return the first visit of the day whose contact can be there, and how."""
    for visit in view.problem.visits:
        contact = view.problem.client[visit.client].contact
        if visit.date != day or contact is None or contact in taken:
            continue
        employee = view.problem.employee[contact]
        turn = _day_turn(view.problem, employee)
        if turn and _suits(view, employee, turn, visit):
            return visit, employee, turn
    raise LookupError(f"nobody to lock on {day}")


def _day_turn(problem: Problem, employee: Employee) -> ShiftType | None:
    return next(
        (
            t
            for t in problem.shift_types
            if t.unit == employee.unit
            and t.kind is ShiftKind.DAY
            and t.start <= hm("07:00")
            and t.end >= hm("15:00")
            and employee.works_kind(t.kind)
        ),
        None,
    )


def _suits(view: PlanView, employee: Employee, turn: ShiftType, visit: Visit) -> bool:
    client = view.problem.client[visit.client]
    start = _visit_start(view, employee, turn, visit, client)
    away = any(
        a.start < visit.latest and visit.earliest < a.end
        for a in view.absences_by_employee.get(employee.id, ())
    )
    fits = start <= visit.latest and start + visit.minutes < view.clock.at(
        visit.date, _BREAK[0]
    )
    can = visit.skills <= employee.skills and employee.gender not in client.avoid_gender
    return fits and can and not away and visit.staff == 1 and visit.after is None


def _visit_start(
    view: PlanView, employee: Employee, turn: ShiftType, visit: Visit, client: Client
) -> int:
    """Return the first moment the person can begin, coming straight from the unit."""
    there = view.travel.minutes(employee.unit, client.id, employee.transport)
    return max(visit.earliest, view.clock.at(visit.date, turn.start) + there)


def _shift_row(
    view: PlanView, employee: Employee, turn: ShiftType, day: date
) -> ShiftRow:
    at = view.clock.at
    return ShiftRow(
        employee=employee.id,
        date=day,
        shift=turn.id,
        unit=employee.unit,
        start=at(day, turn.start),
        end=at(day, turn.end),
        breaks=((at(day, _BREAK[0]), at(day, _BREAK[1])),),
        paid_minutes=turn.paid_minutes,
        pay_class=PayClass.ORDINARY,
    )


def _visit_row(
    view: PlanView, employee: Employee, shift: ShiftRow, visit: Visit
) -> VisitRow:
    there = view.travel.minutes(employee.unit, visit.client, employee.transport)
    start = max(visit.earliest, shift.start + there)
    return VisitRow(
        visit=visit.id,
        employee=employee.id,
        start=start,
        end=start + visit.minutes,
        from_id=employee.unit,
        travel_minutes=there,
        wait_minutes=start - shift.start - there,
    )
