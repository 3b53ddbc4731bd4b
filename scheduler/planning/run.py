"""One run of the planner: its clock, its best plan so far, and what it reports."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Thread
from time import monotonic

from scheduler.audit.audit import Audit, audit
from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.explain.explanation import explain
from scheduler.explain.late_visit import LateVisit
from scheduler.feasibility import feasibility
from scheduler.planning.plan_rows import plan_of
from scheduler.planning.result import Conflict, Limits, Progress, Result, Status
from scheduler.rules.rule import Rule
from scheduler.tours.draft import Draft

log = logging.getLogger(__name__)

SHARES = {"tours": 0.22, "people": 0.16, "visits": 0.18}
"""How much of the time each phase gets; the rest improves, less what ending takes."""

MOST = {"tours": 20.0, "people": 20.0, "visits": 12.0}
"""Seconds that a phase takes at most: a first whole plan comes within the minute."""

DEEPER = 0.3
"""Share of what is left, when all must-visits are covered, that moves visits once
more."""

DEEPENED = 90.0
"""Seconds from which a run has time for that."""

LAST = 0.1
"""Share of the time, at the end, that moves visits only: rounds of improvement change
duties and have little time for what that does to rounds and continuity."""

ROUNDS = 3
"""Rounds of improvement when effort, not the clock, is the limit."""

LEAST_ROUND = 2.0
"""Seconds below which no new round is begun."""

MOST_CONFLICTS = 20
"""Hard breaches that a result explains; the plan's files list them all."""

EXPLAINING = 1.5
"""Seconds after which what is open or late is explained no further."""

ENDING = 3.0
"""Seconds kept for the last audit and for writing."""


