"""What the caps on overtime and on part-timers' extra hours have in common.

Both count minutes above the contract in a short period (four weeks or a calendar month)
and in the calendar year, year-to-date balance included.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.checking.owed_hours import filled_by, owed_on
from constraints.words import length, name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Balance, Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import PayClass
from scheduler.pay.hours import contract_minutes, days_due
from scheduler.rules.rule import Breach, Rule

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

FOUR_WEEKS = 28

_NEAR = "near_"
"""How the name of a period begins that is only warned of."""

_DUST = 1e-6
"""Minutes; what floating point may add to a sum."""


class CapPeriod(NamedTuple):
    """Days over which minutes are capped, and what has been used of the cap."""

    first: date
    last: date
    cap: int
    used: int
    name: str
    """Which cap: ``period`` or ``year``."""


Counted = tuple[CapPeriod, int]
"""A period, and the planned minutes that count in it."""


def room_to_full_time(problem: Problem, employee: Employee, span: CapPeriod) -> int:
    """Return the minutes of the span's plan days between contract and full time."""
    due = days_due(problem, employee)
    mine = sum((due[d] for d in due if span.first <= d <= span.last), Fraction(0))
    degree = Fraction(str(employee.degree_pct)) / 100
    return max(0, int(mine / degree - mine)) if degree else 0


