"""How much of a day somebody is away, as the checkers count it.

The models use ``scheduler.pay.away``; this is the second statement of the same.
"""

from collections.abc import Sequence
from datetime import date

from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import AbsenceRow
from scheduler.domain.values import AbsenceKind, Instant, PayClass, Span

ALL_KINDS = frozenset(AbsenceKind)


def share_away(
    view: PlanView, employee: str, day: date, kinds: frozenset[AbsenceKind] = ALL_KINDS
) -> float:
    """Return the share of a day that absences cover, each minute once."""
    away = view.absences_by_employee.get(employee, ())
    return _covered(view, day, [(a.start, a.end) for a in away if a.kind in kinds])


def share_unplanned(view: PlanView, employee: str, day: date) -> float:
    """Return the share of a day away that no published schedule says the worth of."""
    away = view.absences_by_employee.get(employee, ())
    if away and view.published:
        days = [told for _, told in view.published]
        is_told = min(days) <= day <= max(days)
        away = [a for a in away if not (is_told and _missed(view, employee, a))]
    return _covered(view, day, [(a.start, a.end) for a in away])


def leaves_early(view: PlanView, duty: Duty) -> bool:
    """Whether somebody's absence begins as the duty ends."""
    mine = view.absences_by_employee.get(duty.employee, ())
    return any(absence.start == duty.end for absence in mine)


def steps_in(view: PlanView, duty: Duty) -> bool:
    """Whether a colleague's absence begins as the duty does."""
    return any(
        absence.start == duty.start and absence.employee != duty.employee
        for absence in view.problem.absences
    )


def minutes_missed(view: PlanView, employee: str) -> int:
    """Return the paid minutes of published shifts that fall into absences."""
    away = view.absences_by_employee.get(employee, ())
    missed = {n for a in away for n in _missed(view, employee, a)}
    return len(missed)


def _missed(view: PlanView, employee: str, absence: AbsenceRow) -> list[Instant]:
    """Return the minutes of work that were published and are missed."""
    return [
        minute
        for day in view.problem.dates
        for row in view.published.get((employee, day), ())
        if row.pay_class is PayClass.ORDINARY
        for minute in range(max(row.start, absence.start), min(row.end, absence.end))
        if not any(start <= minute < end for start, end in row.breaks)
    ]


def _covered(view: PlanView, day: date, away: Sequence[Span]) -> float:
    """Return the share of a day that spans cover, earliest first."""
    if not away:
        return 0.0
    midnight, next_midnight = view.clock.at(day, 0), view.clock.at(day, 1440)
    minutes, seen = 0, midnight
    for start, end in away:
        ends = min(end, next_midnight)
        if ends > seen:
            minutes += max(0, ends - max(start, seen))
            seen = ends
    return minutes / (next_midnight - midnight)
