"""What a plan is: the rows of who works when and who visits whom, as frozen data."""

from datetime import date

from scheduler.domain.values import Frozen, Instant, PayClass, Span


class ShiftRow(Frozen):
    """One part of one person's shift in a plan."""

    employee: str
    date: date
    shift: str
    part: int = 1
    unit: str
    start: Instant
    end: Instant
    breaks: tuple[Span, ...] = ()
    """Unpaid breaks as taken."""
    paid_minutes: int
    pay_class: PayClass


class VisitRow(Frozen):
    """One person at one visit in a plan."""

    visit: str
    staff_no: int = 1
    employee: str
    start: Instant
    end: Instant
    from_id: str
    travel_minutes: int = 0
    wait_minutes: int = 0


class Unassigned(Frozen):
    """A place at a visit that nobody takes, and what stopped it."""

    visit: str
    staff_no: int = 1
    reason: str
    detail: str = ""
    proof: str = ""
    """What is proved of a must-visit: ``impossible``, ``impossible_together`` or
    ``not_found``."""
    proof_detail: str = ""
    """The same as a sentence."""


class Plan(Frozen):
    """Who works when and who visits whom."""

    shifts: tuple[ShiftRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()
