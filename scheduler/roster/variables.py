"""The CP-SAT variables of a roster, behind a planner's words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ortools.sat.python import cp_model

from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant

STRETCHED_MINUTE = 20_000_000
"""Öre for each minute that an elastic roster gives way: as much as for ten open
must-visits, so that no hard limit is sold for what there is to gain."""


BreakWay = tuple[tuple[Instant, Instant], ...]
"""All breaks of one shift, earliest first."""


@dataclass(frozen=True)
class Tour:
    """Visits that one person can drive within one option."""

    id: int
    option: ShiftOption
    tasks: tuple[int, ...]
    """Indices of the planner's (visit, staff_no) pairs."""
    clients: frozenset[str]
    kilometres: float = 0.0
    """From the unit to its clients and back, once also on a split shift; known where
    cars have a price."""


def can_be_extra(employee: Employee, option: ShiftOption) -> bool:
    """Whether somebody could work an option above the contract.

    Not hourly staff, who have no contract to pass, nor where somebody stays on after
    the shift, where only the overtime is above it, or is on call and nothing else.
    """
    return employee.is_monthly and not option.overtime and option.paid_minutes > 0


class Roster:
    """One literal per (person, option), and per (person, tour) that is possible.

    Parameters
    ----------
    problem
        The problem to plan.
    options
        What each person could work; a person-day with nothing else is free.
    tours
        Sets of visits to be driven; each by at most one person.
    may_take
        Whether a person may drive a tour (skills, avoidance, gender …).
    fixed
        Options that are already decided: their literals are constants.
    traced
        Give every rule its own switch, so that what explains can ask which rules
        clash. Off while optimising, to keep that model plain.
    elastic
        Let contracted hours and safety staffing give way at a prohibitive price, so
        that an impossible month still gets a plan with its breaches named.
    break_ways
        The ways to lay the breaks of a shift; at least one, be it without any.
    """

    def __init__(  # noqa: PLR0913
        self,
        problem: Problem,
        options: Mapping[str, Sequence[ShiftOption]],
        tours: Sequence[Tour] = (),
        may_take: Callable[[str, Tour], bool] = lambda _e, _t: True,
        *,
        fixed: Iterable[tuple[str, ShiftOption]] = (),
        traced: bool = False,
        elastic: bool = False,
        break_ways: Callable[[ShiftOption], Sequence[BreakWay]] = lambda _: ((),),
    ) -> None:
        self.problem = problem
        self.view = PlanView(problem, Plan())
        self.model = cp_model.CpModel()
        self.switches: dict[str, cp_model.IntVar] = {}
        self.tours = tuple(tours)
        self._traced = traced
        self.break_ways = break_ways
        self.elastic = elastic
        self.stretched: list[tuple[str, str, cp_model.LinearExpr]] = []
        """Rule id, employee or unit id, minutes (or person-minutes) given way."""
        self._never = self.model.new_constant(0)
        self._always = self.model.new_constant(1)
        self._options = {
            e.id: tuple(sorted(options.get(e.id, ()), key=lambda o: (o.start, o.end)))
            for e in problem.employees
        }
        decided = set(fixed)
        self._works = {
            (who, o): self._always
            if (who, o) in decided
            else self.model.new_bool_var(f"{who} works {o.shift} {o.date} {o.unit}")
            for who, mine in self._options.items()
            for o in mine
        }
        self._extra: dict[tuple[str, ShiftOption], cp_model.IntVar] = {}
        self._on_duty: dict[tuple[str, date], cp_model.IntVar] = {}
        self._weekends: dict[tuple[str, date], cp_model.IntVar] = {}
        self._takes = self._make_takes(may_take)

    def _make_takes(
        self, may_take: Callable[[str, Tour], bool]
    ) -> dict[tuple[str, int], cp_model.IntVar]:
        """Make the literals "drives the tour", and tie them to the shift worked."""
        takes: dict[tuple[str, int], cp_model.IntVar] = {}
        on_option: dict[tuple[str, ShiftOption], list[cp_model.IntVar]] = defaultdict(
            list
        )
        by_option: dict[ShiftOption, list[Tour]] = defaultdict(list)
        for tour in self.tours:
            by_option[tour.option].append(tour)
        for who, option in self._works:
            for tour in by_option.get(option, ()):
                if may_take(who, tour):
                    literal = self.model.new_bool_var(f"{who} takes {tour.id}")
                    takes[who, tour.id] = literal
                    on_option[who, option].append(literal)
        for key, literals in on_option.items():
            self.model.add(sum(literals) <= self._works[key])
        return takes

    @property
    def certain(self) -> cp_model.IntVar:
        """The literal that stands for what is already decided."""
        return self._always

    @property
    def employees(self) -> tuple[Employee, ...]:
        """Everybody, in the dataset's order."""
        return self.problem.employees

    def options(self, employee: Employee) -> tuple[ShiftOption, ...]:
        """Return what a person could work, earliest start first."""
        return self._options[employee.id]

    def works(self, employee: Employee, option: ShiftOption) -> cp_model.IntVar:
        """Return the literal "works ``option``" (constant 0 if impossible)."""
        return self._works.get((employee.id, option), self._never)

    def extra(self, employee: Employee, option: ShiftOption) -> cp_model.IntVar:
        """Return the literal "works ``option`` above the contract" (implies works).

        Constant 0 where it cannot be.
        """
        if not can_be_extra(employee, option):
            return self._never
        key = (employee.id, option)
        if key not in self._extra:
            literal = self.model.new_bool_var(
                f"{employee.id} extra {option.shift} {option.date}"
            )
            self.model.add_implication(literal, self.works(employee, option))
            self._extra[key] = literal
        return self._extra[key]

    def takes(self, employee: Employee, tour: Tour) -> cp_model.IntVar:
        """Return the literal "drives ``tour``" (constant 0 if impossible)."""
        return self._takes.get((employee.id, tour.id), self._never)

    def takers(self, tour: Tour) -> list[tuple[Employee, cp_model.IntVar]]:
        """Return everybody who could drive a tour, with the literal."""
        return [
            (e, self._takes[e.id, tour.id])
            for e in self.employees
            if (e.id, tour.id) in self._takes
        ]

    def past(self, employee: Employee) -> list[Duty]:
        """Return the duties a person worked before the plan, earliest first."""
        return [d for d in self.view.duties_of(employee) if not d.planned]

    def starting_on(self, employee: Employee, day: date) -> list[cp_model.IntVar]:
        """Return the literals of the options that start on a date."""
        return [
            self._works[employee.id, o] for o in self._by_day[employee.id].get(day, ())
        ]

    @cached_property
    def _by_day(self) -> dict[str, dict[date, list[ShiftOption]]]:
        found: dict[str, dict[date, list[ShiftOption]]] = {}
        for who, mine in self._options.items():
            days: dict[date, list[ShiftOption]] = defaultdict(list)
            for option in mine:
                days[option.date].append(option)
            found[who] = days
        return found

    def options_on(self, employee: Employee, day: date) -> list[ShiftOption]:
        """Return what a person could work on one date."""
        return self._by_day[employee.id].get(day, [])

    def works_on(self, employee: Employee, day: date) -> cp_model.IntVar:
        """Return the literal "a duty starts on ``day``"; holds it to one duty a day."""
        key = (employee.id, day)
        if key not in self._on_duty:
            self._on_duty[key] = self._any_of(self.starting_on(employee, day), key)
        return self._on_duty[key]

    def _any_of(
        self, literals: list[cp_model.IntVar], key: tuple[str, date]
    ) -> cp_model.IntVar:
        """Return the literal that equals the sum of ``literals``."""
        if not literals:
            return self._never
        if len(literals) == 1:
            return literals[0]
        fixed = any(literal is self._always for literal in literals)
        name = f"{key[0]} works on {key[1]}"
        one = self._always if fixed else self.model.new_bool_var(name)
        self.model.add(cp_model.LinearExpr.sum(literals) == one)
        return one

    def works_weekend(self, employee: Employee, saturday: date) -> cp_model.IntVar:
        """Return the literal "a duty starts on that Saturday or its Sunday"."""
        key = (employee.id, saturday)
        if key not in self._weekends:
            both = [
                self.works_on(employee, day)
                for day in (saturday, saturday + timedelta(days=1))
            ]
            self._weekends[key] = self._either(both, key)
        return self._weekends[key]

    def _either(
        self, both: list[cp_model.IntVar], key: tuple[str, date]
    ) -> cp_model.IntVar:
        """Return the literal that is true when one of ``both`` is."""
        possible = [literal for literal in both if literal is not self._never]
        if not possible:
            return self._never
        if any(literal is self._always for literal in possible):
            return self._always
        if len(possible) == 1:
            return possible[0]
        one = self.model.new_bool_var(f"{key[0]} works the weekend of {key[1]}")
        self.model.add_max_equality(one, possible)
        return one

    def stretch(
        self, rule: str, whom: str, most: int, minutes: int = 1
    ) -> cp_model.LinearExpr:
        """Return by how much a hard limit gives way, in units of so many minutes.

        Constant 0 unless elastic. Whoever asks returns ``STRETCHED_MINUTE`` for each
        minute among the costs.
        """
        if not self.elastic or most <= 0:
            return cp_model.LinearExpr.constant(0)
        units = self.model.new_int_var(0, most, f"{rule} gives way to {whom}")
        self.stretched.append((rule, whom, minutes * units))
        return units

    def switch(self, name: str) -> list[cp_model.IntVar]:
        """Return the literals that turn rule ``name`` on; none when not traced."""
        if not self._traced:
            return []
        if name not in self.switches:
            self.switches[name] = self.model.new_bool_var(name)
        return [self.switches[name]]
