"""The residential home Linden, 34 places: its staff and its demand by time of day.

Demand is lower in the hours when people take their breaks, since a person on a break
is not there.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from data.sample.staff import Post
from data.sample.turns import day_turns, evening_turns, hm, night_turns, weekend_turns
from scheduler.domain.clock import WallClock
from scheduler.domain.problem import StaffingNeed, Unit

LINDEN = Unit(id="linden", name="Linden, särskilt boende", lat=59.1745, lon=14.8705)
TURNS = (
    *day_turns("linden", "B"),
    *evening_turns("linden", "B"),
    *weekend_turns("linden", "B")[:1],
    *night_turns("linden", "B"),
)
_ALL = "day evening long resource"
POSTS = (
    Post("linden", "usk", 100, _ALL),
    Post("linden", "usk", 100, _ALL),
    Post("linden", "usk", 88, _ALL),
    Post("linden", "usk", 88, _ALL, gender="m"),
    Post("linden", "usk", 80, _ALL),
    Post("linden", "usk", 80, _ALL),
    Post("linden", "vb", 100, _ALL, skills="lift"),
    Post("linden", "vb", 80, _ALL, skills="lift"),
    Post("linden", "vb", 75, _ALL, skills="delegation lift"),
    Post("linden", "usk", 60, "day long resource", "1/3"),
    Post("linden", "usk", 60, "night"),
    Post("linden", "usk", 60, "night"),
    Post("linden", "usk", 60, "night", gender="m"),
    Post("linden", "vb", 60, "night", skills="delegation lift"),
)


class _StaffLevel(NamedTuple):
    start: str
    end: str
    weekday: tuple[int, int, int]
    """Least, wanted and most people Monday to Friday."""
    weekend: tuple[int, int, int]
    skills: str = ""


_LEVELS = (
    _StaffLevel("07:00", "09:30", (2, 4, 5), (2, 3, 5)),
    _StaffLevel("09:30", "12:30", (2, 3, 5), (1, 2, 5)),
    _StaffLevel("12:30", "13:00", (2, 4, 6), (2, 3, 5)),
    _StaffLevel("13:00", "14:00", (2, 3, 6), (2, 3, 5)),
    _StaffLevel("14:00", "16:00", (2, 4, 7), (2, 3, 6)),
    _StaffLevel("16:00", "16:30", (2, 3, 6), (2, 3, 5)),
    _StaffLevel("16:30", "19:30", (1, 2, 4), (1, 2, 4)),
    _StaffLevel("19:30", "21:15", (2, 2, 4), (2, 2, 4)),
    _StaffLevel("21:15", "22:00", (1, 3, 5), (1, 3, 5)),
    _StaffLevel("22:00", "31:00", (1, 1, 2), (1, 1, 2)),
    _StaffLevel("07:30", "09:30", (1, 1, 9), (1, 1, 9), "delegation"),
    _StaffLevel("20:00", "21:15", (1, 1, 9), (1, 1, 9), "delegation"),
    _StaffLevel("07:00", "09:30", (1, 1, 9), (1, 1, 9), "usk"),
)


def staffing(clock: WallClock, dates: Iterable[date]) -> Iterator[StaffingNeed]:
    """Yield how many people Linden needs, by date and time of day."""
    for day in dates:
        for level in _LEVELS:
            yield _need(clock, day, level)


def _need(clock: WallClock, day: date, level: _StaffLevel) -> StaffingNeed:
    least, wanted, most = level.weekend if day.weekday() >= 5 else level.weekday
    return StaffingNeed(
        unit=LINDEN.id,
        date=day,
        start=clock.at(day, hm(level.start)),
        end=clock.at(day, hm(level.end)),
        skills=frozenset(level.skills.split()),
        min=least,
        want=wanted,
        max=None if level.skills else most,
    )
