"""Weekends are worked after a pattern, and whole."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.kronor import ore
from constraints.words import name_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, WeekendPattern
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster

_SATURDAY = 5
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class WeekendDuty(Rule):
    """A person works at most n of every m weekends in a row, and whole weekends."""

    id: ClassVar[str] = "R21"
    source: ClassVar[Source] = Source(
        cite="Lokal bemanningshandbok (varannan helg, var tredje helg, 2 av 5)",
    )

    kind: Literal["weekend_duty"] = "weekend_duty"
    hard: bool = Field(default=True, description="Whether the pattern is a limit.")
    price_kr: float = Field(
        default=0, ge=0, description="Each weekend above the pattern, when soft."
    )
    split_weekend_price_kr: float = Field(
        default=500, ge=0, description="Each weekend of which only one day is worked."
    )

    def limit_lines(self, limits: LineLimits) -> LineLimits:
        """Tell what weekends above the pattern cost, and half ones."""
        return limits.model_copy(
            update={
                "weekend_beyond": None if self.hard else self.price,
                "half_weekend": ore(self.split_weekend_price_kr),
            }
        )

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Keep weekend patterns, where they bind."""
        return terms.model_copy(update={"keeps_weekends": self.hard})

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Bound the weekends of every window; price the halves."""
        for employee in roster.employees:
            if employee.weekends is None:
                continue
            past = {duty.date for duty in roster.past(employee)}
            for end in _saturdays(roster.problem):
                window = [end - _WEEK * n for n in range(employee.weekends.of)]
                done = {s for s in window if s in past or s + _DAY in past}
                limit = max(0, employee.weekends.worked - len(done))
                mine = [
                    roster.works_weekend(employee, saturday)
                    for saturday in window
                    if saturday not in done and saturday + _DAY >= roster.problem.start
                ]
                yield from self._bound(roster, mine, limit)
                yield from self._half(roster, employee, end)

    def _bound(
        self, roster: "Roster", worked: "Sequence[IntVar]", limit: int
    ) -> "Iterator[LinearExpr]":
        total = cp_model.LinearExpr.sum(list(worked))
        if self.hard:
            roster.model.add(total <= limit).only_enforce_if(roster.switch(self.kind))
        elif self.price and len(worked) > limit:
            most = len(worked) - limit
            above = roster.model.new_int_var(0, most, "weekends too many")
            roster.model.add(total - above <= limit)
            yield self.price * above

    def _half(
        self, roster: "Roster", employee: Employee, saturday: date
    ) -> "Iterator[LinearExpr]":
        price = ore(self.split_weekend_price_kr)
        days = (saturday, saturday + _DAY)
        if not price or not all(_open(roster.problem, employee, day) for day in days):
            return
        first, second = (roster.works_on(employee, day) for day in days)
        half = roster.model.new_bool_var(f"{employee.id} works half of {saturday}")
        roster.model.add(first - second <= half)
        roster.model.add(second - first <= half)
        yield price * half

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Count the weekends of everybody with a pattern."""
        for employee in view.problem.employees:
            if employee.weekends is not None:
                planned = [duty.date for duty in view.planned_of(employee)]
                yield from self._crowded(view, employee, employee.weekends)
                yield from self._halves(view, employee, set(planned))

    def _crowded(
        self, view: PlanView, employee: Employee, pattern: WeekendPattern
    ) -> Iterator[Breach]:
        """Slide the pattern's window over the weeks of the plan."""
        only_planned: dict[int, bool] = {}
        for day in (duty.date for duty in view.duties_of(employee)):
            if day.weekday() >= _SATURDAY:
                others = only_planned.get(_week(day), True)
                only_planned[_week(day)] = others and day >= view.problem.start
        until = view.problem.end + timedelta(days=7 - _SATURDAY)
        for last in range(_week(view.problem.start), _week(until)):
            worked = [w for w in only_planned if last - pattern.of < w <= last]
            planned = sum(only_planned[week] for week in worked)
            amount = min(planned, len(worked) - pattern.worked)
            if amount > 0 and (self.hard or self.price):
                found = (amount, len(worked), pattern)
                yield self._too_many(view, employee, last, found)

    def _too_many(
        self,
        view: PlanView,
        employee: Employee,
        week: int,
        counts: tuple[int, int, WeekendPattern],
    ) -> Breach:
        amount, found, pattern = counts
        return Breach(
            rule=self.id,
            hard=self.hard,
            amount=amount,
            unit="weekends",
            weight=self.price,
            cost=amount * self.price,
            employee=employee.id,
            date=date.fromordinal(week * 7 + _SATURDAY + 1),
            found=found,
            limit=pattern.worked,
            facts={"name": name_of(view, employee.id), "of": pattern.of},
            message="pattern",
        )

    def _halves(
        self, view: PlanView, employee: Employee, planned: set[date]
    ) -> Iterator[Breach]:
        price = ore(self.split_weekend_price_kr)
        for saturday in view.problem.dates if price else ():
            sunday = saturday + _DAY
            inside = saturday.weekday() == _SATURDAY and sunday <= view.problem.end
            one = (saturday in planned) != (sunday in planned)
            if inside and one and self._was_open(view, employee, saturday):
                yield Breach(
                    rule=self.id,
                    hard=False,
                    amount=1,
                    unit="weekends",
                    weight=price,
                    cost=price,
                    employee=employee.id,
                    date=saturday if saturday in planned else sunday,
                    facts={"name": name_of(view, employee.id)},
                    message="half",
                )

    def _was_open(self, view: PlanView, employee: Employee, saturday: date) -> bool:
        """Whether nothing kept the person away that Saturday or its Sunday."""
        starts, ends = view.clock.at(saturday, 0), view.clock.at(saturday, 2 * 1440)
        away = any(
            min(ends, absence.end) > max(starts, absence.start)
            for absence in view.absences_by_employee.get(employee.id, ())
        )
        first = employee.first or saturday
        last = employee.last or saturday + _DAY
        return first <= saturday and saturday < last and not away


def _week(day: date) -> int:
    """Return a number that grows by one every Monday."""
    return (day.toordinal() - 1) // 7


def _saturdays(problem: Problem) -> list[date]:
    """Return the Saturdays of the weekends that the plan touches."""
    first = problem.start + timedelta(days=(_SATURDAY - problem.start.weekday()) % 7)
    if problem.start.weekday() > _SATURDAY:
        first -= _WEEK
    weeks = (problem.end - first).days // 7 + 1
    return [first + _WEEK * n for n in range(weeks)]


def _open(problem: Problem, employee: Employee, day: date) -> bool:
    """Whether a day lies in the plan and nothing keeps the person away."""
    if day not in problem.dates or not employee.employed_on(day):
        return False
    at = wall_clock(problem.timezone).at
    return not any(
        absence.employee == employee.id
        and absence.start < at(day, 1440)
        and absence.end > at(day, 0)
        for absence in problem.absences
    )
