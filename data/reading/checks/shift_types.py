"""Whether a shift type can be worked: its span and its breaks."""

from collections.abc import Iterator, Sequence
from itertools import permutations, product
from typing import NamedTuple

from data.cell_place import CellPlace
from data.columns import Column
from data.faults import Fault
from data.problem_cells import shift_type_cells
from data.reading.records import Record
from data.reading.rows.shifts import BREAKS, END, END2, ON_CALL
from scheduler.domain.problem import BreakRule, Problem, ShiftType
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import Clock, OnCall

LONGEST_SPAN = 780
"""Minutes from the first start to the last end (R04)."""
LONGEST_WITH_JOUR = 1440
"""The same where some of it is jour (R05)."""
LONGEST_WORK = 300
"""Minutes of work without a break (R14)."""
MOST_BREAKS = 4

ClockSpan = tuple[Clock, Clock]


def check_shift_type(record: Record, type_: ShiftType, *, judges: bool) -> None:
    """Blame a shift that is too long, or whose breaks cannot be what they must.

    Where a plan is only judged, the rules say what of that it breaks (R04, R14).
    """
    if len(type_.breaks) > MOST_BREAKS:
        record.blame("too_many_breaks", BREAKS, most=MOST_BREAKS)
        return
    for rule in type_.breaks:
        if not list(_homes(rule, type_.spans)):
            column = BREAKS if rule.on_call is None else ON_CALL
            record.blame_value("break_outside", column, str(rule.minutes))
            return
    found = None if judges else _unplannable(type_)
    if found is not None:
        record.blame(found.code, found.column, **found.facts)


def unplannable(problem: Problem) -> list[Fault]:
    """Return the faults of shift types on which nobody may be planned."""
    faults = []
    for number, type_ in enumerate(problem.shift_types):
        found = _unplannable(type_)
        if found is not None:
            place = CellPlace("shift_types", pointer=f"/shift_types/{number}")
            name = found.column.name
            cell = shift_type_cells(type_)[name]
            value = "|".join(cell) if isinstance(cell, list) else str(cell)
            faults.append(place.fault(found.code, name, value, **found.facts))
    return faults


class _Unplannable(NamedTuple):
    """What is wrong with a shift type, and in which column."""

    code: str
    column: Column[object]
    facts: dict[str, str | int]


def _unplannable(type_: ShiftType) -> _Unplannable | None:
    """Return why nobody may be planned on a type that otherwise makes sense."""
    span, longest = _presence(type_), _longest_span(type_)
    if span > longest:
        hours, minutes = divmod(span, 60)
        facts: dict[str, str | int] = {
            "found": f"{hours}:{minutes:02d}",
            "hours": longest // 60,
        }
        last = END if type_.start2 is None else END2
        return _Unplannable("shift_too_long", last, facts)
    if not _can_be_placed(type_, LONGEST_SPAN):
        return _Unplannable("breaks_collide", BREAKS, {})
    if not type_.paid_meal and not _can_be_placed(type_, LONGEST_WORK):
        facts = {"hours": LONGEST_WORK // 60}
        return _Unplannable("work_without_break", BREAKS, facts)
    return None


def _presence(type_: ShiftType) -> int:
    """Return the minutes from the first at the workplace to the last."""
    away = [
        (rule.earliest, rule.latest)
        for rule in type_.on_call
        if rule.on_call is OnCall.BEREDSKAP
    ]
    here = list(worked_spans(type_.spans, away))
    return here[-1][1] - here[0][0] if here else 0


def _longest_span(type_: ShiftType) -> int:
    has_jour = any(rule.on_call is OnCall.JOUR for rule in type_.on_call)
    return LONGEST_WITH_JOUR if has_jour else LONGEST_SPAN


def _homes(rule: BreakRule, parts: Sequence[ClockSpan]) -> Iterator[int]:
    """Yield the parts of the shift that a break can lie in."""
    for number, (start, end) in enumerate(parts):
        if min(rule.latest, end) - max(rule.earliest, start) >= rule.minutes:
            yield number


def break_rules(type_: ShiftType, part: int) -> list[BreakRule]:
    """Return the breaks of one part of a shift, the first that each fits in."""
    spans = type_.spans
    return [r for r in type_.breaks if next(_homes(r, spans), 0) == part - 1]


def break_minutes(type_: ShiftType, part: int) -> int:
    """Return the minutes of break in one part of a shift."""
    return sum(rule.minutes for rule in break_rules(type_, part))


def _can_be_placed(type_: ShiftType, longest: int) -> bool:
    """Whether some placing of the breaks leaves no longer work than ``longest``."""
    homes = [list(_homes(rule, type_.spans)) for rule in type_.breaks]
    return any(
        all(
            _part_works(
                part,
                [r for r, h in zip(type_.breaks, chosen, strict=True) if h == n],
                longest,
            )
            for n, part in enumerate(type_.spans)
        )
        for chosen in product(*homes)
    )


def _part_works(part: ClockSpan, breaks: list[BreakRule], longest: int) -> bool:
    return any(_order_works(part, order, longest) for order in permutations(breaks))


def _order_works(part: ClockSpan, order: Sequence[BreakRule], longest: int) -> bool:
    """Follow the interval in which work can begin again after each break in turn."""
    first, last = part[0], part[0]
    for rule in order:
        first = max(rule.earliest, first)
        last = min(rule.latest - rule.minutes, last + longest)
        if last < first:
            return False
        first, last = first + rule.minutes, last + rule.minutes
    return first <= part[1] <= last + longest
