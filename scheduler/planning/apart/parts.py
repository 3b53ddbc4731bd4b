"""What of a large municipality can be planned by itself."""

from collections.abc import Sequence

from scheduler.context.candidate_shifts import Options
from scheduler.domain.joined import joined
from scheduler.domain.problem import Problem
from scheduler.planning.best.districts import Units, units_worked_in
from scheduler.planning.time_budget import size_of
from scheduler.roster.subproblem import narrow

PART = 6_000
"""Size of a part, about; a month of 140 clients is a little larger."""

MOST_OF_ALL = 0.7
"""Share of the whole that a part may be: if nearly all is one, the others' processes
would soon have little to do."""


def parts_of(problem: Problem, options: Options) -> list[Problem]:
    """Return problems that have nothing to do with each other, and are all of this one.

    What hangs together is never parted, and what is small is put together. A problem of
    which one part would be nearly all is the only part.
    """
    count = round(size_of(problem) / PART)
    if count < 2:
        return [problem]
    alone = [part_of(problem, units) for units in _independent(problem, options)]
    groups = _packed(alone, min(count, len(alone)))
    parts = [part_of(problem, units) for units in groups]
    largest = max(map(size_of, parts))
    return parts if largest <= MOST_OF_ALL * size_of(problem) else [problem]


def part_of(problem: Problem, units: Units) -> Problem:
    """Return the problem of some units: their people, clients and visits."""
    people = frozenset(e.id for e in problem.employees if e.unit in units)
    clients = frozenset(c.id for c in problem.clients if c.unit in units)
    fields = {
        "units": tuple(u for u in problem.units if u.id in units),
        "clients": tuple(c for c in problem.clients if c.id in clients),
        "visits": tuple(v for v in problem.visits if v.unit in units),
        "needs": tuple(n for n in problem.needs if n.client in clients),
        "clients_away": tuple(a for a in problem.clients_away if a.client in clients),
        "shift_types": tuple(
            t for t in problem.shift_types if t.unit is None or t.unit in units
        ),
        "done_visits": tuple(
            d
            for d in problem.done_visits
            if d.client in clients or d.employee in people
        ),
        "vehicles": tuple(v for v in problem.vehicles if v.unit in units),
        "budgets": tuple(b for b in problem.budgets if b.unit in units),
    }
    return narrow(problem, people, units).model_copy(update=fields)


def _independent(problem: Problem, options: Options) -> list[Units]:
    """Return units that share neither people nor clients with others."""
    worked = units_worked_in(problem, options)
    homes = (Units({e.unit, *worked.get(e.id, ())}) for e in problem.employees)
    clients = problem.client
    visited = {Units({clients[v.client].unit, v.unit}) for v in problem.visits}
    return joined([*(Units({u.id}) for u in problem.units), *homes, *visited])


def _packed(alone: Sequence[Problem], count: int) -> list[Units]:
    """Return at most so many groups of them, about equally large."""
    groups: list[list[Problem]] = [[] for _ in range(count)]
    for part in sorted(alone, key=size_of, reverse=True):
        min(groups, key=lambda group: sum(map(size_of, group))).append(part)
    return [
        Units(u.id for part in group for u in part.units) for group in groups if group
    ]
