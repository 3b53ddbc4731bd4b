"""Breaks for locked shifts that name none."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from scheduler.breaks.patterns import Pattern, break_patterns
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import option_of
from scheduler.rules.break_terms import BreakTerms

_Duty = tuple[str, date, str, str]


def with_breaks(problem: Problem, terms: BreakTerms) -> tuple[ShiftRow, ...]:
    """Return the locked shifts, with breaks where a duty names none.

    They are laid clear of the person's locked visits wherever the grid of break
    patterns allows it.
    """
    duties: dict[_Duty, list[ShiftRow]] = defaultdict(list)
    for row in problem.locked_shifts:
        duties[row.employee, row.date, row.shift, row.unit].append(row)
    return tuple(row for rows in duties.values() for row in _laid(problem, rows, terms))


def _laid(
    problem: Problem, rows: Sequence[ShiftRow], terms: BreakTerms
) -> Iterable[ShiftRow]:
    first = rows[0]
    type_ = problem.shift_type.get(first.shift)
    if type_ is None or any(row.breaks for row in rows):
        return rows
    clock = wall_clock(problem.timezone)
    option = option_of(clock, type_, first.date, first.unit)
    visits = [v for v in problem.locked_visits if v.employee == first.employee]
    patterns = break_patterns(clock, type_, option, terms)
    pattern = _clearest(patterns, visits)
    return [_given(row, pattern) for row in rows]


def _clearest(patterns: Iterable[Pattern], visits: Sequence[VisitRow]) -> Pattern:
    def clashes(pattern: Pattern) -> int:
        return sum(s < v.end and v.start < e for s, e in pattern for v in visits)

    return min(patterns, key=clashes)


def _given(row: ShiftRow, pattern: Pattern) -> ShiftRow:
    inside = tuple((s, e) for s, e in pattern if row.start <= s and e <= row.end)
    return row.model_copy(update={"breaks": inside})
