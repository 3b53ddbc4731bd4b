"""Breaks for locked shifts that name none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from scheduler.breaks.patterns import Break, Pattern, break_patterns
from scheduler.context.staying_on import names_breaks, overtime_beside
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.travel import Travel
from scheduler.domain.values import Instant
from scheduler.rules.break_terms import BreakTerms

_Duty = tuple[str, date, str, str]


def with_breaks(problem: Problem, terms: BreakTerms) -> tuple[ShiftRow, ...]:
    """Return the locked shifts, with breaks where a duty names none.

    They are laid clear of the person's locked visits and moves if that can be.
    """
    duties: dict[_Duty, list[ShiftRow]] = defaultdict(list)
    for row in problem.locked_shifts:
        duties[row.employee, row.date, row.shift, row.unit].append(row)
    travel = Travel(problem)
    return tuple(
        row for rows in duties.values() for row in _laid(problem, travel, rows, terms)
    )


def _laid(
    problem: Problem, travel: Travel, rows: Sequence[ShiftRow], terms: BreakTerms
) -> Iterable[ShiftRow]:
    first = rows[0]
    type_ = problem.shift_type.get(first.shift)
    if type_ is None or names_breaks(rows, len(type_.spans)):
        return rows
    clock = wall_clock(problem.timezone)
    shift = option_of(clock, type_, first.date, first.unit)
    option = overtime_beside(rows, len(type_.spans)).beside(shift)
    gaps = [gap for row in rows for gap in _gaps(problem, travel, row)]
    edges = tuple(_edges(gaps, option, terms.longest_work(type_)))
    patterns = break_patterns(clock, type_, option, terms, edges)
    pattern = min(patterns, key=lambda way: _clashes(way, gaps))
    return [_given(row, pattern) for row in rows]


class _FreeTime(NamedTuple):
    """The time between two stops of a shift, and the move to be made in it."""

    start: Instant
    end: Instant
    travel: int


def _gaps(problem: Problem, travel: Travel, row: ShiftRow) -> Iterator[_FreeTime]:
    """Yield the gaps before, between and after the person's locked visits."""
    stops = sorted(
        (v.start, v.end, v.travel_minutes, v.visit)
        for v in problem.locked_visits
        if v.employee == row.employee and row.start <= v.start < row.end
    )
    free, home = row.start, 0
    for start, end, minutes, visit in stops:
        yield _FreeTime(free, start, minutes)
        mode = problem.employee[row.employee].transport
        home = travel.minutes(problem.visit[visit].client, row.unit, mode)
        free = end
    yield _FreeTime(free, row.end, home)


def _edges(
    gaps: Iterable[_FreeTime], option: ShiftOption, work_max: int
) -> Iterator[Instant]:
    """Yield where a break can lie at the earliest: after stops, moves, at a limit."""
    for gap in gaps:
        yield from (gap.start, gap.start + gap.travel)
    for _, end in option.parts:
        yield end - work_max


def _clashes(pattern: Pattern, gaps: Iterable[_FreeTime]) -> int:
    """Return how many breaks lie in no gap, and how many moves have no room left."""
    stretches = [(gap, _inside(pattern, gap)) for gap in gaps]
    laid = sum(len(breaks) for _, breaks in stretches)
    return len(pattern) - laid + sum(not _leaves_room(*s) for s in stretches)


def _inside(pattern: Pattern, gap: _FreeTime) -> list[Break]:
    return [(s, e) for s, e in pattern if gap.start <= s and e <= gap.end]


def _leaves_room(gap: _FreeTime, breaks: Sequence[Break]) -> bool:
    """Whether the move of a gap can be made in one go beside its breaks."""
    begins = [gap.start, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), gap.end]
    return not breaks or gap.travel <= max(
        end - begin for begin, end in zip(begins, ends, strict=True)
    )


def _given(row: ShiftRow, pattern: Pattern) -> ShiftRow:
    inside = tuple((s, e) for s, e in pattern if row.start <= s and e <= row.end)
    return row.model_copy(update={"breaks": inside})
