"""The visits of a lost duty, put where others have room."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.values import Instant, Span
from scheduler.replanning.known_people import KnownPeople
from scheduler.robustness.day_shape import joined
from scheduler.robustness.route import Route, VisitSlot
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of


@dataclass(frozen=True)
class Refill:
    """Who takes what of some visits, and what that weighs."""

    routes: tuple[Route, ...]
    taken: tuple[VisitRow, ...] = ()
    """As they are made now."""
    open: tuple[VisitRow, ...] = ()
    """As they were planned; nobody takes them."""
    points: int = 0
    """Öre that travel, new people and open places weigh."""


@dataclass(frozen=True)
class _Room:
    """Where a visit could be, and what that weighs."""

    points: int
    index: int
    slot: VisitSlot


class Refiller:
    """Puts visits on routes; what is there stays, and nothing begins too early."""

    def __init__(
        self, problem: Problem, plan: Plan, rules: Sequence[Rule], moment: Instant
    ) -> None:
        self.view = PlanView(problem, plan)
        self.moment = moment
        self.weights = weights_of(rules)
        self.known = KnownPeople(problem, plan.visits, self.weights)
        self._asking = [
            r for r in rules if type(r).allows_visit is not Rule.allows_visit
        ]
        self._may: dict[tuple[str, str], tuple[Rule, ...]] = {}
        followed = {v.after for v in problem.visits if v.after is not None}
        self._tied = {
            v.id for v in problem.visits if v.staff > 1 or v.after or v.id in followed
        }

    def routes(self, span: Span, without: Collection[str] = ()) -> tuple[Route, ...]:
        """Return the routes of whoever is on duty in a span."""
        start, end = span
        near: dict[str, list[ShiftRow]] = {}
        for row in self.view.plan.shifts:
            if row.start < end and start < row.end and row.employee not in without:
                near.setdefault(row.employee, []).append(row)
        return tuple(r for rows in near.values() for r in self._driven(rows))

    def _driven(self, rows: Sequence[ShiftRow]) -> Iterator[Route]:
        employee = self.view.problem.employee.get(rows[0].employee)
        if employee is not None:
            whole = (r for r in self.view.plan.shifts if r.employee == employee.id)
            for part in joined(sorted(whole, key=lambda r: r.start)):
                if any(part.start <= row.start < part.end for row in rows):
                    yield self.route(employee, part)

    def route(self, employee: Employee, part: ShiftRow) -> Route:
        """Return the visits that somebody makes in a part of a shift."""
        mine = self.view.visits_of(employee.id)
        rows = (v for v in mine if part.start <= v.start < part.end)
        return Route(employee, part, tuple(rows))

    def refusing(self, employee: Employee, visit: Visit) -> tuple[Rule, ...]:
        """Return the rules that keep somebody from a visit."""
        key = employee.id, visit.id
        if key not in self._may:
            self._may[key] = tuple(
                rule
                for rule in self._asking
                if not rule.allows_visit(self.view, employee, visit)
            )
        return self._may[key]

    def is_loose(self, row: VisitRow) -> bool:
        """Whether a visit is made by one person and is tied to no other."""
        return row.visit not in self._tied

    def put(self, routes: Sequence[Route], rows: Iterable[VisitRow]) -> Refill:
        """Put visits, earliest first, where each weighs least."""
        made = Refill(tuple(routes))
        for row in sorted(rows, key=lambda r: (r.start, r.visit, r.staff_no)):
            room = self._least(made.routes, row)
            made = self._left(made, row) if room is None else self._on(made, row, room)
        return made

    def again(self, made: Refill, routes: Sequence[Route]) -> Refill:
        """Put what is open on other routes, which come first."""
        more = self.put(routes, made.open)
        over = sum(self.open_price(row) for row in made.open)
        return Refill(
            routes=(*made.routes, *more.routes),
            taken=(*made.taken, *more.taken),
            open=more.open,
            points=made.points - over + more.points,
        )

    def open_price(self, row: VisitRow) -> int:
        """Return öre that a place weighs which nobody takes."""
        return self.weights.open_price(self.view.visit(row))

    def _left(self, made: Refill, row: VisitRow) -> Refill:
        points = made.points + self.open_price(row)
        return replace(made, open=(*made.open, row), points=points)

    def _on(self, made: Refill, row: VisitRow, room: _Room) -> Refill:
        visit = self.view.visit(row)
        routes = list(made.routes)
        route = routes[room.index].with_visit(room.slot, visit, row.staff_no)
        routes[room.index] = route
        return Refill(
            routes=tuple(routes),
            taken=(*made.taken, route.rows[room.slot.before]),
            open=made.open,
            points=made.points + room.points,
        )

    def _least(self, routes: Sequence[Route], row: VisitRow) -> _Room | None:
        found = (self.room(route, row) for route in routes)
        rooms = [
            _Room(points, index, slot)
            for index, place in enumerate(found)
            if place is not None
            for points, slot in [place]
        ]
        return min(rooms, key=lambda r: (r.points, r.index), default=None)

    def room(self, route: Route, row: VisitRow) -> tuple[int, VisitSlot] | None:
        """Return what a visit weighs on a route, and where it fits."""
        visit = self.view.visit(row)
        if self.refusing(route.employee, visit):
            return None
        slot = route.slot(
            self.view.travel,
            visit,
            row.start,
            fixed=visit.id in self._tied,
            since=self.moment,
        )
        return None if slot is None else (self._weighs(route, visit, slot), slot)

    def weight_at(self, route: Route, visit: Visit, start: Instant) -> int | None:
        """Return what a visit weighs on a route that begins then, if there is room."""
        then = visit.model_copy(update={"earliest": start, "latest": start})
        travel, since = self.view.travel, self.moment
        slot = route.slot(travel, then, start, fixed=True, since=since)
        return None if slot is None else self._weighs(route, visit, slot)

    def _weighs(self, route: Route, visit: Visit, slot: VisitSlot) -> int:
        who = route.employee
        before, after = route.rows[: slot.before], route.rows[slot.before :]
        here = self.view.visit(before[-1]).client if before else route.shift.unit
        goal = self.view.visit(after[0]).client if after else route.shift.unit
        move = self.view.travel.minutes
        there = move(here, visit.client, who.transport)
        back = move(visit.client, goal, who.transport)
        direct = move(here, goal, who.transport)
        met = self.known.price(visit.client, who.id, visit.date)
        return (there + back - direct) * self.weights.travel_minute + met
