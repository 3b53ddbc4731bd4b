"""What passes between a planner and the processes that plan parts for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.planning.result import LeastCost, Limits
from scheduler.rules.rule import Rule
from scheduler.tours.draft import Draft


@dataclass(frozen=True)
class PartTask:
    """What a process is to plan."""

    problem: Problem
    rules: Sequence[Rule]
    limits: Limits
    deadline: float
    """When the plan is wanted, by the machine's monotonic clock."""
    slow: float
    """How many times as long work takes because others are at work."""
    warm_start: Plan | None = None
    is_second: bool = False
    """Whether it is the whole, which the planner searches and bounds too."""


@dataclass(frozen=True)
class PartNews:
    """How far a process is."""

    draft: Draft | None = None
    """The best so far; its tasks are numbered as the part's."""
    least: LeastCost | None = None
    """What any plan of the part costs at least."""
    is_last: bool = False
