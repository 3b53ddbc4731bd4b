"""A municipality drawn at random: towns, people, clients and a month behind them.

Unlike the samples, it can be drawn in any size and again and again; in it medicine asks
for a delegation that some of the staff have, and people are just about enough.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import NamedTuple

from benchmarks.municipalities.drawn_care import (
    Drawn,
    drawn_client,
    minutes_a_week,
    visits_of,
    with_contact,
)
from benchmarks.municipalities.drawn_staff import (
    away,
    day_staff,
    night_shift,
    night_staff,
    shifts_of,
)
from benchmarks.municipalities.scale import Scale
from data.sample.contacts import PastMeetings, route_teams
from data.sample.history import WEEKS, balances, without_absent, worked_shifts
from data.sample.place import Village
from data.sample.turns import hm
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import (
    Employee,
    Problem,
    ShiftType,
    StaffingNeed,
    Unit,
    Wish,
)

TIMEZONE = "Europe/Stockholm"
LAT, LON = 59.1735, 14.873
APART = 0.35
"""Degrees from one district's town to the next one's."""


class _Village(NamedTuple):
    """Where some of a unit's clients live, as seen from the unit."""

    name: str
    north: float
    """Degrees."""
    east: float
    """Degrees."""
    spread_km: float
    share: float
    """Of the unit's clients."""


TOWN = (
    _Village("staden", 0.0, 0.0, 0.7, 0.78),
    _Village("byn", 0.065, 0.04, 0.6, 0.22),
)
AROUND = (
    _Village("landet", 0.0, 0.0, 4.0, 0.45),
    _Village("väst", -0.03, -0.19, 0.9, 0.26),
    _Village("öst", 0.03, 0.13, 0.9, 0.17),
    _Village("norr", 0.075, 0.12, 0.9, 0.12),
)

IN_TOWN = 0.65
"""Share of the clients who belong to the unit in the town."""


class _District(NamedTuple):
    units: tuple[Unit, Unit, Unit]
    clients: list[Drawn]
    staff: list[Employee]


def drawn_municipality(scale: Scale, seed: int) -> Problem:
    """Return the municipality that ``seed`` draws."""
    rng, clock = Random(f"{scale.name}-{seed}"), wall_clock(TIMEZONE)
    districts = [_district(rng, scale, n) for n in range(scale.districts)]
    staff = [person for district in districts for person in district.staff]
    turns = tuple(turn for d in districts for turn in _turns(d))
    gone = tuple(away(rng, clock, staff, scale))
    worked = without_absent(worked_shifts(rng, clock, staff, turns, scale.start), gone)
    clients = [drawn for d in districts for drawn in d.clients]
    night = {unit.id: d.units[2].id for d in districts for unit in d.units}
    before = scale.start - timedelta(weeks=WEEKS)
    past = [
        visit
        for drawn in clients
        for visit in visits_of(
            clock, drawn, before, 7 * WEEKS, night[drawn.client.unit]
        )
    ]
    homes = {c.client.id: c.client for c in clients}
    routes = {c.route: c.unit for c in homes.values() if c.route is not None}
    kinds = {turn.id: turn.kind for turn in turns}
    known = {person.id: person for person in staff}
    meetings = PastMeetings(rng, clock, known, kinds, route_teams(staff, routes))
    return Problem(
        name=scale.name,
        timezone=TIMEZONE,
        start=scale.start,
        days=scale.days,
        units=tuple(unit for d in districts for unit in d.units),
        employees=tuple(staff),
        clients=tuple(homes.values()),
        visits=tuple(
            visit
            for drawn in clients
            for visit in visits_of(
                clock, drawn, scale.start, scale.days, night[drawn.client.unit]
            )
        ),
        shift_types=turns,
        staffing=tuple(_at_night(scale, districts)),
        absences=gone,
        wishes=tuple(_wishes(rng, scale, staff)),
        worked_shifts=worked,
        done_visits=tuple(meetings.of(homes, past, worked)),
        balances=balances(rng, clock, staff, worked, turns),
    )


def _district(rng: Random, scale: Scale, number: int) -> _District:
    lat, lon = LAT + APART * (number // 2), LON + 2 * APART * (number % 2)
    town, around, night = (f"{name}{number}" for name in ("stad", "land", "natt"))
    units = (
        Unit(id=town, name=town, lat=lat, lon=lon, lends_to=(around,)),
        Unit(id=around, name=around, lat=lat, lon=lon + 0.001, lends_to=(town,)),
        Unit(id=night, name=night, lat=lat, lon=lon + 0.0005),
    )
    clients: list[Drawn] = []
    staff: list[Employee] = []
    inside = round(IN_TOWN * scale.clients)
    shares = ((units[0], TOWN, inside), (units[1], AROUND, scale.clients - inside))
    for unit, villages, many in shares:
        mine = list(_clients(rng, unit, villages, many))
        care = sum(minutes_a_week(drawn.needs) for drawn in mine)
        people = list(day_staff(rng, unit.id, scale.paid_per_care * care))
        clients += _known(rng, mine, people)
        staff += people
    staff += night_staff(rng, night)
    return _District(units, clients, staff)


def _clients(
    rng: Random, unit: Unit, villages: Sequence[_Village], many: int
) -> Iterator[Drawn]:
    shares = [place.share for place in villages]
    for n in range(many):
        place = rng.choices(villages, shares)[0]
        name = f"{unit.id}-{place.name}"
        lat, lon = unit.lat + place.north, unit.lon + place.east
        home = Village(name, lat, lon, place.spread_km)
        yield drawn_client(rng, f"c-{unit.id}-{n + 1:03}", unit.id, home)


def _known(
    rng: Random, clients: Sequence[Drawn], people: Sequence[Employee]
) -> Iterator[Drawn]:
    """Yield the clients, two in three with a contact, and all with somebody known."""
    monthly = [e.id for e in people if e.is_monthly and e.role == "usk"]
    for drawn in clients:
        some = rng.sample(monthly, min(4, len(monthly)))
        has_contact = rng.random() < 0.65
        contact = some[0] if has_contact and some else None
        yield with_contact(drawn, contact, tuple(some[1:]))


def _turns(district: _District) -> Iterator[ShiftType]:
    town, around, night = (unit.id for unit in district.units)
    yield from shifts_of(town)
    yield from shifts_of(around)
    yield night_shift(night)


def _at_night(scale: Scale, districts: Sequence[_District]) -> Iterator[StaffingNeed]:
    """Yield one person there each night in each district."""
    clock = wall_clock(TIMEZONE)
    for district in districts:
        for n in range(scale.days):
            day = scale.start + timedelta(days=n)
            yield StaffingNeed(
                unit=district.units[2].id,
                date=day,
                start=clock.at(day, hm("21:15")),
                end=clock.at(day, hm("31:00")),
                min=1,
                want=1,
            )


def _wishes(rng: Random, scale: Scale, staff: Sequence[Employee]) -> Iterator[Wish]:
    """Yield the monthly people's wishes, one a week: mostly a day off."""
    for person in staff:
        for _ in range(scale.days // 7 if person.is_monthly else 0):
            yield Wish(
                employee=person.id,
                date=scale.start + timedelta(days=rng.randrange(scale.days)),
                want=rng.random() < 0.25,
                weight=rng.choice((1, 2, 2, 3)),
            )
