"""No more than 48 hours of work in seven days, on average."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from math import ceil, floor
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.checking.absent import share_away
from constraints.words import length, name_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import AbsenceKind
from scheduler.pay.away import days_away
from scheduler.pay.hours import exact_week_target
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

_AS_WORK = frozenset({AbsenceKind.VACATION, AbsenceKind.SICK})

_DUST = 1e-6
"""Minutes; what floating point may add to a sum."""

_Period = tuple[date, date]
"""First and last day."""


class TotalWorkingTime(Rule):
    """All work together is at most 48 h per seven days on average."""

    id: ClassVar[str] = "R09"
    binds_longer_shift: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen (1982:673) 10 b §; direktiv 2003/88/EG artikel 6",
        url="https://eur-lex.europa.eu/eli/dir/2003/88/oj",
        reading="Paid minutes of every duty, whatever its pay class, on the date it "
        "starts; vacation and sick leave count as a seventh of the weekly target a "
        "day. Measured over every reference period that ends in the plan; while "
        "history and plan together are shorter than one, over all of them, which is "
        "stricter than the law.",
        assumed=True,
    )
    statutory: ClassVar[bool] = True

    kind: Literal["total_working_time"] = "total_working_time"
    hard: Literal[True] = True
    week_minutes: int = Field(
        default=2880, ge=60, le=2880, description="Average allowed in seven days."
    )
    reference_weeks: int = Field(
        default=16, ge=1, le=17, description="Length of a reference period."
    )

    def limit_lines(self, limits: LineLimits) -> LineLimits:
        """Tell how much work a week may hold."""
        return limits.model_copy(
            update={
                "week_most": self.week_minutes,
            }
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Bound the sum of work in every reference period."""
        problem = roster.problem
        first = min((d.date for d in roster.view.history), default=problem.start)
        known = (problem.end - min(first, problem.start)).days + 1
        back = timedelta(days=min(self.reference_weeks * 7, known) - 1)
        periods = [
            (end - back, end)
            for end in problem.dates
            if end - back >= min(first, problem.start)
        ]
        for employee in roster.employees:
            for period in periods:
                self._bound(roster, employee, period)
        return ()

    def _bound(self, roster: "Roster", employee: Employee, period: _Period) -> None:
        start, end = period
        mine = [o for o in roster.options(employee) if start <= o.date <= end]
        spent = self._credit(roster.problem, employee, period) + sum(
            d.paid_minutes for d in roster.past(employee) if start <= d.date <= end
        )
        allowed = self.week_minutes * ((end - start).days + 1) / 7
        worked = cp_model.LinearExpr.weighted_sum(
            [roster.works(employee, o) for o in mine], [o.paid_minutes for o in mine]
        )
        left = max(0, floor(allowed - spent + _DUST))
        roster.model.add(worked <= left).only_enforce_if(roster.switch(self.kind))

    def _credit(self, problem: Problem, employee: Employee, period: _Period) -> float:
        """Return the minutes that leave in a period counts as."""
        mine = [
            a
            for a in problem.absences
            if a.employee == employee.id and a.kind in _AS_WORK
        ]
        away = days_away(wall_clock(problem.timezone), mine, *period)
        days = sum(share for day, share in away.items() if employee.employed_on(day))
        return float(exact_week_target(employee) * days / 7)

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Add up every person's days, and look at every reference period."""
        start = view.problem.start
        days = [duty.date for duty in view.history if duty.date < start]
        first = min(days, default=start)
        span = (view.problem.end - first).days + 1
        width = min(span, 7 * self.reference_weeks)
        for employee in view.problem.employees:
            daily = [self._day(view, employee, first, n) for n in range(span)]
            totals = [0.0, *accumulate(daily)]
            for last in range(max((start - first).days, width - 1), span):
                total = totals[last + 1] - totals[last + 1 - width]
                period = (first + timedelta(last + 1 - width), first + timedelta(last))
                yield from self._judge(view, employee, period, total)

    def _day(
        self, view: PlanView, employee: Employee, first: date, number: int
    ) -> float:
        """Return what one day counts."""
        day = first + timedelta(number)
        worked = sum(d.paid_minutes for d in view.duties_of(employee) if d.date == day)
        if not employee.employed_on(day):
            return worked
        away = share_away(view, employee.id, day, _AS_WORK)
        return worked + employee.week_target / 7 * away

    def _judge(
        self, view: PlanView, employee: Employee, period: _Period, total: float
    ) -> Iterator[Breach]:
        first, last = period
        limit = self.week_minutes * ((last - first).days + 1) / 7
        planned = sum(
            d.paid_minutes for d in view.planned_of(employee) if first <= d.date <= last
        )
        amount = min(planned, ceil(total - limit - _DUST))
        if amount <= 0:
            return
        yield Breach(
            rule=self.id,
            hard=True,
            amount=amount,
            unit="min",
            employee=employee.id,
            date=last,
            found=round(total),
            limit=floor(limit),
            facts={
                "name": name_of(view, employee.id),
                "first": str(first),
                "last": str(last),
                "worked": length(round(total)),
                "allowed": length(floor(limit)),
            },
            message="above",
        )
