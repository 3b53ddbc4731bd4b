"""Puts a sample's parts together: people, clients, visits, history, locks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.sample.contacts import PastMeetings, route_teams, with_avoided, with_contacts
from data.sample.granted import Granted, PatrolRoute, grant, visits_of
from data.sample.history import WEEKS, balances, without_absent, worked_shifts
from data.sample.staff import Post, hire
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.problem import (
    AbsenceRow,
    Employee,
    Problem,
    ShiftType,
    StaffingNeed,
    Unit,
    Visit,
    Wish,
)

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
    visits = _visits(clock, sketch, granted, sketch.dates)
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
    past = _visits(clock, sketch, granted, sketch.past)
    return Problem(
        name=sketch.name,
        timezone=TIMEZONE,
        start=sketch.start,
        days=sketch.days,
        units=sketch.units,
        employees=employees,
        clients=clients,
        visits=visits,
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
    sketch: Sketch,
    granted: list[Granted],
    dates: tuple[date, ...],
) -> tuple[Visit, ...]:
    made = [v for g in granted for v in visits_of(clock, g, dates, sketch.night_units)]
    return tuple(sorted(made, key=lambda v: (v.date, v.earliest, v.id)))


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
