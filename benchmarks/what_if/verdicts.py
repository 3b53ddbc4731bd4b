"""Studies drawn from a pool of runs, and how often their verdict is right."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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

Exchanged = Callable[[int, int], tuple[float, float]]
"""Kronor of two worlds after they were offered each other's plans, of the seed on one
side and of the seed on the other."""


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


def same_world(
    seeds: Sequence[int], costs: Exchanged, random: Random
) -> Iterator[DrawnStudy]:
    """Compare a world with itself, with other seeds on the other side."""
    for _ in range(STUDIES):
        drawn = random.sample(seeds, 2 * MOST)
        yield _drawn(zip(drawn[:MOST], drawn[MOST:], strict=True), costs)


def other_world(
    seeds: Sequence[int], costs: Exchanged, random: Random
) -> Iterator[DrawnStudy]:
    """Compare two worlds with the same seeds on both sides."""
    for _ in range(STUDIES):
        drawn = random.sample(seeds, MOST)
        yield _drawn(zip(drawn, drawn, strict=True), costs)


def _drawn(pairs: Iterator[tuple[int, int]], costs: Exchanged) -> DrawnStudy:
    found = [costs(*pair) for pair in pairs]
    return study_of([base for base, _ in found], [other for _, other in found])


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
