"""Rows of a plan: shifts, visits, and places that nobody takes; also as locks."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.columns import Column, Sheet, extra, given, needed
from data.reading.cells import (
    DAY,
    IDENT,
    MIDNIGHT,
    MOMENT,
    TAKEN_BREAKS,
    TEXT,
    one_of,
    whole,
)
from data.reading.frame import Frame
from data.reading.records import Record
from scheduler.domain.plan import ShiftRow, Unassigned, VisitRow
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.values import PayClass

WHO = needed("employee_id", IDENT, "employees")
START = needed("start", MOMENT)
END = needed("end", MOMENT)

DATE = needed("date", DAY)
SHIFT = needed("shift_id", IDENT)
KNOWN_SHIFT = needed("shift_id", IDENT, "shift_types")
PART = extra("part", whole(1, 9), 1)
"""A split shift has two; overtime before or after a shift is one more."""
UNIT = needed("unit_id", IDENT, "units")
BREAKS = extra("breaks", TAKEN_BREAKS, None)
PAID = extra("paid_minutes", whole(0, 2 * MIDNIGHT), None)
PAY_CLASS = extra("pay_class", one_of(PayClass, "report.pay_class"), None)

VISIT = needed("visit_id", IDENT, "visits")
STAFF_NO = extra("staff_no", whole(1, 2), None)
FROM = extra("from_id", IDENT, None, "units", "clients")
TRAVEL = extra("travel_minutes", whole(0, MIDNIGHT), None)
WAIT = extra("wait_minutes", whole(0, MIDNIGHT), None)

REASON = needed("reason", TEXT)
DETAIL = given("detail", TEXT, "")
PROOF = extra("x_proof", TEXT, "")
PROOF_DETAIL = extra("x_proof_detail", TEXT, "")


def _shifts(name: str, shift: Column[str]) -> Sheet:
    columns = (WHO, DATE, shift, PART, UNIT, START, END, BREAKS, PAID, PAY_CLASS)
    return Sheet(name, columns)


def _visits(name: str) -> Sheet:
    return Sheet(name, (VISIT, STAFF_NO, WHO, START, END, FROM, TRAVEL, WAIT))


SHIFTS = _shifts("shifts", SHIFT)
"""A shift that is no type of the dataset is for the rules to find."""
VISITS = _visits("visits")
UNASSIGNED = Sheet("unassigned", (VISIT, STAFF_NO, REASON, DETAIL, PROOF, PROOF_DETAIL))
LOCKED_SHIFTS = _shifts("locked_shifts", KNOWN_SHIFT)
PUBLISHED_SHIFTS = _shifts("published_shifts", SHIFT)
"""What people were told before; its shift types may be gone."""
LOCKED_VISITS = _visits("locked_visits")


@dataclass
class Part:
    """A shift row and its record; ``row`` is replaced as more is derived."""

    record: Record
    row: ShiftRow

    @property
    def has_breaks(self) -> bool:
        """Whether the file says which breaks were taken."""
        no_time_off = self.record.get(PAID) == self.row.end - self.row.start
        return self.record.get(BREAKS) is not None or no_time_off


@dataclass
class Call:
    """A visit row and its record; ``row`` is replaced as more is derived."""

    record: Record
    row: VisitRow


def check_span(record: Record, frame: Frame) -> None:
    """Blame a row that ends before it starts, or lasts for more than a day."""
    start, end = record.get(START), record.get(END)
    if start is None or end is None:
        return
    first, last = frame.span(start, end)
    if last <= first:
        record.blame("ends_before_start", END, start=record.cells["start"] or "")
    elif last - first > MIDNIGHT:
        record.blame("longer_than_a_day", END, start=record.cells["start"] or "")
    elif any(frame.taken(first, *b) is None for b in record.get(BREAKS) or ()):
        record.blame("break_offset", BREAKS)


def shift_row(
    record: Record, frame: Frame, people: Mapping[str, Employee]
) -> ShiftRow | None:
    """Return the row of a sound record, without what the file leaves out."""
    person = people.get(record[WHO])
    if person is None:
        return None
    start, end = frame.span(record[START], record[END])
    taken = (frame.taken(start, *clocks) for clocks in record[BREAKS] or ())
    breaks = tuple(span for span in taken if span is not None)
    paid = record[PAID]
    return ShiftRow(
        employee=record[WHO],
        date=record[DATE],
        shift=record[SHIFT],
        part=record[PART],
        unit=record[UNIT],
        start=start,
        end=end,
        breaks=breaks,
        paid_minutes=end - start - sum(e - s for s, e in breaks)
        if paid is None
        else paid,
        pay_class=record[PAY_CLASS] or person.pay_class(),
    )


def visit_row(
    record: Record, frame: Frame, visits: Mapping[str, Visit]
) -> VisitRow | None:
    """Return the row of a sound record, without what the file leaves out."""
    visit = visits.get(record[VISIT])
    if visit is None:
        return None
    start, end = frame.span(record[START], record[END], visit.minutes)
    return VisitRow(
        visit=visit.id,
        staff_no=record[STAFF_NO] or 1,
        employee=record[WHO],
        start=start,
        end=end,
        from_id=record[FROM] or "",
        travel_minutes=record[TRAVEL] or 0,
        wait_minutes=record[WAIT] or 0,
    )


def unassigned(record: Record, staff_no: int) -> Unassigned:
    """Return the open place of a sound row."""
    return Unassigned(
        visit=record[VISIT],
        staff_no=staff_no,
        reason=record[REASON],
        detail=record[DETAIL],
        proof=record[PROOF],
        proof_detail=record[PROOF_DETAIL],
    )
