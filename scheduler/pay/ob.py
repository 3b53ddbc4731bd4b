"""Inconvenient hours (OB, AB § 21): which band a worked minute falls in.

Bands are read off the wall-clock and counted in elapsed minutes, so both nights on
which the clocks change come out right. A minute has one band at most: A before B
before C before D. Every boundary is a whole hour.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from scheduler.domain.clock import wall_clock
from scheduler.domain.values import Instant
from scheduler.pay.agreement_rows import BandHours, on
from scheduler.pay.holidays import (
    DAY,
    GREAT_START,
    in_great_holiday,
    is_early_eve,
    is_squeezed,
    is_sunday_or_holiday,
)

_FRIDAY, _SATURDAY = 4, 5
_NIGHT_END, _MORNING, _EVE, _EVENING, _NIGHT = 6, 7, 16, 19, 22
_CUTS = (0, _NIGHT_END, _MORNING, _EVE, GREAT_START.hour, _EVENING, _NIGHT, 24)
"""The hours at which some band can begin or end, besides Friday's."""


class Band(StrEnum):
    """The bands of *O-tillägg*, dearest first."""

    A_NIGHT = "a_night"
    """The night towards a Sunday or holiday, 22-06, within a great holiday."""
    A = "a"
    """Great holiday (*storhelg*): Easter, Midsummer, Christmas, New Year."""
    B_NIGHT = "b_night"
    """The night towards a Saturday, Sunday or holiday, 22-06, within band B."""
    B = "b"
    """Weekend, other holidays, squeezed days and the evening before some holidays."""
    C = "c"
    """Other nights, 22-06."""
    D = "d"
    """Other evenings, 19-22."""


Hours = tuple[int, int]
"""From one whole clock hour of a local date to another."""


class Stretch(NamedTuple):
    """A half-open piece of work inside one local date and one band."""

    start: Instant
    end: Instant
    date: date
    band: Band | None
    hours: Hours
    """Those of the band that it is a piece of, cut where weekday evenings begin: so one
    sees what Friday 17-19 costs."""


def band_of(day: date, hour: int, friday_start: int) -> Band | None:
    """Return the band of one hour of a local date."""
    if in_great_holiday(datetime.combine(day, time(hour))):
        towards = _morrow(day, hour)
        special = towards is not None and is_sunday_or_holiday(towards)
        return Band.A_NIGHT if special else Band.A
    if _is_weekend_time(day, hour, friday_start):
        towards = _morrow(day, hour)
        special = towards is not None and _is_free(towards)
        return Band.B_NIGHT if special else Band.B
    if _morrow(day, hour) is not None:
        return Band.C
    return Band.D if hour >= _EVENING else None


def _morrow(day: date, hour: int) -> date | None:
    """Return the date that a night hour leads to; ``None`` by day."""
    if hour >= _NIGHT:
        return day + DAY
    return day if hour < _NIGHT_END else None


def _is_free(day: date) -> bool:
    return day.weekday() == _SATURDAY or is_sunday_or_holiday(day)


def _is_weekend_time(day: date, hour: int, friday_start: int) -> bool:
    """Whether an hour outside the great holidays is in band B."""
    return (
        _is_free(day)
        or (hour < _MORNING and is_sunday_or_holiday(day - DAY))
        or (hour >= friday_start and day.weekday() == _FRIDAY)
        or (hour >= _EVE and is_early_eve(day))
        or is_squeezed(day)
    )


class BandCalendar:
    """Every hour of every day in one time zone, cut into bands; days on demand."""

    def __init__(self, hours: Sequence[BandHours], timezone: str) -> None:
        self._hours = tuple(hours)
        self._clock = wall_clock(timezone)
        self._days: dict[date, Sequence[Stretch]] = {}

    def stretches(self, start: Instant, end: Instant) -> Iterator[Stretch]:
        """Cut [start, end) at midnights and band boundaries, earliest first."""
        if start >= end:
            return
        day, last = self._clock.day(start), self._clock.day(end - 1)
        while day <= last:
            for s in self._on(day):
                if start < s.end and s.start < end:
                    yield s._replace(start=max(s.start, start), end=min(s.end, end))
            day += DAY

    def _on(self, day: date) -> Sequence[Stretch]:
        if day not in self._days:
            self._days[day] = tuple(self._day(day))
        return self._days[day]

    def _day(self, day: date) -> Iterator[Stretch]:
        friday_start = on(self._hours, day).friday_start
        at, cuts = self._clock.at, sorted({*_CUTS, friday_start})
        evening = _EVENING if day.weekday() < _SATURDAY else 24
        judged = [(band_of(day, a, friday_start), a, b) for a, b in pairwise(cuts)]
        for (band, _), run in groupby(judged, lambda p: (p[0], p[1] >= evening)):
            parts = list(run)
            first, last = parts[0][1], parts[-1][2]
            start, end = at(day, first * 60), at(day, last * 60)
            yield Stretch(start, end, day, band, (first, last))


@lru_cache
def band_calendar(hours: tuple[BandHours, ...], timezone: str) -> BandCalendar:
    """Return the shared calendar of an agreement's hours in a time zone."""
    return BandCalendar(hours, timezone)
