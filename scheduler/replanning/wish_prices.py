"""What it costs to grant a wish, measured on the plan that grants it."""

from collections.abc import Iterator, Sequence

from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem, Wish
from scheduler.replanning.line_judge import LineEffect, LineJudge
from scheduler.replanning.sick_call import rows_of
from scheduler.rules.rule import Rule


class WishPrices:
    """Tries on one plan what refusing each granted wish would save.

    Refusing is handing one whole duty over: somebody who wished to be free takes it
    from a colleague of the unit, or somebody who wished to work gives it to one. Both
    lines are judged and priced as the audit does; everything else stays. It is a
    measurement of single handovers, and no proof: another plan may do better.
    """

    def __init__(self, problem: Problem, plan: Plan, rules: Sequence[Rule]) -> None:
        self._problem, self._rules = problem, rules
        self._view = PlanView(problem, plan)
        self._judge = LineJudge(problem, rules)
        self._duties = {(d.employee, d.date): d for d in self._view.duties}

    def of(self, wish: Wish) -> int:
        """Return öre that the cheapest legal handover saves; 0 where none does."""
        person = self._problem.employee[wish.employee]
        saved = [-self._price(*pair) for pair in self._handovers(wish, person)]
        return max([0, *saved])

    def _handovers(
        self, wish: Wish, person: Employee
    ) -> Iterator[tuple[Duty, Employee]]:
        own = self._duties.get((person.id, wish.date))
        for other in self._problem.employees:
            if other.unit != person.unit or other.id == person.id:
                continue
            theirs = self._duties.get((other.id, wish.date))
            if own is None and theirs is not None and not wish.want:
                pair = (theirs, person)
            elif own is not None and theirs is None and wish.want:
                pair = (own, other)
            else:
                continue
            if wish.shift in (None, pair[0].shift) and self._is_legal(*pair):
                yield pair

    def _is_legal(self, duty: Duty, taker: Employee) -> bool:
        visits = [self._view.visit(row) for row in self._view.visits_on(duty)]
        able = all(
            rule.allows_visit(self._view, taker, visit)
            for rule in self._rules
            for visit in visits
        )
        return able and not any(effect.broken for effect in self._effects(duty, taker))

    def _price(self, duty: Duty, taker: Employee) -> int:
        return sum(effect.price for effect in self._effects(duty, taker))

    def _effects(self, duty: Duty, taker: Employee) -> tuple[LineEffect, ...]:
        rows = tuple(rows_of(self._view, duty))
        theirs = {"employee": taker.id, "pay_class": taker.pay_class()}
        come = tuple(row.model_copy(update=theirs) for row in rows)
        return (
            self._judge.effect(duty.employee, self._line(duty.employee), rows, ()),
            self._judge.effect(taker.id, self._line(taker.id), (), come),
        )

    def _line(self, who: str) -> tuple[ShiftRow, ...]:
        return tuple(r for r in self._view.plan.shifts if r.employee == who)
