"""How much of each day a person is away."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import AbsenceRow
from scheduler.domain.values import Instant


def days_away(
    clock: WallClock, absences: Iterable[AbsenceRow], first: date, last: date
) -> Mapping[date, Fraction]:
    """Return the share of each day, first to last, that the absences cover.

    Absences may overlap; days without any are left out.
    """
    minutes: dict[date, int] = {}
    covered = clock.at(first, 0)
    for absence in sorted(absences, key=lambda a: a.start):
        start, covered = max(absence.start, covered), max(absence.end, covered)
        for day, count in _by_day(clock, start, covered, last).items():
            minutes[day] = minutes.get(day, 0) + count
    return {
        day: Fraction(count, clock.at(day, 1440) - clock.at(day, 0))
        for day, count in minutes.items()
    }


def _by_day(
    clock: WallClock, start: Instant, end: Instant, last: date
) -> Mapping[date, int]:
    """Cut [start, end) at midnights, as far as ``last``."""
    found: dict[date, int] = {}
    day = clock.day(start)
    while start < end and day <= last:
        midnight = clock.at(day, 1440)
        found[day] = min(end, midnight) - start
        start, day = midnight, day + timedelta(days=1)
    return found
