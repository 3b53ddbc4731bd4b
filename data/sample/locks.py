"""Parts of the plan that are already promised: a shift, and a visit on it."""

from collections.abc import Iterable
from datetime import date

from data.sample.changed import changed
from data.sample.turns import hm
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import Book
from scheduler.domain.problem import Client, Employee, Problem, ShiftType, Visit
from scheduler.domain.values import PayClass, ShiftKind

_BREAK = (hm("11:30"), hm("12:00"))


def with_locks(problem: Problem, days: Iterable[int]) -> Problem:
    """Lock one day shift, and a visit to a client of that person, on each day.

    ``days`` counts from the plan's first day. Nobody is locked twice.
    """
    book = Book(problem, Plan())
    shifts: list[ShiftRow] = []
    visits: list[VisitRow] = []
    for offset in days:
        taken = {row.employee for row in shifts}
        visit, employee, turn = _promise(book, problem.dates[offset], taken)
        shifts.append(_shift_row(book, employee, turn, visit.date))
        visits.append(_visit_row(book, employee, shifts[-1], visit))
    return changed(problem, locked_shifts=tuple(shifts), locked_visits=tuple(visits))


def _promise(
    book: Book, day: date, taken: set[str]
) -> tuple[Visit, Employee, ShiftType]:
    """Return the first visit of the day whose contact can be there, and how."""
    for visit in book.problem.visits:
        contact = book.problem.client[visit.client].contact
        if visit.date != day or contact is None or contact in taken:
            continue
        employee = book.problem.employee[contact]
        turn = _day_turn(book.problem, employee)
        if turn and _suits(book, employee, turn, visit):
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


def _suits(book: Book, employee: Employee, turn: ShiftType, visit: Visit) -> bool:
    client = book.problem.client[visit.client]
    start = _visit_start(book, employee, turn, visit, client)
    away = any(
        a.start < visit.latest and visit.earliest < a.end
        for a in book.absences_by_employee.get(employee.id, ())
    )
    fits = start <= visit.latest and start + visit.minutes < book.clock.at(
        visit.date, _BREAK[0]
    )
    can = visit.skills <= employee.skills and employee.gender not in client.avoid_gender
    return fits and can and not away and visit.staff == 1 and visit.after is None


def _visit_start(
    book: Book, employee: Employee, turn: ShiftType, visit: Visit, client: Client
) -> int:
    """Return the first moment the person can begin, coming straight from the unit."""
    there = book.travel.minutes(employee.unit, client.id, employee.transport)
    return max(visit.earliest, book.clock.at(visit.date, turn.start) + there)


def _shift_row(book: Book, employee: Employee, turn: ShiftType, day: date) -> ShiftRow:
    at = book.clock.at
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
    book: Book, employee: Employee, shift: ShiftRow, visit: Visit
) -> VisitRow:
    there = book.travel.minutes(employee.unit, visit.client, employee.transport)
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
