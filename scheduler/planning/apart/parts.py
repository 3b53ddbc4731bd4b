"""What of a large municipality is planned by itself."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scheduler.context.candidate_shifts import Options
from scheduler.domain.problem import Client, Problem, Unit, Visit
from scheduler.planning.apart.grouping import Grouping
from scheduler.planning.best.districts import Units
from scheduler.roster.subproblem import narrow

MOST_OF_ALL = 0.7
"""How large a part may be, of all: the others' processes would soon have little to
do."""


class Parts(NamedTuple):
    """Problems that a problem is made of."""

    problems: tuple[Problem, ...]
    """It alone where it is no larger, or hangs together."""
    is_cut: bool
    """Whether they have to do with each other: then the whole is not done with them."""


def parts_of(problem: Problem, options: Options) -> Parts:
    """Return what of the problem is planned by itself, in parts of about one size."""
    grouping = Grouping(problem, options)
    if len(grouping.groups) < 2 or grouping.largest > MOST_OF_ALL:
        return Parts((problem,), is_cut=False)
    parts = tuple(part_of(problem, units) for units in grouping.groups)
    return Parts(parts, grouping.is_cut)


def part_of(problem: Problem, units: Units) -> Problem:
    """Return the problem of some units: their people, their visits and who gets them.

    They lend nobody to others, and what others do for their clients is not known.
    """
    people = frozenset(e.id for e in problem.employees if e.unit in units)
    visits = {v.id: v for v in problem.visits if v.unit in units}
    clients = {c.id: c for c in _clients(problem, visits, units)}
    fields = {
        "units": tuple(_lending(u, units) for u in problem.units if u.id in units),
        "clients": tuple(clients.values()),
        "visits": tuple(_tied(v, visits) for v in visits.values()),
        "needs": tuple(n for n in problem.needs if n.client in clients),
        "clients_away": tuple(a for a in problem.clients_away if a.client in clients),
        "shift_types": tuple(
            t for t in problem.shift_types if t.unit is None or t.unit in units
        ),
        "done_visits": tuple(
            done
            for done in problem.done_visits
            if done.client in clients or done.employee in people
        ),
        "vehicles": tuple(v for v in problem.vehicles if v.unit in units),
        "budgets": tuple(b for b in problem.budgets if b.unit in units),
    }
    return narrow(problem, people, units).model_copy(update=fields)


def _lending(unit: Unit, units: Units) -> Unit:
    theirs = tuple(other for other in unit.lends_to if other in units)
    return unit.model_copy(update={"lends_to": theirs})


def _clients(
    problem: Problem, visits: Mapping[str, Visit], units: Units
) -> Iterator[Client]:
    """Yield the units' clients, and others' whom they visit as if these were theirs."""
    visiting = {visit.client: visit.unit for visit in visits.values()}
    for client in problem.clients:
        if client.unit in units:
            yield client
        elif client.id in visiting:
            yield client.model_copy(update={"unit": visiting[client.id]})


def _tied(visit: Visit, visits: Mapping[str, Visit]) -> Visit:
    """Return a visit that follows no visit of others."""
    if visit.after is None or visit.after in visits:
        return visit
    return visit.model_copy(update={"after": None, "gap_min": None, "gap_max": None})
