"""Contracted hours are worked over the period, within what may be carried over."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.checking.absent import minutes_missed, share_unplanned
from constraints.checking.owed_hours import filled_by, owed_on
from constraints.kronor import ore_a_minute
from constraints.words import length, name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import PayClass
from scheduler.pay.hours import minutes_present, ordinary_minutes
from scheduler.roster.variables import STRETCHED_MINUTE
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExpr

    from scheduler.roster.variables import Roster

_Account = tuple["LinearExpr", int, Fraction]
"""Ordinary minutes: worked, possible at most, wanted."""

_DUST = 1e-6
"""Minutes; what floating point may add to an account."""


class ContractedHours(Rule):
    """Over the plan a monthly employee works the contracted hours, within the carry."""

    id: ClassVar[str] = "R07"
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen (1982:673) 5 §; AB § 13 mom. 6",
        assumed=True,
    )

    kind: Literal["contracted_hours"] = "contracted_hours"
    hard: Literal[True] = True
    carry_minutes: int = Field(
        default=660, ge=1, description="May be carried to the next period, + or -."
    )
    balance_hour_kr: float = Field(
        default=36, ge=0, description="Each hour left over, more or less."
    )
    warn_pct: int = Field(
        default=80, ge=1, le=100, description="Percent of the carry that is warned of."
    )

    def limit_lines(self, limits: LineLimits) -> LineLimits:
        """Tell the carry and what the balance costs."""
        return limits.model_copy(
            update={
                "carry": self.carry_minutes,
                "balance_minute": ore_a_minute(self.balance_hour_kr),
            }
        )

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Hold balances within the carry; charge what is left over."""
        return terms.model_copy(
            update={
                "carry": self.carry_minutes,
                "balance_minute": ore_a_minute(self.balance_hour_kr),
            }
        )

    def post(self, roster: "Roster") -> "Iterable[LinearExpr]":
        """Hold everybody's ordinary minutes within the carry; price what is left."""
        for employee in roster.employees:
            goal = self._goal(roster.problem, employee)
            if goal is not None:
                worked, most = self._ordinary(roster, employee)
                yield self._bounded(roster, employee, (worked, most, goal))
                yield self._priced(roster, employee, (worked, most, goal))

    def _goal(self, problem: Problem, employee: Employee) -> Fraction | None:
        """Return the ordinary minutes that would leave nothing over."""
        if not employee.is_monthly or not any(map(employee.employed_on, problem.dates)):
            return None
        carried = problem.balance[employee.id].hours_carried_minutes
        return minutes_present(problem, employee) - carried

    def _bounded(
        self, roster: "Roster", employee: Employee, account: _Account
    ) -> "LinearExpr":
        worked, most, goal = account
        least = ceil(goal - self.carry_minutes)
        limit = max(0, floor(goal + self.carry_minutes))
        short = roster.stretch(self.id, employee.id, least)
        over = roster.stretch(self.id, employee.id, most - limit)
        on = roster.switch(self.kind)
        roster.model.add(worked + short >= least).only_enforce_if(on)
        roster.model.add(worked - over <= limit).only_enforce_if(on)
        return STRETCHED_MINUTE * (short + over)

    def _priced(
        self, roster: "Roster", employee: Employee, account: _Account
    ) -> "LinearExpr":
        worked, most, goal = account
        aim = floor(goal + Fraction(1, 2))
        left = roster.model.new_int_var(
            0, max(abs(aim), abs(most - aim)), f"{employee.id} minutes left over"
        )
        roster.model.add(worked - left <= aim)
        roster.model.add(worked + left >= aim)
        return ore_a_minute(self.balance_hour_kr) * left

    def _ordinary(
        self, roster: "Roster", employee: Employee
    ) -> "tuple[LinearExpr, int]":
        """Return the ordinary minutes worked, and what they could be at most."""
        options = roster.options(employee)
        literals = [roster.works(employee, o) for o in options]
        literals += [roster.extra(employee, o) for o in options]
        each = [ordinary_minutes(roster.problem, o) for o in options]
        most = sum(each)
        worked = roster.model.new_int_var(0, most, f"{employee.id} ordinary minutes")
        total = cp_model.LinearExpr.weighted_sum(literals, each + [-m for m in each])
        roster.model.add(total == worked)
        return worked, most

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Add up every monthly employee's account of hours."""
        for employee in view.problem.employees:
            if employee.is_monthly and any(
                map(employee.employed_on, view.problem.dates)
            ):
                yield from self._audited(view, employee)

    def _audited(self, view: PlanView, employee: Employee) -> Iterator[Breach]:
        worked = sum(
            filled_by(view, piece)
            for duty in view.planned_of(employee)
            for piece in duty.pieces
            if piece.pay_class is PayClass.ORDINARY
        )
        brought = self._brought(view, employee)
        left = worked + brought
        unmet = abs(worked - floor(0.5 + _DUST - brought))
        if unmet:
            yield self._row(view, employee, left, unmet)
        beyond = abs(left) - self.carry_minutes
        if left > 0:
            beyond = min(beyond, worked)
        if beyond > _DUST:
            yield self._row(view, employee, left, ceil(beyond - _DUST), "beyond")
        near = self.carry_minutes * self.warn_pct // 100
        if not beyond > _DUST and abs(left) > near + _DUST:
            yield self._row(
                view, employee, left, ceil(abs(left) - near - _DUST), "near"
            )

    def _brought(self, view: PlanView, employee: Employee) -> float:
        """Return carried hours and absence credit less the target."""
        total = float(view.problem.balance[employee.id].hours_carried_minutes)
        total += minutes_missed(view, employee.id)
        for day in filter(employee.employed_on, view.problem.dates):
            there = 1 - share_unplanned(view, employee.id, day)
            total -= owed_on(view, employee, day) * there
        return total

    def _row(
        self,
        view: PlanView,
        employee: Employee,
        left: float,
        amount: int,
        how: Literal["", "near", "beyond"] = "",
    ) -> Breach:
        price = 0 if how else ore_a_minute(self.balance_hour_kr)
        side = "over" if left > 0 else "short"
        return Breach(
            rule=self.id,
            hard=how == "beyond",
            amount=amount,
            unit="min",
            weight=price,
            cost=price * amount,
            employee=employee.id,
            found=round(left),
            limit=self.carry_minutes,
            facts={
                "name": name_of(view, employee.id),
                "left": length(round(abs(left))),
                "carry": length(self.carry_minutes),
            },
            message=f"{how}_{side}" if how else side,
        )
