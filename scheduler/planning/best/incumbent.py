"""The incumbent: the best whole plan that a run has found so far."""

import logging

from scheduler.audit.audit import audit
from scheduler.context.candidate_shifts import Options
from scheduler.context.planning_context import PlanningContext
from scheduler.planning.best.candidate import Candidate
from scheduler.planning.best.districts import Districts
from scheduler.planning.plan_rows import plan_of
from scheduler.tours.draft import Draft

log = logging.getLogger(__name__)


class Incumbent:
    """Audits every candidate and keeps the best, of each district by itself."""

    def __init__(self, context: PlanningContext, options: Options) -> None:
        self._context = context
        self._districts = Districts(context, options)
        self.best: Candidate | None = None

    @property
    def is_covered(self) -> bool:
        """Whether the best plan leaves no must-visit open."""
        return self.best is not None and self.best.audit.must_open == 0

    def consider(self, draft: Draft) -> None:
        """Audit a draft's plan; keep it when it is better than the best so far.

        Of a draft that is better in some districts only, these are taken.
        """
        candidate = self._judged(draft)
        before, self.best = self.best, self._better(candidate)
        if before is None:
            return
        mixed = self._districts.mixed(before, candidate)
        if mixed is not None:
            self.best = self._better(self._judged(mixed))

    def _better(self, candidate: Candidate) -> Candidate:
        best = self.best
        return (
            candidate
            if best is None or candidate.audit.rank < best.audit.rank
            else best
        )

    def _judged(self, draft: Draft) -> Candidate:
        plan = plan_of(self._context, draft)
        problem, rules = self._context.problem, self._context.rules
        found = audit(problem, plan, rules, with_figures=False)
        if found.hard_breaches:
            broken = sorted({b.rule for b in found.breaches if b.hard})
            log.warning("a candidate breaks hard rules: %s", ", ".join(broken))
        return Candidate(plan, found, draft)
