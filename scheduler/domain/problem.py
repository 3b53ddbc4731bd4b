"""What a municipality's care is, as far as it is planned: plain, frozen data."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from scheduler.domain.care_need import CareNeed, ClientAway
from scheduler.domain.clock import WallClock
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.values import (
    AbsenceKind,
    Clock,
    Employment,
    Frozen,
    Id,
    Instant,
    OnCall,
    PayClass,
    Placed,
    ShiftKind,
    Transport,
    VisitKind,
)


class Unit(Frozen):
    """A group with a place where its shifts begin and end."""

    id: Id
    name: str
    lat: float
    lon: float
    placed: Placed = Placed.GIVEN
    """How it is known where it is."""
    lends_to: tuple[str, ...] = ()
    """Units that this unit's staff may work in, nearest first."""


class WeekendPattern(Frozen):
    """At most ``worked`` of every ``of`` weekends in a row."""

    worked: int
    of: int


class Employee(Frozen):
    """A person who can be rostered."""

    id: Id
    name: str = ""
    unit: str
    role: str
    skills: frozenset[str]
    """What the person can do; the role counts as a skill."""
    employment: Employment
    degree_pct: float
    week_minutes: int
    """Full-time weekly minutes of this employment."""
    monthly_pay: int
    """Full-time pay a month, öre."""
    transport: Transport = Transport.CAR
    gender: str | None = None
    day_break: Clock = 0
    """The person's *dygnsbryt*: where each 24-hour rest period starts."""
    weekends: WeekendPattern | None = None
    shift_kinds: frozenset[ShiftKind] = frozenset()
    """Kinds the person works; empty means all."""
    first: date | None = None
    last: date | None = None
    minor: bool = False
    """Whether the person is under 18."""
    agreement: str | None = None
    """Whose pay the person has, if not that of the dataset's agreement."""
    comp_time: bool = False
    """Whether overtime is saved as time off (*kompledighet*) instead of paid."""

    @property
    def is_monthly(self) -> bool:
        """Whether the person has a monthly wage and contracted hours."""
        return self.employment is Employment.MONTHLY

    @property
    def is_part_time(self) -> bool:
        """Whether the degree of employment is below full time."""
        return self.degree_pct < 100

    def pay_class(self, *, above: bool = False) -> PayClass:
        """Return how a shift is paid, within the contract or above it."""
        if not self.is_monthly:
            return PayClass.HOURLY
        if not above:
            return PayClass.ORDINARY
        return PayClass.EXTRA if self.is_part_time else PayClass.OVERTIME

    @property
    def week_target(self) -> float:
        """Contracted minutes a week (may be a fraction)."""
        return self.week_minutes * self.degree_pct / 100 if self.is_monthly else 0.0

    def works_kind(self, kind: ShiftKind) -> bool:
        """Whether the person takes shifts of ``kind``."""
        return not self.shift_kinds or kind in self.shift_kinds

    def employed_on(self, day: date) -> bool:
        """Whether ``day`` lies inside the employment."""
        return (self.first is None or self.first <= day) and (
            self.last is None or day <= self.last
        )


class Client(Frozen):
    """A person who gets visits."""

    id: Id
    name: str = ""
    """For pages and what is handed out; nothing else shows it."""
    unit: str
    route: str | None = None
    lat: float
    lon: float
    placed: Placed = Placed.GIVEN
    """How it is known where the client lives."""
    contact: str | None = None
    """The *fast omsorgskontakt*."""
    backups: tuple[str, ...] = ()
    avoid: frozenset[str] = frozenset()
    """Employees who may never visit."""
    avoid_gender: frozenset[str] = frozenset()
    """Genders that may not do visits of kind ``intimate``."""
    counts_continuity: bool = True
    address: str = ""
    key: str = ""
    """Where the key is, or its number."""
    note: str = ""
    """What whoever visits must know; for tour lists alone."""

    @property
    def called(self) -> str:
        """What people call the client: the name, or else the id."""
        return self.name or self.id


class Visit(Frozen):
    """One visit that the decision grants."""

    id: Id
    client: str
    date: date
    earliest: Instant
    latest: Instant
    """The window in which the visit must start, both ends included."""
    minutes: int
    staff: int = 1
    skills: frozenset[str] = frozenset()
    kind: VisitKind = VisitKind.CARE
    priority: int = 1
    """1 = in its window, 2 = may start up to 30 min outside, 3 = may be left out."""
    unit: str
    """The unit that performs it (the client's, when the file says nothing)."""
    after: str | None = None
    gap_min: int | None = None
    gap_max: int | None = None

    @property
    def is_must(self) -> bool:
        """Whether leaving it undone is a failure of the plan."""
        return self.priority < 3


