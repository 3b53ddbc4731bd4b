"""How many people each client meets in 14 days, as a distribution over clients."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import fmean, median

from data.comparison.compared_world import ComparedSide, ComparedWorld


@dataclass(frozen=True)
class MetByClients:
    """Clients of one world by how many people they meet."""

    by_client: dict[str, float]
    """The mean over windows and plans."""

    @property
    def clients(self) -> Counter[int]:
        """How many clients meet how many people, to the nearest whole number."""
        return Counter(int(people + 0.5) for people in self.by_client.values())

    @property
    def middle(self) -> float | None:
        """Half of the clients meet more."""
        return median(self.by_client.values()) if self.by_client else None


@dataclass(frozen=True)
class PeopleMet:
    """Both worlds' distributions."""

    base: MetByClients
    other: MetByClients

    @property
    def counts(self) -> range:
        """All numbers of people from the least to the most."""
        found = {*self.base.clients, *self.other.clients}
        return range(min(found), max(found) + 1) if found else range(0)


def people_met(world: ComparedWorld) -> PeopleMet:
    """Return the distributions; clients who count for continuity and meet somebody."""
    return PeopleMet(_met(world.base), _met(world.other))


def _met(side: ComparedSide) -> MetByClients:
    found: dict[str, list[int]] = defaultdict(list)
    for run in side.runs:
        for window in run.ledger.client_windows:
            if window.people:
                found[window.client.id].append(window.people)
    return MetByClients({client: fmean(people) for client, people in found.items()})
