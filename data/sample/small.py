"""The sample ``small``: one home-care unit and a night patrol, for one week."""

from collections.abc import Sequence
from datetime import date
from random import Random

from data.sample.assemble import Sketch, build
from data.sample.granted import PatrolRoute
from data.sample.locked import with_locks
from data.sample.packages import mix
from data.sample.place import Village
from data.sample.staff import Away, Post, absences_of
from data.sample.turns import (
    day_turns,
    evening_turns,
    hm,
    night_turns,
    weekend_turns,
)
from scheduler.domain.clock import WallClock
from scheduler.domain.problem import AbsenceRow, Employee, Problem, StaffingNeed, Unit
from scheduler.domain.values import AbsenceKind

START = date(2026, 11, 30)
DAYS = 7
_ALL = "day evening long"
_POSTS = (
    Post("hemma", "usk", 100, _ALL + " resource"),
    Post("hemma", "usk", 100, _ALL + " resource"),
    Post("hemma", "usk", 88, _ALL + " split"),
    Post("hemma", "usk", 80, _ALL, transport="bike"),
    Post("hemma", "usk", 80, _ALL, transport="bike"),
    Post("hemma", "usk", 75, _ALL, gender="m"),
    Post("hemma", "vb", 100, _ALL + " resource", skills="lift"),
    Post("hemma", "vb", 80, _ALL, transport="walk", skills="delegation lift"),
    Post("hemma", "usk", 60, "day", "1/3", transport="bike"),
    Post("natt", "usk", 80, "night"),
    Post("natt", "usk", 75, "night"),
    Post("natt", "usk", 75, "night", gender="m"),
    Post("hemma", "vb", 0, _ALL, "", skills="delegation lift"),
    Post("hemma", "vb", 0, _ALL, "", skills="lift", transport="bike"),
    Post("hemma", "vb", 0, _ALL, "", skills="delegation lift", gender="m"),
    Post("natt", "usk", 0, "night", ""),
)
_NORTH = (
    Village("Norra backen", 59.178, 14.868, 0.5),
    Village("Åsen", 59.196, 14.86, 0.9),
)
_SOUTH = (
    Village("Södra torg", 59.170, 14.880, 0.5),
    Village("Näset", 59.152, 14.90, 0.9),
)
_ROUTES = (
    PatrolRoute(
        "norr",
        "hemma",
        _NORTH,
        mix("service 5 shower 3 dose 2 two_doses 1 one 1 insulin 1 five 1 lift 1"),
    ),
    PatrolRoute(
        "söder",
        "hemma",
        _SOUTH,
        mix("service 4 shower 3 dose 2 two_doses 1 one 2 three 1 four 1 seven 1"),
    ),
)
_AWAY = (Away(5, AbsenceKind.VACATION, 0, 2),)


def small(rng: Random) -> Problem:
    """Return the sample that a laptop plans in seconds."""
    return with_locks(build(village("small", START, DAYS, _POSTS, _AWAY), rng), (2,))


def village(
    name: str, start: date, days: int, posts: Sequence[Post], away: Sequence[Away]
) -> Sketch:
    """Return one home-care unit and its night patrol, with these people and days."""
    units = (
        Unit(id="hemma", name="Hemtjänst Småort", lat=59.173, lon=14.874),
        Unit(id="natt", name="Nattpatrull", lat=59.173, lon=14.874),
    )
    turns = (
        *day_turns("hemma", "H"),
        *evening_turns("hemma", "H"),
        *weekend_turns("hemma", "H"),
        *night_turns("natt", "N"),
    )

    def absences(
        clock: WallClock, employees: tuple[Employee, ...]
    ) -> tuple[AbsenceRow, ...]:
        return tuple(absences_of(clock, start, employees, away))

    return Sketch(
        name=name,
        start=start,
        days=days,
        units=units,
        turns=turns,
        posts=tuple(posts),
        routes=_ROUTES,
        night_units={"hemma": "natt"},
        refusals=2,
        absences=absences,
        staffing=_staffing,
    )


def _staffing(clock: WallClock, dates: tuple[date, ...]) -> tuple[StaffingNeed, ...]:
    """Return the open meeting place: one person, Tuesday and Thursday afternoon."""
    return tuple(
        StaffingNeed(
            unit="hemma",
            date=day,
            start=clock.at(day, hm("13:00")),
            end=clock.at(day, hm("15:00")),
            want=1,
        )
        for day in dates
        if day.weekday() in (1, 3)
    )
