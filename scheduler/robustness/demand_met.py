"""Whether staffing demand is met without somebody: by the rules that speak of it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Span
from scheduler.robustness.call_ins import CallIn
from scheduler.robustness.day_shape import DayDuty
from scheduler.rules.rule import Breach, Rule


class WhoIsThere(Protocol):
    """Who is not there on a day, and who comes instead."""

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
        self._known: dict[tuple[Span, frozenset[ShiftRow]], int] = {}

    def more_missing(self, duty: DayDuty, before: WhoIsThere, after: WhoIsThere) -> int:
        """Return how many person-minutes more are missing while a duty would last."""
        if not duty.meets_headcount:
            return 0
        span = duty.shifts[0].start, duty.shifts[-1].end
        return self._missing(span, after) - self._missing(span, before)

    def _missing(self, span: Span, manning: WhoIsThere) -> int:
        gone = {row for duty in manning.lost for row in duty.shifts}
        come = [row for call in manning.calls for row in call.rows]
        rows = _during(span, [*self._view.plan.shifts, *come])
        there = [row for row in rows if row not in gone]
        key = span, frozenset(there)
        if key not in self._known:
            self._known[key] = self.missing(span, there)
        return self._known[key]

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


def _during(span: Span, rows: Iterable[ShiftRow]) -> list[ShiftRow]:
    start, end = span
    return [row for row in rows if row.start < end and start < row.end]
