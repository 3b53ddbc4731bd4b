"""The fewest changes that fill a vacancy: an exact model, by CP-SAT.

What colleagues have may move to anybody at any time of its window, each a change; no
more must-visits and others may stay open than in the plan that is judged. Moves are not
hindered by breaks, and nobody's line is looked at together with others': so the number
is one that no plan goes below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from scheduler.domain.plan import VisitRow
from scheduler.domain.problem import Visit
from scheduler.domain.values import Instant
from scheduler.replanning.refill import Refiller
from scheduler.replanning.replan import Replanned
from scheduler.replanning.sick_call import LostDuty, Vacancy
from scheduler.replanning.substitutes import Substitute, Substitutes
from scheduler.robustness.route import Route
from scheduler.rules.rule import Rule

Literal = cp_model.IntVar


@dataclass
class _Stop:
    """A visit that may be on routes, and when it begins."""

    row: VisitRow
    visit: Visit
    start: Literal | int
    low: Instant
    high: Instant
    on: dict[int, Literal | int]
    """By route: whether it is there."""


class FewestChanges:
    """The model of one vacancy."""

    def __init__(
        self, vacancy: Vacancy, made: Replanned, rules: Sequence[Rule]
    ) -> None:
        self._vacancy, self._made = vacancy, made
        self._model = cp_model.CpModel()
        self._refiller = Refiller(vacancy.problem, vacancy.plan, rules, vacancy.moment)
        self._view = self._refiller.view
        self._locked = {
            (row.visit, row.staff_no) for row in vacancy.problem.locked_visits
        }
        self._routes: list[Route] = []
        self._called: dict[int, Literal] = {}
        """Whether somebody comes, of the routes that are there only then."""
        self._stops: list[_Stop] = []
        self._costs: list[cp_model.LinearExprT] = []
        found = Substitutes(vacancy, rules)
        for lost, way in zip(vacancy.lost, made.ways, strict=True):
            self._add_colleagues(lost)
            self._add_calls(lost, found.ranked(lost), way)
        for route_index in range(len(self._routes)):
            self._add_present(route_index)
        self._add_lost()

    def solved(self, seconds: float) -> tuple[int, bool]:
        """Return the number of changes that is proved, and whether it is reached."""
        for index, route in enumerate(self._routes):
            self._drive(index, route)
        self._model.minimize(sum(self._costs))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(self._model)
        fixed = sum(len(d.rows) + len(d.visits) for d in self._vacancy.lost)
        if status == cp_model.INFEASIBLE:
            raise AssertionError("the plan that was made is none of the model")
        bound = round(solver.best_objective_bound)
        return fixed + max(0, bound), status == cp_model.OPTIMAL

    def _add_colleagues(self, lost: LostDuty) -> None:
        known = {(r.employee.id, r.shift.start) for r in self._routes}
        for route in self._refiller.routes(lost.span):
            if (route.employee.id, route.shift.start) not in known:
                self._routes.append(route)

    def _add_calls(
        self, lost: LostDuty, ways: Sequence[Substitute], way: Substitute
    ) -> None:
        """Add whoever may be called in; where heads count, as many as came."""
        people = self._view.problem.employee
        called = []
        for each in ways:
            if each.is_legal and each.employee is not None:
                literal = self._model.new_bool_var(f"{each.employee} comes")
                called.append(literal)
                self._costs.append((len(each.come) + len(each.gone)) * literal)
                for row in each.come:
                    route = Route(people[each.employee], row, ())
                    self._routes.append(route)
                    self._called[len(self._routes) - 1] = literal
        self._model.add(sum(called) <= 1)
        if lost.meets_headcount and not lost.visits and way.employee is not None:
            self._model.add(sum(called) == 1)

    def _add_present(self, index: int) -> None:
        """Add the visits of somebody on duty: they stay, or are moved as a change."""
        for row in self._routes[index].rows:
            visit = self._view.visit(row)
            loose = (
                self._vacancy.moment <= row.start
                and self._refiller.is_loose(row)
                and (row.visit, row.staff_no) not in self._locked
            )
            if not loose:
                stop = _Stop(row, visit, row.start, row.start, row.start, {index: 1})
                self._stops.append(stop)
                continue
            stop = self._stop(row, visit)
            self._model.add_exactly_one(stop.on.values())
            stays = self._model.new_bool_var(f"{row.visit} stays")
            self._model.add(stop.start == row.start).only_enforce_if(stays)
            self._model.add_implication(stays, stop.on[index])
            self._costs.append(1 - stays)

    def _add_lost(self) -> None:
        """Add the visits of lost duties; no more may be open than are in the plan."""
        left = {
            (row.visit, row.staff_no) for way in self._made.ways for row in way.open
        }
        made = {(row.visit, row.staff_no) for row in self._made.plan.visits}
        left -= made
        opened: dict[bool, list[Literal]] = {True: [], False: []}
        most = {True: 0, False: 0}
        for lost in self._vacancy.lost:
            for row in lost.visits:
                visit = self._view.visit(row)
                stop = self._stop(row, visit)
                is_open = self._model.new_bool_var(f"{row.visit} is open")
                self._model.add_exactly_one(*stop.on.values(), is_open)
                opened[visit.is_must].append(is_open)
                most[visit.is_must] += (row.visit, row.staff_no) not in made
        for is_must, literals in opened.items():
            self._model.add(sum(literals) <= most[is_must])

    def _stop(self, row: VisitRow, visit: Visit) -> _Stop:
        low = min(max(visit.earliest, self._vacancy.moment), row.start)
        high = max(visit.latest, row.start)
        if not self._refiller.is_loose(row):
            low = high = row.start
        start = self._model.new_int_var(low, high, f"start of {row.visit}")
        on: dict[int, Literal | int] = {}
        for index, route in enumerate(self._routes):
            part = route.shift
            fits = low < part.end and part.start <= high and part.unit == visit.unit
            if fits and not self._refiller.refusing(route.employee, visit):
                literal = self._model.new_bool_var(f"{row.visit} on {index}")
                on[index] = literal
                if index in self._called:
                    self._model.add_implication(literal, self._called[index])
        stop = _Stop(row, visit, start, low, high, on)
        self._stops.append(stop)
        return stop

    def _drive(self, index: int, route: Route) -> None:
        """Let there be time for the visits of a route, and for the moves."""
        mine = [stop for stop in self._stops if index in stop.on]
        for stop in mine:
            if isinstance(stop.start, int):
                continue
            there = self._minutes(route, route.shift.unit, stop.visit.client)
            back = self._minutes(route, stop.visit.client, route.shift.unit)
            first = max(route.shift.start + there, self._vacancy.moment)
            last = route.shift.end - back - stop.visit.minutes
            on = stop.on[index]
            self._model.add(stop.start >= first).only_enforce_if(on)
            self._model.add(stop.start <= last).only_enforce_if(on)
            self._off_breaks(stop, route, on)
        for one, other in combinations(mine, 2):
            if not (isinstance(one.start, int) and isinstance(other.start, int)):
                self._apart(index, route, one, other)

    def _off_breaks(self, stop: _Stop, route: Route, on: Literal | int) -> None:
        for begins, ends in route.shift.breaks:
            before = self._model.new_bool_var("before the break")
            end = stop.start + stop.visit.minutes
            self._model.add(end <= begins).only_enforce_if(on, before)
            self._model.add(stop.start >= ends).only_enforce_if(on, ~before)

    def _apart(self, index: int, route: Route, one: _Stop, other: _Stop) -> None:
        """Let one visit come after the other, with the move between them."""
        there = one.visit.minutes + self._minutes(
            route, one.visit.client, other.visit.client
        )
        back = other.visit.minutes + self._minutes(
            route, other.visit.client, one.visit.client
        )
        if one.high + there <= other.low or other.high + back <= one.low:
            return
        both = [lit for lit in (one.on[index], other.on[index]) if not _is_fixed(lit)]
        first = self._model.new_bool_var("first")
        self._model.add(one.start + there <= other.start).only_enforce_if(*both, first)
        self._model.add(other.start + back <= one.start).only_enforce_if(*both, ~first)

    def _minutes(self, route: Route, origin: str, goal: str) -> int:
        return self._view.travel.minutes(origin, goal, route.employee.transport)


def _is_fixed(literal: Literal | int) -> bool:
    return isinstance(literal, int)
