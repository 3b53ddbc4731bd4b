"""What came out: each world's figures beside the base's, and how sure they are."""

from collections.abc import Mapping, Sequence

from api.what_if.kept_runs import KeptRun
from api.what_if.world import World
from data.scenario.difference import InputDifference
from scheduler.audit.certainty import BoundInterval, bound_interval
from scheduler.audit.comparison import Topic
from scheduler.audit.paired_quantities import PairedQuantity, paired_quantities
from scheduler.domain.values import Frozen


class WorldFindings(Frozen):
    """How another world compares with the base."""

    name: str
    why: str
    preset: str
    """What makes it, as one writes it, if it is a ready-made scenario."""
    inputs: InputDifference
    seeds: tuple[int, ...]
    """Those with which both worlds have a plan."""
    quantities: tuple[PairedQuantity, ...]
    best: BoundInterval | None
    """Where the difference of the best plans' points lies; ``None`` unless each world
    has a plan without hard breaches and a bound."""

    def of(self, topic: Topic, key: str) -> PairedQuantity | None:
        """Return one quantity, if both worlds have it."""
        found = (q for q in self.quantities if (q.topic, q.key) == (topic, key))
        return next(found, None)


Runs = Mapping[int, KeptRun]
"""By seed."""


def findings(world: World, base: Runs, other: Runs) -> WorldFindings:
    """Set a world beside the base, with the seeds that both have."""
    seeds = tuple(sorted(base.keys() & other.keys()))
    before, after = [base[s] for s in seeds], [other[s] for s in seeds]
    return WorldFindings(
        name=world.name,
        why=world.why,
        preset=world.preset,
        inputs=world.differs,
        seeds=seeds,
        quantities=paired_quantities(
            [run.audit for run in before], [run.audit for run in after]
        ),
        best=_best(before, after),
    )


def _best(before: Sequence[KeptRun], after: Sequence[KeptRun]) -> BoundInterval | None:
    sides = _proved(before), _proved(after)
    if sides[0] is None or sides[1] is None:
        return None
    return bound_interval(sides[0], sides[1])


def _proved(runs: Sequence[KeptRun]) -> tuple[float, float] | None:
    """Return the highest bound and the best legal price, points."""
    bounds = [run.bound for run in runs if run.bound is not None]
    prices = [r.audit.objective for r in runs if not r.audit.hard_breaches]
    if not bounds or not prices:
        return None
    return max(bounds) / 100, min(prices) / 100
