"""Clients of a drawn municipality, and the visits that they are granted."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from data.sample.place import Village, scatter
from scheduler.domain.clock import WallClock
from scheduler.domain.problem import Client, Visit
from scheduler.domain.values import VisitKind

STEP = 5
"""Minutes to which windows are drawn."""

DELEGATED = frozenset({"delegation"})


class Need(NamedTuple):
    """A visit that recurs on some weekdays."""

    kind: VisitKind
    minutes: int
    opens: int
    width: int
    priority: int = 1
    weekdays: tuple[int, ...] = tuple(range(7))
    staff: int = 1
    skills: frozenset[str] = frozenset()
    by_night: bool = False


class Drawn(NamedTuple):
    """A client, and what recurs."""

    client: Client
    needs: tuple[Need, ...]


LEVELS = (0, 1, 2, 3, 5, 7)
"""Daily visits that a client may have; with none there is service only."""

MIX = (37, 33, 14, 9, 4, 3)
"""How often each is drawn, per cent."""

TIMES = ((430, 555), (665, 740), (1020, 1170), (570, 640), (900, 990), (1160, 1230))
"""When the daily visits of a client open, in minutes after midnight: most have a
morning, then a noon, then an evening."""

MANY = 5
"""Daily visits from which two people may be needed, and somebody at night."""


def drawn_client(rng: Random, id_: str, unit: str, village: Village) -> Drawn:
    """Return a client of a unit who lives around a village."""
    lat, lon = scatter(rng, village)
    client = Client(
        id=id_,
        unit=unit,
        route=village.name,
        lat=lat,
        lon=lon,
        avoid_gender=frozenset("m") if rng.random() < 0.12 else frozenset(),
        counts_continuity=rng.random() < 0.35,
    )
    level = rng.choices(LEVELS, MIX)[0]
    return Drawn(client, (*_daily(rng, level), *_weekly(rng, level)))


def _daily(rng: Random, level: int) -> Iterator[Need]:
    takes_medicine = rng.random() < 0.5
    lifted = level >= MANY and rng.random() < 0.3
    for first, last in TIMES[:level]:
        opens = rng.randrange(first, last, STEP)
        if takes_medicine and rng.random() < 0.7:
            yield Need(
                VisitKind.MEDICATION,
                rng.choice((15, 15, 20, 30)),
                opens,
                rng.choice((45, 60)),
                skills=DELEGATED | ({"insulin"} if rng.random() < 0.03 else set()),
            )
        else:
            kind = rng.choice((VisitKind.CARE, VisitKind.CARE, VisitKind.INTIMATE))
            usual = Need(kind, rng.choice((15, 20, 30, 40)), opens, 0)
            width = rng.choice((60, 90, 120, 150))
            yield usual._replace(width=width, staff=2 if lifted else 1)
    if level >= MANY:
        for _ in range(level // MANY):
            opens = rng.randrange(1350, 1740, STEP)
            yield Need(VisitKind.SUPERVISION, 10, opens, 60, by_night=True)


def _weekly(rng: Random, level: int) -> Iterator[Need]:
    day = (rng.randrange(5),)
    if level and rng.random() < 0.25:
        opens = rng.randrange(660, 750, STEP)
        minutes = rng.choice((30, 40, 60))
        yield Need(VisitKind.INTIMATE, minutes, opens, 90, 2, day)
    if not level or rng.random() < 0.4:
        opens = rng.randrange(600, 800, STEP)
        minutes, priority = rng.choice((45, 60, 90)), rng.choice((1, 3))
        yield Need(VisitKind.SERVICE, minutes, opens, 180, priority, day)


def minutes_a_week(needs: tuple[Need, ...]) -> int:
    """Return the minutes at a client by day staff."""
    day = [need for need in needs if not need.by_night]
    return sum(n.minutes * n.staff * len(n.weekdays) for n in day)


def visits_of(
    clock: WallClock, drawn: Drawn, start: date, days: int, night: str
) -> Iterator[Visit]:
    """Yield the visits of a client; those at night belong to the ``night`` unit."""
    client = drawn.client
    for place, need in enumerate(drawn.needs):
        for offset in range(days):
            day = start + timedelta(days=offset)
            if day.weekday() in need.weekdays:
                yield Visit(
                    id=f"{client.id}-{place}-{day:%m%d}",
                    client=client.id,
                    date=day,
                    earliest=clock.at(day, need.opens),
                    latest=clock.at(day, need.opens + need.width),
                    minutes=need.minutes,
                    staff=need.staff,
                    skills=need.skills,
                    kind=need.kind,
                    priority=need.priority,
                    unit=night if need.by_night else client.unit,
                )


def with_contact(drawn: Drawn, contact: str | None, backups: tuple[str, ...]) -> Drawn:
    """Return the client with who knows the client best."""
    update = {"contact": contact, "backups": backups}
    return drawn._replace(client=drawn.client.model_copy(update=update))
