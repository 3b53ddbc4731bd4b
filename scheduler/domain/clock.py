"""Between wall-clock in the municipality's time zone and elapsed minutes."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from scheduler.domain.values import Clock, Instant

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


class WallClock:
    """Reads and writes moments of one time zone.

    A local time that occurs twice (autumn) means the first; one that does not exist
    (spring) means the moment that many minutes after the clocks were moved.
    """

    def __init__(self, timezone: str) -> None:
        self._zone = ZoneInfo(timezone)
        self.instant = lru_cache(maxsize=None)(self._instant)
        self.local = lru_cache(maxsize=None)(self._local)
        self.at = lru_cache(maxsize=None)(self._at)

    def _instant(self, moment: datetime) -> Instant:
        """Return the instant of a naive local date-time."""
        return self.occurrences(moment)[0]

    def occurrences(self, moment: datetime) -> tuple[Instant, ...]:
        """Return the instants of a local time: two in the repeated hour of autumn."""
        first, again = (
            (moment.replace(tzinfo=self._zone, fold=fold) - _EPOCH) // _MINUTE
            for fold in (0, 1)
        )
        return (first, again) if first < again else (first,)

    def with_offset(self, instant: Instant) -> datetime:
        """Return the local date-time of an instant, and its offset from UTC."""
        return (_EPOCH + instant * _MINUTE).astimezone(self._zone)

    def _local(self, instant: Instant) -> datetime:
        """Return the naive local date-time of an instant."""
        return self.with_offset(instant).replace(tzinfo=None)

    def _at(self, day: date, clock: Clock) -> Instant:
        """Return the instant of ``clock`` minutes (may be negative or ≥ 1440)."""
        shift, minute = divmod(clock, 1440)
        return self.instant(
            datetime.combine(day + timedelta(days=shift), time(*divmod(minute, 60)))
        )

    def day(self, instant: Instant) -> date:
        """Return the local date of an instant."""
        return self.local(instant).date()


@lru_cache(maxsize=8)
def wall_clock(timezone: str) -> WallClock:
    """Return the shared clock of a time zone."""
    return WallClock(timezone)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
