"""The time zone and the days that the rows of a dataset are read against."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduler.domain.clock import WallClock
from scheduler.domain.values import Clock, Instant, Span

_HOUR = 60


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
        """Return the instants of a local time: two in the repeated hour of autumn."""
        first = self.clock.instant(moment)
        again = first + _HOUR
        if self.clock.local(again) == moment:
            return first, again
        return (first,)

    def span(self, start: datetime, end: datetime, minutes: int | None = None) -> Span:
        """Return the instants of two local times that belong together.

        In the repeated hour of autumn, times that are ``minutes`` apart are preferred,
        then an end after its start, then the first occurrence.
        """
        pairs = [(a, b) for a in self.occurrences(start) for b in self.occurrences(end)]
        if len(pairs) == 1:
            return pairs[0]
        return min(pairs, key=lambda p: (p[1] - p[0] != minutes, p[1] < p[0]))

    def after(self, start: datetime, clocks: tuple[Clock, Clock]) -> tuple[int, int]:
        """Return the instants of a clock interval that follows a local time.

        A clock before that time is on the next day, and so is an end that is not
        after its start.
        """
        begins, ends = clocks
        midnight = datetime.combine(start.date(), time())
        if begins < start.hour * 60 + start.minute:
            midnight += timedelta(days=1)
        first = midnight + timedelta(minutes=begins)
        last = midnight + timedelta(minutes=ends)
        pair = self.span(first, last)
        return pair if pair[1] > pair[0] else self.span(first, last + timedelta(days=1))
