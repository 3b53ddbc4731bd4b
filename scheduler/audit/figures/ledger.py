"""What a plan amounts to, added up once for all figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.audit.figures.duty_use import DutyUse, works_in
from scheduler.audit.figures.meeting_windows import (
    ClientWindow,
    client_windows,
    meetings,
    windows_before,
)
from scheduler.audit.figures.taken_places import Places, minutes_at_client, places_taken
from scheduler.audit.statutory_hours import ClassedTime, classed_time
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.domain.values import VisitKind
from scheduler.means.budget_outcomes import BudgetOutcome
from scheduler.means.price_lines import PriceLine
from scheduler.means.vehicles import CarsByDay, car_uses, cars_by_day
from scheduler.pay.hours import minutes_present
from scheduler.pay.lines import CostLine
from scheduler.rules.rule import Breach, Rule


@dataclass(frozen=True)
class Ledger:
    """A plan with its price and its breaches, ready to be counted."""

    view: PlanView
    costs: Sequence[CostLine] = ()
    breaches: Sequence[Breach] = ()
    rules: Sequence[Rule] = ()
    """Those that it was judged under."""
    vehicles: Sequence[PriceLine] = ()
    budgets: Sequence[BudgetOutcome] = ()

    @cached_property
    def places(self) -> Places:
        """Who takes which place of every visit."""
        return places_taken(self.view)

    @cached_property
    def works(self) -> tuple[DutyUse, ...]:
        """Every planned duty as time used."""
        return works_in(self.view, self.places)

    @cached_property
    def classed(self) -> tuple[ClassedTime, ...]:
        """All time of the plan by what the law calls it."""
        return tuple(classed_time(self.view))

    @cached_property
    def client_windows(self) -> tuple[ClientWindow, ...]:
        """How many people each client meets in each window."""
        return client_windows(self.view, self.places)

    @cached_property
    def windows_before(self) -> tuple[ClientWindow, ...]:
        """How many people each client met in the fortnight before the plan."""
        return windows_before(self.view, self.places)

    @cached_property
    def minutes_with_clients(self) -> Mapping[str, int]:
        """How long each person is at clients'."""
        found: Counter[str] = Counter()
        for visit in self.view.problem.visits:
            for row in self.places[visit.id].values():
                found[row.employee] += minutes_at_client(visit, row)
        return found

    @cached_property
    def people_at_clients(self) -> Mapping[str, Sequence[str]]:
        """Who is at each client's visits, one for each place taken; not at alarms."""
        found: dict[str, list[str]] = defaultdict(list)
        for visit in self.view.problem.visits:
            if visit.kind is not VisitKind.ALARM:
                rows = self.places[visit.id].values()
                found[visit.client] += [row.employee for row in rows]
        return found

    @cached_property
    def people_by_day(self) -> Mapping[str, Sequence[str]]:
        """Who meets each client by day, one for each meeting that counts."""
        found: dict[str, list[str]] = defaultdict(list)
        for visit, row in meetings(self.view, self.places):
            found[visit.client].append(row.employee)
        return found

    def is_done(self, visit: Visit) -> bool:
        """Whether every place of the visit is taken."""
        return len(self.places[visit.id]) == visit.staff

    @cached_property
    def must_open(self) -> tuple[Visit, ...]:
        """Visits of priority 1 or 2 that are not fully staffed."""
        visits = self.view.problem.visits
        return tuple(v for v in visits if v.is_must and not self.is_done(v))

    @cached_property
    def visit_units(self) -> frozenset[str]:
        """Units that have visits to perform."""
        return frozenset(v.unit for v in self.view.problem.visits)

    @cached_property
    def headcount_units(self) -> frozenset[str]:
        """Units that have headcount demand and no visits: residential homes."""
        manned = {need.unit for need in self.view.problem.staffing}
        return frozenset(manned) - self.visit_units

    @cached_property
    def cars(self) -> CarsByDay:
        """How many cars each unit needs at the same time, day by day."""
        return cars_by_day(self.view, car_uses(self.view))

    def home(self, employee: str | None) -> str:
        """Return the unit that a person belongs to; empty for nobody known."""
        known = self.view.problem.employee.get(employee or "")
        return known.unit if known else ""

    @cached_property
    def contracted(self) -> dict[str, float]:
        """Contracted minutes of each employee in the plan, less those of absences."""
        problem = self.view.problem
        return {e.id: float(minutes_present(problem, e)) for e in problem.employees}
