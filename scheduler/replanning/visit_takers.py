"""Who could make a visit instead, with the rules that each would break."""

from collections.abc import Sequence

from scheduler.domain.plan import Plan, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.values import Frozen, Instant
from scheduler.replanning.line_judge import more_broken
from scheduler.replanning.refill import Refiller
from scheduler.replanning.repaired_plan import settled
from scheduler.rules.rule import Breach, Rule


class VisitTaker(Frozen):
    """Somebody who could make a visit."""

    employee: str
    start: Instant
    """When they would; as planned where no time is legal."""
    broken: tuple[Breach, ...] = ()
    """Hard rules that it would break, and did not."""
    points: int = 0
    """Öre that the way and a new face weigh."""
    is_new: bool
    """Whether the client does not know them from the last weeks."""

    @property
    def rank(self) -> tuple[int, int, str]:
        """Where they stand among others; the least is best."""
        return len(self.broken), self.points, self.employee


class VisitTakers:
    """Finds who could make visits of one plan."""

    def __init__(
        self, problem: Problem, plan: Plan, rules: Sequence[Rule], row: VisitRow
    ) -> None:
        others = tuple(r for r in plan.visits if not _is_same(r, row))
        without = plan.model_copy(update={"visits": others})
        self._rules, self._row = rules, row
        self._refiller = Refiller(problem, without, rules, 0)
        self._view = self._refiller.view
        self._visit = problem.visit[row.visit]
        self._mates = {r.employee for r in others if r.visit == row.visit}

    def ranked(self) -> list[VisitTaker]:
        """Return everybody who is there that day and could make it, the best first.

        Those come last who would break a hard rule.
        """
        near = self._near()
        people = self._view.problem.employees
        found = [self._taker(who, near) for who in people if self._is_asked(who, near)]
        return sorted(found, key=lambda taker: taker.rank)

    def taker(self, who: str) -> VisitTaker | None:
        """Return how somebody could make it; nothing if they are not there."""
        near = self._near()
        people = [e for e in self._view.problem.employees if e.id == who]
        asked = (e for e in people if self._is_asked(e, near))
        return next((self._taker(e, near) for e in asked), None)

    def _near(self) -> Plan:
        """Return the plan of the visit's day, and of the night before and after."""
        day = self._visit.date
        start = self._view.clock.at(day, -720)
        end = self._view.clock.at(day, 2160)
        plan = self._view.plan
        return Plan(
            shifts=tuple(r for r in plan.shifts if r.start < end and start < r.end),
            visits=tuple(r for r in plan.visits if start <= r.start < end),
        )

    def _is_asked(self, who: Employee, near: Plan) -> bool:
        if who.id == self._row.employee or who.id in self._mates:
            return False
        return any(
            row.employee == who.id and row.date == self._visit.date
            for row in near.shifts
        )

    def _taker(self, who: Employee, near: Plan) -> VisitTaker:
        visit = self._visit
        span = (visit.earliest, visit.latest + visit.minutes)
        routes = [r for r in self._refiller.routes(span) if r.employee.id == who.id]
        rooms = [self._refiller.room(route, self._row) for route in routes]
        best = min((room for room in rooms if room), default=None)
        known = self._refiller.known
        start = self._row.start if best is None else best[1].start
        met = known.price(visit.client, who.id, visit.date)
        return VisitTaker(
            employee=who.id,
            start=start,
            broken=() if best else self._broken(who, near, visit),
            points=met if best is None else best[0],
            is_new=known.is_new(visit.client, who.id, visit.date),
        )

    def _broken(self, who: Employee, near: Plan, visit: Visit) -> tuple[Breach, ...]:
        """Return the hard rules that the visit breaks at its planned time."""
        mine = {"employee": who.id, "from_id": "", "travel_minutes": 0}
        row = self._row.model_copy(update=mine)
        shifts = tuple(r for r in near.shifts if r.employee == who.id)
        rows = tuple(r for r in near.visits if r.employee == who.id)
        problem = self._problem(who, rows, visit)
        before = Plan(shifts=shifts, visits=rows)
        after = before.model_copy(update={"visits": (*rows, row)})
        was, now = (
            [b for rule in self._rules for b in rule.check(PlanView(problem, plan))]
            for plan in (before, settled(problem, before, after))
        )
        return tuple(more_broken(was, now))

    def _problem(
        self, who: Employee, rows: Sequence[VisitRow], visit: Visit
    ) -> Problem:
        problem = self._view.problem
        made = {row.visit for row in rows}
        visits = tuple(v for v in problem.visits if v.id in made)
        alone = problem.alone(who.id)
        return alone.model_copy(
            update={"visits": (*visits, visit.model_copy(update={"staff": 1}))}
        )


def _is_same(one: VisitRow, other: VisitRow) -> bool:
    return (one.visit, one.staff_no) == (other.visit, other.staff_no)
