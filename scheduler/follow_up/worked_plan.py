"""What was performed and worked, as a plan that can be audited and priced."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import AbsenceRow, Employee, Problem
from scheduler.domain.values import PayClass, Span
from scheduler.follow_up.reported import (
    Reported,
    ReportedTime,
    ReportedVisit,
    VisitOutcome,
    spans_within,
)

NEAR = 15
"""Minutes around a planned start or end within which a time is as it was planned."""
UNPLANNED = "worked"
"""The shift of time that was worked and not planned."""


def followed(view: PlanView, last: date) -> PlanView:
    """Return a plan as far as a day, if that is not its last already."""
    problem, plan = view.problem, view.plan
    last = min(last, problem.end)
    visits = tuple(visit for visit in problem.visits if visit.date <= last)
    kept = {visit.id for visit in visits}
    return PlanView(
        problem.model_copy(
            update={
                "days": (last - problem.start).days + 1,
                "visits": visits,
                "staffing": tuple(n for n in problem.staffing if n.date <= last),
            }
        ),
        Plan(
            shifts=tuple(row for row in plan.shifts if row.date <= last),
            visits=tuple(row for row in plan.visits if row.visit in kept),
        ),
    )


def as_performed(view: PlanView, reported: Reported) -> PlanView:
    """Return what was performed and worked in place of what was planned.

    Where no times are given, people have worked as they should.
    """
    if not reported.times:
        shifts, problem = view.plan.shifts, view.problem
    else:
        shifts = tuple(_worked(view, reported.times))
        problem = _with_absences(view, reported.times)
    visits = tuple(_visit_rows(reported.visits))
    return PlanView(problem, Plan(shifts=shifts, visits=visits))


def _visit_rows(rows: Iterable[ReportedVisit]) -> Iterator[VisitRow]:
    """Yield who was at the visits; those who came first stand first."""
    by_visit: dict[str, list[VisitRow]] = defaultdict(list)
    for told in rows:
        made = told.outcome is VisitOutcome.PERFORMED
        if made and told.visit and told.span and told.employee:
            start, end = told.span
            made_by = VisitRow(
                visit=told.visit,
                employee=told.employee,
                start=start,
                end=end,
                from_id="",
            )
            by_visit[told.visit].append(made_by)
    for found in by_visit.values():
        for number, row in enumerate(sorted(found, key=lambda r: r.start), start=1):
            yield row.model_copy(update={"staff_no": number})


def _with_absences(view: PlanView, times: Iterable[ReportedTime]) -> Problem:
    """Return the problem with the absences reported, beside those that were known."""
    problem = view.problem
    known = view.absences_by_employee
    new = [
        absence
        for absence in absences(view, times)
        if not any(
            old.start < absence.end and absence.start < old.end
            for old in known.get(absence.employee, ())
        )
    ]
    return problem.model_copy(update={"absences": (*problem.absences, *new)})


def absences(view: PlanView, times: Iterable[ReportedTime]) -> Iterator[AbsenceRow]:
    """Yield who was away; days in a row with the same reason are one absence.

    Somebody who worked nothing on a day is away for the whole of it.
    """
    rows = list(times)
    present = {(row.employee, row.date) for row in rows if row.absence is None}
    open_: AbsenceRow | None = None
    away = (row for row in rows if row.absence is not None)
    for row in sorted(away, key=lambda r: (r.employee, r.absence, r.date, r.start)):
        whole = (row.employee, row.date) not in present or row.span is None
        day = view.clock.at(row.date, 0), view.clock.at(row.date, 1440)
        start, end = day if whole or row.span is None else row.span
        found = AbsenceRow(
            employee=row.employee,
            start=start,
            end=end,
            kind=row.absence,
        )
        if open_ is not None and _goes_on(open_, found):
            open_ = open_.model_copy(update={"end": max(open_.end, end)})
            continue
        if open_ is not None:
            yield open_
        open_ = found
    if open_ is not None:
        yield open_


def _goes_on(absence: AbsenceRow, later: AbsenceRow) -> bool:
    same = (absence.employee, absence.kind) == (later.employee, later.kind)
    return same and later.start <= absence.end


def _worked(view: PlanView, times: Iterable[ReportedTime]) -> Iterator[ShiftRow]:
    """Yield the rows of a plan that pays what was worked."""
    planned: dict[str, list[ShiftRow]] = defaultdict(list)
    for row in view.plan.shifts:
        planned[row.employee].append(row)
    duties: dict[tuple[str, date, str], list[ShiftRow]] = defaultdict(list)
    for time in times:
        who = view.problem.employee.get(time.employee)
        if who is not None and time.absence is None and time.span is not None:
            for row in _rows(who, time, planned[who.id]):
                duties[row.employee, row.date, row.shift].append(row)
    for rows in duties.values():
        for number, row in enumerate(sorted(rows, key=lambda r: r.start), start=1):
            yield row.model_copy(update={"part": number})


def _rows(
    who: Employee, time: ReportedTime, planned: Sequence[ShiftRow]
) -> Iterator[ShiftRow]:
    """Yield one row for what was planned, and one for each stretch beyond it."""
    span = time.span or (0, 0)
    found = max(planned, key=lambda row: _shared(row, span), default=None)
    like = found if found is not None and _shared(found, span) else None
    row, above = _row_like(like, who, time), who.pay_class(above=True)
    is_told = like is None or time.pay_class is not None or not who.is_monthly
    plan = span if is_told else (row.start, row.end)
    for piece, is_planned in _pieces(span, plan):
        if is_planned:
            breaks = _breaks(piece, time.break_minutes, row.breaks)
            yield _during(row, piece, breaks, time.pay_class or row.pay_class)
        else:
            yield _during(row, piece, (), above)


def _shared(row: ShiftRow, span: Span) -> int:
    return max(0, min(row.end, span[1]) - max(row.start, span[0]))


def _pieces(span: Span, planned: Span) -> Iterator[tuple[Span, bool]]:
    """Cut what was worked where it goes beyond what was planned."""
    start, end = span
    first = start if planned[0] - start <= NEAR else planned[0]
    last = end if end - planned[1] <= NEAR else planned[1]
    if start < first:
        yield (start, first), False
    yield (first, last), True
    if last < end:
        yield (last, end), False


def _row_like(like: ShiftRow | None, who: Employee, time: ReportedTime) -> ShiftRow:
    """Return the planned row, or one of a shift that nobody planned."""
    if like is not None:
        return like.model_copy(update={"unit": time.unit or like.unit})
    return ShiftRow(
        employee=who.id,
        date=time.date,
        shift=UNPLANNED,
        unit=time.unit or who.unit,
        start=0,
        end=0,
        paid_minutes=0,
        pay_class=who.pay_class(above=True),
    )


def _during(
    row: ShiftRow, span: Span, breaks: tuple[Span, ...], pay_class: PayClass
) -> ShiftRow:
    start, end = span
    return row.model_copy(
        update={
            "start": start,
            "end": end,
            "breaks": breaks,
            "paid_minutes": end - start - sum(e - s for s, e in breaks),
            "pay_class": pay_class,
        }
    )


def _breaks(
    span: Span, minutes: int | None, planned: Sequence[Span]
) -> tuple[Span, ...]:
    """Return where the breaks lie: as planned if they are as long, else midway."""
    inside = spans_within(span, planned)
    if minutes is None:
        return tuple(inside)
    if not minutes:
        return ()
    if inside == list(planned) and sum(e - s for s, e in planned) == minutes:
        return tuple(planned)
    minutes = min(minutes, span[1] - span[0])
    start = (span[0] + span[1] - minutes) // 2
    return ((start, start + minutes),)
