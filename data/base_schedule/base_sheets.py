"""The files of a base schedule: rows, who has them, what they work, what is wanted."""

from data.columns import Column, Sheet, given, needed
from data.reading.cells import CLOCK, DAY, END_CLOCK, IDENT, WORDS, whole
from data.reading.rows import people

WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)

ROWS = Sheet("rows", people.EMPLOYEES.columns, people.EMPLOYEE_ID, may_be_empty=False)
"""As ``employees.csv``: what a row asks of whoever has it; its id is a row's."""

HELD = needed("row_id", IDENT, "rows")
HOLDER = needed("employee_id", IDENT, "employees")
HELD_FROM = given("from", DAY, None)
HELD_TO = given("to", DAY, None)
PEOPLE = Sheet("people", (HELD, HOLDER, HELD_FROM, HELD_TO))

ROW = needed("row_id", IDENT, "rows")
WEEK = needed("week", whole(1, 52))
DAYS: tuple[Column[str | None], ...] = tuple(
    given(name, IDENT, None) for name in WEEKDAYS
)
BASE = Sheet("base", (ROW, WEEK, *DAYS), may_be_empty=False)

UNIT = needed("unit_id", IDENT, "units")
WEEKDAY = needed("weekday", whole(1, 7))
START = needed("start", CLOCK)
END = needed("end", END_CLOCK)
SKILLS = given("skills", WORDS, ())
WANT = needed("want", whole(0, 999))
MOST = given("max", whole(0, 999), None)
DEMAND = Sheet("demand", (UNIT, WEEKDAY, START, END, SKILLS, WANT, MOST))

SHEETS = (ROWS, PEOPLE, BASE, DEMAND)
