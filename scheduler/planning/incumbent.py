"""The incumbent: the best whole plan that a run has found so far."""

import logging
from dataclasses import dataclass

from scheduler.audit.audit import Audit, audit
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.planning.plan_rows import plan_of
from scheduler.tours.draft import Draft

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Candidate:
    """A whole plan, what the audit says of it (no figures), and its draft."""

    plan: Plan
    audit: Audit
    draft: Draft


class Incumbent:
    """Audits every candidate and keeps the best."""

    def __init__(self, context: PlanningContext) -> None:
        self._context = context
        self.best: Candidate | None = None

    @property
    def is_covered(self) -> bool:
        """Whether the best plan leaves no must-visit open."""
        return self.best is not None and self.best.audit.must_open == 0

    def consider(self, draft: Draft) -> None:
        """Audit a draft's plan; keep it when it is better than the best so far."""
        plan = plan_of(self._context, draft)
        problem, rules = self._context.problem, self._context.rules
        found = audit(problem, plan, rules, with_figures=False)
        candidate = Candidate(plan, found, draft)
        if self.best is None or found.rank < self.best.audit.rank:
            self.best = candidate
        if found.hard_breaches:
            broken = sorted({b.rule for b in found.breaches if b.hard})
            log.warning("a candidate breaks hard rules: %s", ", ".join(broken))
