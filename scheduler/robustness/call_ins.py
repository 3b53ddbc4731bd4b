"""Whom one may call in for a duty, and what each would cost: by every rule's word."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from scheduler.context.candidate_shifts import units_of
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.pay.price import DutyPrices
from scheduler.robustness.day_shape import DayDuty
from scheduler.rules.rule import Rule

Rows = tuple[ShiftRow, ...]
_Breaches = Counter[tuple[str, str, str, int]]
"""Rule, message, day and amount of hard breaches."""
_NONE: _Breaches = Counter()
_ByRule = dict[str, _Breaches]
"""By the id of each rule that is broken."""


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
        self.rules = [rule for rule in rules if rule.hard]
        self._asking = [
            r for r in rules if type(r).allows_shift is not Rule.allows_shift
        ]
        self._prices = DutyPrices(view.problem)
        self._alone: dict[str, Problem] = {}
        self._own = {e.id: _rows_of(view, e) for e in view.problem.employees}
        self._possible: dict[tuple[str, str, str, date], bool] = {}
        self._offered: dict[tuple[str, Rows], Sequence[CallIn]] = {}
        self._judged: dict[tuple[str, Rows, Rows], bool] = {}
        self._broken: dict[tuple[str, Rows], _ByRule] = {}
        self._by_id: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            self._by_id[rule.id].append(rule)
        self._order = list(self._by_id)

    def for_duty(self, duty: DayDuty, away: frozenset[str]) -> list[CallIn]:
        """Return who has such shifts and is free, cheapest first: judged they are not.

        Nobody who is ``away`` is free.
        """
        return [call for call in self._offers(duty) if call.employee.id not in away]

    def is_allowed(self, call: CallIn, before: Rows = ()) -> bool:
        """Whether a duty more breaks nothing that is not broken already.

        ``before`` is what they were called in for earlier. Who may not come as it is
        planned may not after having been called in either.
        """
        if not self._keeps(call, ()):
            return False
        return not before or (
            not _overlap(before, call.rows) and self._keeps(call, before)
        )

    def may_follow(self, before: CallIn, call: CallIn) -> bool:
        """Whether two calls of somebody leave rest enough between them."""
        view = self._line(call.employee, before.rows + call.rows)
        found = (b for rule in self.rules if rule.pairwise for b in rule.check(view))
        return not _overlap(before.rows, call.rows) and not any(b.hard for b in found)

    def _keeps(self, call: CallIn, before: Rows) -> bool:
        key = call.employee.id, before, call.rows
        may = self._judged.get(key)
        if may is None:
            may = self._judged[key] = self._breaks_no_more(call, before)
        return may

    def _breaks_no_more(self, call: CallIn, before: Rows) -> bool:
        """Whether no rule is broken in a line that was not without the call.

        The rule that refuses is asked first the next time: mostly it is the same.
        """
        who, after = call.employee, before + call.rows
        known, line = self._broken_in(who, before), self._line_with(who, after)
        found: _ByRule = {}
        for at, id_ in enumerate(self._order):
            broken = self._hard(id_, line)
            if broken - known.get(id_, _NONE):
                self._order.insert(0, self._order.pop(at))
                return False
            if broken:
                found[id_] = broken
        self._broken[who.id, after] = found
        return True

    def _offers(self, duty: DayDuty) -> Sequence[CallIn]:
        """Return who has such shifts and is free by the plan, cheapest first."""
        key = duty.employee, duty.usual
        if key not in self._offered:
            found = [
                CallIn(employee, rows, self._price(employee, rows))
                for employee in self._view.problem.employees
                if self._may_work(employee, duty)
                for rows in (_taken_over(duty, employee),)
                if not _overlap(self._own[employee.id], rows)
            ]
            self._offered[key] = sorted(found, key=lambda c: (c.price, c.employee.id))
        return self._offered[key]

    def _may_work(self, employee: Employee, duty: DayDuty) -> bool:
        """Whether the shift is one that could be planned for the person."""
        row = duty.usual[0]
        key = employee.id, row.shift, row.unit, row.date
        if key not in self._possible:
            self._possible[key] = self._is_offered(employee, row)
        return self._possible[key]

    def _is_offered(self, employee: Employee, row: ShiftRow) -> bool:
        type_ = self._view.problem.shift_type.get(row.shift)
        if type_ is None or row.unit not in units_of(self._view.problem, employee):
            return False
        option = option_of(self._view.clock, type_, row.date, row.unit)
        return self._is_possible(employee, option)

    def _is_possible(self, employee: Employee, option: ShiftOption) -> bool:
        view = self._view
        return all(rule.allows_shift(view, employee, option) for rule in self._asking)

    def _price(self, employee: Employee, rows: Rows) -> int:
        """Return what a duty more costs.

        Whatever they were called in for before: only ordinary time beside a duty makes
        it cheaper, and that is planned.
        """
        duty = self._line(employee, rows).duties[0]
        beside = self._prices.beside_ordinary(self._view, employee, duty)
        lines = self._prices.duty_lines(employee, duty, beside)
        return sum(line.amount for line in lines)

    def _broken_in(self, employee: Employee, called: Rows) -> _ByRule:
        """Return what is broken in a line with what somebody was called in for."""
        key = employee.id, called
        if key not in self._broken:
            line = self._line_with(employee, called)
            found = ((id_, self._hard(id_, line)) for id_ in self._by_id)
            self._broken[key] = {id_: broken for id_, broken in found if broken}
        return self._broken[key]

    def _line_with(self, employee: Employee, called: Rows) -> PlanView:
        return self._line(employee, self._own[employee.id] + called)

    def _line(self, employee: Employee, rows: Rows) -> PlanView:
        if employee.id not in self._alone:
            alone = self._view.problem.alone(employee.id)
            nobody = {"clients": (), "done_visits": ()}
            self._alone[employee.id] = alone.model_copy(update=nobody)
        return PlanView(self._alone[employee.id], Plan(shifts=rows))

    def _hard(self, id_: str, view: PlanView) -> _Breaches:
        return Counter(
            (b.rule, b.message, str(b.date), b.amount)
            for rule in self._by_id[id_]
            for b in rule.check(view)
            if b.hard
        )


def _overlap(some: Rows, others: Rows) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def _rows_of(view: PlanView, employee: Employee) -> Rows:
    mine = (row for row in view.plan.shifts if row.employee == employee.id)
    return tuple(sorted(mine, key=lambda row: row.start))


def _taken_over(duty: DayDuty, employee: Employee) -> Rows:
    """Return the rows of a duty as somebody called in works them."""
    pay_class = employee.pay_class(above=True)
    changed = {"employee": employee.id, "pay_class": pay_class}
    return tuple(row.model_copy(update=changed) for row in duty.usual)
