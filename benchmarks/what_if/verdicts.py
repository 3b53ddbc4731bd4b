"""Studies drawn from a pool of runs, and how often their verdict is right."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from scheduler.audit.certainty import (
    PairedDifference,
    Verdict,
    is_narrow,
    paired_difference,
)

LEAST, MOST, WITHIN = 3, 5, 0.01
"""Seeds at first and at most, and the interval that is narrow enough: as what-if has
them if nothing else is said."""
STUDIES = 100

Costs = Mapping[int, float]
"""Kronor by seed."""


class DrawnStudy(NamedTuple):
    """One study."""

    seeds: int
    found: PairedDifference


def study_of(base: Sequence[float], other: Sequence[float]) -> DrawnStudy:
    """Add pairs until the interval is narrow enough, as a study does."""
    for pairs in range(LEAST, len(base) + 1):
        found = paired_difference(base[:pairs], other[:pairs])
        paid = sum(base[:pairs]) / pairs
        if is_narrow(found, paid, WITHIN):
            break
    return DrawnStudy(pairs, found)


def same_world(costs: Costs, random: Random) -> Iterator[DrawnStudy]:
    """Compare a world with itself, with other seeds on the other side."""
    for _ in range(STUDIES):
        drawn = random.sample(sorted(costs), 2 * MOST)
        values = [costs[seed] for seed in drawn]
        yield study_of(values[:MOST], values[MOST:])


def other_world(base: Costs, other: Costs, random: Random) -> Iterator[DrawnStudy]:
    """Compare two worlds with the same seeds on both sides."""
    common = sorted(base.keys() & other.keys())
    for _ in range(STUDIES):
        drawn = random.sample(common, MOST)
        yield study_of([base[s] for s in drawn], [other[s] for s in drawn])


def told(studies: Iterator[DrawnStudy]) -> dict[str, object]:
    """Count verdicts and seeds."""
    found = list(studies)
    verdicts = Counter(study.found.verdict.value for study in found)
    larger = [s for s in found if s.found.verdict is Verdict.LARGER]
    return {
        "studies": len(found),
        "verdicts": dict(sorted(verdicts.items())),
        "larger_and_dearer": sum(study.found.mean > 0 for study in larger),
        "seeds": dict(sorted(Counter(study.seeds for study in found).items())),
    }
