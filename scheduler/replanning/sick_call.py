"""Somebody calls in sick: what is done already stays, what is left is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import AbsenceRow, Employee, Problem
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import AbsenceKind, Frozen, Instant, Span
from scheduler.pay.agreement import agreements_of
from scheduler.robustness.day_shape import joined


class SickCall(Frozen):
    """Who is ill in [start, end); ``start`` is the moment of the call."""

    employee: str
    start: Instant
    end: Instant


@dataclass(frozen=True)
class LostDuty:
    """What somebody does not work of a duty."""

    rows: tuple[ShiftRow, ...]
    """As planned; of a shift that was under way, what was left of it."""
    visits: tuple[VisitRow, ...]
    is_whole: bool
    """Whether nothing of the duty had been worked."""
    meets_headcount: bool

    @property
    def span(self) -> Span:
        """From the first moment that is lost to the last."""
        return self.rows[0].start, self.rows[-1].end


@dataclass(frozen=True)
class Vacancy:
    """A plan from a moment on, with duties that nobody works any more."""

    moment: Instant
    """Nothing before it may change."""
    problem: Problem
    plan: Plan
    """What stays."""
    lost: tuple[LostDuty, ...]
    """Earliest first."""


def ill_until(view: PlanView, employee: Employee, start: Instant) -> Instant:
    """Return the end of a call that names none: midnight, or that day's last shift."""
    midnight = view.clock.at(view.clock.day(start), 1440)
    begun = [d for d in view.planned_of(employee) if start < d.end]
    return max([midnight, *(d.end for d in begun if d.start < midnight)])


def after_call(view: PlanView, call: SickCall) -> Vacancy:
    """Return what is left of a plan when somebody calls in sick."""
    return after_calls(view, (call,))


def after_calls(view: PlanView, calls: Sequence[SickCall]) -> Vacancy:
    """Return what is left of a plan when some people call in sick at once.

    None of them is there for another, not even who has no shift then. Where nobody has
    one, nothing is otherwise.
    """
    moment = min(call.start for call in calls)
    gone = [_gone(view, call) for call in calls]
    lost = sorted((d for each in gone for d in each.lost), key=lambda duty: duty.span)
    if not lost:
        return Vacancy(moment, view.problem, view.plan, ())
    problem, plan = view.problem, view.plan
    for each in gone:
        problem = _released(problem, each.lost, each.away)
        plan = _kept(plan, each.lost, each.away.start)
    return Vacancy(moment, _published(problem, view, moment), plan, tuple(lost))


class _Gone(NamedTuple):
    """What one person does not work, and how long they are away."""

    lost: tuple[LostDuty, ...]
    away: AbsenceRow


def _gone(view: PlanView, call: SickCall) -> _Gone:
    duties = [
        duty
        for duty in view.planned_of(view.problem.employee[call.employee])
        if duty.start < call.end and call.start < duty.end
    ]
    leaves = max([call.start, *(_leaves(view, duty, call.start) for duty in duties)])
    every = (_lost(view, duty, call.start, leaves) for duty in duties)
    lost = tuple(each for each in every if each.rows)
    end = max([call.end, *(each.span[1] for each in lost)])
    kind = AbsenceKind.SICK
    return _Gone(
        lost, AbsenceRow(employee=call.employee, start=leaves, end=end, kind=kind)
    )


def vacated(view: PlanView, duty: Duty) -> Vacancy:
    """Return a plan without one duty, in which everything else may still be."""
    rows, visits = tuple(rows_of(view, duty)), tuple(view.visits_on(duty))
    lost = LostDuty(
        rows, visits, is_whole=True, meets_headcount=view.meets_headcount(duty)
    )
    gone = {id(row) for row in (*rows, *visits)}
    plan = view.plan.model_copy(
        update={
            "shifts": tuple(row for row in view.plan.shifts if id(row) not in gone),
            "visits": tuple(row for row in view.plan.visits if id(row) not in gone),
        }
    )
    return Vacancy(view.span[0], view.problem, plan, (lost,))


