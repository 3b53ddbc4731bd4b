"""The wall schedule: people down, days across, hours at the end, staffing below."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import holidays

from data.both_languages import Both
from scheduler.audit.figures import Ledger
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem, StaffingNeed
from scheduler.domain.values import AbsenceKind, Instant, PayClass, ShiftKind
from scheduler.pay.holidays import is_holiday
from scheduler.pay.hours import days_due, filled_minutes
from scheduler.rules.rule import Breach

BANDS: Mapping[str, int] = {"day": 10 * 60, "evening": 18 * 60, "night": 26 * 60}
"""The clock times at which heads are counted; 26:00 is two o'clock the night after."""


@dataclass(frozen=True)
class WallDay:
    """A column of the wall."""

    date: dt.date
    holiday: Both | None = None

    @property
    def is_weekend(self) -> bool:
        """Whether it is a Saturday or Sunday."""
        return self.date.isoweekday() >= 6

    @property
    def is_red(self) -> bool:
        """Whether it is a Sunday, a public holiday or an eve that is paid as one."""
        return self.date.isoweekday() == 7 or self.holiday is not None


@dataclass(frozen=True)
class WallCell:
    """What one person does on one day."""

    duties: tuple[Duty, ...] = ()
    absence: AbsenceKind | None = None
    faults: tuple[str, ...] = ()
    """Ids of the binding rules that are broken here."""


@dataclass(frozen=True)
class Hours:
    """What a person owes, brings and works in the plan; minutes."""

    worked: int
    ordinary: int
    above: int
    """Extra hours and overtime: they do not count towards the contract."""
    resource: int
    """Of what is worked: resource time."""
    credit: float
    target: float
    carried: int
    is_owed: bool
    """False for hourly staff, who owe nothing."""

    @property
    def balance(self) -> float:
        """What the person takes into the next period."""
        return self.carried + self.ordinary + self.credit - self.target


@dataclass(frozen=True)
class WallLine:
    """A row of the wall (*schemarad*)."""

    id: str
    employee: Employee | None
    """None for a person whom the plan names and the dataset does not."""
    cells: tuple[WallCell, ...]
    hours: Hours
    shifts: int
    weekends: int
    nights: int
    faults: tuple[str, ...] = ()
    """Ids of the binding rules broken over the whole plan, on no one day."""

    @property
    def name(self) -> str:
        """The person's name, or the id of somebody without one."""
        return (self.employee and self.employee.name) or self.id


@dataclass(frozen=True)
class Group:
    """The people of one unit."""

    unit: str
    name: str
    lines: tuple[WallLine, ...]


@dataclass(frozen=True)
class WallHeadcount:
    """People on duty in one unit at one time of every day."""

    unit: str
    name: str
    band: str
    counts: tuple[int, ...]
    needs: tuple[int, ...]
    """How many are asked for at least; 0 where tours alone say who is needed."""
    skill: str | None = None
    """Which skill those counted have; everybody if none is named."""

    def is_short(self, day: int) -> bool:
        """Whether fewer are there on a day than are asked for."""
        return self.counts[day] < self.needs[day]


@dataclass(frozen=True)
class Wall:
    """The whole schedule as it hangs on the wall."""

    days: tuple[WallDay, ...]
    groups: tuple[Group, ...]
    staffing: tuple[WallHeadcount, ...]
    """Everybody, unit by unit."""
    skilled: tuple[WallHeadcount, ...]
    """Those with each skill that a visit or a staffing need of their unit asks for."""


Faults = Mapping[tuple[str, dt.date | None], tuple[str, ...]]
"""Binding rules that are broken, by person and date; ``None`` = on no plan day."""


def wall_of(view: PlanView, breaches: Sequence[Breach] = ()) -> Wall:
    """Lay out a plan, and show where the breaches are."""
    return Wall(
        days=days_of(view.problem),
        groups=_groups(view, _faults(view, breaches)),
        staffing=tuple(_staffing(view, lambda _: [None])),
        skilled=tuple(_staffing(view, _SkillsAsked(view).of)),
    )


def _faults(view: PlanView, breaches: Sequence[Breach]) -> Faults:
    found: dict[tuple[str, dt.date | None], dict[str, None]] = defaultdict(dict)
    for breach in breaches:
        if breach.hard and breach.employee:
            day = breach.date if breach.date in view.problem.dates else None
            found[breach.employee, day][breach.rule] = None
    return {place: tuple(rules) for place, rules in found.items()}


@lru_cache(maxsize=16)
def _day_names(year: int, language: str) -> Mapping[dt.date, str]:
    days = holidays.country_holidays(
        "SE",
        years=year,
        language=language,
        categories=("public", "de_facto", "optional"),
    )
    return dict(days.items())


def days_of(problem: Problem) -> tuple[WallDay, ...]:
    """Return the plan's days with the names of those that are paid as holidays."""
    return tuple(WallDay(date, _holiday(date)) for date in problem.dates)


def _holiday(date: dt.date) -> Both | None:
    if not is_holiday(date):
        return None
    swedish, english = (_day_names(date.year, lang) for lang in ("sv", "en_US"))
    return Both(swedish[date], english[date])


def _groups(view: PlanView, faults: Faults) -> tuple[Group, ...]:
    problem = view.problem
    members: dict[str, list[WallLine]] = defaultdict(list)
    for line in _lines(view, faults):
        members[line.employee.unit if line.employee else ""].append(line)
    names = {unit: problem.unit[unit].name for unit in problem.unit}
    order = [*names, *(unit for unit in members if unit not in names)]
    return tuple(
        Group(unit, names.get(unit, unit), tuple(sorted(members[unit], key=_place)))
        for unit in order
        if members[unit]
    )


