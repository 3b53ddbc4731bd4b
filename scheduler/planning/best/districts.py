"""Districts: units that lend nobody to each other, each with the best of its plans.

A whole plan is better or worse in sum. Where people work in one district only, what is
better in one and worse in another need not be taken or left together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from scheduler.audit.audit import Audit
from scheduler.context.candidate_shifts import Options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.joined import joined
from scheduler.domain.problem import Problem
from scheduler.planning.best.candidate import Candidate
from scheduler.rules.rule import Breach
from scheduler.tours.draft import Draft

Units = frozenset[str]
Price = tuple[int, int]
"""Hard breaches, and öre."""

WORTH = 5e-5
"""Share of the price below which nothing is gained that another audit is worth."""


def units_worked_in(problem: Problem, options: Options) -> Mapping[str, Units]:
    """Return by person where somebody could work, or is to."""
    worked = {who: {o.unit for o in mine} for who, mine in options.items()}
    for row in problem.locked_shifts:
        worked.setdefault(row.employee, set()).add(row.unit)
    return {who: Units(units) for who, units in worked.items()}


class Districts:
    """The districts of one problem, by number."""

    def __init__(self, context: PlanningContext, options: Options) -> None:
        self._context = context
        problem = context.problem
        worked = units_worked_in(problem, options)
        alone = (Units({unit.id}) for unit in problem.units)
        self.units = joined([*alone, *worked.values()])
        """The units of each."""
        of_unit = {u: n for n, units in enumerate(self.units) for u in units}
        self._of_unit = of_unit
        self._of_person = {
            who: of_unit[next(iter(units))] for who, units in worked.items() if units
        }
        self._of_client = {c.id: of_unit[c.unit] for c in problem.clients}
        self._of_name = {u.name: of_unit[u.id] for u in problem.units}

    @cached_property
    def _of_task(self) -> Sequence[int]:
        return [self._of_unit[task.visit.unit] for task in self._context.tasks]

    def mixed(self, best: Candidate, other: Candidate) -> Draft | None:
        """Return the best with the districts that are better in the other.

        ``None`` where that is the one or the other, or hardly better than these.
        """
        if len(self.units) == 1:
            return None
        ours, theirs = self._prices(best.audit), self._prices(other.audit)
        if _gain(ours, theirs) <= (0, WORTH * best.audit.objective):
            return None
        better = {n for n, price in theirs.items() if price < ours[n]}
        return self._with_better(best.draft, other.draft, better)

    def _prices(self, audit: Audit) -> dict[int, Price]:
        """Return what each district breaks and costs, as far as it is told.

        What is about a client is the district's that the client is of, whoever comes.
        """
        hard, cost = Counter[int](), Counter[int]()
        for line in audit.costs:
            if (mine := self._of_person.get(line.employee)) is not None:
                cost[mine] += line.amount
        for breach in audit.breaches:
            if (mine := self._where(breach)) is not None:
                hard[mine] += breach.hard
                cost[mine] += breach.cost
        return {n: (hard[n], cost[n]) for n in range(len(self.units))}

    def _where(self, breach: Breach) -> int | None:
        if breach.employee is not None:
            return self._of_person.get(breach.employee)
        if breach.visit is not None:
            return self._of_unit[self._context.problem.visit[breach.visit].unit]
        if breach.client is not None:
            return self._of_client.get(breach.client)
        return self._of_name.get(str(breach.facts.get("unit_name", "")))

    def _with_better(self, draft: Draft, other: Draft, better: set[int]) -> Draft:
        units = {unit for n in better for unit in self.units[n]}
        works = {
            work: above
            for source, taken in ((draft, False), (other, True))
            for work, above in source.works.items()
            if (work[1].unit in units) is taken
        }
        stops = {
            key: tasks
            for source, taken in ((draft, False), (other, True))
            for key, tasks in source.stops.items()
            if (self._of_person.get(key[0]) in better) is taken
        }
        if draft.lows is None or other.lows is None:
            return Draft(works, stops)
        theirs = np.isin(self._of_task, list(better))
        return Draft(works, stops, np.where(theirs, other.lows, draft.lows))


def _gain(ours: Mapping[int, Price], theirs: Mapping[int, Price]) -> tuple[int, float]:
    """Return by how much the better of each is better than the better of both."""
    hard, cost = min(_sum(ours.values()), _sum(theirs.values()))
    parts = _sum(min(ours[n], theirs[n]) for n in ours)
    return hard - parts[0], cost - parts[1]


def _sum(prices: Iterable[Price]) -> Price:
    hard, cost = zip(*prices, strict=True)
    return sum(hard), sum(cost)
