"""Kompledighet: overtime is saved as time off, up to a limit, and taken when saved."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.checking.absent import share_away
from constraints.checking.owed_hours import owed_on
from constraints.kronor import ore_a_minute
from constraints.words import length, name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.values import AbsenceKind
from scheduler.pay.agreement import agreement_of
from scheduler.pay.agreement_rows import on
from scheduler.pay.away import days_away
from scheduler.pay.hours import days_due
from scheduler.pay.items import Item
from scheduler.pay.price import DutyPrices
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

_OFF = frozenset({AbsenceKind.COMP})
_DUST = 1e-6
"""Minutes; what floating point may add to a sum."""


class _Bank(NamedTuple):
    """Minutes of time off."""

    found: float
    """Saved after the plan."""
    earned: float
    limit: int


class CompTimeBank(Rule):
    """Time off for overtime is saved up to the agreement's limit, and no debt."""

    id: ClassVar[str] = "V08"
    source: ClassVar[Source] = Source(
        cite="AB § 20, kompensationsledighet", assumed=True
    )

    kind: Literal["comp_time_bank"] = "comp_time_bank"
    hard: bool = Field(default=False, description="Whether no more may be saved.")
    price_kr: float = Field(
        default=60, ge=0, description="Each hour above the limit, when soft."
    )
    warn_pct: int = Field(
        default=80, ge=1, le=100, description="Percent of the limit that is warned of."
    )

    def post(self, roster: "Roster") -> Iterator[cp_model.LinearExprT]:
        """Bound or charge what overtime adds to what is saved.

        As if all of it were qualified, but what somebody stays on for.
        """
        for employee in roster.employees:
            if not (employee.is_monthly and employee.comp_time):
                continue
            earned, most = _earned(roster, employee)
            left = _room(roster, employee)
            if self.hard:
                switch = roster.switch(self.kind)
                roster.model.add(earned <= left).only_enforce_if(switch)
            elif self.price and most > left:
                name = f"{employee.id} saves above the limit"
                above = roster.model.new_int_var(0, -(-(most - left) // 100), name)
                roster.model.add(earned - 100 * above <= left)
                yield ore_a_minute(self.price_kr) * above

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Add up what everybody has saved after the plan."""
        prices = DutyPrices(view.problem)
        for employee in view.problem.employees:
            off = any(
                a.kind is AbsenceKind.COMP
                for a in view.absences_by_employee[employee.id]
            )
            known = prices.agreement_of(employee).comp_time
            if employee.is_monthly and known and (employee.comp_time or off):
                yield from self._judged(view, employee, _bank(view, employee, prices))

    def _judged(
        self, view: PlanView, employee: Employee, bank: _Bank
    ) -> Iterator[Breach]:
        near = bank.limit * self.warn_pct // 100
        above = ceil(min(bank.earned, bank.found - bank.limit) - _DUST)
        if above > 0 and (self.hard or self.price):
            yield self._breach(view, employee, bank, "above", above)
        elif bank.earned and bank.found > near:
            amount = ceil(min(bank.earned, bank.found - near) - _DUST)
            yield self._breach(view, employee, bank, "near", amount)
        if bank.found < -_DUST:
            yield self._breach(view, employee, bank, "short", ceil(-bank.found - _DUST))

    def _breach(
        self, view: PlanView, employee: Employee, bank: _Bank, message: str, amount: int
    ) -> Breach:
        is_priced = message == "above" and not self.hard
        price = ore_a_minute(self.price_kr) if is_priced else 0
        return Breach(
            rule=self.id,
            hard=self.hard and message == "above",
            amount=amount,
            unit="min",
            weight=price,
            cost=price * amount,
            employee=employee.id,
            date=view.problem.end,
            found=round(bank.found),
            limit=bank.limit,
            facts={
                "name": name_of(view, employee.id),
                "found_h": length(round(bank.found)),
                "limit_h": length(bank.limit),
                "more_h": length(amount),
            },
            message=message,
        )


def _earned(roster: "Roster", employee: Employee) -> tuple[cp_model.IntVar, int]:
    """Return hundredths of the minutes that overtime gives, and how many at most."""
    rows = agreement_of(roster.problem, employee).comp_time
    literals: list[cp_model.IntVar] = []
    gives: list[int] = []
    for option in roster.options(employee):
        rates = on(rows, option.date)
        literals += roster.extra(employee, option), roster.works(employee, option)
        gives += (
            option.paid_minutes * rates.qualified_pct,
            option.overtime_worked * rates.simple_pct,
        )
    most = sum(gives)
    earned = roster.model.new_int_var(0, most, f"{employee.id} earns time off")
    total = cp_model.LinearExpr.weighted_sum(literals, gives)
    roster.model.add(total == earned)
    return earned, most


def _room(roster: "Roster", employee: Employee) -> int:
    """Return hundredths of the minutes that may be saved yet."""
    problem = roster.problem
    mine = [
        a
        for a in problem.absences
        if a.employee == employee.id and a.kind is AbsenceKind.COMP
    ]
    due = days_due(problem, employee)
    away = days_away(roster.view.clock, mine, problem.start, problem.end)
    taken = sum((due[day] * away[day] for day in due.keys() & away.keys()), Fraction(0))
    limit = on(agreement_of(problem, employee).comp_time, problem.end).most_minutes
    saved = problem.balance[employee.id].comp_minutes
    return max(0, int(100 * (limit - saved + taken)))


def _bank(view: PlanView, employee: Employee, prices: DutyPrices) -> _Bank:
    """Return what somebody has saved, by the pay of each duty."""
    rows = prices.agreement_of(employee).comp_time
    earned = 0.0
    for duty, entries in prices.by_duty(employee, view):
        rates = on(rows, duty.date)
        pct = {
            Item.COMP_SIMPLE: rates.simple_pct,
            Item.COMP_QUALIFIED: rates.qualified_pct,
        }
        earned += sum(e.minutes * pct.get(e.item, 0) / 100 for e in entries)
    taken = sum(
        owed_on(view, employee, day) * share_away(view, employee.id, day, _OFF)
        for day in view.problem.dates
        if employee.employed_on(day)
    )
    saved = view.problem.balance[employee.id].comp_minutes
    limit = on(rows, view.problem.end).most_minutes
    return _Bank(saved + earned - taken, earned, limit)
