"""Who knows whom: named contacts, and who met each client in the history."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from data.sample.granted import Granted
from scheduler.domain.clock import WallClock
from scheduler.domain.problem import Client, DoneVisit, Employee, Visit, WorkedShift
from scheduler.domain.values import ShiftKind, VisitKind

CAPACITY = 400
"""Minutes at clients and on the road that a shift of the history is given at most."""
MOVE = 8
"""Minutes that a move took, on average."""


def route_teams(
    employees: Sequence[Employee], routes: Mapping[str, str]
) -> dict[str, list[Employee]]:
    """Return the monthly day staff of each route; ``routes`` gives a route's unit."""
    by_unit = defaultdict(list)
    for route, unit in routes.items():
        by_unit[unit].append(route)
    teams: dict[str, list[Employee]] = {route: [] for route in routes}
    for unit, names in by_unit.items():
        staff = [e for e in employees if e.unit == unit and e.is_monthly]
        for n, employee in enumerate(staff):
            teams[names[n % len(names)]].append(employee)
    return teams


def with_contacts(
    rng: Random,
    granted: Sequence[Granted],
    teams: Mapping[str, Sequence[Employee]],
    away: frozenset[str],
) -> list[Granted]:
    """Give each client with more than service a contact (usk) and two backups."""
    load: Counter[str] = Counter()
    return [
        Granted(_with_contact(rng, g, teams, away, load), g.package) for g in granted
    ]


def _with_contact(
    rng: Random,
    granted: Granted,
    teams: Mapping[str, Sequence[Employee]],
    away: frozenset[str],
    load: Counter[str],
) -> Client:
    client = granted.client
    if all(n.kind is VisitKind.SERVICE for n in granted.package):
        return client
    team = teams[client.route or ""]
    fits = [
        e
        for staff in teams.values()
        for e in staff
        if e.unit == client.unit
        and e.id not in away
        and e.gender not in client.avoid_gender
    ]
    ranked = sorted(fits, key=lambda e: (e not in team, load[e.id], rng.random()))
    contact = next(e for e in ranked if e.role == "usk")
    backups = [e for e in ranked if e is not contact][:2]
    load[contact.id] += 3
    load.update(e.id for e in backups)
    return client.model_copy(
        update={"contact": contact.id, "backups": tuple(e.id for e in backups)}
    )


def with_avoided(
    rng: Random, granted: Sequence[Granted], employees: Sequence[Employee], count: int
) -> list[Granted]:
    """Let ``count`` clients refuse one person who is not theirs."""
    chosen = set(rng.sample(range(len(granted)), count))
    made = list(granted)
    for n in sorted(chosen):
        client = made[n].client
        known = {client.contact, *client.backups}
        others = [
            e.id for e in employees if e.unit == client.unit and e.id not in known
        ]
        avoid = frozenset({rng.choice(others)})
        made[n] = Granted(client.model_copy(update={"avoid": avoid}), made[n].package)
    return made


@dataclass
class PastMeetings:
    """Hands the visits of past days to the people who were on duty."""

    rng: Random
    clock: WallClock
    employees: Mapping[str, Employee]
    kinds: Mapping[str, ShiftKind]
    """Kind of each shift type."""
    teams: Mapping[str, Sequence[Employee]]
    _order: dict[str, list[str]] = field(default_factory=dict)

    def of(
        self,
        clients: Mapping[str, Client],
        visits: Iterable[Visit],
        worked: Iterable[WorkedShift],
    ) -> Iterator[DoneVisit]:
        """Yield who met whom on which day, each once."""
        on_duty = defaultdict(list)
        for shift in worked:
            on_duty[self.clock.day(shift.start), shift.unit].append(shift)
        by_day = defaultdict(list)
        for visit in visits:
            by_day[visit.date, visit.unit].append(visit)
        for (day, unit), todo in sorted(by_day.items()):
            yield from self._day(clients, day, todo, on_duty[day, unit])

    def _day(
        self,
        clients: Mapping[str, Client],
        day: date,
        visits: Sequence[Visit],
        shifts: Sequence[WorkedShift],
    ) -> Iterator[DoneVisit]:
        load: Counter[str] = Counter()
        met: set[tuple[str, str]] = set()
        for visit in sorted(visits, key=lambda v: (v.priority, v.earliest, v.id)):
            client = clients[visit.client]
            ranked = self._ranked(client, visit, shifts, load)
            for who in ranked[: visit.staff]:
                load[who] += visit.minutes + MOVE
                met.add((client.id, who))
        for client_id, who in sorted(met):
            yield DoneVisit(client=client_id, employee=who, date=day)

    def _ranked(
        self,
        client: Client,
        visit: Visit,
        shifts: Sequence[WorkedShift],
        load: Counter[str],
    ) -> list[str]:
        """Return who could have come: those with time left first, then the known."""
        there = [
            s.employee
            for s in shifts
            if s.start <= visit.latest
            and visit.earliest + visit.minutes <= s.end
            and self._may(self.employees[s.employee], client, visit)
        ]
        order = self._known(client)
        return sorted(
            there,
            key=lambda who: (load[who] + visit.minutes > CAPACITY, order.index(who)),
        )

    def _known(self, client: Client) -> list[str]:
        """Return everybody in the order in which the client would rather see them."""
        if client.id not in self._order:
            first = [client.contact, *client.backups]
            team = [e.id for e in self.teams.get(client.route or "", ())]
            rest = sorted(self.employees)
            self.rng.shuffle(team)
            self.rng.shuffle(rest)
            known = [who for who in (*first, *team, *rest) if who is not None]
            self._order[client.id] = list(dict.fromkeys(known))
        return self._order[client.id]

    def _may(self, employee: Employee, client: Client, visit: Visit) -> bool:
        wrong_gender = (
            visit.kind is VisitKind.INTIMATE and employee.gender in client.avoid_gender
        )
        return (
            visit.skills <= employee.skills
            and employee.id not in client.avoid
            and not wrong_gender
        )
