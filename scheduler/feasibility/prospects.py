"""What the checks stand on: who could work what, and who may visit whom."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, partial
from typing import NamedTuple

from scheduler.context.holding import holds
from scheduler.context.longer_days import DAYS, LongerDays
from scheduler.context.staying_on import with_overtime
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, ShiftType, Visit
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.values import Instant, Span, Transport
from scheduler.feasibility.locks.beside_locks import BesideLocks, LockedOut
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of

_DAY = timedelta(days=1)


class Forbidden(NamedTuple):
    """What keeps a person from a shift: a rule that forbids it taken alone."""

    rule: str


@dataclass
class Prospects:
    """A problem under rules, indexed the ways that the checks ask for it.

    Everything is judged one shift and one visit at a time, a shift beside what is
    locked, which flatters: whatever is impossible here is impossible in every plan
    that is made of the shift types and of overtime as planning lays it.
    """

    problem: Problem
    rules: Sequence[Rule]
    _permitted: dict[str, frozenset[str]] = field(default_factory=dict)
    _on_duty: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def view(self) -> PlanView:
        """The problem without a plan."""
        return PlanView(self.problem, Plan())

    @cached_property
    def flex(self) -> int:
        """How many minutes outside its window a visit of priority 2 may start."""
        return weights_of(self.rules).flex_minutes

    def window(self, visit: Visit) -> Span:
        """Return the first and last moment at which the visit may start at all."""
        slack = self.flex if visit.priority == 2 else 0
        return visit.earliest - slack, visit.latest + slack

    @cached_property
    def staff(self) -> Mapping[str, tuple[Employee, ...]]:
        """The people who may work in each unit: its own, and those lent to it."""
        return {
            u.id: tuple(
                e for e in self.problem.employees if u.id in self._units[e.unit]
            )
            for u in self.problem.units
        }

    @cached_property
    def _units(self) -> Mapping[str, tuple[str, ...]]:
        """Where the staff of each unit may work."""
        return {u.id: (u.id, *u.lends_to) for u in self.problem.units}

    @cached_property
    def options(self) -> Mapping[str, tuple[ShiftOption, ...]]:
        """The shifts that each person could legally work, taken one at a time."""
        usual = {
            e.id: tuple(o for o in self._offered(e) if self._allows(e, o))
            for e in self.problem.employees
        }
        return with_overtime(self.view, usual, self.permitted, self._allows)

    def _allows(self, employee: Employee, option: ShiftOption) -> bool:
        return self.hindrance(employee, option) is None

    def hindrances(self, employee: Employee) -> Counter[str]:
        """Return how many shifts of the person's kinds each rule forbids, by its id."""
        found = (self.hindrance(employee, o) for o in self._offered(employee))
        return Counter(hindrance.rule for hindrance in found if hindrance is not None)

    def refusing(self, type_: ShiftType) -> list[Rule]:
        """Return the rules that each let nobody work the shift type on any day."""
        offered = self.offered(type_)
        return [
            rule
            for rule in self._allowing
            if offered and not any(rule.allows_shift(self.view, *o) for o in offered)
        ]

    def offered(self, type_: ShiftType) -> list[tuple[Employee, ShiftOption]]:
        """Return who takes shifts of the kind where they work, on every day of it."""
        return [
            (employee, option)
            for employee in self.problem.employees
            for option in self._offered(employee)
            if option.shift == type_.id
        ]

    def hindrance(
        self, employee: Employee, option: ShiftOption
    ) -> Forbidden | LockedOut | None:
        """Return what keeps the person from a shift: a rule, or one of their locks."""
        for rule in self._allowing:
            if not rule.allows_shift(self.view, employee, option):
                return Forbidden(rule.id)
        return self._locks.locked_out(employee, option)

    @cached_property
    def _locks(self) -> BesideLocks:
        return BesideLocks(self.problem, self.rules)

    @cached_property
    def _allowing(self) -> list[Rule]:
        return [r for r in self.rules if _overrides(r, "allows_shift")]

    def _offered(self, employee: Employee) -> Iterator[ShiftOption]:
        for unit in self._units[employee.unit]:
            for option in self._turns[unit]:
                if employee.works_kind(option.kind):
                    yield option

    def turns_at(self, unit: str, day: date, moment: Instant) -> list[ShiftOption]:
        """Return the shifts of a unit around a day that somebody is on at a moment."""
        return [
            option
            for near in (day - _DAY, day, day + _DAY)
            for option in self._turns_on.get((unit, near), ())
            if any(start <= moment < end for start, end in option.parts)
        ]

    @cached_property
    def _turns(self) -> Mapping[str, tuple[ShiftOption, ...]]:
        """Every shift of every unit on every day of the plan."""
        return {
            unit.id: tuple(
                option_of(self.view.clock, turn, day, unit.id)
                for day in self.problem.dates
                for turn in self.problem.shift_types
                if turn.unit in (None, unit.id) and turn.days[day.weekday()]
            )
            for unit in self.problem.units
        }

    def longer_days(self, visit: Visit) -> LongerDays:
        """Return who could make a visit with overtime, as far as it is asked."""
        near = (self._turns_on.get((visit.unit, visit.date + day), ()) for day in DAYS)
        return LongerDays(
            view=self.view,
            visit=visit,
            window=self.window(visit),
            people=[self.problem.employee[id_] for id_ in self.permitted(visit)],
            turns=[option for turns in near for option in turns],
            allows=self._allows,
        )

    def turns_near(self, visit: Visit) -> Iterator[ShiftOption]:
        """Yield the shifts of the visit's unit during which it could start."""
        first, last = self.window(visit)
        for day in (visit.date - _DAY, visit.date, visit.date + _DAY):
            key = visit.unit, day
            for option in (*self._turns_on.get(key, ()), *self._longer.get(key, ())):
                if option.start <= last and first < option.end:
                    yield option

    @cached_property
    def _turns_on(self) -> Mapping[tuple[str, date], list[ShiftOption]]:
        found: dict[tuple[str, date], list[ShiftOption]] = defaultdict(list)
        for unit, turns in self._turns.items():
            for turn in turns:
                found[unit, turn.date].append(turn)
        return found

    @cached_property
    def _longer(self) -> Mapping[tuple[str, date], list[ShiftOption]]:
        """Shifts that somebody could stay on after."""
        found: dict[tuple[str, date], list[ShiftOption]] = defaultdict(list)
        every = dict.fromkeys(o for mine in self.options.values() for o in mine)
        for option in every:
            if option.overtime:
                found[option.unit, option.date].append(option)
        return found

    @cached_property
    def workers(self) -> Mapping[ShiftOption, Mapping[Transport, frozenset[str]]]:
        """Who could work each shift, by how they move."""
        found: dict[ShiftOption, dict[Transport, set[str]]] = defaultdict(
            lambda: defaultdict(set)
        )
        for employee in self.problem.employees:
            for option in self.options[employee.id]:
                found[option][employee.transport].add(employee.id)
        return {
            option: {mode: frozenset(who) for mode, who in by_mode.items()}
            for option, by_mode in found.items()
        }

    def parts_near(self, who: str, unit: str, day: date) -> list[Span]:
        """Return when a person could be on duty in a unit around a day."""
        return [
            part
            for near in (day - _DAY, day, day + _DAY)
            for option in self._by_day.get((who, near), ())
            if option.unit == unit
            for part in option.worked
        ]

    @cached_property
    def _by_day(self) -> Mapping[tuple[str, date], list[ShiftOption]]:
        found: dict[tuple[str, date], list[ShiftOption]] = defaultdict(list)
        for who, options in self.options.items():
            for option in options:
                found[who, option.date].append(option)
        return found

    def permitted(self, visit: Visit) -> frozenset[str]:
        """Return who may make the visit, on duty or not."""
        if visit.id not in self._permitted:
            self._permitted[visit.id] = frozenset(
                e.id
                for e in self.staff[visit.unit]
                if all(
                    rule.allows_visit(self.view, e, visit) for rule in self._permitting
                )
            )
        return self._permitted[visit.id]

    def refusals(self, visit: Visit) -> Counter[str]:
        """Return how many people each kind of rule keeps from the visit."""
        permitted = self.permitted(visit)
        return Counter(
            next(
                r.kind
                for r in self._permitting
                if not r.allows_visit(self.view, e, visit)
            )
            for e in self.staff[visit.unit]
            if e.id not in permitted
        )

    @cached_property
    def _permitting(self) -> list[Rule]:
        return [r for r in self.rules if r.hard and _overrides(r, "allows_visit")]

    def on_duty(self, visit: Visit) -> frozenset[str]:
        """Return who could work a shift that holds the visit, permitted or not."""
        if visit.id not in self._on_duty:
            self._on_duty[visit.id] = frozenset(self._find_on_duty(visit))
        return self._on_duty[visit.id]

    def _find_on_duty(self, visit: Visit) -> set[str]:
        found: set[str] = set()
        for option in self.turns_near(visit):
            for mode, who in self.workers.get(option, {}).items():
                if not who <= found and self.holds(option, visit, mode):
                    found |= who
        return found

    def holds(self, option: ShiftOption, visit: Visit, mode: Transport) -> bool:
        """Whether a person on the shift could make the visit, by way of any others."""
        way = partial(self.view.travel.least_minutes, mode=mode)
        return holds(self.view, option, visit, self.window(visit), way)

    @cached_property
    def takers(self) -> Mapping[str, frozenset[str]]:
        """The people who could make each must-visit on a shift of theirs."""
        return {
            v.id: self.on_duty(v) & self.permitted(v)
            for v in self.problem.visits
            if v.is_must
        }

    @cached_property
    def makeable(self) -> tuple[Visit, ...]:
        """The must-visits that enough people could make, as if there were no others.

        Those that too few can make in any case are told of by one check only.
        """
        return tuple(
            v for v in self.problem.visits if len(self.takers.get(v.id, ())) >= v.staff
        )


def _overrides(rule: Rule, method: str) -> bool:
    return getattr(type(rule), method) is not getattr(Rule, method)
