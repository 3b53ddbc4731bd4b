"""Visits to be made or left out, and the meetings before the plan."""

from collections.abc import Mapping
from datetime import timedelta

from data.columns import Column, Sheet, extra, needed
from data.reading.cells import (
    DAY,
    FLAG,
    IDENT,
    MOMENT,
    WORDS,
    minutes,
    one_of,
    whole,
)
from data.reading.frame import Frame
from data.reading.records import Record
from scheduler.domain.problem import DoneVisit, Visit
from scheduler.domain.values import VisitKind

LONGEST_VISIT = 780
"""Minutes; nobody may be at work for longer (R04)."""
LONGEST_GAP = 28 * 1440
"""Minutes from a visit to one that follows it, on the same day or a later one."""

VISIT_ID = needed("visit_id", IDENT)
CLIENT = needed("client_id", IDENT, "clients")
DATE = needed("date", DAY)
EARLIEST = needed("earliest", MOMENT)
LATEST = needed("latest", MOMENT)
MINUTES = needed("minutes", minutes(1, LONGEST_VISIT))
STAFF = needed("staff", whole(1, 2))
SKILLS = Column("skills", WORDS, needed=False, empty=())
KIND = needed("kind", one_of(VisitKind, "report.visit_kind"))
PRIORITY = needed("priority", whole(1, 3))
UNIT = extra("unit_id", IDENT, None, "units")
AFTER = extra("after", IDENT, None, "visits")
GAP_MIN = extra("gap_min", minutes(0, LONGEST_GAP), None)
GAP_MAX = extra("gap_max", minutes(0, LONGEST_GAP), None)
CANCELLED = extra("cancelled", FLAG, False)
VISITS = Sheet(
    "visits",
    (
        VISIT_ID,
        CLIENT,
        DATE,
        EARLIEST,
        LATEST,
        MINUTES,
        STAFF,
        SKILLS,
        KIND,
        PRIORITY,
        UNIT,
        AFTER,
        GAP_MIN,
        GAP_MAX,
        CANCELLED,
    ),
    VISIT_ID,
    completed=True,
)

DONE_CLIENT = needed("client_id", IDENT, "clients")
DONE_BY = needed("employee_id", IDENT, "employees")
DONE_DATE = needed("date", DAY)
DONE_VISITS = Sheet("done_visits", (DONE_CLIENT, DONE_BY, DONE_DATE))


def check_visit(record: Record, frame: Frame) -> None:
    """Blame a visit outside the plan, an impossible window, gaps without sense."""
    day = record.get(DATE)
    if day is not None and not frame.holds(day):
        blame_outside(record, DATE, frame)
    _check_window(record, frame)
    check_gaps(record)


def blame_outside(record: Record, column: Column[object], frame: Frame) -> None:
    """Blame a date that is no day of the plan."""
    record.blame("outside_plan", column, first=str(frame.first), last=str(frame.last))


def _check_window(record: Record, frame: Frame) -> None:
    day = record.get(DATE)
    earliest, latest = record.get(EARLIEST), record.get(LATEST)
    if day is not None and frame.holds(day):
        days = (day, day + timedelta(days=1))
        for column, moment in ((EARLIEST, earliest), (LATEST, latest)):
            if moment is not None and moment.date() not in days:
                record.blame("window_off_date", column, day=str(day))
    if earliest is not None and latest is not None:
        first, last = frame.span(earliest, latest)
        if last < first:
            start = record.cells["earliest"] or ""
            record.blame("window_backwards", LATEST, start=start)


def check_gaps(record: Record) -> None:
    """Blame gaps in disorder, and gaps to nothing."""
    shortest, longest = record.get(GAP_MIN), record.get(GAP_MAX)
    if shortest is not None and longest is not None and longest < shortest:
        record.blame("gap_backwards", GAP_MAX, shortest=shortest)
    for column, gap in ((GAP_MIN, shortest), (GAP_MAX, longest)):
        if gap is not None and record.is_empty(AFTER):
            record.blame("gap_without_after", column)


def visit(record: Record, frame: Frame, unit_of_client: Mapping[str, str]) -> Visit:
    """Return the visit of a sound row; an empty unit is the client's."""
    earliest, latest = frame.span(record[EARLIEST], record[LATEST])
    client = record[CLIENT]
    return Visit(
        id=record[VISIT_ID],
        client=client,
        date=record[DATE],
        earliest=earliest,
        latest=latest,
        minutes=record[MINUTES],
        staff=record[STAFF],
        skills=frozenset(record[SKILLS]),
        kind=record[KIND],
        priority=record[PRIORITY],
        unit=record[UNIT] or unit_of_client.get(client, "?"),
        after=record[AFTER],
        gap_min=record[GAP_MIN],
        gap_max=record[GAP_MAX],
    )


def check_done(record: Record, frame: Frame) -> None:
    """Blame a meeting that is not before the plan."""
    day = record.get(DONE_DATE)
    if day is not None and frame.first is not None and day >= frame.first:
        record.blame("not_before_plan", DONE_DATE, first=str(frame.first))


def done_visit(record: Record) -> DoneVisit:
    """Return the meeting of a sound row."""
    return DoneVisit(
        client=record[DONE_CLIENT], employee=record[DONE_BY], date=record[DONE_DATE]
    )
