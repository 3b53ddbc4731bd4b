"""Shift types, headcount demand, and the shifts worked before the plan."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from data.columns import Sheet, extra, given, needed
from data.reading.cells import (
    BREAK_RULES,
    CLOCK,
    DAY,
    END_CLOCK,
    FLAG,
    IDENT,
    MIDNIGHT,
    MOMENT,
    ON_CALL_TIMES,
    WEEKDAYS,
    WORDS,
    one_of,
    whole,
)
from data.reading.frame import Frame
from data.reading.records import Record
from data.reading.rows.visits import blame_outside
from scheduler.domain.problem import BreakRule, ShiftType, StaffingNeed, WorkedShift
from scheduler.domain.values import Clock, OnCall, ShiftKind

SHIFT_ID = needed("shift_id", IDENT)
UNIT = given("unit_id", IDENT, None, "units")
KIND = needed("kind", one_of(ShiftKind, "report.shift_kind"))
START = needed("start", CLOCK)
END = needed("end", END_CLOCK)
BREAKS = given("breaks", BREAK_RULES, ())
PAID_MEAL = given("paid_meal", FLAG, False)
START2 = given("start2", CLOCK, None)
END2 = given("end2", END_CLOCK, None)
DAYS = needed("days", WEEKDAYS)
MAX_PER_DAY = given("max_per_day", whole(0, 999), None)
ON_CALL = extra("on_call", ON_CALL_TIMES, ())
SHIFT_TYPES = Sheet(
    "shift_types",
    (
        SHIFT_ID,
        UNIT,
        KIND,
        START,
        END,
        BREAKS,
        PAID_MEAL,
        START2,
        END2,
        DAYS,
        MAX_PER_DAY,
        ON_CALL,
    ),
    SHIFT_ID,
    may_be_empty=False,
)

NEED_UNIT = needed("unit_id", IDENT, "units")
NEED_DATE = given("date", DAY, None)
WEEKDAY = given("weekday", whole(1, 7), None)
SKILLS = given("skills", WORDS, ())
MIN = given("min", whole(0, 999), 0)
WANTED = given("want", whole(0, 999), None)
MAX = given("max", whole(0, 999), None)
NEED_ON_CALL = extra("on_call", one_of(OnCall, "report.pay_class"), None)
STAFFING = Sheet(
    "staffing",
    (NEED_UNIT, NEED_DATE, WEEKDAY, START, END, SKILLS, MIN, WANTED, MAX, NEED_ON_CALL),
)

WORKER = needed("employee_id", IDENT, "employees")
WORKED_ID = needed("shift_id", IDENT)
WORKED_UNIT = needed("unit_id", IDENT, "units")
WORKED_FROM = needed("start", MOMENT)
WORKED_TO = needed("end", MOMENT)
BREAK_MINUTES = given("break_minutes", whole(0, MIDNIGHT), 0)
WORKED_SHIFTS = Sheet(
    "worked_shifts",
    (WORKER, WORKED_ID, WORKED_UNIT, WORKED_FROM, WORKED_TO, BREAK_MINUTES),
)


def check_parts(record: Record) -> None:
    """Blame half a second part, one inside the first, and a split shift without."""
    start2, end2 = record.get(START2), record.get(END2)
    if record.is_empty(START2) and record.is_empty(END2):
        if record.get(KIND) is ShiftKind.SPLIT:
            record.blame("split_without_parts", START2)
    elif record.is_empty(START2):
        record.blame("missing_value", START2)
    elif record.is_empty(END2):
        record.blame("missing_value", END2)
    start, end = record.get(START), record.get(END)
    if start is None or end is None or start2 is None or end2 is None:
        return
    if start <= start2 < _later(end, start):
        record.blame("parts_overlap", START2)


def shift_type(record: Record) -> ShiftType:
    """Return the shift type of a sound row, its clocks counted from its first day."""
    start = record[START]
    end = _later(record[END], start)
    start2, end2 = record[START2], record[END2]
    if start2 is not None and end2 is not None:
        start2 = start2 if start2 >= end else start2 + MIDNIGHT
        end2 = _later(end2, start2)
    return ShiftType(
        id=record[SHIFT_ID],
        unit=record[UNIT],
        kind=record[KIND],
        start=start,
        end=end,
        breaks=(
            *(_break_rule(rule, start) for rule in record[BREAKS]),
            *(_on_call_rule(time, start) for time in record[ON_CALL]),
        ),
        paid_meal=record[PAID_MEAL],
        start2=start2,
        end2=end2,
        days=record[DAYS],
        max_per_day=record[MAX_PER_DAY],
    )


def _later(end: Clock, start: Clock) -> Clock:
    """Return an end that is after its start: on the next day if it must be."""
    while end <= start:
        end += MIDNIGHT
    return end


def _break_rule(rule: tuple[int, Clock, Clock], shift_start: Clock) -> BreakRule:
    minutes, earliest, latest = rule
    if earliest < shift_start:
        earliest, latest = earliest + MIDNIGHT, latest + MIDNIGHT
    if latest < earliest:
        latest += MIDNIGHT
    return BreakRule(minutes=minutes, earliest=earliest, latest=latest)


def _on_call_rule(time: tuple[OnCall, Clock, Clock], shift_start: Clock) -> BreakRule:
    kind, start, end = time
    if start < shift_start:
        start, end = start + MIDNIGHT, end + MIDNIGHT
    end = _later(end, start)
    return BreakRule(minutes=end - start, earliest=start, latest=end, on_call=kind)


def check_need(record: Record, frame: Frame) -> None:
    """Blame a need of no day or of two kinds of days, and numbers out of order."""
    day = record.get(NEED_DATE)
    if record.is_empty(NEED_DATE) and record.is_empty(WEEKDAY):
        record.blame("date_or_weekday", NEED_DATE)
    elif not record.is_empty(NEED_DATE) and not record.is_empty(WEEKDAY):
        record.blame("date_or_weekday", WEEKDAY)
    if day is not None and not frame.holds(day):
        blame_outside(record, NEED_DATE, frame)
    least, most = record.get(MIN), record.get(MAX)
    if least is not None and most is not None and most < least:
        record.blame("max_below_min", MAX, min=least)


def needs(record: Record, frame: Frame) -> Iterator[StaffingNeed]:
    """Yield the need of a sound row for each day of the plan that it is about."""
    for day in _days(record, frame):
        start, end = frame.after(_midnight(day), (record[START], record[END]))
        if start == end:
            continue
        least, want = record[MIN], record[WANTED]
        yield StaffingNeed(
            unit=record[NEED_UNIT],
            date=day,
            weekly=record[NEED_DATE] is None,
            start=start,
            end=end,
            skills=frozenset(record[SKILLS]),
            min=least,
            want=least if want is None else want,
            max=record[MAX],
            on_call=record[NEED_ON_CALL],
        )


def _days(record: Record, frame: Frame) -> Iterator[date]:
    day = record[NEED_DATE]
    if day is not None:
        yield day
    elif frame.first is not None and frame.last is not None:
        length = (frame.last - frame.first).days + 1
        every = (frame.first + timedelta(days=n) for n in range(length))
        yield from (d for d in every if d.isoweekday() == record[WEEKDAY])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def check_worked(record: Record, frame: Frame) -> None:
    """Blame a worked shift of absurd length, or one that is not before the plan."""
    start, end = record.get(WORKED_FROM), record.get(WORKED_TO)
    if start is not None and frame.first is not None and start.date() >= frame.first:
        record.blame("not_before_plan", WORKED_FROM, first=str(frame.first))
    if start is None or end is None:
        return
    first, last = frame.span(start, end)
    length = last - first
    if length <= 0:
        record.blame("ends_before_start", WORKED_TO, start=record.cells["start"] or "")
    elif length > MIDNIGHT:
        record.blame("longer_than_a_day", WORKED_TO, start=record.cells["start"] or "")
    elif length <= (record.get(BREAK_MINUTES) or 0):
        record.blame("break_too_long", BREAK_MINUTES, minutes=length)


def worked_shift(record: Record, frame: Frame) -> WorkedShift:
    """Return the worked shift of a sound row."""
    start, end = frame.span(record[WORKED_FROM], record[WORKED_TO])
    return WorkedShift(
        employee=record[WORKER],
        shift=record[WORKED_ID],
        unit=record[WORKED_UNIT],
        start=start,
        end=end,
        break_minutes=record[BREAK_MINUTES],
    )
