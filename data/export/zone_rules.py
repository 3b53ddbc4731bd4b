"""When the clocks of a time zone are moved, as a calendar file tells it (RFC 5545).

``icalendar`` can write this too, but has the onset of summer time an hour late.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_HOUR = timedelta(hours=1)


def zone_rules(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """Return what holds from one moment (UTC) to another."""
    rules = Timezone()
    rules.add("tzid", zone.key)
    for moment, before in [(first, _offset(zone, first)), *_moves(zone, first, last)]:
        rules.add_component(_rule(zone, moment, before))
    return rules


def _moves(
    zone: ZoneInfo, first: datetime, last: datetime
) -> Iterator[tuple[datetime, timedelta]]:
    """Yield each moment at which the clocks are moved, and the offset before."""
    moment = first
    while moment < last:
        before, moment = _offset(zone, moment), moment + _HOUR
        if _offset(zone, moment) != before:
            yield moment, before


def _rule(
    zone: ZoneInfo, moment: datetime, before: timedelta
) -> TimezoneStandard | TimezoneDaylight:
    there = moment.astimezone(zone)
    rule = TimezoneDaylight() if there.dst() else TimezoneStandard()
    rule.add("dtstart", (moment + before).replace(tzinfo=None))
    rule.add("tzoffsetfrom", before)
    rule.add("tzoffsetto", _offset(zone, moment))
    rule.add("tzname", there.tzname())
    return rule


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def midnight(year: int) -> datetime:
    """Return the first moment of a year, UTC."""
    return datetime(year, 1, 1, tzinfo=UTC)