def _leaves(view: PlanView, duty: Duty, moment: Instant) -> Instant:
    """Return when somebody who is ill leaves a duty that is under way.

    A visit or break that has begun is whole, and the way back is part of the work.
    """
    for part in joined(rows_of(view, duty)):
        if part.start < moment < part.end:
            back = _back(view, part, moment)
            return max([back, *(b for a, b in part.breaks if a < back < b)])
    return moment


def _back(view: PlanView, part: ShiftRow, moment: Instant) -> Instant:
    made = [v for v in view.visits_of(part.employee) if part.start <= v.start < moment]
    if not made:
        return moment
    last = made[-1]
    who = view.problem.employee[part.employee]
    move = view.travel.minutes(view.visit(last).client, part.unit, who.transport)
    leaves = max(moment, last.end + move)
    while leaves < part.end and not _can_move(part, last.end, leaves, move):
        leaves += 1
    return min(leaves, part.end)


def _can_move(part: ShiftRow, start: Instant, end: Instant, minutes: int) -> bool:
    """Whether a move fits before, between or after the breaks, in one go."""
    free = worked_spans([(start, end)], part.breaks)
    return minutes == 0 or any(minutes <= b - a for a, b in free)


def rows_of(view: PlanView, duty: Duty) -> list[ShiftRow]:
    """Return the rows of a plan that a duty consists of, earliest first."""
    mine = (row for row in view.plan.shifts if row.employee == duty.employee)
    within = (row for row in mine if duty.start <= row.start < duty.end)
    return sorted(within, key=lambda row: row.start)


def _lost(view: PlanView, duty: Duty, moment: Instant, leaves: Instant) -> LostDuty:
    rows = [_cut(r, leaves, r.end) for r in rows_of(view, duty) if leaves < r.end]
    visits = tuple(v for v in view.visits_on(duty) if moment <= v.start)
    return LostDuty(
        rows=tuple(rows),
        visits=visits if rows else (),
        is_whole=moment <= duty.start,
        meets_headcount=view.meets_headcount(duty),
    )


def _cut(row: ShiftRow, start: Instant, end: Instant) -> ShiftRow:
    """Return a row as far as it lies in [start, end)."""
    start, end = max(row.start, start), min(row.end, end)
    if (start, end) == (row.start, row.end):
        return row
    breaks = tuple((max(a, start), min(b, end)) for a, b in row.breaks)
    taken = tuple((a, b) for a, b in breaks if a < b)
    paid = end - start - sum(b - a for a, b in taken)
    cut = {"start": start, "end": end, "breaks": taken, "paid_minutes": paid}
    return row.model_copy(update=cut)


def _kept(plan: Plan, lost: Sequence[LostDuty], leaves: Instant) -> Plan:
    """Return a plan without what is lost."""
    gone = {(r.employee, r.end) for duty in lost for r in duty.rows}
    visits = {v for duty in lost for v in duty.visits}
    shifts = (
        _cut(row, row.start, leaves) if (row.employee, row.end) in gone else row
        for row in plan.shifts
    )
    return plan.model_copy(
        update={
            "shifts": tuple(row for row in shifts if row.start < row.end),
            "visits": tuple(v for v in plan.visits if v not in visits),
        }
    )


def _released(problem: Problem, lost: Sequence[LostDuty], away: AbsenceRow) -> Problem:
    """Return the problem in which somebody is ill, and not locked to what is lost."""
    gone = {(r.employee, r.end) for duty in lost for r in duty.rows}
    visits = {(v.visit, v.employee) for duty in lost for v in duty.visits}
    shifts = [r for r in problem.locked_shifts if (r.employee, r.end) not in gone]
    locks = [r for r in problem.locked_visits if (r.visit, r.employee) not in visits]
    return problem.model_copy(
        update={
            "absences": (*problem.absences, away),
            "locked_shifts": tuple(shifts),
            "locked_visits": tuple(locks),
        }
    )


def _published(problem: Problem, view: PlanView, moment: Instant) -> Problem:
    """Return the problem whose people have been told of the plan until now.

    An agreement without rates for displaced hours knows no such plan.
    """
    if not all(agreement.displaced for agreement in agreements_of(problem)):
        return problem
    told = {
        "published_on": view.clock.day(moment),
        "published_shifts": view.plan.shifts,
        "untold": frozenset(),
    }
    return problem.model_copy(update=told)
