"""The visits that recur in a client's ordinary week, one kind at a time."""

from random import Random
from typing import NamedTuple

from data.sample.turns import hm
from scheduler.domain.values import Clock, VisitKind

EVERY_DAY = "1111111"
DELEGATION = frozenset({"delegation"})


class RecurringNeed(NamedTuple):
    """A visit that recurs: when it may start, how long it takes, who can do it."""

    kind: VisitKind
    minutes: int
    opens: Clock
    closes: Clock
    priority: int = 2
    days: str = EVERY_DAY
    """Monday to Sunday."""
    every: int = 1
    """Every so many weeks."""
    staff: int = 1
    skills: frozenset[str] = frozenset()
    night: bool = False
    """Done by the night unit, where the sample has one."""
    after: int | None = None
    """Place in the package of the visit that this one follows the same day."""
    gap: tuple[int, int] | None = None


def slot(rng: Random, first: str, last: str, width: int) -> tuple[Clock, Clock]:
    """Return a window of ``width`` that opens on a quarter in [first, last]."""
    opens = rng.randrange(hm(first), hm(last) + 1, 15)
    return opens, opens + width


def weekdays(rng: Random, times: int = 1) -> str:
    """Return ``times`` different weekdays as a day mask."""
    chosen = rng.sample(range(5), times)
    return "".join("1" if n in chosen else "0" for n in range(7))


def morning(rng: Random) -> RecurringNeed:
    """Grant help out of bed, to wash and dress."""
    minutes = rng.choice((25, 30, 30, 35, 40, 45))
    opens, closes = slot(rng, "07:15", "09:15", 105)
    return RecurringNeed(VisitKind.CARE, minutes, opens, closes, priority=1)


def forenoon(rng: Random) -> RecurringNeed:
    """Grant a look in."""
    opens, closes = slot(rng, "09:45", "11:00", 90)
    return RecurringNeed(
        VisitKind.SUPERVISION, rng.choice((10, 15, 15, 20)), opens, closes
    )


def lunch(rng: Random) -> RecurringNeed:
    """Grant a meal at noon."""
    opens, closes = slot(rng, "11:15", "12:30", 90)
    return RecurringNeed(VisitKind.MEAL, rng.choice((20, 25, 30)), opens, closes)


def walk(rng: Random) -> RecurringNeed:
    """Grant company outdoors, an afternoon a week."""
    opens, closes = slot(rng, "13:00", "14:00", 90)
    minutes = rng.choice((30, 40, 45))
    return RecurringNeed(VisitKind.CARE, minutes, opens, closes, days=weekdays(rng))


def afternoon(rng: Random) -> RecurringNeed:
    """Grant a look in, with coffee."""
    opens, closes = slot(rng, "13:30", "15:00", 90)
    return RecurringNeed(VisitKind.SUPERVISION, rng.choice((15, 20, 25)), opens, closes)


def supper(rng: Random) -> RecurringNeed:
    """Grant a meal in the late afternoon."""
    opens, closes = slot(rng, "16:00", "17:15", 90)
    return RecurringNeed(VisitKind.MEAL, rng.choice((20, 25, 30)), opens, closes)


def evening(rng: Random) -> RecurringNeed:
    """Grant help to bed."""
    opens, closes = slot(rng, "18:00", "19:15", 105)
    minutes = rng.choice((20, 25, 30, 35))
    return RecurringNeed(VisitKind.CARE, minutes, opens, closes, priority=1)


def dose(rng: Random, first: str, last: str) -> RecurringNeed:
    """Grant a timed dose: 30 minutes to either side, by somebody delegated."""
    opens, closes = slot(rng, first, last, 60)
    return RecurringNeed(
        VisitKind.MEDICATION,
        rng.choice((10, 15, 15, 20)),
        opens,
        closes,
        priority=1,
        skills=DELEGATION,
    )


def morning_dose(rng: Random) -> RecurringNeed:
    """Grant a dose with breakfast."""
    return dose(rng, "07:15", "09:00")


def evening_dose(rng: Random) -> RecurringNeed:
    """Grant a dose before the night."""
    return dose(rng, "17:30", "20:00")


def night(rng: Random) -> RecurringNeed:
    """Grant a look in at night, by the night unit."""
    opens, closes = slot(rng, "23:00", "28:00", 90)
    return RecurringNeed(
        VisitKind.SUPERVISION, rng.choice((10, 15)), opens, closes, night=True
    )


def shower(rng: Random, times: int = 1) -> RecurringNeed:
    """Grant a shower on ``times`` weekdays."""
    opens, closes = slot(rng, "09:00", "13:00", 120)
    minutes = rng.choice((30, 35, 40, 45))
    return RecurringNeed(
        VisitKind.INTIMATE, minutes, opens, closes, days=weekdays(rng, times)
    )


def cleaning(rng: Random) -> RecurringNeed:
    """Grant cleaning every second week, any time of a day."""
    opens, closes = slot(rng, "08:30", "11:00", 240)
    minutes = rng.choice((45, 60, 60, 75))
    return RecurringNeed(
        VisitKind.SERVICE, minutes, opens, closes, 3, weekdays(rng), every=2
    )


def shopping(rng: Random) -> RecurringNeed:
    """Grant shopping once a week."""
    opens, closes = slot(rng, "09:30", "13:00", 150)
    minutes = rng.choice((25, 30, 40))
    return RecurringNeed(VisitKind.SERVICE, minutes, opens, closes, 3, weekdays(rng))
