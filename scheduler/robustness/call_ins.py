"""Whom one may call in for a duty, and what each would cost: by every rule's word."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scheduler.context.candidate_shifts import units_of
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.pay.price import DutyPrices
from scheduler.robustness.day_shape import DayDuty
from scheduler.rules.rule import Rule

Rows = tuple[ShiftRow, ...]
_Breaches = Counter[tuple[str, str, str, int]]
"""Rule, message, day and amount of hard breaches."""


class CallIn(NamedTuple):
    """Somebody who could come, on the rows that they would work."""

    employee: Employee
    rows: Rows
    price: int
    """Öre, PO included."""


class CallIns:
    """Finds who may be called in, each line judged as the audit judges it.

    Lines are those of the plan with whatever the person was called in for before. That
    others, or they themselves, are ill on other days leaves more room, never less.
    """

    def __init__(self, view: PlanView, rules: Sequence[Rule]) -> None:
        self._view = view
        self._rules = rules
        self._asking = [
            r for r in rules if type(r).allows_shift is not Rule.allows_shift
        ]
        self._prices = DutyPrices(view.problem)
        self._alone: dict[str, Problem] = {}
        self._own = {e.id: _rows_of(view, e) for e in view.problem.employees}
        self._priced: dict[tuple[str, Rows, Rows], int | None] = {}
        self._before: dict[tuple[str, Rows], _Breaches] = {}
        self._offered: dict[tuple[str, str, str, object], bool] = {}

    def for_duty(
        self, duty: DayDuty, called: Mapping[str, Rows], away: frozenset[str]
    ) -> list[CallIn]:
        """Return who may work a duty, cheapest first.

        Parameters
        ----------
        called
            What people were called in for earlier.
        away
            Who is ill that day.
        """
        found = []
        for employee in self._view.problem.employees:
            if employee.id in away or not self._may_work(employee, duty):
                continue
            rows = _taken_over(duty, employee)
            price = self._price(employee, called.get(employee.id, ()), rows)
            if price is not None:
                found.append(CallIn(employee, rows, price))
        return sorted(found, key=lambda c: (c.price, c.employee.id))

    def _may_work(self, employee: Employee, duty: DayDuty) -> bool:
        """Whether the shift is one that could be planned for the person."""
        row = duty.usual[0]
        key = employee.id, row.shift, row.unit, row.date
        if key not in self._offered:
            self._offered[key] = self._is_offered(employee, row)
        return self._offered[key]

    def _is_offered(self, employee: Employee, row: ShiftRow) -> bool:
        type_ = self._view.problem.shift_type.get(row.shift)
        if type_ is None or row.unit not in units_of(self._view.problem, employee):
            return False
        option = option_of(self._view.clock, type_, row.date, row.unit)
        return self._allowed(employee, option)

    def _allowed(self, employee: Employee, option: ShiftOption) -> bool:
        view = self._view
        return all(rule.allows_shift(view, employee, option) for rule in self._asking)

    def _price(self, employee: Employee, called: Rows, rows: Rows) -> int | None:
        """Return what a duty more costs; nothing where some rule forbids it."""
        key = employee.id, called, rows
        if key not in self._priced:
            self._priced[key] = self._judged(employee, called, rows)
        return self._priced[key]

    def _judged(self, employee: Employee, called: Rows, rows: Rows) -> int | None:
        before = self._own[employee.id] + called
        if any(a.start < b.end and b.start < a.end for a in before for b in rows):
            return None
        view = self._line(employee, before + rows)
        if self._hard(view) - self._breaches_before(employee, called):
            return None
        duty = next(d for d in view.duties if d.start == rows[0].start)
        return self._cost(employee, view, duty)

    def _cost(self, employee: Employee, view: PlanView, duty: Duty) -> int:
        near = self._prices.near_ordinary(view, employee, duty)
        lines = self._prices.duty_lines(employee, duty, near)
        return sum(line.amount for line in lines)

    def _breaches_before(self, employee: Employee, called: Rows) -> _Breaches:
        key = employee.id, called
        if key not in self._before:
            line = self._line(employee, self._own[employee.id] + called)
            self._before[key] = self._hard(line)
        return self._before[key]

    def _line(self, employee: Employee, rows: Rows) -> PlanView:
        if employee.id not in self._alone:
            alone = self._view.problem.alone(employee.id)
            nobody = {"clients": (), "done_visits": ()}
            self._alone[employee.id] = alone.model_copy(update=nobody)
        return PlanView(self._alone[employee.id], Plan(shifts=rows))

    def _hard(self, view: PlanView) -> _Breaches:
        return Counter(
            (b.rule, b.message, str(b.date), b.amount)
            for rule in self._rules
            for b in rule.check(view)
            if b.hard
        )


def _rows_of(view: PlanView, employee: Employee) -> Rows:
    mine = (row for row in view.plan.shifts if row.employee == employee.id)
    return tuple(sorted(mine, key=lambda row: row.start))


def _taken_over(duty: DayDuty, employee: Employee) -> Rows:
    """Return the rows of a duty as somebody called in works them."""
    pay_class = employee.pay_class(above=True)
    changed = {"employee": employee.id, "pay_class": pay_class}
    return tuple(row.model_copy(update=changed) for row in duty.usual)
