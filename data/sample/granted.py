"""From care packages to clients and dated visits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.sample.needs import RecurringNeed
from data.sample.packages import PACKAGES, Package
from data.sample.place import Village, scatter
from scheduler.domain.clock import WallClock
from scheduler.domain.problem import Client, Visit
from scheduler.domain.values import VisitKind

HOLIDAYS = frozenset(
    date(2026, 12, 24) + timedelta(days=n) for n in (0, 1, 2, 7, 8, 13)
)
"""Christmas Eve to Boxing Day, New Year's Eve and Day, Epiphany: no service."""


@dataclass(frozen=True)
class PatrolRoute:
    """Clients that are planned together."""

    id: str
    unit: str
    villages: tuple[Village, ...]
    packages: tuple[str, ...]
    """Care package of each client, by name."""


@dataclass(frozen=True)
class Granted:
    """A client and the visits of the client's ordinary week."""

    client: Client
    package: Package


def daily(package: Package) -> int:
    """Return how many visits of a package recur every day between 07 and 22."""
    return sum(n.days == "1111111" and not n.night for n in package)


def grant(rng: Random, route: PatrolRoute, first_number: int) -> list[Granted]:
    """Return the clients of a route, scattered around its villages."""
    made = []
    for n, name in enumerate(route.packages):
        package = PACKAGES[name](rng)
        lat, lon = scatter(rng, route.villages[n % len(route.villages)])
        client = Client(
            id=f"c{first_number + n:03}",
            unit=route.unit,
            route=route.id,
            lat=lat,
            lon=lon,
            avoid_gender=_avoided_gender(rng, package),
            counts_continuity=daily(package) >= 2,
        )
        made.append(Granted(client, package))
    return made


def _avoided_gender(rng: Random, package: Package) -> frozenset[str]:
    """Return whom the client does not want in the shower: men, for one in three."""
    has_intimate = any(n.kind is VisitKind.INTIMATE for n in package)
    wishes = rng.random() < 0.33
    return frozenset({"m"}) if has_intimate and wishes else frozenset()


def visits_of(
    clock: WallClock, granted: Granted, dates: Sequence[date], units: Mapping[str, str]
) -> Iterator[Visit]:
    """Yield the dated visits of one client.

    ``units`` names the night unit that serves each unit.
    """
    phase = int(granted.client.id[1:])
    for day in dates:
        for place, need in enumerate(granted.package):
            if _falls_on(need, day, phase):
                yield _visit(clock, granted, place, day, units)


def _falls_on(need: RecurringNeed, day: date, phase: int) -> bool:
    week = day.toordinal() // 7 + phase
    return (
        need.days[day.weekday()] == "1"
        and week % need.every == 0
        and not (need.kind is VisitKind.SERVICE and day in HOLIDAYS)
    )


def visit_id(client: str, day: date, place: int) -> str:
    """Return the id of a client's visit: who, which day, which of the package."""
    return f"{client}-{day:%m%d}-{place + 1}"


def _visit(
    clock: WallClock,
    granted: Granted,
    place: int,
    day: date,
    units: Mapping[str, str],
) -> Visit:
    need, client = granted.package[place], granted.client
    gap_min, gap_max = need.gap or (None, None)
    return Visit(
        id=visit_id(client.id, day, place),
        client=client.id,
        date=day,
        earliest=clock.at(day, need.opens),
        latest=clock.at(day, need.closes),
        minutes=need.minutes,
        staff=need.staff,
        skills=need.skills,
        kind=need.kind,
        priority=need.priority,
        unit=units.get(client.unit, client.unit) if need.night else client.unit,
        after=None if need.after is None else visit_id(client.id, day, need.after),
        gap_min=gap_min,
        gap_max=gap_max,
    )
