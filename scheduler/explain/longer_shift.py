"""A shift made longer: whether law and rest allow it, and what its minutes cost."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.values import PayClass, Span
from scheduler.pay.wage import Beside
from scheduler.rules.rule import Rule


class Stretcher:
    """Judges longer shifts of one plan, each person alone."""

    def __init__(self, context: PlanningContext, plan: Plan) -> None:
        self._context = context
        self._rules = [rule for rule in context.rules if rule.binds_longer_shift]
        self._rows = plan.shifts
        self._judged: dict[tuple[str, Span, Span], bool] = {}

    def can_lengthen(self, who: str, part: Span, longer: Span) -> bool:
        """Say whether nothing binding is broken that was not before."""
        key = who, part, longer
        if key not in self._judged:
            mine = [row for row in self._rows if row.employee == who]
            held = [r for r in self._context.problem.locked_shifts if r.employee == who]
            free = part in [(row.start, row.end) for row in mine]
            free &= part not in [(row.start, row.end) for row in held]
            stretched = [_stretched(row, part, longer) for row in mine]
            now, then = self.broken(who, mine), self.broken(who, stretched)
            self._judged[key] = free and _apart(stretched) and then <= now
        return self._judged[key]

    def broken(self, who: str, rows: Sequence[ShiftRow]) -> int:
        """Return how often one person's shifts break what binds longer shifts."""
        alone = self._context.problem.alone(who)
        free = alone.model_copy(update={"locked_shifts": ()})
        view = PlanView(free, Plan(shifts=tuple(rows)))
        return sum(_hard(rule, view) for rule in self._rules)

    def price(self, who: str, part: Span, more: Span) -> int | None:
        """Return öre for minutes beside a part of a shift; nothing without a wage."""
        prices, employee = self._context.prices, self._context.problem.employee[who]
        if prices is None:
            return None
        row = next(r for r in self._rows if r.employee == who and r.start == part[0])
        ordinary = row.pay_class is PayClass.ORDINARY
        duty = Duty(
            employee=who,
            date=row.date,
            shift=row.shift,
            unit=row.unit,
            kind=self._context.problem.shift_type[row.shift].kind,
            parts=(more,),
            breaks=(),
            paid_minutes=more[1] - more[0],
            pay_class=employee.pay_class(above=True) if ordinary else row.pay_class,
            planned=True,
        )
        done = sum(
            r.paid_minutes
            for r in self._rows
            if (r.employee, r.date) == (who, row.date)
        )
        beside = Beside((more,) if ordinary else (), done)
        lines = prices.duty_lines(employee, duty, beside)
        return sum(line.amount for line in lines)


def _hard(rule: Rule, view: PlanView) -> int:
    return sum(breach.hard for breach in rule.check(view))


def _stretched(row: ShiftRow, part: Span, longer: Span) -> ShiftRow:
    if (row.start, row.end) != part:
        return row
    more = longer[1] - longer[0] - (part[1] - part[0])
    times = {"start": longer[0], "end": longer[1]}
    return row.model_copy(update={**times, "paid_minutes": row.paid_minutes + more})


def _apart(rows: Iterable[ShiftRow]) -> bool:
    """Say whether no part begins before the one before it ends."""
    spans = sorted((row.start, row.end) for row in rows)
    return all(a[1] <= b[0] for a, b in pairwise(spans))
