"""Clients and units of whom nothing says where they are: travel is a guess there."""

from collections import Counter
from collections.abc import Iterable, Iterator

from scheduler.domain.problem import Problem, TravelRow
from scheduler.domain.values import Placed
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects


def estimated_places(prospects: Prospects) -> Iterator[Finding]:
    """Tell how many clients and units lack coordinates, and where they were put."""
    yield from unplaced(prospects.problem)


def unplaced(problem: Problem) -> Iterator[Finding]:
    """Find those whose place is a guess, in a plan as well as before one."""
    clients = Counter(client.placed for client in problem.clients)
    at_unit, in_town = clients[Placed.ASSUMED], clients[Placed.ROUGHLY]
    if at_unit + in_town:
        facts = {"count": at_unit + in_town, "at_unit": at_unit, "in_town": in_town}
        yield Finding(check="clients_unplaced", severity="warning", facts=facts)
    units = [unit.name for unit in problem.units if not unit.placed.is_known]
    if units and problem.clients:
        told = {"count": len(units), "units": ", ".join(units)}
        yield Finding(check="units_unplaced", severity="warning", facts=told)


def guessed_places(problem: Problem) -> frozenset[str]:
    """Return the clients and units that are put somewhere only roughly, or for want."""
    units = {unit.id for unit in problem.units if not unit.placed.is_known}
    return frozenset(
        units.union(c.id for c in problem.clients if not c.placed.is_known)
    )


def on_guesses(problem: Problem, moves: Iterable[TravelRow]) -> int:
    """Return how many moves begin or end at a place that is a guess."""
    guessed = guessed_places(problem)
    return sum(not guessed.isdisjoint((move.from_id, move.to_id)) for move in moves)
