"""Employees: who they are, when they are away, what they wish and bring along."""

from datetime import date, datetime, time, timedelta

from data.columns import Sheet, extra, given, needed
from data.reading.cells import (
    CLOCK,
    DAY,
    DAY_OR_MOMENT,
    FLAG,
    IDENT,
    TEXT,
    WEEKENDS,
    WORDS,
    decimal,
    minutes,
    money,
    one_of,
    several_of,
    whole,
)
from data.reading.frame import Frame
from data.reading.records import Record
from data.reading.rows.closed_lists import Gender, Wanted
from scheduler.domain.problem import AbsenceRow, Balance, Employee, Wish
from scheduler.domain.values import (
    AbsenceKind,
    Employment,
    ShiftKind,
    Span,
    Transport,
)

EMPLOYEE_ID = needed("employee_id", IDENT)
NAME = given("name", TEXT, "")
HOME_UNIT = needed("unit_id", IDENT, "units")
ROLE = needed("role", IDENT)
SKILLS = given("skills", WORDS, ())
EMPLOYMENT = needed("employment", one_of(Employment, "dataset.choice.employment"))
DEGREE = given("degree_pct", decimal(0, 100), 0.0)
WEEK_MINUTES = needed("week_minutes", minutes(600, 2400))
MONTHLY_PAY = needed("monthly_pay", money(1, 500_000))
TRANSPORT = needed("transport", one_of(Transport, "dataset.choice.transport"))
GENDER = given("gender", one_of(Gender, "dataset.choice.gender"), None)
DAY_BREAK = needed("day_break", CLOCK)
WEEKEND_PATTERN = given("weekends", WEEKENDS, None)
SHIFT_KINDS = given(
    "shift_kinds", several_of(ShiftKind, "report.shift_kind"), frozenset[ShiftKind]()
)
FIRST = given("from", DAY, None)
LAST = given("to", DAY, None)
AGREEMENT = extra("agreement", TEXT, None)
MINOR = extra("minor", FLAG, False)
COMP_TIME = extra("comp_time", FLAG, False)
EMPLOYEES = Sheet(
    "employees",
    (
        EMPLOYEE_ID,
        NAME,
        HOME_UNIT,
        ROLE,
        SKILLS,
        EMPLOYMENT,
        DEGREE,
        WEEK_MINUTES,
        MONTHLY_PAY,
        TRANSPORT,
        GENDER,
        DAY_BREAK,
        WEEKEND_PATTERN,
        SHIFT_KINDS,
        FIRST,
        LAST,
        AGREEMENT,
        MINOR,
        COMP_TIME,
    ),
    EMPLOYEE_ID,
    may_be_empty=False,
)

WHO = needed("employee_id", IDENT, "employees")

AWAY_FROM = needed("start", DAY_OR_MOMENT)
AWAY_TO = needed("end", DAY_OR_MOMENT)
AWAY_KIND = needed("kind", one_of(AbsenceKind, "report.absence"))
ABSENCES = Sheet("absences", (WHO, AWAY_FROM, AWAY_TO, AWAY_KIND))

WISH_DAY = needed("date", DAY)
WISH_SHIFT = given("shift_id", IDENT, None, "shift_types")
WANT = needed("want", one_of(Wanted, "dataset.choice.want"))
WISH_WEIGHT = given("weight", whole(1, 3), 1)
WISH_GRANTED = extra("granted", FLAG, None)
WISH_COST = extra("cost", money(0, 1_000_000), None)
WISHES = Sheet(
    "wishes",
    (WHO, WISH_DAY, WISH_SHIFT, WANT, WISH_WEIGHT, WISH_GRANTED, WISH_COST),
)