class HourCap(Rule):
    """Minutes above the contract stay under a cap per period and one per year."""

    statutory: ClassVar[bool] = True

    hard: Literal[True] = True
    period: Literal["four_weeks", "month"] = Field(
        default="four_weeks", description="Which of the two short caps is used."
    )
    four_weeks_hours: int = Field(
        default=48, ge=0, le=48, description="Hours allowed in four weeks in a row."
    )
    month_hours: int = Field(
        default=50, ge=0, le=50, description="Hours allowed in a calendar month."
    )
    year_hours: int = Field(
        default=200, ge=0, le=200, description="Hours allowed in a calendar year."
    )
    granted_hours: int = Field(
        default=0, ge=0, le=150, description="Extra hours a year for special reasons."
    )
    warn_pct: int = Field(
        default=80, ge=1, le=100, description="Percent of a cap that is warned of."
    )

    @abstractmethod
    def used_this_year(self, balance: Balance) -> int:
        """Return the minutes of the kind worked this year before the plan."""

    @abstractmethod
    def free_of_charge(
        self, problem: Problem, employee: Employee, span: CapPeriod
    ) -> int | None:
        """Return the minutes above the contract that are not of the kind.

        ``None`` where the cap cannot be reached.
        """

    @abstractmethod
    def concerns(self, employee: Employee) -> bool:
        """Whether the person can have hours of the kind."""

    @abstractmethod
    def counted(self, view: PlanView, employee: Employee, span: CapPeriod) -> int:
        """Return the planned minutes of the kind, from the plan's pay classes."""

    def post(self, roster: "Roster") -> tuple[()]:
        """Bound the minutes above the contract in every span."""
        for employee in filter(self.concerns, roster.employees):
            balance = roster.problem.balance[employee.id]
            for span in self._spans(roster.problem, balance):
                self._bound(roster, employee, span)
        return ()

    def _bound(self, roster: "Roster", employee: Employee, span: CapPeriod) -> None:
        mine = [
            o for o in roster.options(employee) if span.first <= o.date <= span.last
        ]
        above = self.minutes_above(roster, employee, mine)
        left = max(0, span.cap - span.used)
        free = self.free_of_charge(roster.problem, employee, span)
        if free is not None:
            on = roster.switch(self.kind)
            roster.model.add(above <= left + free).only_enforce_if(on)

    def minutes_above(
        self, roster: "Roster", employee: Employee, options: Sequence[ShiftOption]
    ) -> cp_model.LinearExprT:
        """Return the minutes of shifts above the contract, and of staying on.

        The hour that an ordinary shift has twice in autumn is above it, too.
        """
        above = [
            cp_model.LinearExpr.weighted_sum(
                [roster.extra(employee, o) for o in options],
                [o.paid_minutes for o in options],
            ),
            cp_model.LinearExpr.weighted_sum(
                [roster.works(employee, o) for o in options],
                [o.overtime_worked for o in options],
            ),
        ]
        for o in options:
            paid = o.paid_minutes
            twice = paid - contract_minutes(roster.problem, o.worked, paid)
            if twice:
                ordinary = roster.works(employee, o) - roster.extra(employee, o)
                above.append(twice * ordinary)
        return cp_model.LinearExpr.sum(above)

    def _spans(self, problem: Problem, balance: Balance) -> Iterator[CapPeriod]:
        """Yield every four weeks (or month) of the plan, and every year."""
        if self.period == "month":
            yield from self._months(problem)
        else:
            yield from self._four_weeks(problem)
        year_cap = 60 * (self.year_hours + self.granted_hours)
        for year in range(problem.start.year, problem.end.year + 1):
            used = self.used_this_year(balance) if year == problem.start.year else 0
            days = date(year, 1, 1), date(year, 12, 31)
            yield CapPeriod(*days, cap=year_cap, used=used, name="year")

    def _four_weeks(self, problem: Problem) -> Iterator[CapPeriod]:
        for number in range(max(1, problem.days - FOUR_WEEKS + 1)):
            first = problem.start + timedelta(days=number)
            last = first + timedelta(days=FOUR_WEEKS - 1)
            yield CapPeriod(first, last, 60 * self.four_weeks_hours, 0, "period")

    def _months(self, problem: Problem) -> Iterator[CapPeriod]:
        months = sorted({(day.year, day.month) for day in problem.dates})
        for year, month in months:
            first = date(year, month, 1)
            following = (first + timedelta(days=31)).replace(day=1)
            last = following - timedelta(days=1)
            yield CapPeriod(first, last, 60 * self.month_hours, 0, "period")

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Add up what everybody is planned to do above the contract.

        Where a cap is kept, but nearly reached, its fullest period is warned of.
        """
        dates = view.problem.dates
        cap = self.month_hours if self.period == "month" else self.four_weeks_hours
        short = [
            CapPeriod(days[0], days[-1], 60 * cap, 0, "period")
            for days in self._short_periods(dates)
        ]
        for employee in view.problem.employees:
            years = _grouped(dates, lambda day: (day.year, 1))
            yearly = [self._year(view, employee, days) for days in years]
            for spans in (short, yearly):
                sums = [(span, self.counted(view, employee, span)) for span in spans]
                above = [b for s in sums for b in self._above(view, employee, s)]
                yield from above or self._warning(view, employee, sums)

    def _above(
        self, view: PlanView, employee: Employee, found: Counted
    ) -> Iterable[Breach]:
        span, planned = found
        amount = min(planned, span.used + planned - span.cap)
        if amount > 0:
            yield self._breach(view, employee, found, (amount, span.cap))

    def _warning(
        self, view: PlanView, employee: Employee, sums: Sequence[Counted]
    ) -> Iterable[Breach]:
        span, planned = max(sums, key=lambda s: s[0].used + s[1])
        near = span.cap * self.warn_pct // 100
        amount = min(planned, span.used + planned - near)
        if amount > 0:
            found = span._replace(name=f"{_NEAR}{span.name}"), planned
            yield self._breach(view, employee, found, (amount, near))

    def _short_periods(self, dates: Sequence[date]) -> list[list[date]]:
        """Return the plan days of each short period, as a reader would cut them."""
        if self.period == "month":
            return _grouped(dates, lambda day: (day.year, day.month))
        starts = range(max(len(dates) - FOUR_WEEKS, 0) + 1)
        return [list(dates[n : n + FOUR_WEEKS]) for n in starts]

    def _year(
        self, view: PlanView, employee: Employee, days: Sequence[date]
    ) -> CapPeriod:
        """Return the plan's part of a calendar year, with what came before it."""
        used = 0
        if days[0] == view.problem.start:
            used = self.used_this_year(view.problem.balance[employee.id])
        cap = 60 * self.year_hours + 60 * self.granted_hours
        return CapPeriod(days[0], days[-1], cap, used, "year")

    def _breach(
        self,
        view: PlanView,
        employee: Employee,
        found: Counted,
        amount_and_limit: tuple[int, int],
    ) -> Breach:
        span, planned = found
        amount, limit = amount_and_limit
        return Breach(
            rule=self.id,
            hard=not span.name.startswith(_NEAR),
            amount=amount,
            unit="min",
            employee=employee.id,
            date=span.last,
            found=span.used + planned,
            limit=limit,
            facts={
                "name": name_of(view, employee.id),
                "first": str(span.first),
                "last": str(span.last),
                "year": span.first.year,
                "found_h": length(span.used + planned),
                "limit_h": length(span.cap),
            },
            message=span.name,
        )


def above_contract(view: PlanView, employee: Employee, span: CapPeriod) -> int:
    """Return the minutes of extra shifts, and an hour that ordinary ones have twice."""
    found = 0
    for duty in view.planned_of(employee):
        if span.first <= duty.date <= span.last:
            for part in duty.pieces:
                if part.pay_class is PayClass.EXTRA:
                    found += part.paid_minutes
                elif part.pay_class is PayClass.ORDINARY:
                    found += part.paid_minutes - filled_by(view, part)
    return found


def below_full_time(view: PlanView, employee: Employee, span: CapPeriod) -> int:
    """Return the same as ``room_to_full_time``, as the checkers count it."""
    if not 0 < employee.degree_pct < 100:
        return 0
    owed = 0.0
    for day in view.problem.dates:
        if span.first <= day <= span.last and employee.employed_on(day):
            owed += owed_on(view, employee, day)
    return int(owed * 100 / employee.degree_pct - owed + _DUST)


def _grouped(
    dates: Sequence[date], key: Callable[[date], tuple[int, int]]
) -> list[list[date]]:
    return [list(days) for _, days in groupby(dates, key)]
