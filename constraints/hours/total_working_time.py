"""No more than 48 hours of work in seven days, on average."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import ceil, floor
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.checking.absent import share_away
from constraints.checking.owed_hours import owed_on
from constraints.words import length, name_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.values import AbsenceKind
from scheduler.pay.away import days_away
from scheduler.pay.hours import minutes_due
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

    @property
    def most(self) -> int:
        """Minutes that a whole reference period may hold."""
        return self.week_minutes * self.reference_weeks

    def limit_lines(self, limits: LineLimits) -> LineLimits:
        """Tell how much work a reference period may hold."""
        return limits.model_copy(
            update={"work_most": self.most, "work_days": 7 * self.reference_weeks}
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Bound the work of every reference period that could hold too much."""
        for employee in roster.employees:
            for period, left in self._rooms(roster, employee):
                start, end = period
                mine = [o for o in roster.options(employee) if start <= o.date <= end]
                paid = [o.paid_minutes + o.jour_minutes for o in mine]
                if sum(paid) > left:
                    literals = [roster.works(employee, o) for o in mine]
                    worked = cp_model.LinearExpr.weighted_sum(literals, paid)
                    on = roster.switch(self.kind)
                    roster.model.add(worked <= left).only_enforce_if(on)
        return ()

    def _rooms(
        self, roster: "Roster", employee: Employee
    ) -> Iterator[tuple[_Period, int]]:
        """Yield the periods, with the minutes that history and leave have left.

        A period with the plan's work of the next one and no less room says nothing.
        """
        problem = roster.problem
        spent = self._spent(roster, employee)
        following: int | None = None
        for end in reversed(problem.dates):
            start = end - timedelta(days=7 * self.reference_weeks - 1)
            used = sum(minutes for day, minutes in spent.items() if start <= day <= end)
            left = max(0, floor(self.most - used + _DUST))
            if following is None or start >= problem.start or left < following:
                yield (start, end), left
            following = left

    def _spent(self, roster: "Roster", employee: Employee) -> Mapping[date, float]:
        """Return what history and leave count as, day by day."""
        problem = roster.problem
        first = problem.start - timedelta(days=7 * self.reference_weeks)
        mine = [
            a
            for a in problem.absences
            if a.employee == employee.id and a.kind in _AS_WORK
        ]
        away = days_away(wall_clock(problem.timezone), mine, first, problem.end)
        spent: dict[date, float] = defaultdict(float)
        for day, share in away.items():
            if employee.employed_on(day):
                spent[day] += float(minutes_due(problem, employee, day) * share)
        for duty in roster.past(employee):
            spent[duty.date] += duty.paid_minutes + duty.jour_minutes
        return spent

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Add up every person's days, and look at every reference period."""
        for employee in view.problem.employees:
            above = list(self._above(view, employee))
            yield from above or self._warnings(view, employee)

    def _above(self, view: PlanView, employee: Employee) -> Iterator[Breach]:
        start, width = view.problem.start, 7 * self.reference_weeks
        first = start - timedelta(width - 1)
        days = [first + timedelta(n) for n in range(width - 1 + view.problem.days)]
        totals = [0.0, *accumulate(_daily(view, employee, days))]
        for last in range(width - 1, len(days)):
            total = totals[last + 1] - totals[last + 1 - width]
            period = days[last + 1 - width], days[last]
            yield from self._judge(view, employee, (period, total), hard=True)

    def _warnings(self, view: PlanView, employee: Employee) -> Iterator[Breach]:
        """Tell of days that the rest of a reference period has to make up for."""
        start, end = view.problem.start, view.problem.end
        first = min((start, *(d.date for d in view.duties_of(employee))))
        days = [first + timedelta(n) for n in range((end - first).days + 1)]
        if len(days) < 7 * self.reference_weeks:
            total = sum(_daily(view, employee, days))
            period = days[0], end
            yield from self._judge(view, employee, (period, total), hard=False)

    def _judge(
        self,
        view: PlanView,
        employee: Employee,
        worked: tuple[_Period, float],
        *,
        hard: bool,
    ) -> Iterator[Breach]:
        (first, last), total = worked
        weeks = -(-((last - first).days + 1) // 7)
        limit = self.week_minutes * weeks
        above = ceil(total - limit - _DUST)
        if above <= 0:
            return
        planned = sum(
            d.paid_minutes + d.jour_minutes
            for d in view.planned_of(employee)
            if first <= d.date <= last
        )
        amount = min(planned, above)
        if amount <= 0:
            return
        yield Breach(
            rule=self.id,
            hard=hard,
            amount=amount,
            unit="min",
            employee=employee.id,
            date=last,
            found=round(total),
            limit=limit,
            facts={
                "name": name_of(view, employee.id),
                "first": str(first),
                "last": str(last),
                "worked": length(round(total)),
                "allowed": length(limit),
                "weeks": self.reference_weeks,
            },
            message="above" if hard else "warning",
        )


def _daily(view: PlanView, employee: Employee, days: Sequence[date]) -> Iterator[float]:
    """Yield what each day counts."""
    worked: dict[date, int] = defaultdict(int)
    for duty in view.duties_of(employee):
        worked[duty.date] += duty.paid_minutes + duty.jour_minutes
    has_leave = employee.id in view.absences_by_employee
    for day in days:
        away = 0.0
        if has_leave and employee.employed_on(day):
            away = share_away(view, employee.id, day, _AS_WORK)
        yield worked[day] + (owed_on(view, employee, day) * away if away else 0.0)
