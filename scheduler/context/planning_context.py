"""What is the same for every stage of planning one problem."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.breaks.windows import BreakWindow, break_windows
from scheduler.context.staying_on import names_breaks
from scheduler.context.visit_links import Links, links_of
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.travel import by_any_place
from scheduler.domain.values import Instant, Transport
from scheduler.pay.price import DutyPrices
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Rule
from scheduler.rules.staffing_terms import StaffingTerms
from scheduler.rules.stated import break_terms_of, line_limits_of, staffing_terms_of
from scheduler.rules.tour_weights import TourWeights

MODES = (Transport.CAR, Transport.BIKE, Transport.WALK)
"""In the order of the travel table's first axis."""


@dataclass(frozen=True)
class Task:
    """One place at a visit."""

    visit: Visit
    staff_no: int


@dataclass(eq=False)
class PlanningContext:
    """What is the same for every stage of planning one problem."""

    problem: Problem
    rules: Sequence[Rule]
    weights: TourWeights
    prices: DutyPrices | None = None
    """What duties beyond the contracts cost; nothing while not given."""
    view: PlanView = field(init=False)
    tasks: tuple[Task, ...] = field(init=False)
    _break_windows: dict[ShiftOption, Sequence[Sequence[BreakWindow]]] = field(
        default_factory=dict, init=False
    )

    def __post_init__(self) -> None:
        self.view = PlanView(self.problem, Plan())
        self.tasks = tuple(
            Task(visit, number)
            for visit in self.problem.visits
            for number in range(1, visit.staff + 1)
        )

    @cached_property
    def breaks(self) -> BreakTerms:
        """What the rules ask of breaks."""
        return break_terms_of(self.rules)

    @cached_property
    def staffing(self) -> StaffingTerms:
        """What headcount is worth to the rules."""
        return staffing_terms_of(self.rules)

    @cached_property
    def lines(self) -> LineLimits:
        """What the rules say about lines."""
        return line_limits_of(self.rules)

    @cached_property
    def zero(self) -> Instant:
        """The engine's minute 0: midnight of its first history day."""
        return self.view.clock.at(self.problem.start, -1440 * self.history_days)

    @property
    def history_days(self) -> int:
        """Days before the plan that the first window looks back on."""
        return self.weights.window_days - 1

    @cached_property
    def places(self) -> dict[str, int]:
        """Index of every unit and client."""
        return self.view.travel.index

    @cached_property
    def travel(self) -> NDArray[np.int32]:
        """[mode, from, to] minutes."""
        size = len(self.places)
        used = {e.transport for e in self.problem.employees}
        table = np.zeros((len(MODES), size, size), np.int32)
        for m, mode in enumerate(MODES):
            if mode in used:
                table[m] = self.view.travel.table(mode)
        return table

    @cached_property
    def least_travel(self) -> NDArray[np.int32]:
        """[mode, from, to] minutes at least, by whatever places lie between."""
        if not self.problem.travel_rows:
            return self.travel
        tables = [by_any_place(t) if t.any() else t for t in self.travel]
        return np.array(tables, np.int32)

    @cached_property
    def travel_to(self) -> NDArray[np.int32]:
        """[mode, to, from] minutes."""
        return np.ascontiguousarray(self.travel.swapaxes(1, 2))

    @cached_property
    def permitted(self) -> NDArray[np.bool_]:
        """[visit, employee] whether every rule permits it."""
        asking = [
            r for r in self.rules if type(r).allows_visit is not Rule.allows_visit
        ]
        shape = len(self.problem.visits), len(self.problem.employees)
        may = np.ones(shape, np.bool_)
        for rule in asking:
            may &= self._permitted_by(rule)
        return may

    def _permitted_by(self, rule: Rule) -> NDArray[np.bool_]:
        """[visit, employee] whether one rule permits it."""
        people, visits = self.problem.employees, self.problem.visits
        unlike = {rule.looks_at(visit): visit for visit in visits}
        rows = {seen: row for row, seen in enumerate(unlike)}
        table = np.array(
            [
                [rule.allows_visit(self.view, e, visit) for e in people]
                for visit in unlike.values()
            ],
            np.bool_,
        ).reshape(len(rows), len(people))
        return table[np.array([rows[rule.looks_at(v)] for v in visits], np.intp)]

    def break_windows_of(self, option: ShiftOption) -> Sequence[Sequence[BreakWindow]]:
        """Return when the breaks of each part may begin, where none is locked."""
        if option not in self._break_windows:
            type_ = self.problem.shift_type[option.shift]
            found = break_windows(self.view.clock, type_, option, self.breaks)
            self._break_windows[option] = found
        return self._break_windows[option]

    def allows(self, employee: Employee, option: ShiftOption) -> bool:
        """Whether no rule forbids a person a shift by itself."""
        return all(
            rule.allows_shift(self.view, employee, option)
            for rule in self._asking_of_shifts
        )

    @cached_property
    def _asking_of_shifts(self) -> tuple[Rule, ...]:
        return tuple(
            rule
            for rule in self.rules
            if type(rule).allows_shift is not Rule.allows_shift
        )

    def permitted_to(self, visit: Visit) -> frozenset[str]:
        """Return whom every rule permits a visit, by employee id."""
        may = self.permitted[self.visit_index[visit.id]]
        return frozenset(self.problem.employees[n].id for n in np.flatnonzero(may))

    @cached_property
    def locked_breaks(
        self,
    ) -> dict[tuple[str, date], tuple[tuple[Instant, Instant], ...]]:
        """Breaks of locked shifts that name theirs, by employee and planning day."""
        parts = {type_.id: len(type_.spans) for type_ in self.problem.shift_types}
        duties: dict[tuple[str, date], list[ShiftRow]] = defaultdict(list)
        for row in self.problem.locked_shifts:
            duties[row.employee, row.date].append(row)
        return {
            key: tuple(taken for row in rows for taken in row.breaks)
            for key, rows in duties.items()
            if names_breaks(rows, parts.get(rows[0].shift, len(rows)))
        }

    @cached_property
    def visit_index(self) -> dict[str, int]:
        """Index of every visit."""
        return {v.id: n for n, v in enumerate(self.problem.visits)}

    @cached_property
    def visit_of_task(self) -> NDArray[np.int64]:
        """[task] visit index."""
        return np.array([self.visit_index[t.visit.id] for t in self.tasks], np.int64)

    @cached_property
    def task_index(self) -> dict[tuple[str, int], int]:
        """Index of every (visit, staff number)."""
        return {(t.visit.id, t.staff_no): n for n, t in enumerate(self.tasks)}

    @cached_property
    def locked_to(self) -> dict[int, str]:
        """Whom each locked task is locked to."""
        rows = self.problem.locked_visits
        return {self.task_index[r.visit, r.staff_no]: r.employee for r in rows}

    @cached_property
    def locked_starts(self) -> dict[int, Instant]:
        """When each locked task begins."""
        rows = self.problem.locked_visits
        return {self.task_index[r.visit, r.staff_no]: r.start for r in rows}

    @cached_property
    def links(self) -> Links:
        """How far apart tied tasks begin at least."""
        return links_of(self.problem, self.task_index)

    @cached_property
    def locked_tasks(self) -> frozenset[int]:
        """Tasks whose person and start are decided."""
        return frozenset(self.locked_to)

    @cached_property
    def client_index(self) -> dict[str, int]:
        """Index of every client."""
        return {c.id: n for n, c in enumerate(self.problem.clients)}

    @cached_property
    def employee_index(self) -> dict[str, int]:
        """Index of every employee."""
        return {e.id: n for n, e in enumerate(self.problem.employees)}

    def day_index(self, visit: Visit) -> int:
        """Return the visit's date among history and plan days."""
        return (visit.date - self.problem.start).days + self.history_days