class BreakRule(Frozen):
    """What interrupts work for ``minutes`` inside [earliest, latest].

    An unpaid break, or time on call, which fills the whole of its interval.
    """

    minutes: int
    earliest: Clock
    latest: Clock
    on_call: OnCall | None = None
    """How the person is on call meanwhile; ``None`` for a break."""

    def minutes_on(self, clock: WallClock, day: date) -> int:
        """Return its length: time on call is as long as the night is."""
        if self.on_call is None:
            return self.minutes
        return clock.at(day, self.latest) - clock.at(day, self.earliest)


class ShiftType(Frozen):
    """A kind of working day that can be planned."""

    id: Id
    unit: str | None = None
    """The unit it belongs to; ``None`` = every unit."""
    kind: ShiftKind
    start: Clock
    end: Clock
    breaks: tuple[BreakRule, ...] = ()
    paid_meal: bool = False
    start2: Clock | None = None
    end2: Clock | None = None
    days: tuple[bool, ...] = (True,) * 7
    """Monday to Sunday: may the shift start that day?"""
    max_per_day: int | None = None

    @property
    def spans(self) -> tuple[tuple[Clock, Clock], ...]:
        """The worked parts as clock intervals."""
        if self.start2 is None or self.end2 is None:
            return ((self.start, self.end),)
        return ((self.start, self.end), (self.start2, self.end2))

    @property
    def on_call(self) -> tuple[BreakRule, ...]:
        """When somebody is on call, of all that interrupts work."""
        return tuple(rule for rule in self.breaks if rule.on_call is not None)

    @property
    def paid_minutes(self) -> int:
        """Nominal length less the unpaid breaks (clock minutes; no DST)."""
        return sum(e - s for s, e in self.spans) - sum(b.minutes for b in self.breaks)


class StaffingNeed(Frozen):
    """Headcount demand of one unit on one date, from one row of ``staffing.csv``."""

    unit: str
    date: date
    weekly: bool = False
    """Whether the row asks for it every week."""
    start: Instant
    end: Instant
    skills: frozenset[str] = frozenset()
    min: int = 0
    want: int = 0
    max: int | None = None
    on_call: OnCall | None = None
    """How people are on call who meet it; ``None`` where they work."""


class AbsenceRow(Frozen):
    """A person is away in [start, end)."""

    employee: str
    start: Instant
    end: Instant
    kind: AbsenceKind


class Wish(Frozen):
    """A person wants to work, or to be free from, a shift or a whole day."""

    employee: str
    date: date
    shift: str | None = None
    want: bool
    weight: int = 1
    granted: bool | None = None
    """Of an earlier plan: whether it was granted."""
    cost: int | None = None
    """Of one that was granted: öre that refusing it would have saved, as measured."""


class WorkedShift(Frozen):
    """History: a shift that was worked before the plan starts."""

    employee: str
    shift: str
    unit: str
    start: Instant
    end: Instant
    break_minutes: int = 0


class DoneVisit(Frozen):
    """History: ``employee`` met ``client`` that day."""

    client: str
    employee: str
    date: date


class Balance(Frozen):
    """What a person brings into the period."""

    employee: str
    hours_carried_minutes: int = 0
    overtime_year_minutes: int = 0
    extra_year_minutes: int = 0
    weekends_worked: int = 0
    evenings_worked: int = 0
    nights_worked: int = 0
    las_days: int | None = None
    """Days towards a permanent post in the last five years; ``None``: not known."""
    comp_minutes: int = 0
    """Time off for overtime that is saved."""


class Vehicles(Frozen):
    """What a unit's cars cost, öre, and how many it has."""

    unit: str
    km_price: int = 0
    day_price: int = 0
    """Of each car that is needed at the same time on a day."""
    cars: int | None = None


class UnitBudget(Frozen):
    """What a unit may cost in a month, öre; on-costs and vehicles included."""

    unit: str
    month: date
    """Its first day."""
    amount: int


class KnownPlace(Frozen):
    """Where an address, a postal code or a town is."""

    name: Id
    lat: float
    lon: float


class TravelModel(Frozen):
    """How long a move takes where ``travel.csv`` has no row."""

    detour: float = 1.35
    car_kmh: float = 45.0
    bike_kmh: float = 14.0
    walk_kmh: float = 5.0
    handling_minutes: float = 2.0


class TravelRow(NamedTuple):
    """A measured move between two units or clients."""

    from_id: str
    to_id: str
    mode: str


