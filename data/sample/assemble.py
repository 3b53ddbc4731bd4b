"""Puts a sample's parts together: people, clients, visits, history, locks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.granted_visits import Granting
from data.sample.contacts import PastMeetings, route_teams, with_avoided, with_contacts
from data.sample.granted import Granted, PatrolRoute, grant, needs_of
from data.sample.history import WEEKS, balances, without_absent, worked_shifts
from data.sample.staff import Post, hire
from scheduler.domain.care_need import CareNeed
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.problem import (
    AbsenceRow,
    Client,
    Employee,
    Problem,
    ShiftType,
    StaffingNeed,
    Unit,
    Visit,
    Wish,
)
from scheduler.domain.values import OnHolidays

TIMEZONE = "Europe/Stockholm"


@dataclass(frozen=True)
class Sketch:
    """What a sample is made from."""

    name: str
    start: date
    days: int
    units: tuple[Unit, ...]
    turns: tuple[ShiftType, ...]
    posts: tuple[Post, ...]
    routes: tuple[PatrolRoute, ...]
    night_units: Mapping[str, str]
    """The unit that makes the night visits of each unit."""
    refusals: int
    """How many clients refuse somebody."""
    absences: Callable[[WallClock, tuple[Employee, ...]], tuple[AbsenceRow, ...]]
    staffing: Callable[[WallClock, tuple[date, ...]], tuple[StaffingNeed, ...]]
    service_on_holidays: OnHolidays = OnHolidays.SUNDAY

    @property
    def dates(self) -> tuple[date, ...]:
        """Every day of the plan."""
        return tuple(self.start + timedelta(days=n) for n in range(self.days))

    @property
    def past(self) -> tuple[date, ...]:
        """Every day of the history."""
        return tuple(self.start - timedelta(days=n) for n in range(7 * WEEKS, 0, -1))


def build(sketch: Sketch, rng: Random) -> Problem:
    """Return the problem that a sketch describes."""
    clock = wall_clock(TIMEZONE)
    employees = hire(rng, sketch.posts)
    absences = sketch.absences(clock, employees)
    teams = route_teams(employees, {r.id: r.unit for r in sketch.routes})
    granted = _clients(sketch, rng, employees, absences)
    needs = tuple(
        need
        for g in granted
        for need in needs_of(
            g, sketch.night_units, sketch.start, sketch.service_on_holidays
        )
    )
    rolled = worked_shifts(rng, clock, employees, sketch.turns, sketch.start)
    worked = without_absent(rolled, absences)
    meetings = PastMeetings(
        rng,
        clock,
        {e.id: e for e in employees},
        {t.id: t.kind for t in sketch.turns},
        teams,
    )
    clients = tuple(g.client for g in granted)
    past = _visits(clock, needs, clients, sketch.past)
    return Problem(
        name=sketch.name,
        timezone=TIMEZONE,
        start=sketch.start,
        days=sketch.days,
        units=sketch.units,
        employees=employees,
        clients=clients,
        visits=_visits(clock, needs, clients, sketch.dates),
        needs=needs,
        shift_types=sketch.turns,
        staffing=sketch.staffing(clock, sketch.dates),
        absences=absences,
        wishes=_wishes(rng, sketch, employees),
        worked_shifts=worked,
        done_visits=tuple(meetings.of({c.id: c for c in clients}, past, worked)),
        balances=balances(rng, clock, employees, worked, sketch.turns),
    )


def _clients(
    sketch: Sketch,
    rng: Random,
    employees: tuple[Employee, ...],
    absences: tuple[AbsenceRow, ...],
) -> list[Granted]:
    granted: list[Granted] = []
    for route in sketch.routes:
        granted += grant(rng, route, len(granted) + 1)
    teams = route_teams(employees, {r.id: r.unit for r in sketch.routes})
    half = sketch.days * 1440 // 2
    away = frozenset(a.employee for a in absences if a.end - a.start > half)
    return with_avoided(
        rng, with_contacts(rng, granted, teams, away), employees, sketch.refusals
    )


def _visits(
    clock: WallClock,
    needs: tuple[CareNeed, ...],
    clients: tuple[Client, ...],
    dates: tuple[date, ...],
) -> tuple[Visit, ...]:
    homes = {client.id: client.unit for client in clients}
    return tuple(Granting(needs, (), clock, homes).visits(dates).values())


def _wishes(
    rng: Random, sketch: Sketch, employees: tuple[Employee, ...]
) -> tuple[Wish, ...]:
    """Return wishes: mostly a free day, now and then a shift."""
    wishes = []
    for employee in employees:
        for day in rng.sample(sketch.dates, k=max(1, sketch.days // 14)):
            if rng.random() < 0.65:
                weight = rng.choice((1, 1, 2, 3))
                wish = Wish(employee=employee.id, date=day, want=False, weight=weight)
                wishes.append(_or_a_shift(rng, sketch, employee, wish))
    return tuple(wishes)


def _or_a_shift(rng: Random, sketch: Sketch, employee: Employee, wish: Wish) -> Wish:
    """Return the wish, or for one in six the wish for a certain shift that day."""
    fits = [
        t.id
        for t in sketch.turns
        if t.unit == employee.unit
        and employee.works_kind(t.kind)
        and t.days[wish.date.weekday()]
    ]
    if rng.random() < 0.83 or not fits:
        return wish
    return wish.model_copy(update={"want": True, "shift": rng.choice(fits)})
