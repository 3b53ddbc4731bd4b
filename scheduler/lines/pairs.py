"""What rules of two duties in a row say, by asking them about every pair."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.lines.kernels.arrays import FORBIDDEN, Longs
from scheduler.lines.kinds import Kinds
from scheduler.roster.subproblem import narrow
from scheduler.rules.rule import Breach, Rule

Judge = Callable[[ShiftOption, ShiftOption], int]


def day_breaks(problem: Problem) -> list[int]:
    """Return every *dygnsbryt* that somebody has: one class of people each."""
    return sorted({e.day_break for e in problem.employees})


def pair_prices(context: PlanningContext, kinds: Kinds, may: Longs) -> Longs:
    """Price two shifts on days that follow each other: [class, day, kind, kind]."""
    classes = day_breaks(context.problem)
    days, many = kinds.shape
    pair = np.zeros((len(classes), days, many, many), np.int64)
    people = context.problem.employees
    for c, day_break in enumerate(classes):
        mine = [n for n, e in enumerate(people) if e.day_break == day_break]
        judge = _judge(context, people[mine[0]])
        for d, k1, k2 in _possible(may[mine]):
            pair[c, d, k1, k2] = judge(kinds.option[d, k1], kinds.option[d + 1, k2])
    return pair


def _possible(may: Longs) -> Iterator[tuple[int, int, int]]:
    """Yield a day, and two kinds that somebody could work on it and on the next."""
    for d in range(may.shape[1] - 1):
        both = (may[:, d, :, None] & may[:, d + 1, None, :]).any(axis=0)
        for k1, k2 in np.argwhere(both).tolist():
            yield d, k1, k2


def _judge(context: PlanningContext, employee: Employee) -> Judge:
    """Return what prices a pair for a person without a past; alike pairs once."""
    problem = without_past(context.problem, employee)
    at = context.view.clock.at
    known: dict[tuple[object, ...], int] = {}

    def judge(first: ShiftOption, second: ShiftOption) -> int:
        zero = at(first.date, 0)
        key = (shape(first, zero), shape(second, zero))
        if key not in known:
            known[key] = pairwise_cost(context.rules, problem, employee, first, second)
        return known[key]

    return judge


def without_past(problem: Problem, employee: Employee) -> Problem:
    """Return a problem of one person whom nothing but the plan's shifts hinders."""
    alone = narrow(problem, frozenset([employee.id]), {employee.unit})
    fields = {name: getattr(alone, name) for name in Problem.model_fields}
    past: dict[str, object] = {"worked_shifts": (), "absences": (), "locked_shifts": ()}
    return Problem.model_construct(**fields | past)


def pairwise_cost(
    rules: Sequence[Rule], problem: Problem, employee: Employee, *options: ShiftOption
) -> int:
    """Return what the rules of pairs say of these shifts, öre."""
    return sum(
        FORBIDDEN if breach.hard else breach.cost
        for breach in _breaches(rules, problem, employee, options)
    )


def hard_pairwise(
    rules: Sequence[Rule], problem: Problem, employee: Employee, *options: ShiftOption
) -> Iterator[Breach]:
    """Yield what the rules of pairs forbid of these shifts."""
    return (b for b in _breaches(rules, problem, employee, options) if b.hard)


def _breaches(
    rules: Sequence[Rule],
    problem: Problem,
    employee: Employee,
    options: Sequence[ShiftOption],
) -> Iterator[Breach]:
    rows = tuple(row for o in options for row in _rows(employee, o))
    view = PlanView(problem, Plan(shifts=rows))
    return (b for rule in rules if rule.pairwise for b in rule.check(view))


def shape(option: ShiftOption, zero: Instant) -> tuple[object, ...]:
    """Return what rules of pairs see of a shift, its times counted from ``zero``."""
    parts = tuple((s - zero, e - zero) for s, e in option.parts)
    away = tuple((c.kind, c.start - zero, c.end - zero) for c in option.on_call)
    return option.kind, option.unit, parts, away


def _rows(employee: Employee, option: ShiftOption) -> list[ShiftRow]:
    return [
        ShiftRow(
            employee=employee.id,
            date=option.date,
            shift=option.shift,
            part=part + 1,
            unit=option.unit,
            start=start,
            end=end,
            paid_minutes=end - start,
            pay_class=employee.pay_class(),
        )
        for part, (start, end) in enumerate(option.parts)
    ]
