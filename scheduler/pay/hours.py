"""Hours as contract and law count them, apart from how they are paid.

The contract (R07) holds when what a person brings into the period, works as ordinary
time in it and is credited for absence comes within the carry of the period's target.
The target follows the working days, Monday to Friday; full time of 40 hours is so much
in a week without holidays, the lower measures have them averaged in.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.plan_view import Duty
from scheduler.domain.problem import AbsenceRow, Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import PayClass, Span
from scheduler.pay.agreement import agreement_of
from scheduler.pay.away import days_away
from scheduler.pay.holidays import is_holiday
from scheduler.pay.money import rounded_fraction

_SATURDAY = 5
_FIXED = date(2024, 1, 1)
"""Where working days are counted from; any day would do."""


def exact_week_target(employee: Employee) -> Fraction:
    """Return the contracted minutes a week, without rounding."""
    if not employee.is_monthly:
        return Fraction(0)
    return employee.week_minutes * Fraction(str(employee.degree_pct)) / 100


def days_due(problem: Problem, employee: Employee) -> Mapping[date, Fraction]:
    """Return the contracted minutes of each day of the plan inside the employment.

    A week is due by its working days, a fifth each; absence is credited by those.
    """
    due, working = exact_week_target(employee) / 5, working_days(problem, employee)
    return {
        day: due if day in working else Fraction(0)
        for day in problem.dates
        if employee.employed_on(day)
    }


def minutes_due(problem: Problem, employee: Employee, day: date) -> Fraction:
    """Return the contracted minutes of a day of the employment, in the plan or not."""
    holiday_free = _is_holiday_free(problem, employee)
    works = _is_working_day(day, holiday_free=holiday_free)
    return exact_week_target(employee) / 5 * works


def working_days(problem: Problem, employee: Employee) -> frozenset[date]:
    """Return the days of the plan that a week is due by, inside the employment."""
    holiday_free = _is_holiday_free(problem, employee)
    return frozenset(
        day
        for day in problem.dates
        if employee.employed_on(day) and _is_working_day(day, holiday_free=holiday_free)
    )


def _is_holiday_free(problem: Problem, employee: Employee) -> bool:
    """Whether the person's full time is so long per week without holidays."""
    agreement = agreement_of(problem, employee)
    return employee.week_minutes == agreement.reckoning.holiday_free_week_minutes


def _is_working_day(day: date, *, holiday_free: bool) -> bool:
    return day.weekday() < _SATURDAY and not (holiday_free and is_holiday(day))


def target_minutes(problem: Problem, employee: Employee) -> int:
    """Return the contracted minutes of the plan's days inside the employment."""
    return rounded_fraction(sum(days_due(problem, employee).values(), Fraction(0)))


def booked_target(problem: Problem, employee: Employee) -> int:
    """Return the contracted minutes of the plan's days as balances are booked, whole.

    What plans in a row are booked adds up, to the minute, to what all their days are
    due: each is the rounded sum of all working days until its end, less that of those
    before it.
    """
    free = _is_holiday_free(problem, employee)
    first = max(problem.start, employee.first or problem.start)
    last = min(problem.end, employee.last or problem.end)
    day = exact_week_target(employee) / 5
    before, until = (
        rounded_fraction(day * _working_days_before(date_, holiday_free=free))
        for date_ in (first, last + timedelta(days=1))
    )
    return max(0, until - before)


def _working_days_before(day: date, *, holiday_free: bool) -> int:
    """Count from a fixed day on, or back to it."""
    first, last = min(day, _FIXED), max(day, _FIXED)
    days = (first + timedelta(days=n) for n in range((last - first).days))
    found = sum(_is_working_day(each, holiday_free=holiday_free) for each in days)
    return found if day >= _FIXED else -found


def minutes_present(problem: Problem, employee: Employee) -> Fraction:
    """Return the contracted minutes less those of absence, without rounding."""
    due = days_due(problem, employee)
    return sum(due.values(), Fraction(0)) - _credit(problem, employee, due)


def absence_credit(problem: Problem, employee: Employee) -> int:
    """Return the minutes that absence in the plan counts as, whatever its kind.

    A working day away is a fifth of the week, a part of one as much less; a day that
    the contract asks nothing of is credited nothing. In the time that is published,
    whoever is away from a shift is credited that shift.
    """
    due = days_due(problem, employee)
    return rounded_fraction(_credit(problem, employee, due))


def _credit(
    problem: Problem, employee: Employee, due: Mapping[date, Fraction]
) -> Fraction:
    mine = [a for a in problem.absences if a.employee == employee.id]
    clock = wall_clock(problem.timezone)
    missed, rest = _from_published(problem, employee, mine)
    away = days_away(clock, rest, problem.start, problem.end)
    none = Fraction(0)
    by_day = sum((share * due.get(day, none) for day, share in away.items()), none)
    return missed + by_day


def _from_published(
    problem: Problem, employee: Employee, absences: Sequence[AbsenceRow]
) -> tuple[int, list[AbsenceRow]]:
    """Return the minutes of published shifts that are missed, and what else is away."""
    told = [
        row
        for row in problem.published_shifts
        if row.employee == employee.id
        and problem.start <= row.date <= problem.end
        and row.pay_class is PayClass.ORDINARY
    ]
    sudden = [
        a for a in absences if any(r.start < a.end and a.start < r.end for r in told)
    ]
    if not sudden:
        return 0, list(absences)
    clock = wall_clock(problem.timezone)
    days = [row.date for row in problem.published_shifts]
    first, last = clock.at(min(days), 0), clock.at(max(days), 1440)
    away = [(a.start, a.end) for a in sudden]
    missed = 0
    for row in told:
        worked = list(worked_spans([(row.start, row.end)], row.breaks))
        left = worked_spans(worked, away)
        missed += sum(e - s for s, e in worked) - sum(e - s for s, e in left)
    outside = [
        a.model_copy(update={"start": start, "end": end})
        for a in sudden
        for start, end in ((a.start, min(a.end, first)), (max(a.start, last), a.end))
        if start < end
    ]
    return missed, [a for a in absences if a not in sudden] + outside


def contract_minutes(problem: Problem, parts: Sequence[Span], paid_minutes: int) -> int:
    """Return what an ordinary duty fills of the contract.

    Where the agreement pays the hour that occurs twice in autumn as overtime, that hour
    is no contracted time.
    """
    if not agreement_of(problem).reckoning.autumn_hour_is_overtime:
        return paid_minutes
    return max(0, paid_minutes - repeated_minutes(wall_clock(problem.timezone), parts))


def filled_minutes(problem: Problem, duties: Iterable[Duty]) -> int:
    """Return what duties fill of a contract: their ordinary pieces do."""
    return sum(
        contract_minutes(problem, piece.worked, piece.paid_minutes)
        for duty in duties
        for piece in duty.pieces
        if piece.pay_class is PayClass.ORDINARY
    )


def ordinary_minutes(problem: Problem, option: ShiftOption) -> int:
    """Return what an option fills of the contract; overtime after it fills nothing."""
    shift = option.without_overtime
    return contract_minutes(problem, shift.worked, shift.paid_minutes)


def repeated_minutes(clock: WallClock, parts: Sequence[Span]) -> int:
    """Return by how much the parts are longer than their clock times."""
    longer = 0
    for start, end in parts:
        shown = (clock.local(end) - clock.local(start)) // timedelta(minutes=1)
        longer += max(0, end - start - shown)
    return longer
