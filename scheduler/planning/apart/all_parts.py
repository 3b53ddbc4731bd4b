"""All parts of a problem, planned side by side, and what they come to together."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import cast

import numpy as np

from scheduler.context.background import LOOK
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.planning.apart.part_task import PartTask
from scheduler.planning.apart.parts import Parts
from scheduler.planning.apart.planned_part import PlannedPart
from scheduler.planning.bound_thread import KnownBound, bounding
from scheduler.planning.result import LeastCost, Limits
from scheduler.rules.price_parts import PricePart
from scheduler.tours.draft import Draft
from scheduler.tours.kernels.model import Ints

SELDOM = 8.0
"""How many times as long as it takes to judge a draft lies between two."""

GRACE = 15.0
"""Seconds after the deadline in which the last word of a part is awaited."""


class AllParts:
    """The parts, each planned in a process of its own while :meth:`drafts` goes on."""

    def __init__(
        self, context: PlanningContext, parts: Parts, warm_start: Plan | None
    ) -> None:
        self._context, self._warm_start = context, warm_start
        self._problems, self.is_cut = parts
        self._parts: list[PlannedPart] = []
        self._is_better = False

    @contextmanager
    def bounding(
        self, limits: Limits, stop: Callable[[], bool]
    ) -> Iterator[KnownBound]:
        """Have it known while the block goes on what plans of the whole cost at least.

        That is what the parts do, or is computed where they have to do with each other.
        """
        if self.is_cut:
            problem, rules = self._context.problem, self._context.rules
            with bounding(problem, rules, limits, stop) as known:
                yield known
        else:
            yield self._least

    def _least(self) -> LeastCost | None:
        known = [part.news.least for part in self._parts]
        least = [each for each in known if each is not None]
        if not least or len(least) < len(known):
            return None
        parts = Counter[PricePart]()
        for each in least:
            parts.update(each.parts)
        return LeastCost(fixed=sum(each.fixed for each in least), parts=dict(parts))

    def drafts(
        self, limits: Limits, deadline: float, stop: Callable[[], bool]
    ) -> Iterator[Draft]:
        """Yield the whole as it becomes better, now and then and at the end.

        Nothing comes while a part has no draft, nor after its process died without
        one. The processes share the cores that ``limits`` tell.
        """
        with self._planned(limits, deadline):
            due = 0.0
            while not (stop() or self._is_lost or monotonic() > deadline + GRACE):
                self._hear()
                if all(part.is_done for part in self._parts):
                    break
                if self._is_new and monotonic() > due:
                    self._is_better, begun = False, monotonic()
                    yield whole_draft(self._parts)
                    due = monotonic() + SELDOM * (monotonic() - begun)
            if self._is_new:
                yield whole_draft(self._parts)

    @contextmanager
    def _planned(self, limits: Limits, deadline: float) -> Iterator[None]:
        """Have all parts planned while the block goes on."""
        try:
            for problem in self._problems:
                self._parts.append(PlannedPart(self._context, problem))
            for part in self._parts:
                part.ask(self._task(part.problem, limits, deadline))
            yield
        finally:
            for part in self._parts:
                part.end()

    def _task(self, problem: Problem, limits: Limits, deadline: float) -> PartTask:
        slow = len(self._problems) / limits.workers
        return PartTask(
            problem,
            [rule.within(problem.unit) for rule in self._context.rules],
            limits.model_copy(update={"workers": max(1, round(1 / slow))}),
            deadline,
            max(1.0, slow),
            self._warm_start and _within(self._warm_start, problem),
        )

    def _hear(self) -> None:
        """Take what processes say, if one does soon."""
        speaking = {part.line: part for part in self._parts if not part.is_done}
        for line in wait(list(speaking), LOOK):
            part = speaking[cast("Connection", line)]
            before = part.news.draft
            part.hear()
            self._is_better |= part.news.draft is not before

    @property
    def _is_new(self) -> bool:
        """Whether there is a whole that nobody has heard of."""
        return self._is_better and all(part.news.draft for part in self._parts)

    @property
    def _is_lost(self) -> bool:
        """Whether there will be no whole: a process ended before it had a draft."""
        return any(part.is_done and not part.news.draft for part in self._parts)


def _within(plan: Plan, problem: Problem) -> Plan:
    """Return what a plan says of the people of a part."""
    return Plan(
        shifts=tuple(r for r in plan.shifts if r.employee in problem.employee),
        visits=tuple(r for r in plan.visits if r.employee in problem.employee),
    )


def whole_draft(parts: Sequence[PlannedPart]) -> Draft:
    """Return the drafts of all parts as one of the whole."""
    drafts = [(part.tasks, part.news.draft) for part in parts if part.news.draft]
    lows: list[Ints] = [draft.lows for _, draft in drafts if draft.lows is not None]
    in_order = np.argsort(np.concatenate([tasks for tasks, _ in drafts]))
    return Draft(
        works={work: above for _, d in drafts for work, above in d.works.items()},
        stops={
            key: tuple(tasks[list(mine)].tolist())
            for tasks, draft in drafts
            for key, mine in draft.stops.items()
        },
        lows=np.concatenate(lows)[in_order] if len(lows) == len(drafts) else None,
    )
