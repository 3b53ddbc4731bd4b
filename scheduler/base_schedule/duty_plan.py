"""Duties of a base schedule as a plan, breaks laid as for people without visits."""

from collections.abc import Iterator, Sequence

from scheduler.breaks.headcount import place_headcount_breaks
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.staffing_terms import StaffingTerms


def plan_of(
    problem: Problem,
    duties: Sequence[tuple[str, ShiftOption]],
    staffing: StaffingTerms,
    terms: BreakTerms,
) -> Plan:
    """Return a plan of what people work within their contracts."""
    laid = place_headcount_breaks(problem, duties, staffing, terms)
    return Plan(
        shifts=tuple(
            row
            for (who, option), breaks in zip(duties, laid, strict=True)
            for row in _rows(problem.employee[who], option, breaks)
        )
    )


def _rows(
    employee: Employee, option: ShiftOption, breaks: Sequence[Span]
) -> Iterator[ShiftRow]:
    for n, (begin, end) in enumerate(option.parts):
        mine = tuple((s, e) for s, e in breaks if begin <= s < end)
        yield ShiftRow(
            employee=employee.id,
            date=option.date,
            shift=option.shift,
            part=n + 1,
            unit=option.unit,
            start=begin,
            end=end,
            breaks=mine,
            paid_minutes=end - begin - sum(e - s for s, e in mine),
            pay_class=employee.pay_class(),
        )
