"""The sample ``lekeberg``: a real municipality's size and map, and made-up people.

Three home-care units and a residential home, 28 days over Christmas and New Year.
"""

from datetime import date
from random import Random

from data.sample import linden
from data.sample.assemble import Sketch, build
from data.sample.changed import changed
from data.sample.granted import PatrolRoute
from data.sample.locked import with_locks
from data.sample.packages import mix
from data.sample.place import Village, measured
from data.sample.staff import Away, Post, absences_of
from data.sample.turns import day_turns, evening_turns, night_turns, weekend_turns
from scheduler.domain.clock import WallClock
from scheduler.domain.problem import (
    AbsenceRow,
    Employee,
    Problem,
    ShiftType,
    StaffingNeed,
    Unit,
)
from scheduler.domain.values import AbsenceKind

START = date(2026, 12, 14)
DAYS = 28

_UNITS = (
    Unit(
        id="centrala",
        name="Hemtjänst centrala",
        lat=59.1730,
        lon=14.8740,
        lends_to=("yttre",),
    ),
    Unit(
        id="yttre",
        name="Hemtjänst yttre",
        lat=59.1765,
        lon=14.8690,
        lends_to=("centrala",),
    ),
    Unit(id="natt", name="Nattpatrullen", lat=59.1730, lon=14.8740),
    linden.LINDEN,
)
_NORTH = (Village("Fjugesta norra", 59.1770, 14.8720, 0.45),)
_SOUTH = (Village("Fjugesta södra", 59.1695, 14.8780, 0.45),)
_AROUND = (
    Village("Edsberg", 59.1500, 14.8100, 1.2),
    Village("Hackvad", 59.1480, 14.9500, 1.2),
    Village("Knista", 59.2050, 14.8600, 1.2),
    Village("Fjugesta utkant", 59.1730, 14.8740, 1.2),
)
_LANNA = (
    Village("Lanna", 59.2400, 14.9300, 0.6),
    Village("Hidinge", 59.2700, 15.0000, 0.9),
    Village("Gropen", 59.2450, 14.9600, 0.6),
    Village("Lanna", 59.2400, 14.9300, 0.6),
)
_MULLHYTTAN = (
    Village("Mullhyttan", 59.1300, 14.6800, 0.7),
    Village("Mullhyttan", 59.1300, 14.6800, 0.7),
    Village("Kvistbro", 59.1700, 14.7100, 1.5),
)
_ROUTES = (
    PatrolRoute(
        "fjugesta-norr",
        "centrala",
        _NORTH,
        mix(
            "service 12 shower 7 dose 2 two_doses 1 one 1 two 1 two_by_day 1 "
            "three 1 four 1 insulin 1 lift_all_hours 1"
        ),
    ),
    PatrolRoute(
        "fjugesta-söder",
        "centrala",
        _SOUTH,
        mix(
            "service 11 shower 6 dose 2 two_doses 2 one 1 two_by_day 1 "
            "four 1 insulin 1 five 1 seven 1"
        ),
    ),
    PatrolRoute(
        "fjugesta-land",
        "centrala",
        _AROUND,
        mix(
            "service 11 shower 6 dose 2 two_doses 2 one 1 two 1 "
            "two_by_day 2 three 1 four 1"
        ),
    ),
    PatrolRoute(
        "lanna",
        "yttre",
        _LANNA,
        mix(
            "service 12 shower 6 dose 2 two_doses 1 one 1 two 1 two_by_day 1 "
            "insulin 1 five 1 lift 1"
        ),
    ),
    PatrolRoute(
        "mullhyttan",
        "yttre",
        _MULLHYTTAN,
        mix(
            "service 11 shower 6 dose 2 two_doses 1 one 1 two 1 two_by_day 1 "
            "three 1 insulin 1 seven 1"
        ),
    ),
)
_ALL = "day evening long"
_CENTRAL = (
    Post("centrala", "usk", 100, _ALL + " resource", transport="bike"),
    Post("centrala", "usk", 100, _ALL + " resource", transport="bike"),
    Post("centrala", "usk", 100, _ALL + " resource"),
    Post("centrala", "usk", 88, _ALL, transport="walk"),
    Post("centrala", "usk", 88, _ALL, gender="m", transport="bike"),
    Post("centrala", "usk", 80, _ALL + " split"),
    Post("centrala", "usk", 80, _ALL),
    Post("centrala", "usk", 80, _ALL, "2/5", transport="walk"),
    Post("centrala", "vb", 100, _ALL + " resource"),
    Post("centrala", "vb", 100, _ALL + " resource", skills="lift", transport="bike"),
    Post("centrala", "usk", 75, _ALL),
    Post("centrala", "vb", 75, _ALL, skills="delegation lift"),
    Post("centrala", "usk", 75, "evening", transport="bike"),
    Post("centrala", "vb", 88, _ALL + " resource", skills="lift", gender="m"),
    Post("centrala", "usk", 80, _ALL),
    Post("centrala", "usk", 60, "day long", "1/3"),
)
_OUTER = (
    Post("yttre", "usk", 100, _ALL + " resource"),
    Post("yttre", "usk", 100, _ALL + " resource"),
    Post("yttre", "usk", 100, _ALL + " resource", gender="m"),
    Post("yttre", "usk", 88, _ALL),
    Post("yttre", "usk", 88, _ALL),
    Post("yttre", "usk", 80, _ALL + " split"),
    Post("yttre", "usk", 80, _ALL, "2/5"),
    Post("yttre", "vb", 100, _ALL + " resource"),
    Post("yttre", "vb", 88, _ALL, skills="lift"),
    Post("yttre", "usk", 75, _ALL),
    Post("yttre", "vb", 75, _ALL, skills="delegation lift", gender="m"),
    Post("yttre", "vb", 75, _ALL),
    Post("yttre", "usk", 60, "day long", "1/3"),
)
_NIGHT = (
    Post("natt", "usk", 80, "night"),
    Post("natt", "usk", 80, "night"),
    Post("natt", "usk", 75, "night"),
    Post("natt", "usk", 75, "night", gender="m"),
    Post("natt", "vb", 75, "night", skills="delegation lift"),
    Post("natt", "usk", 60, "night"),
)
_BY_THE_HOUR = (
    Post("centrala", "vb", 0, _ALL, "", "delegation lift"),
    Post("centrala", "vb", 0, _ALL, "", "delegation lift", "bike"),
    Post("centrala", "vb", 0, _ALL, "", "lift", "walk"),
    Post("centrala", "usk", 0, _ALL, "", "delegation lift"),
    Post("yttre", "vb", 0, _ALL, "", "delegation lift"),
    Post("yttre", "vb", 0, _ALL, "", "delegation lift", "car", "m"),
    Post("yttre", "vb", 0, _ALL, "", "lift"),
    Post("natt", "usk", 0, "night", "", "delegation lift"),
    Post("natt", "vb", 0, "night", "", "delegation lift", "car", "m"),
    Post("linden", "vb", 0, _ALL, "", "delegation lift"),
    Post("linden", "vb", 0, _ALL, "", "lift"),
    Post("linden", "usk", 0, "night evening", "", "delegation lift"),
)
_VACATION = AbsenceKind.VACATION
_AWAY = (
    Away(2, _VACATION, 7, 13),
    Away(6, _VACATION, 14, 20),
    Away(9, _VACATION, 0, 6),
    Away(11, AbsenceKind.SICK, -5, 6),
    Away(14, _VACATION, 21, 27),
    Away(18, _VACATION, 7, 13),
    Away(21, _VACATION, 14, 23),
    Away(24, AbsenceKind.STUDY, 2, 3),
    Away(26, AbsenceKind.PARENTAL, -40, 60),
    Away(31, _VACATION, 7, 13),
    Away(37, _VACATION, 9, 15),
    Away(40, _VACATION, 16, 22),
    Away(46, _VACATION, 14, 20),
)


