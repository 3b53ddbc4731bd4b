"""One person's shifts judged as the audit judges them, with others in their place."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import Frozen
from scheduler.pay.price import DutyPrices
from scheduler.rules.rule import Breach, Rule

Rows = tuple[ShiftRow, ...]


class LineEffect(Frozen):
    """What other shifts do to somebody's line."""

    broken: tuple[Breach, ...] = ()
    """Breaches of hard rules that were not there, or not as much."""
    price: int = 0
    """Öre more that the person's duties cost, PO included."""
    points: int = 0
    """Öre more that soft rules weigh."""
    rest_before: int | None = None
    """Minutes free before what is worked instead; nothing where none is known."""
    rest_after: int | None = None


class _JudgedLine(NamedTuple):
    breaches: tuple[Breach, ...]
    price: int
    points: int


class LineJudge:
    """Judges lines of one plan; what was judged once is known."""

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self._problem = problem
        self._rules = rules
        self._prices = DutyPrices(problem)
        self._alone = cache(self._problem_of)
        self._judged = cache(self._judge)

    def effect(
        self, who: str, mine: Rows, gone: Collection[ShiftRow], come: Rows
    ) -> LineEffect:
        """Return what it does to take some rows from a line and put others there."""
        after_rows = _sorted([*(row for row in mine if row not in gone), *come])
        before = self._judged(who, _sorted(mine))
        after = self._judged(who, after_rows)
        employee = self._problem.employee[who]
        rest = _rests(self._view(who, after_rows), employee, come)
        return LineEffect(
            broken=tuple(more_broken(before.breaches, after.breaches)),
            price=after.price - before.price,
            points=after.points - before.points,
            rest_before=rest[0],
            rest_after=rest[1],
        )

    def _problem_of(self, who: str) -> Problem:
        """Return the problem of one person; for whom they step in is known too."""
        alone = self._problem.alone(who)
        absences = self._problem.absences
        return alone.model_copy(
            update={"clients": (), "done_visits": (), "absences": absences}
        )

    def _view(self, who: str, rows: Rows) -> PlanView:
        return PlanView(self._alone(who), Plan(shifts=rows))

    def _judge(self, who: str, rows: Rows) -> _JudgedLine:
        view = self._view(who, rows)
        found = [breach for rule in self._rules for breach in rule.check(view)]
        duties = self._prices.by_duty(self._problem.employee[who], view)
        return _JudgedLine(
            tuple(breach for breach in found if breach.hard),
            sum(entry.amount for _, added in duties for entry in added),
            sum(breach.cost for breach in found),
        )


def more_broken(before: Iterable[Breach], after: Iterable[Breach]) -> list[Breach]:
    """Return the hard breaches of which there is more than before.

    Those of one rule that say the same of the same people, visit and day are one.
    """
    amounts = Counter[tuple[str, ...]]()
    for breach in before:
        amounts[_sameness(breach)] += breach.amount if breach.hard else 0
    found: dict[tuple[str, ...], Breach] = {}
    for breach in filter(lambda b: b.hard, after):
        amounts[_sameness(breach)] -= breach.amount
        found[_sameness(breach)] = breach
    return [breach for key, breach in found.items() if amounts[key] < 0]


def _sameness(breach: Breach) -> tuple[str, ...]:
    about = (breach.employee, breach.client, breach.visit, breach.date)
    return (breach.rule, breach.message, *map(str, about))


def _sorted(rows: Iterable[ShiftRow]) -> Rows:
    return tuple(sorted(rows, key=lambda row: (row.start, row.end)))


def _rests(
    view: PlanView, employee: Employee, come: Rows
) -> tuple[int | None, int | None]:
    """Return the minutes free before and after what is worked instead."""
    if not come:
        return None, None
    start, end = min(r.start for r in come), max(r.end for r in come)
    duties = view.presence_of(employee)
    ended = [d.end for d in duties if d.end <= start]
    begun = [d.start for d in duties if end <= d.start]
    return (
        start - max(ended) if ended else None,
        min(begun) - end if begun else None,
    )
