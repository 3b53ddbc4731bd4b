"""Rows of reports: visits as they were performed, time as it was worked."""

from data.columns import Kind as CellKind
from data.columns import Sheet, UnreadableCellError, extra, given, needed
from data.reading.cells import (
    DAY,
    IDENT,
    MIDNIGHT,
    MOMENT,
    TEXT,
    minutes,
    one_of,
)
from data.reading.frame import Frame
from data.reading.records import Record
from data.reading.rows.planned import check_span
from scheduler.domain.problem import Problem
from scheduler.domain.values import AbsenceKind, PayClass, Span, VisitKind
from scheduler.follow_up.reported import ReportedTime, VisitOutcome

WORK = "work"


def _absence(text: str) -> AbsenceKind | None:
    if text == WORK:
        return None
    try:
        return AbsenceKind(text)
    except ValueError:
        choices = ", ".join((WORK, *AbsenceKind))
        raise UnreadableCellError("one_of", choices=choices) from None


VISIT = extra("visit_id", IDENT, None, "visits")
CLIENT = extra("client_id", IDENT, None, "clients")
DATE = extra("date", DAY, None)
VISIT_KIND = extra("kind", one_of(VisitKind), None)
WHO = given("employee_id", IDENT, None, "employees")
START = given("start", MOMENT, None)
END = given("end", MOMENT, None)
STATUS = needed("status", one_of(VisitOutcome))
REASON = extra("reason", TEXT, "")
PERFORMED = Sheet(
    "performed",
    (VISIT, CLIENT, DATE, VISIT_KIND, WHO, START, END, STATUS, REASON),
)

WORKER = needed("employee_id", IDENT, "employees")
DAY_OF = needed("date", DAY)
BREAK = extra("break_minutes", minutes(0, MIDNIGHT), None)
TIME_KIND = given("kind", CellKind(_absence), None)
UNIT = extra("unit_id", IDENT, None, "units")
PAY_CLASS = extra("pay_class", one_of(PayClass), None)
WORKED = Sheet(
    "worked", (WORKER, DAY_OF, START, END, BREAK, TIME_KIND, UNIT, PAY_CLASS)
)
SHEETS = (PERFORMED, WORKED)

_WHICH = (CLIENT, DATE, VISIT_KIND)
_MADE = (WHO, START, END)


def check_performed(record: Record, frame: Frame) -> None:
    """Blame a row that does not say which visit, or by whom and when it was made."""
    wanted = list(_WHICH if record.is_empty(VISIT) else ())
    if wanted and not record.is_empty(START):
        wanted.remove(VISIT_KIND)
    if record.get(STATUS) is VisitOutcome.PERFORMED:
        wanted += _MADE
    for column in wanted:
        if record.is_empty(column):
            record.blame("missing_value", column)
    _check_span(record, frame)


def check_worked(record: Record, problem: Problem, frame: Frame) -> None:
    """Blame work without times, and times of another day than the row's."""
    if record.sound and record[TIME_KIND] is None:
        for column in (START, END):
            if record.is_empty(column):
                record.blame("missing_value", column)
    _check_span(record, frame)
    start, day = record.get(START), record.get(DAY_OF)
    if start is not None and day is not None and start.date() != day:
        record.blame("worked_other_day", START, day=day.isoformat())
    if day is not None and not frame.holds(day):
        span = {"first": str(problem.start), "last": str(problem.end)}
        record.blame("outside_plan", DAY_OF, **span)


def _check_span(record: Record, frame: Frame) -> None:
    start, end = record.get(START), record.get(END)
    if (start is None) != (end is None) and record.sound:
        record.blame("missing_value", END if end is None else START)
    check_span(record, frame)


def span_of(record: Record, frame: Frame) -> Span | None:
    """Return the times of a sound row, if it has any."""
    start, end = record[START], record[END]
    return None if start is None or end is None else frame.span(start, end)


def reported_time(record: Record, frame: Frame) -> ReportedTime:
    """Return the time of a sound row."""
    return ReportedTime(
        employee=record[WORKER],
        date=record[DAY_OF],
        span=span_of(record, frame),
        break_minutes=record[BREAK],
        absence=record[TIME_KIND],
        unit=record[UNIT],
        pay_class=record[PAY_CLASS],
    )