def lekeberg(rng: Random) -> Problem:
    """Return the sample of a municipality's real size."""
    sketch = Sketch(
        name="lekeberg",
        start=START,
        days=DAYS,
        units=_UNITS,
        turns=(
            *_home_care_turns("centrala", "C"),
            *_home_care_turns("yttre", "Y"),
            *night_turns("natt", "N"),
            *linden.TURNS,
        ),
        posts=(*_CENTRAL, *_OUTER, *_NIGHT, *linden.POSTS, *_BY_THE_HOUR),
        routes=_ROUTES,
        night_units={"centrala": "natt", "yttre": "natt"},
        refusals=5,
        absences=_absences,
        staffing=_staffing,
    )
    problem = build(sketch, rng)
    rows = measured(problem, "yttre", "mullhyttan")
    return with_locks(changed(problem, travel_rows=rows), (2, 9))


def _home_care_turns(unit: str, code: str) -> tuple[ShiftType, ...]:
    return (
        *day_turns(unit, code),
        *evening_turns(unit, code),
        *weekend_turns(unit, code),
    )


def _absences(
    clock: WallClock, employees: tuple[Employee, ...]
) -> tuple[AbsenceRow, ...]:
    return tuple(absences_of(clock, START, employees, _AWAY))


def _staffing(clock: WallClock, dates: tuple[date, ...]) -> tuple[StaffingNeed, ...]:
    return tuple(linden.staffing(clock, dates))
