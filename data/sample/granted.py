"""From care packages to clients and what is granted them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.sample.packages import PACKAGES, Package
from data.sample.place import Village, scatter
from scheduler.domain.care_need import CareNeed
from scheduler.domain.problem import Client
from scheduler.domain.values import OnHolidays, VisitKind

_WEEKS_BEFORE = 8
"""That decisions hold, at least, when the plan begins."""


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


def needs_of(
    granted: Granted, units: Mapping[str, str], start: date, holidays: OnHolidays
) -> Iterator[CareNeed]:
    """Yield what is granted one client.

    Parameters
    ----------
    granted
        The client and the package.
    units
        The night unit that serves each unit.
    start
        The first day of the plan.
    holidays
        What a holiday is to service.
    """
    client = granted.client
    for place, need in enumerate(granted.package):
        is_service = need.kind is VisitKind.SERVICE
        gap_min, gap_max = need.gap or (None, None)
        yield CareNeed(
            id=_need_id(client, place),
            client=client.id,
            kind=need.kind,
            minutes=need.minutes,
            staff=need.staff,
            skills=need.skills,
            priority=need.priority,
            days=tuple(letter == "1" for letter in need.days),
            every=need.every,
            opens=need.opens,
            closes=need.closes,
            first=_first(client, need.every, start),
            unit=units.get(client.unit) if need.night else None,
            after=None if need.after is None else _need_id(client, need.after),
            gap_min=gap_min,
            gap_max=gap_max,
            holidays=holidays if is_service else OnHolidays.AS_IS,
        )


def _need_id(client: Client, place: int) -> str:
    return f"{client.id}-{place + 1}"


def _first(client: Client, every: int, start: date) -> date | None:
    """Return a Monday well before the plan, of a week that is the client's turn."""
    if every == 1:
        return None
    monday = start - timedelta(days=start.weekday(), weeks=_WEEKS_BEFORE)
    turn = monday.toordinal() // 7 + int(client.id[1:])
    return monday - timedelta(weeks=turn % every)
