"""The rows of a plan as the rows of its files."""

from data.written_values import Cells, local
from scheduler.domain.clock import WallClock
from scheduler.domain.plan import ShiftRow, Unassigned, VisitRow
from scheduler.domain.values import Span


def shift_cells(row: ShiftRow, wall: WallClock) -> Cells:
    """Return one row of ``shifts.csv`` or ``locked_shifts.csv``."""
    return {
        "employee_id": row.employee,
        "date": row.date.isoformat(),
        "shift_id": row.shift,
        "part": row.part,
        "unit_id": row.unit,
        "start": local(row.start, wall),
        "end": local(row.end, wall),
        "breaks": [_taken(span, wall) for span in row.breaks],
        "paid_minutes": row.paid_minutes,
        "pay_class": row.pay_class.value,
    }


def _taken(span: Span, wall: WallClock) -> str:
    """Return a break by its clock times, both with an offset where one needs it."""
    moments = [wall.local(instant) for instant in span]
    if any(len(wall.occurrences(moment)) > 1 for moment in moments):
        moments = [wall.with_offset(instant) for instant in span]
    return "-".join(m.isoformat(timespec="minutes").partition("T")[2] for m in moments)


def visit_cells(row: VisitRow, wall: WallClock) -> Cells:
    """Return one row of ``visits.csv`` of a plan, or of ``locked_visits.csv``."""
    return {
        "visit_id": row.visit,
        "staff_no": row.staff_no,
        "employee_id": row.employee,
        "start": local(row.start, wall),
        "end": local(row.end, wall),
        "from_id": row.from_id,
        "travel_minutes": row.travel_minutes,
        "wait_minutes": row.wait_minutes,
    }


def open_cells(place: Unassigned) -> Cells:
    """Return one row of ``unassigned.csv``."""
    return {
        "visit_id": place.visit,
        "staff_no": place.staff_no,
        "reason": place.reason,
        "detail": place.detail,
        "x_proof": place.proof,
        "x_proof_detail": place.proof_detail,
    }