BALANCE_ID = needed("employee_id", IDENT, "employees")
CARRIED = given("hours_carried_minutes", minutes(-100_000, 100_000), 0)
OVERTIME = given("overtime_year_minutes", minutes(0, 100_000), 0)
EXTRA = given("extra_year_minutes", minutes(0, 100_000), 0)
WEEKENDS_WORKED = given("weekends_worked", whole(0, 10_000), 0)
EVENINGS_WORKED = given("evenings_worked", whole(0, 10_000), 0)
NIGHTS_WORKED = given("nights_worked", whole(0, 10_000), 0)
LAS_DAYS = extra("las_days", whole(0, 1_826), None)
COMP_MINUTES = extra("comp_minutes", whole(0, 100_000), 0)
BALANCES = Sheet(
    "balances",
    (
        BALANCE_ID,
        CARRIED,
        OVERTIME,
        EXTRA,
        WEEKENDS_WORKED,
        EVENINGS_WORKED,
        NIGHTS_WORKED,
        LAS_DAYS,
        COMP_MINUTES,
    ),
    BALANCE_ID,
)


def check_employee(record: Record) -> None:
    """Blame a degree that the employment cannot have, and an end before its start."""
    degree, employment = record.get(DEGREE), record.get(EMPLOYMENT)
    if degree is not None and employment is Employment.HOURLY and degree != 0:
        record.blame("hourly_degree", DEGREE)
    if degree is not None and employment is Employment.MONTHLY and degree <= 1:
        record.blame("monthly_degree", DEGREE)
    first, last = record.get(FIRST), record.get(LAST)
    if first is not None and last is not None and last < first:
        record.blame("ends_before_start", LAST, start=str(first))


def employee(record: Record) -> Employee:
    """Return the employee of a sound row."""
    return Employee(
        id=record[EMPLOYEE_ID],
        name=record[NAME],
        unit=record[HOME_UNIT],
        role=record[ROLE],
        skills=frozenset((record[ROLE], *record[SKILLS])),
        employment=record[EMPLOYMENT],
        degree_pct=record[DEGREE],
        week_minutes=record[WEEK_MINUTES],
        monthly_pay=record[MONTHLY_PAY],
        transport=record[TRANSPORT],
        gender=record[GENDER],
        day_break=record[DAY_BREAK],
        weekends=record[WEEKEND_PATTERN],
        shift_kinds=record[SHIFT_KINDS],
        first=record[FIRST],
        last=record[LAST],
        agreement=record[AGREEMENT],
        minor=record[MINOR],
        comp_time=record[COMP_TIME],
    )


def check_absence(record: Record, frame: Frame) -> None:
    """Blame an absence that ends before it starts."""
    span = away_span(record, frame)
    if span is not None and span[1] <= span[0]:
        record.blame("ends_before_start", AWAY_TO, start=record.cells["start"] or "")


def away_span(record: Record, frame: Frame) -> Span | None:
    """Return the absence, dates counted from midnight through midnight."""
    start, end = record.get(AWAY_FROM), record.get(AWAY_TO)
    if start is None or end is None:
        return None
    return frame.span(_moment(start), _moment(end, timedelta(days=1)))


def absence(record: Record, frame: Frame) -> AbsenceRow | None:
    """Return the absence of a sound row."""
    span = away_span(record, frame)
    if span is None:
        return None
    start, end = span
    return AbsenceRow(
        employee=record[WHO], start=start, end=end, kind=record[AWAY_KIND]
    )


def _moment(given: date | datetime, later: timedelta = timedelta()) -> datetime:
    """Return a moment as it is, a date as its midnight or a later one."""
    if isinstance(given, datetime):
        return given
    return datetime.combine(given, time()) + later


def wish(record: Record) -> Wish:
    """Return the wish of a sound row."""
    return Wish(
        employee=record[WHO],
        date=record[WISH_DAY],
        shift=record[WISH_SHIFT],
        want=record[WANT] is Wanted.ON,
        weight=record[WISH_WEIGHT],
        granted=record[WISH_GRANTED],
        cost=record[WISH_COST],
    )


def balance(record: Record) -> Balance:
    """Return the balance of a sound row."""
    return Balance(
        employee=record[BALANCE_ID],
        hours_carried_minutes=record[CARRIED],
        overtime_year_minutes=record[OVERTIME],
        extra_year_minutes=record[EXTRA],
        weekends_worked=record[WEEKENDS_WORKED],
        evenings_worked=record[EVENINGS_WORKED],
        nights_worked=record[NIGHTS_WORKED],
        las_days=record[LAS_DAYS],
        comp_minutes=record[COMP_MINUTES],
    )