def _place(line: WallLine) -> tuple[bool, str, str]:
    """Monthly staff first, then by name."""
    return not (line.employee and line.employee.is_monthly), line.name, line.id


def _lines(view: PlanView, faults: Faults) -> list[WallLine]:
    found: dict[str, list[Duty]] = {e.id: [] for e in view.problem.employees}
    for duty in view.duties:
        found.setdefault(duty.employee, []).append(duty)
    present = Ledger(view).contracted
    return [
        WallLine(
            id=who,
            employee=view.problem.employee.get(who),
            cells=tuple(_cells(view, who, duties, faults)),
            hours=_hours(view, who, duties, present.get(who, 0.0)),
            shifts=len(duties),
            weekends=len({d.date.isocalendar()[:2] for d in duties if _on_weekend(d)}),
            nights=sum(d.kind is ShiftKind.NIGHT for d in duties),
            faults=faults.get((who, None), ()),
        )
        for who, duties in found.items()
    ]


def _on_weekend(duty: Duty) -> bool:
    return duty.date.isoweekday() >= 6


def _cells(
    view: PlanView, who: str, duties: Sequence[Duty], faults: Faults
) -> Iterator[WallCell]:
    by_day: dict[dt.date, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_day[duty.date].append(duty)
    for day in view.problem.dates:
        away = _absence(view, who, day)
        yield WallCell(tuple(by_day[day]), away, faults.get((who, day), ()))


def _absence(view: PlanView, who: str, day: dt.date) -> AbsenceKind | None:
    start, end = view.clock.at(day, 0), view.clock.at(day, 1440)
    for absence in view.absences_by_employee.get(who, ()):
        if absence.start < end and start < absence.end:
            return absence.kind
    return None


def _hours(view: PlanView, who: str, duties: Sequence[Duty], present: float) -> Hours:
    """Add up a person whose contract less absences is ``present`` minutes."""
    employee = view.problem.employee.get(who)
    paid: dict[PayClass, int] = defaultdict(int)
    for duty in duties:
        for piece in duty.pieces:
            paid[piece.pay_class] += piece.paid_minutes
    target, carried = 0.0, 0
    if employee is not None:
        target = float(sum(days_due(view.problem, employee).values()))
        carried = view.problem.balance[employee.id].hours_carried_minutes
    return Hours(
        worked=sum(paid.values()),
        ordinary=filled_minutes(view.problem, duties),
        above=paid[PayClass.EXTRA] + paid[PayClass.OVERTIME],
        resource=sum(d.paid_minutes for d in duties if view.is_resource(d)),
        credit=target - present,
        target=target,
        carried=carried,
        is_owed=bool(employee and employee.is_monthly),
    )


class _SkillsAsked:
    """Which skills are asked for in each unit."""

    def __init__(self, view: PlanView) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for visit in view.problem.visits:
            found[visit.unit] |= visit.skills
        for need in view.problem.staffing:
            found[need.unit] |= need.skills
        self._found = found

    def of(self, unit: str) -> Sequence[str]:
        return sorted(self._found[unit])


def _staffing(
    view: PlanView, skills: Callable[[str], Sequence[str | None]]
) -> Iterator[WallHeadcount]:
    """Yield who is there in each unit and band, if anybody is or should be."""
    moments = {
        band: [view.clock.at(day, clock) for day in view.problem.dates]
        for band, clock in BANDS.items()
    }
    parts, needs = _parts_by_unit(view), _needs_by_unit(view)
    for unit in view.problem.units:
        there = {b: _present(parts[unit.id], at) for b, at in moments.items()}
        for skill, band in product(skills(unit.id), BANDS):
            asked = _of_skill(needs[unit.id], skill)
            row = WallHeadcount(
                unit.id,
                unit.name,
                band,
                tuple(sum(_can(view, w, skill) for w in day) for day in there[band]),
                tuple(_needed(asked, at) for at in moments[band]),
                skill,
            )
            if any(row.counts) or any(row.needs):
                yield row


_Part = tuple[str, Instant, Instant]
"""Who is on duty, from when to when."""


def _parts_by_unit(view: PlanView) -> Mapping[str, Sequence[_Part]]:
    found: dict[str, list[_Part]] = defaultdict(list)
    for duty in view.duties:
        for piece in duty.pieces:
            found[piece.unit] += [(piece.employee, *span) for span in piece.parts]
    return found


def _needs_by_unit(view: PlanView) -> Mapping[str, Sequence[StaffingNeed]]:
    found: dict[str, list[StaffingNeed]] = defaultdict(list)
    for need in view.problem.staffing:
        found[need.unit].append(need)
    return found


def _present(
    parts: Sequence[_Part], moments: Sequence[Instant]
) -> Sequence[Sequence[str]]:
    """Return who is on duty at each moment."""
    return [[who for who, s, e in parts if s <= at < e] for at in moments]


def _can(view: PlanView, who: str, skill: str | None) -> bool:
    employee = view.problem.employee.get(who)
    return skill is None or (employee is not None and skill in employee.skills)


def _of_skill(
    needs: Sequence[StaffingNeed], skill: str | None
) -> Sequence[StaffingNeed]:
    return [need for need in needs if skill is None or skill in need.skills]


def _needed(needs: Sequence[StaffingNeed], at: Instant) -> int:
    """Return how many are asked for at a moment."""
    return sum(need.min for need in needs if need.start <= at < need.end)
