"""Another search of a small problem, from other seeds, in a process of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from scheduler.context.planning_context import PlanningContext
from scheduler.planning.apart.part_task import PartTask
from scheduler.planning.apart.planned_part import PlannedPart
from scheduler.planning.time_budget import TimeBudget
from scheduler.tours.draft import Draft

Heard = Callable[[], Draft | None]
"""Returns what another search has that nobody has heard of, if anything."""


@contextmanager
def second_search(context: PlanningContext, time: TimeBudget) -> Iterator[Heard]:
    """Have the problem searched by another process too while the block goes on.

    Only where the problem is small: what lies between two tour searches is most of the
    work there, and one interpreter does one thing at a time. Nothing is heard of a
    process that dies.
    """
    if not time.has_second:
        yield lambda: None
        return
    beside = PlannedPart(context, context.problem)
    limits = time.of_second()
    deadline = monotonic() + (limits.seconds or 0.0)
    beside.ask(
        PartTask(context.problem, context.rules, limits, deadline, 1.0, is_second=True)
    )
    try:
        yield lambda: _news(beside)
    finally:
        beside.end()


def _news(beside: PlannedPart) -> Draft | None:
    known = beside.news.draft
    while not beside.is_done and beside.line.poll():
        beside.hear()
    draft = beside.news.draft
    return None if draft is known else draft
