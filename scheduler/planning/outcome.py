"""What a run ends with: how it ended, which rules clash, what would mend the rest."""

from collections.abc import Callable, Sequence
from time import monotonic

from scheduler.audit.audit import Audit
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.explain.explanation import explain
from scheduler.explain.late_visit import LateVisit
from scheduler.planning.conflicts import broken, causes
from scheduler.planning.result import Conflict, Result, Status
from scheduler.planning.run import Run

EXPLAINING = 1.5
"""Seconds after which what is open or late is explained no further."""


def result_of(run: Run) -> Result:
    """Return what came out, with what is open or late explained."""
    best, bound, limits = run.best, run.bound(), run.time.limits
    judged = best.audit if best else None
    plan, late = _explained(run)
    conflicts = _conflicts(run, judged)
    return Result(
        status=status_of(judged, bound, conflicts),
        plan=plan,
        audit=judged,
        bound=None if judged and judged.hard_breaches else bound,
        seconds=run.time.seconds,
        seed=limits.seed,
        workers=limits.workers,
        interrupted=run.interrupted,
        conflicts=conflicts,
        late=late,
    )


def _explained(run: Run) -> tuple[Plan | None, tuple[LateVisit, ...]]:
    """Say what would let the best plan's open and late visits in."""
    if run.best is None:
        return None, ()
    return explain(run.context, run.best.draft, run.best.plan, _patience(run))


def _conflicts(run: Run, judged: Audit | None) -> tuple[Conflict, ...]:
    """Say which rules clash; whoever stopped the run waits for no search for causes."""
    if not run.interrupted:
        return conflicts_of(run.context, judged, _patience(run))
    return tuple(broken(run.context, judged, lambda: True)) if judged else ()


def _patience(run: Run) -> Callable[[], bool]:
    """Return what says that enough is explained.

    Where effort counts only a stop does, and not the one that ended the search.
    """
    end = monotonic() + EXPLAINING
    if run.time.is_exact and not run.interrupted:
        return run.should_stop
    return lambda: monotonic() > end


def status_of(
    judged: Audit | None, bound: int | None, conflicts: Sequence[Conflict] = ()
) -> Status:
    """Return how planning ended, by the audit of the best plan and the bound (öre).

    That there is no legal plan is said only where a conflict proves it.
    """
    if judged is None:
        return Status.NO_PLAN_IN_TIME
    if judged.hard_breaches:
        proved = any(conflict.is_proof for conflict in conflicts)
        return Status.INFEASIBLE if proved else Status.NO_PLAN_IN_TIME
    reached = bound is not None and judged.objective <= bound
    return Status.OPTIMAL if reached else Status.FEASIBLE


def conflicts_of(
    context: PlanningContext, judged: Audit | None, over: Callable[[], bool]
) -> tuple[Conflict, ...]:
    """Say which rules clash, and what the cheap checks know of the cause."""
    if judged is None:
        return tuple(causes(context.problem, tuple(context.rules)))
    if not judged.hard_breaches:
        return ()
    known = causes(context.problem, tuple(context.rules), judged)
    return (*known, *broken(context, judged, over))
