"""Worlds beside the base, planned until the differences are clear enough."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.what_if.better_plans import MadeFor, better_plans
from api.what_if.findings import WorldFindings, findings
from api.what_if.kept_runs import KeptRun, WantedRun
from api.what_if.sweep import Sweep
from api.what_if.world import World
from data.faults import BadInput
from scheduler.audit.certainty import is_narrow
from scheduler.audit.comparison import Topic
from scheduler.planning.result import Limits


@dataclass(frozen=True)
class Effort:
    """How hard to try; the same in every world."""

    limits: Limits
    """Of one run; its seed is the first."""
    seeds: int
    most_seeds: int
    """Seeds are added until the cost's interval is narrow enough, but not beyond it."""
    within: float
    """How narrow: half of the interval as a share of the cost."""


class Study:
    """Worlds, planned with more and more seeds until the differences are clear."""

    def __init__(self, worlds: Sequence[World], effort: Effort, sweep: Sweep) -> None:
        self.worlds = worlds
        self.effort = effort
        self._sweep = sweep
        self.runs: list[dict[int, KeptRun]] = [{} for _ in worlds]
        """By seed, of each world, each with the better of the base's plan and its own;
        the first is the base, with its own."""
        self.bases: list[dict[int, KeptRun]] = [{} for _ in worlds]
        """By seed, the base as each world is compared with it."""
        self.failed: list[tuple[str, int, str]] = []

    def findings(self) -> list[WorldFindings]:
        """Make the runs, and return how each other world compares with the base."""
        seeds = list(range(self.effort.seeds))
        wide = list(range(len(self.worlds)))
        while True:
            self._make(wide, seeds)
            pairs = zip(self.worlds, self.bases, self.runs, strict=True)
            found = [findings(*pair) for pair in list(pairs)[1:]]
            wide = [n for n, one in enumerate(found, start=1) if self._is_wide(one)]
            seeds = [seeds[-1] + 1]
            is_last = seeds[0] >= self.effort.most_seeds
            if not wide or is_last or self._sweep.stop():
                return found
            wide.insert(0, 0)

    def _is_wide(self, found: WorldFindings) -> bool:
        cost = found.of(Topic.OBJECTIVE, "personnel_cost")
        if cost is None:
            return True
        paid = sum(cost.base) / len(cost.base)
        return not is_narrow(cost.difference, paid, self.effort.within)

    def _make(self, numbers: Sequence[int], seeds: Sequence[int]) -> None:
        """Plan some worlds with seeds that they have not been planned with."""
        wanted = [(n, self._run(n, seed)) for seed in seeds for n in numbers]
        self.failed += self._sweep.make([run for _, run in wanted]).failed
        for n, run in wanted:
            self._read(self.runs[n], run)
        for seed in seeds:
            self._exchange(self.effort.limits.seed + seed)

    def _exchange(self, seed: int) -> None:
        """Let the base and each world, or all of a range, offer each other plans.

        A base that had the best plan of many worlds would be luckier than one of them.
        """
        if seed not in self.runs[0]:
            return
        for group in self._groups():
            there = [n for n in group if seed in self.runs[n]]
            base, *others = (self._made_for(n, seed) for n in (0, *there))
            best, *better = better_plans(base, others)
            for n, run in zip(there, better, strict=True):
                self.bases[n][seed], self.runs[n][seed] = best, run

    def _groups(self) -> list[list[int]]:
        """Return which other worlds were asked for together."""
        groups: dict[str, list[int]] = {}
        for number, world in enumerate(self.worlds[1:], start=1):
            groups.setdefault(world.asked, []).append(number)
        return list(groups.values())

    def _made_for(self, number: int, seed: int) -> MadeFor:
        return self.worlds[number].inputs, self.runs[number][seed]

    def _run(self, number: int, seed: int) -> WantedRun:
        world, first = self.worlds[number], self.effort.limits
        limits = first.model_copy(update={"seed": first.seed + seed})
        return WantedRun(world.name, world.inputs, limits)

    def _read(self, runs: dict[int, KeptRun], run: WantedRun) -> None:
        if not self._sweep.kept.has(run):
            return
        try:
            runs[run.limits.seed] = self._sweep.kept.read(run)
        except BadInput as bad:
            self.failed.append((run.world, run.limits.seed, str(bad)))
