"""Whether staffing demand is met without somebody: by the rules that speak of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import StaffingNeed
from scheduler.domain.values import Instant, Span
from scheduler.robustness.call_ins import CallIn
from scheduler.robustness.day_shape import DayDuty
from scheduler.robustness.route import Route
from scheduler.rules.rule import Breach, Rule

_Manned = tuple[Span, frozenset[object], frozenset[object], frozenset[object]]
"""During what, who is gone, who has come, and what is driven."""


class WhoIsThere(Protocol):
    """Who is not there on a day, who comes instead, and who drives."""

    @property
    def routes(self) -> Sequence[Route]:
        """The visits of everybody who is there."""

    @property
    def lost(self) -> Sequence[DayDuty]:
        """Duties that nobody works."""

    @property
    def calls(self) -> Sequence[CallIn]:
        """Who is called in."""


class HeadcountJudge:
    """Counts what is missing of demand that must be met."""

    def __init__(self, view: PlanView, rules: Iterable[Rule]) -> None:
        self._view = view
        self._rules = [
            r for r in rules if type(r).staffing_terms is not Rule.staffing_terms
        ]
        self._known: dict[_Manned, int] = {}
        self._asked: dict[tuple[str, Instant, Instant], bool] = {}
        self._needs: dict[str, list[StaffingNeed]] = defaultdict(list)
        for need in view.problem.staffing:
            self._needs[need.unit].append(need)

    def heads(self, manning: WhoIsThere) -> list[Route]:
        """Return who is asked for while they are there, and makes no visits."""
        return [r for r in manning.routes if not r.rows and self._is_asked(r.shift)]

    def _is_asked(self, row: ShiftRow) -> bool:
        key = row.unit, row.start, row.end
        if key not in self._asked:
            needs = self._needs[row.unit]
            asked = any(row.start < n.end and n.start < row.end for n in needs)
            self._asked[key] = asked
        return self._asked[key]

    def more_missing(self, duty: DayDuty, before: WhoIsThere, after: WhoIsThere) -> int:
        """Return how many person-minutes more are missing without a duty.

        Whoever was there and makes visits now is missed as those are who are ill.
        """
        gone = [route.shift for route in self.heads(before)]
        if gone:
            drive = {(r.employee.id, r.shift.start) for r in after.routes if r.rows}
            gone = [row for row in gone if (row.employee, row.start) in drive]
        if duty.meets_headcount:
            gone += duty.shifts
        if not gone:
            return 0
        span = min(row.start for row in gone), max(row.end for row in gone)
        return self._missing(span, after) - self._missing(span, before)

    def _missing(self, span: Span, manning: WhoIsThere) -> int:
        gone = _during(span, (row for duty in manning.lost for row in duty.shifts))
        come = _during(span, (row for call in manning.calls for row in call.rows))
        drive = [r for r in manning.routes if r.rows]
        key = span, _named(gone), _named(come), self._driven(drive)
        if key not in self._known:
            worked = {*_during(span, self._view.plan.shifts)} - {*gone}
            made = [visit for route in drive for visit in route.rows]
            self._known[key] = self.missing(span, (*worked, *come), made)
        return self._known[key]

    def _driven(self, routes: Sequence[Route]) -> frozenset[object]:
        """Return what of visits made matters: who makes any, and when if cars do."""
        if self._view.problem.vehicles:
            return frozenset(row for route in routes for row in route.rows)
        return _named(route.shift for route in routes)

    def missing(
        self, span: Span, rows: Iterable[ShiftRow], visits: Iterable[VisitRow] = ()
    ) -> int:
        """Return how many person-minutes are missing in a span when rows are worked.

        ``visits`` are made besides those of the plan.
        """
        return sum(breach.amount for breach in self.broken(span, rows, visits))

    def broken(
        self, span: Span, rows: Iterable[ShiftRow], visits: Iterable[VisitRow] = ()
    ) -> list[Breach]:
        """Return what of the demand in a span is not met when rows are worked."""
        start, end = span
        near = _during(span, rows)
        first = min((row.start for row in near), default=start)
        last = max((row.end for row in near), default=end)
        made = (*self._view.plan.visits, *visits)
        driven = [r for r in made if first <= r.start < last]
        problem = self._view.problem
        needs = tuple(n for n in problem.staffing if n.start < end and start < n.end)
        worked = tuple(w for w in problem.worked_shifts if start < w.end)
        alone = {"staffing": needs, "worked_shifts": worked}
        problem = problem.model_copy(update=alone)
        view = PlanView(problem, Plan(shifts=tuple(near), visits=tuple(driven)))
        found = (b for rule in self._rules for b in rule.check(view))
        return [breach for breach in found if breach.hard]


def _named(rows: Iterable[ShiftRow]) -> frozenset[object]:
    return frozenset((row.employee, row.start) for row in rows)


def _during(span: Span, rows: Iterable[ShiftRow]) -> list[ShiftRow]:
    start, end = span
    return [row for row in rows if row.start < end and start < row.end]
