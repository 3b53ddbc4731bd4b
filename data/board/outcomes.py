"""What came of schedules in reality: sick leave, hours, people met, opinions."""

from datetime import date
from enum import StrEnum

from data.columns import Sheet, given, needed
from data.reading.cells import DAY, TEXT, decimal, one_of, whole
from scheduler.domain.values import Frozen

_MOST = 1_000_000


class Period(StrEnum):
    """On which side of the change."""

    BEFORE = "before"
    AFTER = "after"


class OutcomeMeasure(StrEnum):
    """What was measured."""

    SICK = "sick_pct"
    """Sick hours, per cent of ordinary contracted hours."""
    SICK_SHORT = "sick_short_pct"
    """Those of the first 14 days of each sick leave, likewise."""
    EXTRA = "extra_pct"
    """Extra hours, per cent of worked hours."""
    OVERTIME = "overtime_pct"
    """Overtime hours, per cent of worked hours."""
    EXTRA_COST = "extra_cost_pct"
    """Pay for extra hours and overtime, per cent of all pay."""
    PEOPLE_MET = "people_met"
    """Different staff that a client meets in 14 days, mean."""
    PEOPLE_MET_MEDIAN = "people_met_median"
    """The same, median."""
    OPINION = "opinion"
    """A question put to the staff: the mean answer."""


PERIOD = needed("period", one_of(Period))
MEASURE = needed("measure", one_of(OutcomeMeasure))
LABEL = given("label", TEXT, "")
VALUE = needed("value", decimal(0, _MOST))
OF = given("of", decimal(1, _MOST), None)
ANSWERS = given("answers", whole(0, _MOST), None)
FIRST = given("first", DAY, None)
LAST = given("last", DAY, None)
SOURCE = given("source", TEXT, "")
OUTCOMES = Sheet(
    "outcomes", (PERIOD, MEASURE, LABEL, VALUE, OF, ANSWERS, FIRST, LAST, SOURCE)
)


class MeasuredOutcome(Frozen):
    """One measured value."""

    period: Period
    measure: OutcomeMeasure
    label: str
    """The question, for an opinion."""
    value: float
    of: float | None
    """The highest answer there is."""
    answers: int | None
    first: date | None
    last: date | None
    source: str
