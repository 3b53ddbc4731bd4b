"""Rows of a list of shifts: what a municipality calls them, and when they are."""

from collections.abc import Sequence

from data.importing.exported.care_rows import weekdays_of
from data.importing.exported.written_forms import clock_of, minutes_of, span_of
from data.importing.imported_row import ImportedRow
from data.importing.known_units import KnownUnits
from data.problem_cells import shift_type_cells
from data.reading.cells import MIDNIGHT
from data.written_values import Cells
from scheduler.domain.problem import BreakRule, ShiftType
from scheduler.domain.values import Clock, ShiftKind

_LONGEST_BREAK = 180
_MOST_A_DAY = 1_000
_BLOCK = 300
"""Minutes of work after which there is a break (R14)."""
_BEFORE_BREAK = 150
"""Nobody eats earlier in a shift, unless the rest of it would be too long."""
_AFTER_BREAK = 60
_LONG = 600
"""Work of more than two blocks has two breaks; whoever works so long works long."""
_NOON = 12 * 60
_SMALL_HOURS = 26 * 60
_USUAL_BREAK = 30


def turn_of(row: ImportedRow) -> ShiftType | None:
    """Return the shift of a row; ``None`` where it is red."""
    id_ = row.needed("shift_id")
    start, end = _times(row)
    rest = row.whole("break_minutes", minutes_of, 0, _LONGEST_BREAK)
    days = row.read("days", weekdays_of) or "1111111"
    most = row.whole("most", minutes_of, 1, _MOST_A_DAY)
    if row.refused or start is None or end is None:
        return None
    end = end if end > start else end + MIDNIGHT
    kind = _kind(start, end)
    rest, paid = _meal(row, kind, end - start, rest)
    return ShiftType(
        id=id_,
        unit=row.unit() or None,
        kind=kind,
        start=start,
        end=end,
        breaks=_breaks(start, end, rest),
        paid_meal=paid,
        days=tuple(day == "1" for day in days),
        max_per_day=most,
    )


def _times(row: ImportedRow) -> tuple[Clock | None, Clock | None]:
    """Return when a shift begins and ends: in two cells, or both in one."""
    if row.text("span"):
        return row.read("span", span_of) or (None, None)
    row.needed("start")
    row.needed("end")
    return row.read("start", clock_of), row.read("end", clock_of)


def _kind(start: Clock, end: Clock) -> ShiftKind:
    if start < _SMALL_HOURS < end or start < _SMALL_HOURS - MIDNIGHT:
        return ShiftKind.NIGHT
    if end - start > _LONG:
        return ShiftKind.LONG
    return ShiftKind.DAY if start < _NOON else ShiftKind.EVENING


def _meal(
    row: ImportedRow, kind: ShiftKind, length: int, rest: int | None
) -> tuple[int, bool]:
    """Return the unpaid break, and whether people eat on paid time instead."""
    if rest or length <= _BLOCK:
        return rest or 0, False
    if rest == 0 or kind is ShiftKind.NIGHT:
        row.guess("import_paid_meal", "shift_id")
        return 0, True
    row.guess("import_usual_break", "shift_id", minutes=_USUAL_BREAK)
    return _USUAL_BREAK, False


def _breaks(start: Clock, end: Clock, rest: int) -> tuple[BreakRule, ...]:
    """Return when breaks may be, so that no block of work is too long."""
    if not rest:
        return ()
    if end - start - rest <= 2 * _BLOCK:
        first = max(end - _BLOCK - rest, start + min(_BEFORE_BREAK, _half(start, end)))
        last = min(start + _BLOCK + rest, end - _AFTER_BREAK)
        return (
            BreakRule(minutes=rest, earliest=first, latest=max(last, first + rest)),
        )
    third = (end - start) // 3
    spans = (start + third, rest - rest // 2), (end - third, rest // 2)
    return tuple(
        BreakRule(minutes=part, earliest=at - part, latest=at + part)
        for at, part in spans
        if part
    )


def _half(start: Clock, end: Clock) -> int:
    return (end - start) // 2


def turns_of(
    found: Sequence[tuple[ImportedRow, ShiftType]], units: KnownUnits
) -> list[Cells]:
    """Return each shift once; a second one of the same name that differs is red."""
    kept: dict[str, ShiftType] = {}
    for row, turn in found:
        unit = units.id_of(turn.unit) if turn.unit else None
        turn = turn.model_copy(update={"unit": unit})
        if kept.get(turn.id) == turn:
            row.guess("import_row_again", "shift_id")
        elif turn.id in kept:
            row.refuse("import_second_turn", "shift_id")
        else:
            kept[turn.id] = turn
    return [shift_type_cells(turn) for turn in kept.values()]
