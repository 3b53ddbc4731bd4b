"""The time zone and the days that the rows of a dataset are read against."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from data.wall_time import WallTime
from scheduler.domain.clock import WallClock
from scheduler.domain.values import Clock, Instant, Span

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (local times are naive)
_DAY = 1440
_LONGEST_DAY = 1500
"""Minutes of the day on which clocks go back."""


@dataclass(frozen=True)
class Frame:
    """A time zone and a plan's first and last day; the days are unknown if unread."""

    clock: WallClock
    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether a day is one of the plan; unknown days hold everything."""
        return self.first is None or self.last is None or self.first <= day <= self.last

    def occurrences(self, moment: datetime) -> tuple[Instant, ...]:
        """Return the instants that a moment can mean.

        Without an offset there are two in the repeated hour of autumn; with one that
        the time zone does not have at that time there is none.
        """
        shown = moment.replace(tzinfo=None)
        known = self.clock.occurrences(shown)
        if moment.tzinfo is None:
            return known
        meant = self.offsets(moment)
        return tuple(
            t for t, o in zip(known, meant, strict=True) if o == moment.utcoffset()
        )

    def offsets(self, moment: datetime) -> tuple[timedelta, ...]:
        """Return the offset from UTC of each occurrence of a local time."""
        shown = moment.replace(tzinfo=None)
        return tuple(
            shown - _EPOCH - timedelta(minutes=t) for t in self.clock.occurrences(shown)
        )

    def span(self, start: datetime, end: datetime, minutes: int | None = None) -> Span:
        """Return the instants of two local times that belong together.

        In the repeated hour of autumn, times that are ``minutes`` apart are preferred,
        then an end after its start, then the first occurrence.
        """
        pairs = [(a, b) for a in self.occurrences(start) for b in self.occurrences(end)]
        if len(pairs) == 1:
            return pairs[0]
        return min(pairs, key=lambda p: (p[1] - p[0] != minutes, p[1] < p[0]))

    def taken(self, start: Instant, begins: WallTime, ends: WallTime) -> Span | None:
        """Return the break that is taken between two clock times of a shift.

        Both are the next after the shift's start and the break's. In the repeated hour
        of autumn a break is as long as its clock times say if it can be. ``None`` where
        offsets are wrong or in disorder.
        """
        day = self.clock.day(start)
        days = [day + timedelta(days=n) for n in range(3)]
        pairs = [
            (a, b)
            for a in (t for d in days for t in self.occurrences(begins.on(d)))
            for b in (t for d in days for t in self.occurrences(ends.on(d)))
            if start <= a < b and max(a - start, b - a) <= _LONGEST_DAY
        ]
        shown = (ends.clock - begins.clock) % _DAY

        def rank(pair: Span) -> tuple[date, date, bool, Span]:
            a, b = pair
            return self.clock.day(a), self.clock.day(b), b - a != shown, pair

        return min(pairs, key=rank, default=None)

    def after(self, start: datetime, clocks: tuple[Clock, Clock]) -> tuple[int, int]:
        """Return the instants of a clock interval that follows a local time.

        A clock before that time is on the next day, and so is an end that is not
        after its start. Nothing is left of an interval in the hour that clocks skip.
        """
        begins, ends = clocks
        midnight = datetime.combine(start.date(), time())
        if begins < start.hour * 60 + start.minute:
            midnight += timedelta(days=1)
        first = midnight + timedelta(minutes=begins)
        last = midnight + timedelta(minutes=ends if ends > begins else ends + _DAY)
        opens, closes = self.span(first, last)
        return min(opens, closes), closes