class Problem(Frozen):
    """Everything a planner knows before the plan is made."""

    name: str
    timezone: str = "Europe/Stockholm"
    start: date
    days: int
    agreement: str = "AB"
    """Names it as ``scheduler.pay.agreement`` reads it: ``AB+lekeberg``."""
    own_agreements: Mapping[str, str] = {}
    """Those beside the data, TOML by name."""
    units: tuple[Unit, ...]
    employees: tuple[Employee, ...]
    clients: tuple[Client, ...] = ()
    visits: tuple[Visit, ...] = ()
    """All of them, those that ``needs`` grant included."""
    needs: tuple[CareNeed, ...] = ()
    clients_away: tuple[ClientAway, ...] = ()
    shift_types: tuple[ShiftType, ...]
    staffing: tuple[StaffingNeed, ...] = ()
    on_call_needs: tuple[StaffingNeed, ...] = ()
    """How many shall be on call; who works does not count there."""
    absences: tuple[AbsenceRow, ...] = ()
    wishes: tuple[Wish, ...] = ()
    worked_shifts: tuple[WorkedShift, ...] = ()
    done_visits: tuple[DoneVisit, ...] = ()
    locked_shifts: tuple[ShiftRow, ...] = ()
    locked_visits: tuple[VisitRow, ...] = ()
    published_on: date | None = None
    """The day on which those who work hear of the plan."""
    published_shifts: tuple[ShiftRow, ...] = ()
    """What they were told before."""
    untold: frozenset[tuple[str, date]] = frozenset()
    """Whose days they were told nothing of, where others were, by employee id."""
    balances: tuple[Balance, ...] = ()
    vehicles: tuple[Vehicles, ...] = ()
    budgets: tuple[UnitBudget, ...] = ()
    places: tuple[KnownPlace, ...] = ()
    """Where units and clients are that have no coordinates of their own."""
    travel_model: TravelModel = TravelModel()
    travel_rows: Mapping[TravelRow, int] = {}
    """Minutes of the moves that were measured."""
    sha256: str = ""
    """Digest of the dataset's files, so that a plan can say what it was made for."""

    @property
    def end(self) -> date:
        """The last day of the plan."""
        return self.start + timedelta(days=self.days - 1)

    @property
    def has_on_call(self) -> bool:
        """Whether some shift has time on call."""
        return any(type_.on_call for type_ in self.shift_types)

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every day of the plan."""
        return tuple(self.start + timedelta(days=n) for n in range(self.days))

    @cached_property
    def employee(self) -> Mapping[str, Employee]:
        """Employees by id."""
        return {e.id: e for e in self.employees}

    @cached_property
    def client(self) -> Mapping[str, Client]:
        """Clients by id."""
        return {c.id: c for c in self.clients}

    def called(self, client: str) -> str:
        """Return what people call a client, by name or else by id."""
        known = self.client.get(client)
        return known.called if known else client

    @cached_property
    def visit(self) -> Mapping[str, Visit]:
        """Visits by id."""
        return {v.id: v for v in self.visits}

    @cached_property
    def shift_type(self) -> Mapping[str, ShiftType]:
        """Shift types by id."""
        return {s.id: s for s in self.shift_types}

    @cached_property
    def unit(self) -> Mapping[str, Unit]:
        """Units by id."""
        return {u.id: u for u in self.units}

    @cached_property
    def vehicles_of(self) -> Mapping[str, Vehicles]:
        """What cars cost, by the units of which it is known."""
        return {v.unit: v for v in self.vehicles}

    @cached_property
    def balance(self) -> Mapping[str, Balance]:
        """Balances by employee; nothing carried where the file has no row."""
        given = {b.employee: b for b in self.balances}
        return {e.id: given.get(e.id, Balance(employee=e.id)) for e in self.employees}

    @cached_property
    def promised(self) -> frozenset[tuple[str, date]]:
        """Whose days are locked, or were told to them with a shift, by employee id."""
        rows = (*self.locked_shifts, *self.published_shifts)
        return frozenset((row.employee, row.date) for row in rows)

    def alone(self, who: str) -> "Problem":
        """Return what concerns one person's shifts, as if nobody else worked."""
        return self.model_copy(
            update={
                "employees": (self.employee[who],),
                "visits": (),
                "staffing": (),
                "on_call_needs": (),
                "absences": tuple(a for a in self.absences if a.employee == who),
                "worked_shifts": tuple(
                    w for w in self.worked_shifts if w.employee == who
                ),
                "locked_shifts": tuple(
                    row for row in self.locked_shifts if row.employee == who
                ),
                "locked_visits": (),
                "published_shifts": tuple(
                    row for row in self.published_shifts if row.employee == who
                ),
            }
        )