class Run:
    """Keeps time and the best legal plan; everything the phases share."""

    def __init__(
        self,
        problem: Problem,
        rules: Sequence[Rule],
        limits: Limits,
        on_progress: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        self.problem, self.rules, self.limits = problem, rules, limits
        self._on_progress, self._stop = on_progress, stop
        self._begun = monotonic()
        self._phase = "read"
        self._bound: int | None = None
        self.best: tuple[Plan, Audit, Draft] | None = None
        self._context: PlanningContext | None = None
        self.interrupted = False

    @property
    def seconds(self) -> float:
        """Wall time since the run began."""
        return monotonic() - self._begun

    @property
    def exact(self) -> bool:
        """Whether the run is limited by effort, not by the clock."""
        return self.limits.effort is not None

    def seeds(self) -> range:
        """Return a seed for each island."""
        first = 1000 * self.limits.seed + 1
        return range(first, first + self.limits.workers)

    def should_stop(self) -> bool:
        """Say whether whoever called wants the best plan now."""
        if self._stop():
            self.interrupted = True
        return self.interrupted

    @property
    def left(self) -> float:
        """Seconds left for planning."""
        return (self.limits.seconds or 0.0) - ENDING - self.seconds

    @property
    def left_to_improve(self) -> float:
        """Seconds left before visits are moved for the last time.

        All there are while must-visits are open: what they lack is people.
        """
        kept = LAST if self.is_covered else 0.0
        return self.left - kept * (self.limits.seconds or 0.0)

    def share(self, phase: str) -> float:
        """Return the seconds that a phase may take."""
        whole = self.limits.seconds or 0.0
        return max(0.2, min(SHARES[phase] * whole, MOST[phase], self.left))

    def budget(self, phase: str, share: float = 1.0) -> Budget:
        """Return how long an engine may work on a share of a phase."""
        if self.limits.effort is not None:
            steps = self.limits.effort * 1000 * SHARES[phase] * share
            return Budget(steps=round(steps))
        return Budget(seconds=self.share(phase) * share)

    @property
    def is_covered(self) -> bool:
        """Whether the best plan leaves no must-visit open."""
        return self.best is not None and self.best[1].must_open == 0

    @property
    def deepens(self) -> bool:
        """Whether there is time to move all visits once more."""
        whole = self.limits.seconds or 0.0
        return self.limits.effort is None and whole >= DEEPENED

    def deeper(self) -> Budget | None:
        """Return how long visits are moved once more, if there is time."""
        if not self.deepens or self.left < DEEPENED / 3 or self.should_stop():
            return None
        return Budget(seconds=DEEPER * self.left)

    def goes_on(self, turn: int) -> bool:
        """Say whether there is time for another round of improvement."""
        if self.should_stop():
            return False
        if self.limits.effort is not None:
            return turn < ROUNDS
        return self.left_to_improve > LEAST_ROUND

    def last(self) -> Budget:
        """Return how long visits are moved for the last time."""
        return self.moving(self.left)

    def moving(self, seconds: float) -> Budget:
        """Return the budget to move visits for so long, or as effort has it."""
        if self.limits.effort is not None:
            return Budget(steps=self.limits.effort * 100)
        return Budget(seconds=max(0.3, seconds))

    def enter(self, phase: str) -> None:
        """Say that a phase begins."""
        self._phase = phase
        self.report()

    def report(self, price: int | None = None) -> None:
        """Tell where the run is; ``price`` of a plan that is still being made."""
        best = self.best[1] if self.best else None
        self._on_progress(
            Progress(
                phase=self._phase,
                seconds=self.seconds,
                price=best.objective if best else price,
                bound=self._bound,
                open_visits=best.must_open if best else None,
                hard_breaches=best.hard_breaches if best else None,
            )
        )

    def consider(self, context: PlanningContext, draft: Draft) -> bool:
        """Audit a draft; keep it when it is better than the best so far."""
        plan = plan_of(context, draft)
        found = audit(self.problem, plan, self.rules)
        better = self.best is None or _rank(found) < _rank(self.best[1])
        if better:
            self.best = (plan, found, draft)
            self._context = context
        if found.hard_breaches:
            broken = sorted({b.rule for b in found.breaches if b.hard})
            log.warning("a candidate breaks hard rules: %s", ", ".join(broken))
        self.report()
        return better

    @contextmanager
    def bounding(self) -> Iterator[None]:
        """Compute the lower bound beside the planning.

        The next report tells it: only the planning reports, so that what it says is in
        order.
        """

        def work() -> None:
            from scheduler.bound import lower_bound

            self._bound = lower_bound(self.problem, self.rules)

        thread = Thread(target=work, name="bound", daemon=True)
        thread.start()
        yield
        thread.join()

    def _status(self, found: Audit | None) -> Status:
        if found is None:
            return Status.NO_PLAN_IN_TIME
        if found.hard_breaches:
            return Status.INFEASIBLE
        reached = self._bound is not None and found.objective <= self._bound
        return Status.OPTIMAL if reached else Status.FEASIBLE

    def _conflicts(self, found: Audit | None) -> tuple[Conflict, ...]:
        """Say which rules clash, and what the cheap checks know of the cause."""
        if found is not None and not found.hard_breaches:
            return ()
        checks = feasibility(self.problem, self.rules)
        causes = [
            Conflict(message_sv=c.message("sv"), message_en=c.message("en"))
            for c in checks
            if c.severity == "error"
        ]
        if found is None:
            return tuple(causes)
        by_id = {rule.id: rule for rule in self.rules}
        broken = [
            Conflict(
                rules=(b.rule,),
                message_sv=by_id[b.rule].explain(b, "sv"),
                message_en=by_id[b.rule].explain(b, "en"),
            )
            for b in found.breaches
            if b.hard
        ]
        return (*causes, *broken[:MOST_CONFLICTS])

    def result(self) -> Result:
        """Return what came out."""
        plan, found = (None, None) if self.best is None else self.best[:2]
        plan, late = self._explained(plan)
        return Result(
            status=self._status(found),
            plan=plan,
            audit=found,
            bound=self._bound,
            seconds=self.seconds,
            seed=self.limits.seed,
            workers=self.limits.workers,
            interrupted=self.interrupted,
            conflicts=self._conflicts(found),
            late=late,
        )

    def _explained(
        self, plan: Plan | None
    ) -> tuple[Plan | None, tuple[LateVisit, ...]]:
        """Say what would let the plan's open and late visits in."""
        if plan is None or self._context is None or self.best is None:
            return plan, ()
        end = monotonic() + EXPLAINING
        over = (lambda: False) if self.exact else (lambda: monotonic() > end)
        return explain(self._context, self.best[2], plan, over)


def _rank(found: Audit) -> tuple[int, int]:
    return found.hard_breaches, found.objective
