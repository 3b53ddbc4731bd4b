"""When and where must-visits stay open: weekends, evenings, one unit's lunches."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from scheduler.domain.clock import WallClock
from scheduler.domain.described import Described
from scheduler.domain.problem import Visit
from scheduler.domain.values import Frozen

_SATURDAY = 5


class DayPart(StrEnum):
    """Part of a day, as planners speak of it."""

    NIGHT = "night"
    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_BEGINS = {6: DayPart.MORNING, 11: DayPart.MIDDAY, 14: DayPart.AFTERNOON}
_BEGINS |= {17: DayPart.EVENING, 22: DayPart.NIGHT}
"""The hour at which each part begins; night lasts until the first."""


class OpenTimes(Described, Frozen):
    """Places at must-visits that nobody takes, of one unit and one part of days."""

    unit: str
    """Whose visits."""
    weekend: bool
    """On Saturdays and Sundays, or on the other days."""
    part: DayPart
    """Of the day, by the middle of the visits' windows."""
    places: int
    """How many are open; a visit by two has two."""
    days: int
    """On how many days."""
    people: int
    """How many more must be there at once on the day that lacks most, at least: without
    any travel."""
    worst: dt.date = Field(examples=["2026-12-05"])
    """That day."""


class LackingVisit(NamedTuple):
    """A visit and how many more people it takes."""

    visit: Visit
    places: int


def open_times(clock: WallClock, lacking: Iterable[LackingVisit]) -> list[OpenTimes]:
    """Group what is open by unit, weekend or not, and part of the day: most first."""
    groups: dict[tuple[str, bool, DayPart], list[LackingVisit]] = defaultdict(list)
    for each in lacking:
        visit = each.visit
        weekend = visit.date.weekday() >= _SATURDAY
        groups[visit.unit, weekend, part_of(clock, visit)].append(each)
    found = [_told(*key, group) for key, group in groups.items()]
    return sorted(found, key=lambda o: (-o.places, o.unit, o.weekend, o.part))


def part_of(clock: WallClock, visit: Visit) -> DayPart:
    """Return the part of the day in which the middle of a visit's window lies."""
    hour = clock.local((visit.earliest + visit.latest) // 2).hour
    begun = [part for begins, part in _BEGINS.items() if begins <= hour]
    return begun[-1] if begun else DayPart.NIGHT


def _told(
    unit: str, weekend: bool, part: DayPart, group: Sequence[LackingVisit]
) -> OpenTimes:
    days: Mapping[dt.date, list[LackingVisit]] = defaultdict(list)
    for each in group:
        days[each.visit.date].append(each)
    people = {day: least_at_once(days[day]) for day in sorted(days)}
    worst = max(people, key=lambda day: people[day])
    return OpenTimes(
        unit=unit,
        weekend=weekend,
        part=part,
        places=sum(each.places for each in group),
        days=len(days),
        people=people[worst],
        worst=worst,
    )


def least_at_once(day: Sequence[LackingVisit]) -> int:
    """Return how few can make the visits of a day: more must lie in no interval."""
    most = max(each.places for each in day)
    for first in {each.visit.earliest for each in day}:
        inside = sorted(
            (each.visit.latest + each.visit.minutes, each.visit.minutes * each.places)
            for each in day
            if each.visit.earliest >= first
        )
        asked = 0
        for last, minutes in inside:
            asked += minutes
            most = max(most, -(-asked // max(1, last - first)))
    return most
