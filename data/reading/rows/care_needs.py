"""What decisions grant, as it recurs, and when clients do without it."""

from data.columns import Sheet, extra, given, needed
from data.reading.cells import (
    CLOCK,
    DAY,
    END_CLOCK,
    FLAG,
    IDENT,
    MIDNIGHT,
    WEEKDAYS,
    one_of,
    whole,
)
from data.reading.frame import Frame
from data.reading.records import Record
from data.reading.rows.people import AWAY_FROM, AWAY_TO, away_span
from data.reading.rows.visits import (
    CLIENT,
    GAP_MAX,
    GAP_MIN,
    KIND,
    MINUTES,
    PRIORITY,
    SKILLS,
    STAFF,
    UNIT,
    check_gaps,
)
from scheduler.domain.care_need import EVERY_DAY, CareNeed, ClientAway
from scheduler.domain.values import Clock, NotThere, OnHolidays, WeekNumbers

NEED_ID = needed("need_id", IDENT)
NEED_CLIENT = needed("client_id", IDENT, "clients")
NEED_KIND = needed("kind", KIND.kind)
NEED_MINUTES = needed("minutes", MINUTES.kind)
NEED_STAFF = given("staff", STAFF.kind, 1)
NEED_PRIORITY = needed("priority", PRIORITY.kind)
DAYS = given("days", WEEKDAYS, EVERY_DAY)
EVERY = extra("every_weeks", whole(1, 53), 1)
OPENS = needed("earliest", CLOCK)
CLOSES = needed("latest", END_CLOCK)
NEXT_DAY = extra("next_day", FLAG, False)
FIRST = given("from", DAY, None)
LAST = given("to", DAY, None)
FOLLOWS = extra("after", IDENT, None, "needs")
HOLIDAYS = extra(
    "holidays", one_of(OnHolidays, "dataset.choice.holidays"), OnHolidays.AS_IS
)
WEEKS = extra("weeks", one_of(WeekNumbers, "dataset.choice.weeks"), None)
NEEDS = Sheet(
    "needs",
    (
        NEED_ID,
        NEED_CLIENT,
        NEED_KIND,
        NEED_MINUTES,
        NEED_STAFF,
        SKILLS,
        NEED_PRIORITY,
        DAYS,
        EVERY,
        OPENS,
        CLOSES,
        NEXT_DAY,
        FIRST,
        LAST,
        UNIT,
        FOLLOWS,
        GAP_MIN,
        GAP_MAX,
        HOLIDAYS,
        WEEKS,
    ),
    NEED_ID,
)

AWAY_NEED = extra("need_id", IDENT, None, "needs")
AWAY_WHY = extra("kind", one_of(NotThere, "dataset.choice.not_there"), NotThere.AWAY)
NEEDS_AWAY = Sheet("needs_away", (CLIENT, AWAY_NEED, AWAY_FROM, AWAY_TO, AWAY_WHY))


def check_need_row(record: Record) -> None:
    """Blame a need that grants nothing, or that could mean several things."""
    days = record.get(DAYS)
    if days is not None and not any(days):
        record.blame("need_without_days", DAYS)
    every = record.get(EVERY)
    if every is not None and every > 1 and record.is_empty(FIRST):
        record.blame("need_weeks_from", FIRST, every=every)
    if every is not None and every > 1 and record.get(WEEKS) is not None:
        record.blame("need_weeks_twice", WEEKS, every=every)
    first, last = record.get(FIRST), record.get(LAST)
    if first is not None and last is not None and last < first:
        record.blame("ends_before_start", LAST, start=str(first))
    if record.get(NEXT_DAY) and None not in (record.get(OPENS), record.get(CLOSES)):
        _, closes = window_of(record)
        if closes >= 2 * MIDNIGHT:
            record.blame("need_two_nights", CLOSES)
    check_gaps(record)


def window_of(record: Record) -> tuple[Clock, Clock]:
    """Return when a visit may start, counted from midnight of its planning day.

    Equal clock times are one moment; an end before its beginning is on the next day.
    """
    opens, closes = record[OPENS], record[CLOSES]
    if closes < opens:
        closes += MIDNIGHT
    later = MIDNIGHT if record[NEXT_DAY] else 0
    return opens + later, closes + later


def care_need(record: Record) -> CareNeed:
    """Return the need of a sound row."""
    opens, closes = window_of(record)
    return CareNeed(
        id=record[NEED_ID],
        client=record[NEED_CLIENT],
        kind=record[NEED_KIND],
        minutes=record[NEED_MINUTES],
        staff=record[NEED_STAFF],
        skills=frozenset(record[SKILLS]),
        priority=record[NEED_PRIORITY],
        days=record[DAYS],
        every=record[EVERY],
        opens=opens,
        closes=closes,
        first=record[FIRST],
        last=record[LAST],
        unit=record[UNIT],
        after=record[FOLLOWS],
        gap_min=record[GAP_MIN],
        gap_max=record[GAP_MAX],
        holidays=record[HOLIDAYS],
        weeks=record[WEEKS],
    )


def check_away_row(record: Record, frame: Frame) -> None:
    """Blame an end before its start."""
    span = away_span(record, frame)
    if span is not None and span[1] <= span[0]:
        record.blame("ends_before_start", AWAY_TO, start=record.cells["start"] or "")


def client_away(record: Record, frame: Frame) -> ClientAway | None:
    """Return the time without visits of a sound row."""
    span = away_span(record, frame)
    if span is None:
        return None
    return ClientAway(
        client=record[CLIENT],
        need=record[AWAY_NEED],
        start=span[0],
        end=span[1],
        kind=record[AWAY_WHY],
    )
