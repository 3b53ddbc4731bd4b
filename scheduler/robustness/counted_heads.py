"""Who is counted where staffing is asked for, and missed when they drive off."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Span
from scheduler.robustness.demand_met import HeadcountJudge
from scheduler.rules.rule import Breach, Rule


class BesidesPlan(NamedTuple):
    """What is worked besides a plan, and which visits are made besides."""

    shifts: Sequence[ShiftRow]
    visits: Sequence[VisitRow] = ()


class CountedHeads:
    """Counts heads in one plan with vacancies: whoever makes visits is none."""

    def __init__(self, view: PlanView, rules: Iterable[Rule]) -> None:
        self._view, self._judge = view, HeadcountJudge(view, rules)
        self._there: dict[Span, frozenset[str]] = {}

    def during(self, span: Span) -> frozenset[str]:
        """Return who is on duty for the demand in a span, and makes no visits."""
        if span not in self._there:
            start, end = span
            view = self._view
            self._there[span] = frozenset(
                duty.employee
                for duty in (view.duties if view.problem.staffing else ())
                if duty.start < end
                and start < duty.end
                and view.meets_headcount(duty)
                and not view.visits_on(duty)
            )
        return self._there[span]

    def leaving(self, span: Span, visits: Iterable[VisitRow]) -> frozenset[str]:
        """Return who of them is counted no more when visits are made besides."""
        return self.during(span) & {row.employee for row in visits}

    def more_broken(
        self, span: Span, before: BesidesPlan, after: BesidesPlan
    ) -> tuple[Breach, ...]:
        """Return what is broken where fewer are there than before, and must be."""
        span = self._around(span, self.leaving(span, after.visits))
        there, left = (
            self._judge.broken(span, (*self._view.plan.shifts, *b.shifts), b.visits)
            for b in (before, after)
        )
        is_short = sum(b.amount for b in left) > sum(b.amount for b in there)
        return tuple(b for b in left if b not in there) if is_short else ()

    def _around(self, span: Span, who: Collection[str]) -> Span:
        """Return a span with all of the shifts in it that some people work."""
        start, end = span
        rows = [
            row
            for row in self._view.plan.shifts
            if row.employee in who and row.start < end and start < row.end
        ]
        first = min((row.start for row in rows), default=start)
        last = max((row.end for row in rows), default=end)
        return min(start, first), max(end, last)
