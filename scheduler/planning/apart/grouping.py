"""Which units of a large municipality are planned together."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from scheduler.context.candidate_shifts import Options
from scheduler.domain.joined import joined
from scheduler.domain.problem import Problem
from scheduler.planning.best.districts import Units, units_worked_in

PART = 6_000
"""Size of a group, about; a month of 140 clients is a little larger."""

LARGE = 18_000
"""Size from which ties are cut where there are fewest, for what hangs together would
be too large a group."""

MOST_OF_EVEN = 1.5
"""How large a group may become that need not be, in even shares of the whole."""

Pair = tuple[Units, Units]


class Grouping:
    """The units in groups of about the same size, by what they have to do together."""

    def __init__(self, problem: Problem, options: Options) -> None:
        self._ties, self._sizes = _ties(problem, options), _sizes(problem)
        self._whole = sum(self._sizes.values())
        self._count = max(1, round(self._whole / PART))
        alone = (Units({unit.id}) for unit in problem.units)
        self.groups = joined([*alone, *_locked_together(problem)])
        while pairs := [
            pair for pair in combinations(self.groups, 2) if self._fits(pair)
        ]:
            first, second = max(pairs, key=lambda p: (self._tie(p), -self._size(p)))
            others = [each for each in self.groups if each not in (first, second)]
            self.groups = [*others, first | second]

    @property
    def is_cut(self) -> bool:
        """Whether some groups have to do with each other."""
        return any(map(self._tie, combinations(self.groups, 2)))

    @property
    def largest(self) -> float:
        """The largest group's share of the whole."""
        return max(self._size((group,)) for group in self.groups) / max(1, self._whole)

    def _fits(self, pair: Pair) -> bool:
        """Say whether two groups may become one."""
        is_tied = self._tie(pair) > 0
        if self._whole < LARGE and is_tied:
            return True
        is_small = self._size(pair) <= MOST_OF_EVEN * self._whole / self._count
        return is_small and (is_tied or len(self.groups) > self._count)

    def _tie(self, pair: Pair) -> int:
        one, other = pair
        return sum(self._ties[frozenset({u, v})] for u in one for v in other)

    def _size(self, groups: tuple[Units, ...]) -> int:
        return sum(self._sizes[unit] for group in groups for unit in group)


def _ties(problem: Problem, options: Options) -> Counter[Units]:
    """Count, by two units, people who work in both, and visits to others' clients."""
    worked = units_worked_in(problem, options)
    shared = Counter[Units]()
    for employee in problem.employees:
        mine = {employee.unit, *worked.get(employee.id, ())}
        shared.update(map(Units, combinations(sorted(mine), 2)))
    for visit in problem.visits:
        if visit.unit != problem.client[visit.client].unit:
            shared[Units({visit.unit, problem.client[visit.client].unit})] += 1
    return shared


def _sizes(problem: Problem) -> Counter[str]:
    """Return by unit what ``size_of`` counts."""
    sizes = Counter(visit.unit for visit in problem.visits)
    for employee in problem.employees:
        sizes[employee.unit] += problem.days
    return sizes


def _locked_together(problem: Problem) -> Iterator[Units]:
    """Yield units of which one's people are locked to shifts of the other."""
    for row in problem.locked_shifts:
        yield Units({problem.employee[row.employee].unit, row.unit})
