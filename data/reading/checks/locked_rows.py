"""Whether locked shifts and visits agree with the dataset and with each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from data.columns import Column
from data.reading.checks.shift_types import MOST_BREAKS, break_minutes
from data.reading.frame import Frame
from data.reading.records import Record
from data.reading.rows import planned
from data.reading.rows.planned import Call, Part
from data.reading.rows.visits import blame_outside
from data.written_values import local
from scheduler.context.staying_on import MOST
from scheduler.domain.problem import Problem, ShiftType
from scheduler.domain.shift_option import option_of
from scheduler.domain.values import Instant, PayClass, Span

T = TypeVar("T", Part, Call)

SIDES = 2
"""Overtime lies before a shift, after it, or both."""


def check_locked_shifts(parts: Sequence[Part], problem: Problem, frame: Frame) -> None:
    """Blame locked shifts that are not what their type says, or two at a time."""
    for part in parts:
        record, row = part.record, part.row
        if not frame.holds(row.date):
            blame_outside(record, planned.DATE, frame)
        type_ = problem.shift_type[row.shift]
        _check_type(part, type_, frame)
        if record.sound:
            _check_pay(part, type_, problem)
    _check_overlaps(parts, planned.START, frame)
    _check_duties(parts, problem)


def _check_type(part: Part, type_: ShiftType, frame: Frame) -> None:
    record, row = part.record, part.row
    if type_.unit is not None and type_.unit != row.unit:
        record.blame("lock_other_unit", planned.UNIT, unit=type_.unit)
    if not type_.days[row.date.weekday()]:
        record.blame("lock_other_weekday", planned.DATE, shift=type_.id)
    spans = option_of(frame.clock, type_, row.date, row.unit).parts
    if _is_overtime(part, type_):
        _check_overtime(part, (spans[0][0], spans[-1][1]), frame)
        return
    if row.part > len(spans):
        record.blame("lock_no_such_part", planned.PART, shift=type_.id)
        return
    start, end = spans[row.part - 1]
    for column, found, wanted in (
        (planned.START, row.start, start),
        (planned.END, row.end, end),
    ):
        if found != wanted:
            record.blame("lock_other_time", column, expected=_local(wanted, frame))


def _is_overtime(part: Part, type_: ShiftType) -> bool:
    """Whether a row is what somebody comes early or stays on for."""
    above = 0 < part.row.part - len(type_.spans) <= SIDES
    return above and part.row.pay_class.is_above_contract


def _check_overtime(part: Part, shift: Span, frame: Frame) -> None:
    record, row = part.record, part.row
    is_early = row.start < shift[0]
    if is_early and row.end != shift[0]:
        expected = _local(shift[0], frame)
        record.blame("lock_other_time", planned.END, expected=expected)
    elif not is_early and row.start != shift[1]:
        expected = _local(shift[1], frame)
        record.blame("lock_other_time", planned.START, expected=expected)
    elif row.end - row.start > MOST:
        column = planned.START if is_early else planned.END
        record.blame("lock_overtime_long", column, minutes=MOST)


def _check_pay(part: Part, type_: ShiftType, problem: Problem) -> None:
    record, row = part.record, part.row
    if any(s < row.start or row.end < e for s, e in row.breaks):
        record.blame("lock_break_outside", planned.BREAKS)
        return
    paid, expected = record.get(planned.PAID), row.end - row.start - _off(part, type_)
    if paid is not None and paid != expected:
        record.blame("lock_other_minutes", planned.PAID, expected=expected)
    monthly = problem.employee[row.employee].is_monthly
    if monthly == (row.pay_class is PayClass.HOURLY):
        record.blame("lock_other_pay_class", planned.PAY_CLASS)


def _off(part: Part, type_: ShiftType) -> int:
    """Return the minutes of break in a part: as locked, else as the type says."""
    if _is_overtime(part, type_) or part.record.get(planned.BREAKS) is not None:
        return sum(e - s for s, e in part.row.breaks)
    return break_minutes(type_, part.row.part)


def _check_duties(parts: Sequence[Part], problem: Problem) -> None:
    """Blame a second shift on one day, and a shift that is not locked as a whole."""
    duties: dict[tuple[str, date], list[Part]] = defaultdict(list)
    for part in parts:
        duties[part.row.employee, part.row.date].append(part)
    for group in duties.values():
        first = group[0].row.shift
        for part in group[1:]:
            if part.row.shift != first:
                part.record.blame("lock_second_shift", planned.SHIFT, first=first)
        _check_whole(group, problem.shift_type[first])


def _check_whole(group: Sequence[Part], type_: ShiftType) -> None:
    last = group[-1].record
    more = [part for part in group if _is_overtime(part, type_)]
    if len(group) - len(more) < len(type_.spans):
        last.blame("lock_part_missing", planned.PART, shift=type_.id)
    elif all(part.record.sound for part in group):
        expected = sum(rule.minutes for rule in type_.breaks)
        if sum(_off(part, type_) for part in group if part not in more) != expected:
            last.blame("lock_other_breaks", planned.BREAKS, minutes=expected)
        rests = sum(len(part.row.breaks) for part in more)
        if rests and rests + len(type_.breaks) > MOST_BREAKS:
            last.blame("too_many_breaks", planned.BREAKS, most=MOST_BREAKS)
    shift = next((part for part in group if part not in more), None)
    if more and shift is not None and shift.row.pay_class.is_above_contract:
        shift.record.blame("lock_overtime_above", planned.PAY_CLASS)


def check_locked_visits(
    calls: Sequence[Call],
    parts: Sequence[Part] | None,
    problem: Problem,
    frame: Frame,
) -> None:
    """Blame locked visits that cannot all be made by the people named.

    ``parts`` is ``None`` where not all locked shifts could be read.
    """
    for call in calls:
        record, row = call.record, call.row
        visit = problem.visit[row.visit]
        if row.staff_no > visit.staff:
            record.blame("lock_no_such_place", planned.STAFF_NO, staff=visit.staff)
        if row.end - row.start != visit.minutes:
            record.blame("lock_other_length", planned.END, minutes=visit.minutes)
    _check_places(calls)
    _check_overlaps(calls, planned.START, frame)
    if parts is not None:
        _check_covered(calls, parts)


def _check_places(calls: Sequence[Call]) -> None:
    """Blame a place that two people take, a person in two, and unequal times."""
    by_visit: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        for other in by_visit[call.row.visit]:
            _check_pair(call, other)
        by_visit[call.row.visit].append(call)


def _check_pair(call: Call, other: Call) -> None:
    record, row = call.record, call.row
    if row.staff_no == other.row.staff_no:
        record.blame("lock_place_taken", planned.STAFF_NO, other=other.row.employee)
    elif row.employee == other.row.employee:
        record.blame("lock_twice_there", planned.WHO)
    elif row.start != other.row.start:
        record.blame("lock_not_together", planned.START, other=other.row.employee)


def _check_covered(calls: Sequence[Call], parts: Sequence[Part]) -> None:
    shifts: dict[str, list[Span]] = defaultdict(list)
    for part in sorted(parts, key=lambda part: part.row.start):
        mine, start = shifts[part.row.employee], part.row.start
        if mine and mine[-1][1] == start:  # overtime goes on where the shift ends
            start = mine.pop()[0]
        mine.append((start, part.row.end))
    for call in calls:
        row = call.row
        if not any(s <= row.start and row.end <= e for s, e in shifts[row.employee]):
            call.record.blame("lock_no_shift", planned.WHO)


def _check_overlaps(rows: Iterable[T], column: Column[object], frame: Frame) -> None:
    """Blame rows of one person that begin before the one before is over."""
    ends: dict[str, tuple[Instant, Record]] = {}
    for item in sorted(rows, key=lambda i: (i.row.start, i.row.end)):
        row = item.row
        before = ends.get(row.employee)
        if before is not None and row.start < before[0]:
            item.record.blame("lock_overlap", column, until=_local(before[0], frame))
        if before is None or row.end > before[0]:
            ends[row.employee] = (row.end, item.record)


def _local(instant: Instant, frame: Frame) -> str:
    return local(instant, frame.clock)
