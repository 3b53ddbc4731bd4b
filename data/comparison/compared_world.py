"""What the pages are made of: worlds beside a base, each with its plans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from data.both_languages import Both
from scheduler.audit.audit import Audit
from scheduler.audit.certainty import BoundInterval
from scheduler.audit.comparison import Topic
from scheduler.audit.figures import Ledger
from scheduler.audit.paired_quantities import PairedQuantity
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem


@dataclass(frozen=True)
class JudgedRun:
    """One plan with its audit, opened for reading."""

    view: PlanView
    audit: Audit

    @cached_property
    def ledger(self) -> Ledger:
        """The plan, ready to be counted."""
        return Ledger(self.view)


@dataclass(frozen=True)
class ComparedSide:
    """One of two worlds: its dataset, and a plan for each seed that both have."""

    name: str
    problem: Problem
    runs: tuple[JudgedRun, ...]
    seeds: tuple[int, ...] = ()
    """Of the runs; none for plans that are what they are."""

    def mean(self, count: Callable[[JudgedRun], float]) -> float:
        """Return the mean of something over the plans."""
        return fmean(map(count, self.runs))


@dataclass(frozen=True)
class ComparedWorld:
    """Another world beside the base."""

    name: str
    why: str
    differs: tuple[Both, ...]
    """What is otherwise in the inputs, in sentences."""
    base: ComparedSide
    other: ComparedSide
    quantities: tuple[PairedQuantity, ...]
    best: BoundInterval | None = None
    """Where the difference of the best plans' points lies, whatever the luck."""

    def of(self, topic: Topic, key: str) -> PairedQuantity | None:
        """Return one quantity, if all plans have it."""
        found = (q for q in self.quantities if (q.topic, q.key) == (topic, key))
        return next(found, None)

    @property
    def is_alike(self) -> bool:
        """Whether every pair of plans has exactly the same figures."""
        return not any(q.base != q.other for q in self.quantities)


@dataclass(frozen=True)
class WholeComparison:
    """All that a page, a workbook and a document tell."""

    title: str
    worlds: tuple[ComparedWorld, ...]
    is_study: bool
    """Whether plans were made with the same seeds; else they are what they are."""
    assumptions: tuple[Both, ...]
    versions: Sequence[tuple[str, str]]
    effort: Both | None = None
    """How hard it was tried; ``None`` for plans from elsewhere."""
    untold: Both | None = None
    """That no world keeps what people were told, where they were."""

    @property
    def sides(self) -> tuple[ComparedSide, ...]:
        """The base, and every other world."""
        return self.worlds[0].base, *(world.other for world in self.worlds)
